"""The ground in a browser: MapLibre draws it with the fonts that are there, and fetches nothing else."""

import functools
import http.server
import threading

import pytest

from .conftest import ROOT

STATIC = ROOT / "src" / "sayso" / "web" / "static"
PAGE = """<!doctype html><meta charset="utf-8"><title>map</title><link rel="icon" href="data:,">
<style>#map { position: absolute; inset: 0 }</style><div id="map"></div>"""
OPEN = """async () => {
  const module = await import("/js/basemap.js");
  window.module = module;
  window.base = await module.openBasemap("/basemap/");
}"""
DRAW = """async ([theme, center, zoom]) => {
  const maplibregl = await import("/vendor/maplibre/maplibre-gl.mjs");
  const map = new maplibregl.Map({container: "map", style: base.style(theme), center, zoom, fadeDuration: 0});
  window.drawn = map;
  await map.once("load");
  base.follow(map);
}"""


class Quiet(http.server.SimpleHTTPRequestHandler):
    extensions_map = {  # noqa: RUF012
        **http.server.SimpleHTTPRequestHandler.extensions_map,
        ".mjs": "text/javascript",
        ".js": "text/javascript",
    }

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    for name in ("js", "basemap", "vendor"):
        if (STATIC / name).exists():
            (folder / name).symlink_to(STATIC / name)
    (folder / "index.html").write_text(PAGE, encoding="utf-8")
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder))
    )
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="module")
def tab(address, browser):
    context = browser.new_context(viewport={"width": 400, "height": 300})
    tab = context.new_page()
    complaints, requests = [], []
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.on("console", lambda message: complaints.append(message.text))
    tab.on("request", lambda request: requests.append(request.url))
    tab.goto(address)
    tab.evaluate(OPEN)
    yield tab
    context.close()
    assert complaints == []
    assert [url for url in requests if not url.startswith((address, "blob:", "data:"))] == []


def test_the_viewpoint_and_every_edit_come_with_the_map(tab):
    assert (
        tab.evaluate("base.viewpoint") == "Borders follow the position of the United Nations General Assembly"
    )
    assert tab.evaluate("base.edits.find((edit) => edit.id === 'crimea').basis").startswith(
        "UN General Assembly"
    )
    attribution = tab.evaluate("base.style('light').sources['base-countries'].attribution")
    assert attribution.startswith("Borders follow the position of the United Nations General Assembly")


def test_the_style_asks_for_no_glyphs_and_no_images(tab):
    keys, sources, layers = tab.evaluate("""() => {
      const { layers, sources, ...rest } = base.style("dark");
      return [Object.keys(rest), Object.keys(sources), layers.map((l) => l.source ?? "base-countries")];
    }""")
    assert keys == ["version"]
    assert set(layers) == set(sources)


@pytest.mark.parametrize(
    ("longitude", "latitude", "zoom", "name"),
    [
        (34.1, 45.0, 6, "ukraine"),
        (34.1, 45.0, 3, "world"),
        (35.2, 32.2, 8, "gaza-lebanon"),
        (39.0, 35.0, 6, "syria"),
        (75.5, 34.0, 6, "south-asia"),
        (-150.0, -40.0, 6, "world"),
    ],
)
def test_the_smallest_box_that_holds_the_middle_is_drawn(tab, longitude, latitude, zoom, name):
    boxes = tab.evaluate("fetch('/basemap/world.json').then((r) => r.json()).then((w) => w.files)")
    assert (
        tab.evaluate("([b, at, z]) => module.fileFor(b, at, z)", [boxes, [longitude, latitude], zoom]) == name
    )


def test_rings_are_closed_and_lie_on_the_globe(tab):
    worst = tab.evaluate("""async () => {
      const { features } = await import("/js/topology.js");
      const ukraine = await (await fetch("/basemap/ukraine.json")).json();
      const rings = features(ukraine, "countries").features.flatMap((f) => f.geometry.coordinates.flat());
      const open = rings.filter((r) => r[0][0] !== r.at(-1)[0] || r[0][1] !== r.at(-1)[1]).length;
      return [rings.length, open, Math.max(...rings.flat().map(([, y]) => Math.abs(y)))];
    }""")
    assert worst[0] > 200
    assert worst[1] == 0
    assert worst[2] < 90


def test_crimea_is_drawn_in_ukraine_and_the_golan_line_dashed(tab):
    at = """([x, y]) => drawn.queryRenderedFeatures(drawn.project([x, y]), {layers: ["base-land"]})
      .map((feature) => feature.properties.id)"""
    tab.evaluate(DRAW, ["light", [34.5, 45.3], 6])
    tab.wait_for_function("drawn.loaded()")
    assert set(tab.evaluate(at, [34.1, 45.0])) == {"UA"}
    assert set(tab.evaluate(at, [36.0, 46.0])) == set()
    named = tab.locator(".maplibregl-ctrl-attrib-inner").text_content()
    assert named.endswith(
        "Borders follow the position of the United Nations General Assembly · Natural Earth"
    )
    tab.evaluate("drawn.jumpTo({center: [35.7, 33.0], zoom: 8})")
    tab.wait_for_function("""drawn.loaded() && drawn.queryRenderedFeatures({layers: ['base-dashed']})
      .some((f) => f.properties.edit === 'golan')""")
    assert set(tab.evaluate(at, [35.72, 33.0])) == {"SY"}
    light = tab.evaluate("drawn.getPaintProperty('base-land', 'fill-color')")
    tab.evaluate("module.paintBasemap(drawn, 'dark')")
    assert tab.evaluate("drawn.getPaintProperty('base-land', 'fill-color')") != light
