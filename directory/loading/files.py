"""Reads a file into rows that know their line, whatever their meaning."""

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SPACE = re.compile(r"[ \t\r\n]*")


class UnreadableFile(Exception):
    """Nothing in it can be trusted, so nothing of it is loaded."""


@dataclass(frozen=True)
class Row:
    line: int
    values: dict[str, str]
    problem: str = ""


def read(path: Path) -> list[Row]:
    """All rows at once, so that a file which breaks off in the middle loads nothing."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise UnreadableFile(error.strerror or "can't be read") from error
    except UnicodeDecodeError as error:
        raise UnreadableFile("is not UTF-8") from error
    rows = _json_rows(text) if path.suffix.lower() == ".json" else _csv_rows(text)
    try:
        return list(rows)
    except json.JSONDecodeError as error:
        raise UnreadableFile(f"line {error.lineno}: {error.msg}") from error
    except RecursionError as error:
        raise UnreadableFile("has too many lists in lists") from error
    except (csv.Error, ValueError) as error:  # of a number with thousands of digits, for one
        raise UnreadableFile(str(error)) from error


def _csv_rows(text: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    columns = [name.strip() for name in next(reader, [])]
    if len(set(columns)) != len(columns):
        raise UnreadableFile("line 1: a column is named twice")
    line = reader.line_num + 1
    for cells in reader:
        if cells:
            values = dict(zip(columns, (cell.strip() for cell in cells), strict=False))
            wrong = "" if len(cells) == len(columns) else f"{len(cells)} values for {len(columns)} columns"
            yield Row(line, dict.fromkeys(columns, "") | values, wrong)
        line = reader.line_num + 1


def _json_rows(text: str) -> Iterator[Row]:
    """The objects of an array, one by one, because the decoder alone would forget their lines."""
    decoder = json.JSONDecoder()
    position = _expect(text, 0, "[")
    line, counted = 1, 0
    while text[position : position + 1] != "]":
        line, counted = line + text.count("\n", counted, position), position
        value, position = decoder.raw_decode(text, position)
        yield _json_row(line, value)
        position = _skip_space(text, position)
        if text[position : position + 1] != "]":
            position = _expect(text, position, ",")
    if text[position + 1 :].strip():
        raise json.JSONDecodeError("more after the array", text, position + 1)


def _expect(text: str, position: int, sign: str) -> int:
    """Where the next value begins, after the sign and the space around it."""
    position = _skip_space(text, position)
    if text[position : position + 1] != sign:
        raise json.JSONDecodeError(f"“{sign}” expected", text, position)
    return _skip_space(text, position + 1)


def _skip_space(text: str, position: int) -> int:
    found = SPACE.match(text, position)
    return found.end() if found else position


def _json_row(line: int, value: object) -> Row:
    if not isinstance(value, dict):
        return Row(line, {}, "not an object")
    try:
        return Row(line, {name: _as_cell(content) for name, content in value.items()})
    except TypeError as error:
        return Row(line, dict.fromkeys(value, ""), str(error))


def _as_cell(content: object) -> str:
    match content:
        case None:
            return ""
        case bool():
            return "yes" if content else "no"
        case str() | int():
            return str(content).strip()
        case list() if all(isinstance(part, str) for part in content):
            return " ".join(content)
    raise TypeError(f"{content!r} is neither text nor a whole number")
