"""How well the findings about proof are made: `python -m bench.proof_reading` prints precision and recall.

Names of sets behind it (own, first, second, held-out) print only theirs.
"""

import os
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cpor_portal.settings.testing")
django.setup()

from claims.reading.text import Outcome
from tests.claims.reading import labelled, other_hands
from tests.claims.reading.measuring import scores_of

SHOWN = (Outcome.FOUND, Outcome.NOT_FOUND)
SETS = {
    "own": ("own set", labelled.labelled_set, labelled.ON_DATE),
    "first": ("another hand, known to the rules", other_hands.first_hand, other_hands.ON_DATE),
    "second": ("a second hand, known to the rules", other_hands.second_hand, other_hands.ON_DATE),
    "third": ("a third hand, known to the rules", other_hands.third_hand, other_hands.ON_DATE),
    "held-out": ("held out", other_hands.held_out, other_hands.ON_DATE),
}


def main(names: list[str]) -> int:
    if unknown := [name for name in names if name not in SETS]:
        print(f"no such set: {', '.join(unknown)}; there are {', '.join(SETS)}", file=sys.stderr)
        return 2
    for title, load, on_date in (SETS[name] for name in names or SETS):
        samples = load()
        began = time.perf_counter()
        scores = scores_of(samples, on_date)
        seconds = time.perf_counter() - began
        print(f"## {title}\n\n{len(samples)} proofs, read and compared in {seconds:.1f} s\n")
        print_table(scores)
    return 0


def print_table(scores) -> None:
    print("| finding | found: proofs | precision | recall | not found: proofs | precision | recall |")
    print("|---|---|---|---|---|---|---|")
    for kind, score in scores.items():
        cells = [
            f"{score.of(outcome)} | {score.precision(outcome):.3f} | {score.recall(outcome):.3f}"
            for outcome in SHOWN
        ]
        print(f"| {kind} | {' | '.join(cells)} |")
    wrong = [f"wrong: {kind}: {line}" for kind, score in scores.items() for line in score.wrong]
    print("\n".join(["", *wrong]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
