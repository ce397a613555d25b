"""axe-core on a page: what breaks WCAG 2.2 AA, told so that it can be found."""

from pathlib import Path

_AXE = Path(__file__).parent / "vendor" / "axe.min.js"
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def violations(tab):
    """A line for each element of the open page that breaks a rule."""
    # Evaluated, not inserted: the page's own policy refuses scripts that it did not bring.
    tab.evaluate(_AXE.read_text(encoding="utf-8"))
    found = tab.evaluate(
        "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}}).then(each => each.violations)",
        _TAGS,
    )
    return [
        f"{rule['id']}: {node['target']}: {node['html'][:120]}" for rule in found for node in rule["nodes"]
    ]
