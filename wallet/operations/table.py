"""A table of reports in a file, for spreadsheets."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from wallet.export.report_csv import csv_header, csv_rows
from wallet.model.errors import NotSavedError

__all__ = ["csv_rows", "open_table"]


@contextmanager
def open_table(path: Path) -> Iterator[TextIO]:
    """Open a new table for lines of `csv_rows`, its first line written.

    Raises:
        NotSavedError: Where the file cannot be written.
    """
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            file.write(csv_header())
            yield file
    except OSError as error:
        raise NotSavedError.of_file(path.name, error) from error
