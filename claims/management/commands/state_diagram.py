from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from claims.models import Claim
from claims.states import State

BEGIN, END = "<!-- state diagram: begin -->", "<!-- state diagram: end -->"


class Command(BaseCommand):
    help = "Prints the claim's lifecycle as a Mermaid diagram, drawn from the declared moves."

    def add_arguments(self, parser):
        parser.add_argument("--write", action="store_true", help="put it into docs/architecture.md")
        parser.add_argument(
            "--check", action="store_true", help="fail when docs/architecture.md shows another one"
        )

    def handle(self, *, write, check, **options):
        document = Path(settings.BASE_DIR) / "docs" / "architecture.md"
        if not (write or check):
            self.stdout.write(diagram())
            return
        old = document.read_text("utf-8")
        new = with_diagram(old)
        if write:
            document.write_text(new, "utf-8")
        elif new != old:
            raise CommandError(
                "docs/architecture.md shows an old diagram: run manage.py state_diagram --write."
            )


def diagram() -> str:
    order = {state: place for place, state in enumerate(State)}
    moves = sorted(
        ((t.source, t.target, t.name) for t in Claim().get_all_state_transitions()),
        key=lambda move: (order[move[0]], order[move[1]], move[2]),
    )
    lines = ["stateDiagram-v2", f"    [*] --> {State.DRAFT}"]
    lines += [f"    {state} : {state.label}" for state in State]
    lines += [f"    {source} --> {target} : {name.replace('_', ' ')}" for source, target, name in moves]
    return "\n".join(lines)


def with_diagram(text: str) -> str:
    before, rest = text.split(BEGIN)
    _old, after = rest.split(END)
    return f"{before}{BEGIN}\n```mermaid\n{diagram()}\n```\n{END}{after}"
