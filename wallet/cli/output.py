"""Text on the terminal: foreign text made harmless, verdicts in words, colour only where it is wanted."""

from __future__ import annotations

import json
import os
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import datetime

from wallet.model.json_types import JsonValue
from wallet.model.report import Report, Verdict

_TITLES = {
    Verdict.UNREADABLE: "We cannot read this",
    Verdict.FAILED: "Changed, or not from this issuer",
    Verdict.REVOKED: "Withdrawn by the issuer",
    Verdict.SUSPENDED: "On hold by the issuer",
    Verdict.EXPIRED: "Expired",
    Verdict.NOT_YET_VALID: "Not valid yet",
    Verdict.UNKNOWN: "Not checked fully",
    Verdict.ISSUER_UNKNOWN: "Signed by someone not on your list",
    Verdict.LIMITED: "Genuine, with limits",
    Verdict.VERIFIED: "Verified",
}
_COLOURS = {Verdict.VERIFIED: 32, Verdict.LIMITED: 33, Verdict.EXPIRED: 33, Verdict.NOT_YET_VALID: 33}
_BAD = frozenset({Verdict.FAILED, Verdict.REVOKED, Verdict.SUSPENDED})
_LONGEST = 200
"""Characters of foreign text on one line (VAULT.md, "Foreign input")."""


def say(text: str = "") -> None:
    """Write one line to standard output."""
    sys.stdout.write(f"{text}\n")


def note(text: str) -> None:
    """Write one line to standard error."""
    sys.stderr.write(f"{text}\n")


def say_json(value: JsonValue) -> None:
    """Write one JSON object on a line of its own (JSON Lines)."""
    say(json_line(value))


def say_list(entries: Sequence[tuple[JsonValue, str]], nothing: str, *, as_json: bool) -> None:
    """Write a list, a line for each of its entries.

    Args:
        entries: Each as JSON, and in words.
        nothing: What to tell the person where there is none.
        as_json: Whether a program reads it.
    """
    for value, text in entries:
        say(json_line(value) if as_json else text)
    if not entries:
        note(nothing)


def json_line(value: JsonValue) -> str:
    """Return JSON on one line."""
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": "))


def json_time(time: datetime | None) -> str | None:
    """Return a time, in UTC, as JSON has it; None where there is none."""
    return None if time is None else time.isoformat().replace("+00:00", "Z")


def harmless(text: str) -> str:
    """Return foreign text without control, format and bidirectional characters, on one line."""
    shown = "".join(" " if char in "\n\t" else _visible(char) for char in text)
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}…"


def title(verdict: Verdict) -> str:
    """Return a verdict's title, in colour where standard output is a terminal that wants it."""
    text = _TITLES[verdict]
    if not sys.stdout.isatty() or "NO_COLOR" in os.environ:
        return text
    return f"\x1b[{31 if verdict in _BAD else _COLOURS.get(verdict, 0)}m{text}\x1b[0m"


def say_report(report: Report) -> None:
    """Write a report for people."""
    say("\n".join(report_lines(report)))


def report_lines(report: Report, indent: str = "") -> Iterator[str]:
    """Return a report for people: the verdict, each check that says something, then what is inside, indented."""
    name = f"{harmless(report.input)}: " if report.input else ""
    yield f"{indent}{name}{title(report.verdict)}"
    inner = f"{indent}    "
    if report.name:
        yield f"{inner}{harmless(report.name)}{_issued_by(report)}"
    for check in report.checks:
        if check.detail and check.outcome != "not_applicable":
            yield f"{inner}{_MARKS[check.outcome.value]} {check.id:24} {harmless(check.detail)}"
    for warning in report.warnings:
        yield f"{inner}! {harmless(warning)}"
    for heading, reports in (("It holds:", report.credentials), ("Endorsed by:", report.endorsements)):
        yield from _inside_lines(heading, reports, inner)


def _inside_lines(heading: str, reports: Sequence[Report], indent: str) -> Iterator[str]:
    if reports:
        yield f"{indent}{heading}"
    for report in reports:
        yield from report_lines(report, f"{indent}    ")


_MARKS = {"passed": "+", "failed": "x", "unknown": "?"}


def _issued_by(report: Report) -> str:
    if report.issuer is None:
        return ""
    return f", issued by {harmless(report.issuer.name or report.issuer.id)}"


def _visible(char: str) -> str:
    return f"\\u{ord(char):04x}" if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp") else char
