"""Tables to take away: what a spreadsheet could run or mistake stays the text that it is."""

import csv

import pytest
from openpyxl import load_workbook

from claims.tables import csv_lines, xlsx_file

RUN = ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "\n=1"]
PLAIN = ["#N/A", "#1 of the roll-outs", " =1", "Teams\nfor all", 'a "b", c']


@pytest.mark.rule("HIS-5")
def test_no_cell_is_run_or_mistaken():
    _mark, *lines = csv_lines([RUN, PLAIN])
    with xlsx_file([["Title"] * len(RUN), RUN, PLAIN], title="Claims") as file:
        _titles, run, plain = load_workbook(file).active.iter_rows()

    assert list(csv.reader(lines)) == [[f"'{text}" for text in RUN], PLAIN]
    assert {cell.data_type for cell in (*run, *plain[: len(PLAIN)])} == {"s"}
    assert [cell.value for cell in plain[: len(PLAIN)]] == PLAIN
