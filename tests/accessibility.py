"""Holds a page in the browser against axe-core's rules for WCAG 2.2 AA and its best practices."""

from functools import cache
from pathlib import Path

AXE = Path(__file__).parent / "axe/node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@cache
def _axe() -> str:
    if not AXE.exists():
        raise RuntimeError("axe-core was not found. Install it: bin/install-servers.")
    return AXE.read_text()


def violations(page, options=None) -> list[str]:
    """One line for each rule and place that a reader could stumble over; empty when there is none."""
    # Evaluated from outside, as the page's content security policy lets no foreign script in.
    if not page.evaluate("'axe' in window"):
        page.evaluate(_axe())
    options = options or {"runOnly": {"type": "tag", "values": RULES}}
    found = page.evaluate("options => axe.run(document, options)", options | {"resultTypes": ["violations"]})
    return [
        f"{page.url} {rule['id']}: {node['html'][:160]} {node.get('failureSummary', '')}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


def violations_in_both_themes(page) -> list[str]:
    """All rules in the light theme; in the dark one those about colour, as nothing else differs."""
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    found = violations(page)
    page.emulate_media(color_scheme="dark")
    return found + [f"dark {line}" for line in violations(page, {"runOnly": ["color-contrast"]})]
