"""Plots as shapes with places: a template draws them as SVG, in one size for wide windows and one for narrow ones.

Text has the same size in both, so what fits is worked out for each. No library, no style: classes and `plots.css`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from .numbers import grouped

WIDE, NARROW = 520, 320
HEIGHT, TOP, BOTTOM, LEFT, RIGHT = 240, 14, 28, 40, 10
# What a letter takes in the plots' type, on average and rather too much.
LETTER = 7.2
ROW, BAR = 44, 14
# The height of a line of words above the bars.
MARK = 16
STEPS = (1, 2, 5)
MOST_TICKS = 5


@dataclass(frozen=True)
class Rect:
    x: float
    y: float
    width: float
    height: float
    look: str
    # What a pointer that rests on it says.
    says: str = ""


@dataclass(frozen=True)
class Line:
    x1: float
    y1: float
    x2: float
    y2: float
    look: str


@dataclass(frozen=True)
class Text:
    x: float
    y: float
    text: str
    look: str


@dataclass
class Drawing:
    width: int
    height: int
    look: str
    lines: list[Line] = field(default_factory=list)
    rects: list[Rect] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)


@dataclass(frozen=True)
class Series:
    name: str
    values: Sequence[int]


@dataclass(frozen=True)
class Mark:
    """A line across columns, so many columns from the left."""

    place: float
    text: str


@dataclass(frozen=True)
class Columns:
    """Upright bars from zero: series beside each other, or on top of each other."""

    labels: Sequence[str]
    series: Sequence[Series]
    stacked: bool = False
    marks: Sequence[Mark] = ()
    # What is counted across and upwards.
    axes: str = ""

    @property
    def is_empty(self) -> bool:
        return not any(any(series.values) for series in self.series)

    @property
    def drawings(self) -> list[Drawing]:
        return [self._draw(WIDE, "wide"), self._draw(NARROW, "narrow")]

    def _draw(self, width: int, look: str) -> Drawing:
        top = TOP + MARK * len(self.marks)
        drawing = Drawing(width, HEIGHT + top - TOP, look)
        floor, right = drawing.height - BOTTOM, width - RIGHT
        ticks, left = ticks_to(self._highest()), self._left
        scale = (floor - top) / ticks[-1]
        for tick in ticks:
            y = floor - tick * scale
            drawing.lines.append(Line(left, y, right, y, "zero" if tick == 0 else "grid"))
            drawing.texts.append(Text(left - 6, y + 4, grouped(tick), "tick-y"))
        step = (right - left) / max(len(self.labels), 1)
        for place in range(len(self.labels)):
            self._bars(drawing, place, left + place * step, step, floor, scale)
        self._axis(drawing, step, floor)
        for mark in self.marks:
            self._mark(drawing, mark, step, floor, right)
        return drawing

    @property
    def _left(self) -> float:
        """Where the bars begin, right of the largest number."""
        return max(LEFT, len(grouped(ticks_to(self._highest())[-1])) * LETTER + 10)

    def _highest(self) -> int:
        columns = zip(*(series.values for series in self.series), strict=True)
        return max((sum(column) if self.stacked else max(column) for column in columns), default=0)

    def _bars(self, drawing: Drawing, place: int, x: float, step: float, floor: float, scale: float) -> None:
        gap = min(step * 0.25, 14)
        room = step - gap
        width = room if self.stacked else room / len(self.series)
        base = floor
        for number, series in enumerate(self.series):
            value = series.values[place]
            height = value * scale
            left = x + gap / 2 + (0 if self.stacked else number * width)
            if value:
                says = f"{self.labels[place]}, {series.name}: {grouped(value)}"
                drawing.rects.append(Rect(left, base - height, width, height, f"s{number + 1}", says))
            if self.stacked:
                base -= height

    def _axis(self, drawing: Drawing, step: float, floor: float) -> None:
        """As many labels as there is room for, at even distances, the first among them."""
        longest = max(map(len, self.labels), default=0) * LETTER + 10
        every = max(1, -(-int(longest) // max(int(step), 1)))
        end = 0.0
        for place in range(0, len(self.labels), every):
            x = self._left + (place + 0.5) * step
            half = len(self.labels[place]) * LETTER / 2
            x = min(max(x, half), drawing.width - half)
            if x - half < end:
                continue  # the last one was moved inwards
            end = x + half
            drawing.texts.append(Text(x, floor + 18, self.labels[place], "tick-x"))

    def _mark(self, drawing: Drawing, mark: Mark, step: float, floor: float, right: float) -> None:
        """Its words stand above where its line begins; the last mark's highest, so that no line crosses them."""
        left = self._left
        x = left + min(mark.place, len(self.labels)) * step
        level = 11 + MARK * (len(self.marks) - 1 - self.marks.index(mark))
        drawing.lines.append(Line(x, level + 4, x, floor, "mark"))
        half = len(mark.text) * LETTER / 2
        drawing.texts.append(Text(min(max(x, left + half), right - half), level, mark.text, "mark"))


@dataclass(frozen=True)
class Bar:
    label: str
    value: float
    # As it is read at the end of the bar.
    words: str


@dataclass(frozen=True)
class Bars:
    """Lying bars from zero, each below its label, so that a long one has room in a narrow window too."""

    bars: Sequence[Bar]
    # Of what a full bar means; else the longest one is full.
    full: float = 0

    @property
    def is_empty(self) -> bool:
        return not self.bars

    @property
    def drawings(self) -> list[Drawing]:
        return [self._draw(WIDE, "wide"), self._draw(NARROW, "narrow")]

    def _draw(self, width: int, look: str) -> Drawing:
        drawing = Drawing(width, ROW * len(self.bars) + 4, look)
        full = self.full or max((bar.value for bar in self.bars), default=0) or 1
        for place, bar in enumerate(self.bars):
            y = place * ROW + 16
            room = int((width - len(bar.words) * LETTER - 16) / LETTER)
            label = bar.label if len(bar.label) <= room else f"{bar.label[: room - 1]}…"
            drawing.texts.append(Text(0, y, label, "bar"))
            drawing.texts.append(Text(width, y, bar.words, "value"))
            drawing.rects.append(Rect(0, y + 6, width, BAR, "rail"))
            if bar.value:
                filled = max(width * bar.value / full, 2)
                drawing.rects.append(Rect(0, y + 6, filled, BAR, "s1", f"{bar.label}: {bar.words}"))
        return drawing


def ticks_to(highest: int) -> list[int]:
    """Zero and a few round numbers, the last of which nothing exceeds."""
    step, power = 1, 1
    while step * (MOST_TICKS - 1) < highest:
        following = dict(pairwise(STEPS))
        if step // power in following:
            step = following[step // power] * power
        else:
            power *= 10
            step = power
    return [number * step for number in range(max(-(-highest // step), 1) + 1)]
