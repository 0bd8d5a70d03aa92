"""How well the findings about proof are made: `python -m bench.proof_reading` prints precision and recall."""

import os
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cpor_portal.settings.testing")
django.setup()

from claims.reading.text import Outcome  # noqa: E402 (Django has to be set up first)
from tests.claims.reading.labelled import ON_DATE, labelled_set  # noqa: E402
from tests.claims.reading.measuring import scores_of  # noqa: E402

SHOWN = (Outcome.FOUND, Outcome.NOT_FOUND)


def main() -> int:
    samples = labelled_set()
    began = time.perf_counter()
    scores = scores_of(samples, ON_DATE)
    seconds = time.perf_counter() - began
    print(f"{len(samples)} proofs, read and compared in {seconds:.1f} s\n")
    print("| finding | found: proofs | precision | recall | not found: proofs | precision | recall |")
    print("|---|---|---|---|---|---|---|")
    for kind, score in scores.items():
        cells = [
            f"{score.of(outcome)} | {score.precision(outcome):.3f} | {score.recall(outcome):.3f}"
            for outcome in SHOWN
        ]
        print(f"| {kind} | {' | '.join(cells)} |")
    for kind, score in scores.items():
        for line in score.wrong:
            print(f"wrong: {kind}: {line}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
