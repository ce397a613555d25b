"""The desk in the browser: pages that work without JavaScript, and the same answers as JSON.

Nothing is decided here: requests are read, `sayso.answers` is asked, what it says is shown.
"""
