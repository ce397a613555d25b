"""How claims of one place stand to each other: which go back to one origin, which agree, which cannot
both be right, which answer which, and since when.

Values in, values out: nothing here opens a ledger or reads a text with the parser. What is needed of a
page (its words, to tell a copy; the forms in which it came) is handed over.
"""
