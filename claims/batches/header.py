"""What the first row of a sheet says: which cell is which column, which columns nobody knows, which are missing."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from .columns import BY_KEY, COLUMNS, NEEDED, is_added, key_of
from .sheets import BadSheet, SheetRow

SHOWN = 20


@dataclass(frozen=True)
class Header:
    """`keys` names the column of each place; None where the cells are of no use."""

    keys: tuple[str | None, ...]
    unknown: tuple[str, ...]
    missing: tuple[str, ...]

    def values_of(self, row: SheetRow) -> dict[str, str]:
        return {key: cell for key, cell in zip(self.keys, row.cells, strict=False) if key and cell}

    def has_stray_cells(self, row: SheetRow) -> bool:
        return any(row.cells[len(self.keys) :])


def read_header(row: SheetRow | None) -> Header:
    if row is None:
        raise BadSheet(_("The sheet is empty."))
    cells = list(row.cells)
    while cells and not cells[-1]:
        cells.pop()
    keys = tuple(key_of(cell) if cell else None for cell in cells)
    known = [key for key in keys if key]
    for key in known:
        if known.count(key) > 1:
            raise BadSheet(_("The column “%(column)s” is there twice.") % {"column": BY_KEY[key].header})
    lacking = [BY_KEY[key].header for key in NEEDED if key not in known]
    if lacking:
        raise BadSheet(
            _("The first row must name the columns, among them “%(column)s”. See the example.")
            % {"column": lacking[0]}
        )
    unknown = [
        cell[:80] for cell, key in zip(cells, keys, strict=True) if cell and not key and not is_added(cell)
    ]
    missing = [column.header for column in COLUMNS if column.key not in known]
    return Header(keys, tuple(unknown[:SHOWN]), tuple(missing))
