"""Reports as a table for spreadsheets: https://www.rfc-editor.org/rfc/rfc4180 .

A cell that a spreadsheet would take for a formula begins with an apostrophe
(https://owasp.org/www-community/attacks/CSV_Injection).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from wallet.model.checks import Outcome
from wallet.model.report import Report

_COLUMNS = ("input", "inside", "verdict", "kind", "format", "name", "issuer", "issuer_name", "subject", "at", "reasons")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def csv_header() -> str:
    """Return the first line: the names of the columns."""
    return _lines([_COLUMNS])


def csv_rows(report: Report) -> str:
    """Return a line for a report, and one for each report of a badge inside it."""
    return _lines(_rows(report, ""))


def _lines(rows: Iterable[Iterable[str]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return text.getvalue()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _rows(report: Report, inside: str) -> Iterator[tuple[str, ...]]:
    issuer = report.issuer
    yield (
        report.input,
        inside,
        report.verdict.value,
        report.kind.value,
        report.format,
        report.name,
        issuer.id if issuer else "",
        issuer.name if issuer else "",
        report.subject_id or "",
        report.at.isoformat().replace("+00:00", "Z"),
        _reasons(report),
    )
    for inner in report.credentials:
        yield from _rows(inner, report.input or inside)


def _reasons(report: Report) -> str:
    bad = (check for check in report.checks if check.outcome in (Outcome.FAILED, Outcome.UNKNOWN) or check.is_limit)
    return "; ".join(f"{check.id.value}: {check.code.value}" for check in bad)
