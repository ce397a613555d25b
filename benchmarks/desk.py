"""How fast the desk answers over a large ledger: under load, and until a browser shows something.

    python benchmarks/ledger.py --claims 1000000 --keep big.db
    python benchmarks/desk.py big.db

Serves the ledger from a process of its own on loopback. Asks the API at an even pace whether or not the
answers keep up (an answer's time counts from when it was due), then opens the place page and the map in
headless Chromium. Prints one line of JSON; times in milliseconds.
"""

from __future__ import annotations

import argparse
import gzip
import http.client
import json
import os
import random
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from queue import SimpleQueue
from typing import Any
from urllib.parse import quote

CHROMIUM = os.environ.get("SAYSO_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = ("--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader")
CLIENTS = 16
PAGES = 15
BUSY = 500
"""So many places, those with most claims, are asked of by themselves too."""
_READY = "performance.getEntriesByName('map-ready').length > 0"
_PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    asked.add_argument("ledger")
    asked.add_argument("--rate", type=float, default=50, help="requests a second (default: 50)")
    asked.add_argument("--seconds", type=float, default=30, help="how long the API is asked (default: 30)")
    asked.add_argument("--wait", type=float, default=600, help="seconds that the map may take to be reckoned")
    told = asked.parse_args()
    started = time.perf_counter()
    desk = subprocess.Popen(
        [sys.executable, "-m", "sayso", "serve", "--ledger", told.ledger, "--port", "0"],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert desk.stdout is not None
        port = int(desk.stdout.readline().partition("127.0.0.1:")[2].partition("/")[0])
        found = {"started": _ms(time.perf_counter() - started)} | _measured(port, told)
    finally:
        desk.terminate()
        desk.wait(10)
    print(json.dumps(found))


def _measured(port: int, told: argparse.Namespace) -> dict[str, object]:
    places = [each["place_id"] or each["place"] for each in json.loads(_get(port, "/api/places?limit=50000"))]
    day = json.loads(_get(port, f"/api/places/{quote(places[0])}"))["on"]
    found: dict[str, object] = {"map_reckoned_s": _reckoned(port, told.wait)}
    packed = gzip.compress(_get(port, f"/api/map/day?on={day}"), 6)
    found["map_day_gzip_kb"] = round(len(packed) / 1000, 1)
    chosen = random.Random(1)

    def place() -> str:
        return f"/api/places/{quote(chosen.choice(places))}"

    def busy() -> str:
        return f"/api/places/{quote(chosen.choice(places[:BUSY]))}"

    asks: dict[str, Callable[[], str]] = {
        "place": place,
        "busy_place": busy,
        "map": lambda: f"/api/map/day?on={day}",
        "mixed": lambda: chosen.choice((place(), f"/api/map/day?on={day}", "/api/disputes", "/health")),
    }
    for name, path in asks.items():
        found[f"api_{name}"] = _under_load(port, path, told.rate, told.seconds)
    if CHROMIUM is not None:
        base = f"http://127.0.0.1:{port}"
        found["place_first_paint"] = _painted(base, chosen.sample(places, PAGES))
        found["busy_place_first_paint"] = _painted(base, chosen.sample(places[:BUSY], PAGES))
        found["map_ready"] = _map_ready(base)
    return found


def _under_load(port: int, path: Callable[[], str], rate: float, seconds: float) -> dict[str, float]:
    due: SimpleQueue[tuple[float, str] | None] = SimpleQueue()
    took: list[float] = []
    failed: list[str] = []

    def ask() -> None:
        while (next_one := due.get()) is not None:
            when, where = next_one
            try:
                _get(port, where)
            except OSError as problem:
                failed.append(f"{where}: {problem}")
            took.append(time.perf_counter() - when)

    clients = [threading.Thread(target=ask) for _ in range(CLIENTS)]
    for each in clients:
        each.start()
    begin = time.perf_counter()
    for number in range(int(rate * seconds)):
        when = begin + number / rate
        time.sleep(max(0.0, when - time.perf_counter()))
        due.put((when, path()))
    for _ in clients:
        due.put(None)
    for each in clients:
        each.join()
    if failed:
        raise SystemExit(f"{len(failed)} requests failed, the first: {failed[0]}")
    return {"p50": _ms(_quantile(took, 0.5)), "p95": _ms(_quantile(took, 0.95)), "most": _ms(max(took))}


def _reckoned(port: int, wait: float) -> float:
    """Seconds until the map has every day."""
    begin = time.perf_counter()
    while time.perf_counter() - begin < wait:
        if json.loads(_get(port, "/api/map/status"))["ready"]:
            return round(time.perf_counter() - begin, 1)
        time.sleep(0.5)
    raise SystemExit(f"the map was not reckoned within {wait:.0f} s")


def _painted(base: str, places: Sequence[str]) -> dict[str, float]:
    """From asking for the page of a place to its first words."""
    painted = []
    with _browser() as browser:
        for each in places:
            tab = browser.new_context(bypass_csp=True).new_page()
            tab.goto(f"{base}/place/{quote(each)}")
            tab.wait_for_function(f"{_PAINTED} !== undefined")
            painted.append(tab.evaluate(_PAINTED) / 1000)
            tab.context.close()
    return {"p50": _ms(_quantile(painted, 0.5)), "most": _ms(max(painted))}


def _map_ready(base: str) -> dict[str, float]:
    """From asking for the map to all its places drawn; the browser keeps nothing from before."""
    ready = []
    with _browser() as browser:
        for _ in range(3):
            tab = browser.new_context(bypass_csp=True).new_page()
            begin = time.perf_counter()
            tab.goto(f"{base}/map")
            tab.wait_for_function(_READY, timeout=120_000)
            ready.append(time.perf_counter() - begin)
            tab.context.close()
    return {"p50": _ms(_quantile(ready, 0.5)), "most": _ms(max(ready))}


@contextmanager
def _browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()


def _get(port: int, path: str) -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=300)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        body = answer.read()
    finally:
        connection.close()
    if answer.status != 200:
        raise OSError(f"{answer.status} {body[:200]!r}")
    return body


def _quantile(values: Sequence[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 1)


if __name__ == "__main__":
    main()
