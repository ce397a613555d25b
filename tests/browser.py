"""Chromium for the tests of pages, one for each module of tests.

Needs Chromium (Debian: `apt-get install chromium`, or SAYSO_CHROMIUM names one) and Playwright. Without them
what wants a browser is skipped, except in CI, where it fails: a check that nobody runs is none.
"""

import os
import shutil

import pytest

CHROMIUM = os.environ.get("SAYSO_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
# WebGL without a graphics card, for the map.
FLAGS = ["--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]


def _missing(what):
    (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(f"no {what}: the page is not tried")


# Not for the whole session: while it is open, no other test can run an event loop.
@pytest.fixture(scope="module")
def browser():
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        _missing("playwright")
    if CHROMIUM is None:
        _missing("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()
