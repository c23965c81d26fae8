"""Tables as CSV files that a spreadsheet opens as what they are: text and numbers, never formulas."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

BEGIN_FORMULAS = tuple("=+-@\t\r\n＝＋－＠")
"""With any of these a cell is run by one program or another, the wide forms included."""


def harmless(value: Any) -> Any:
    """The value of a cell: numbers as they are, text behind an apostrophe where it would be taken for a formula."""
    if value is None:
        return ""
    if isinstance(value, (int, float)):
        return value
    text = str(value).replace("\x00", "")
    return f"'{text}" if text.startswith(BEGIN_FORMULAS) or text.lstrip().startswith(BEGIN_FORMULAS) else text


def csv_file(head: Sequence[Any], rows: Iterable[Sequence[Any]]) -> bytes:
    """A file in UTF-8, marked as such for programs that guess."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([harmless(cell) for cell in head])
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")
