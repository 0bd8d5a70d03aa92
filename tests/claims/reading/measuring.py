"""Precision and recall of the findings over samples whose truth is known."""

import io
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from claims.reading.extract import extract
from claims.reading.findings import KINDS, findings_of
from claims.reading.text import Document, Outcome

LIMITS = {"pages": 100, "characters": 300_000, "unpacked": 40_000_000}


@dataclass
class Score:
    """For one finding: how often each outcome was said where each was true."""

    said: Counter = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def precision(self, outcome: Outcome) -> float:
        claimed = sum(count for (said, _true), count in self.said.items() if said == outcome)
        return self.said[outcome, outcome] / claimed if claimed else 1.0

    def recall(self, outcome: Outcome) -> float:
        real = sum(count for (_said, true), count in self.said.items() if true == outcome)
        return self.said[outcome, outcome] / real if real else 1.0

    def of(self, outcome: Outcome) -> int:
        return sum(count for (_said, true), count in self.said.items() if true == outcome)


def documents_of(files) -> list[Document]:
    found = []
    for name, kind, content in files:
        read = extract(io.BytesIO(content), kind, **LIMITS)
        found.append(Document.of(name, kind, read["pages"], read["is_cut"]))
    return found


def scores_of(samples: Iterable, on_date: date) -> dict[str, Score]:
    scores = {kind: Score() for kind in KINDS}
    for sample in samples:
        for finding in findings_of(sample.facts, documents_of(sample.files), on_date):
            true = sample.expected[finding.kind]
            scores[finding.kind].said[finding.outcome, true] += 1
            if finding.outcome != true:
                scores[finding.kind].wrong.append(f"{sample.name}: {finding.outcome} for {true}")
    return scores
