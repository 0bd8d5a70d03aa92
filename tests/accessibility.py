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


def violations(page) -> list[str]:
    """One line for each rule and place that a reader could stumble over; empty when there is none."""
    # Evaluated from outside, as the page's content security policy lets no foreign script in.
    page.evaluate(_axe())
    found = page.evaluate(
        "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}, resultTypes: ['violations']})",
        RULES,
    )
    return [
        f"{page.url} {rule['id']}: {node['html'][:160]} {node.get('failureSummary', '')}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


def violations_in_both_themes(page) -> list[str]:
    found = []
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        found += [f"{theme} {line}" for line in violations(page)]
    return found
