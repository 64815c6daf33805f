"""`rosette verify`: credentials, presentations and folders of them; offline, and without a wallet."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from wallet.cli.exits import Exit, exit_of
from wallet.cli.output import harmless, json_line, note, report_lines, say
from wallet.model.clock import SystemClock
from wallet.model.limits import Limits
from wallet.model.report import Policy, Report, Verdict

if TYPE_CHECKING:
    from wallet.model.disclosure import PresentationRequest
    from wallet.model.evidence import EvidenceDocument
    from wallet.operations.inputs import Input
    from wallet.operations.online import Asked

_STANDARD_INPUT = "-"
_MOST_JOBS = 64
_FIRST_YEAR, _LAST_YEAR = 1970, 9000


def add_commands(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("verify", help="say whether badges are genuine, offline")
    parser.set_defaults(command=verify)
    parser.add_argument("paths", nargs="+", metavar="PATH", help="a file, a folder, or - for standard input")
    parser.add_argument("--json", action="store_true", help="print one report a line")
    add_question(parser)
    parser.add_argument("--request", type=Path, metavar="FILE", help="your own request, which the inputs must answer")
    parser.add_argument("--nonce", help="what the presentation must answer")
    parser.add_argument("--audience", help="whom the presentation must be made for")
    parser.add_argument(
        "--online", action="store_true", help="fetch issuers' documents, withdrawal lists and hosted badges first"
    )
    parser.add_argument("--jobs", type=_jobs, default=1, metavar="N", help="share the work among N processes")
    parser.add_argument("--csv", type=Path, metavar="F", help="write a table of the reports")
    whose = "wallet: your own badge (the default); check: somebody else's (the default with --nonce)"
    parser.add_argument("--policy", type=Policy, choices=tuple(Policy), help=whose)


def add_question(parser: argparse.ArgumentParser) -> None:
    """Add the arguments that say what to verify with, and as of when."""
    parser.add_argument("--at", type=moment, metavar="TIME", help="the time to speak of, such as 2026-06-01T12:00:00Z")
    parser.add_argument("--evidence", type=Path, action="append", default=[], metavar="PACK", help="a pack to lean on")


def moment(text: str) -> datetime:
    """Read a time with its time zone.

    Raises:
        ArgumentTypeError: Where it is none.
    """
    try:
        time = datetime.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text} is not a time such as 2026-06-01T12:00:00Z") from error
    if time.tzinfo is None:
        raise argparse.ArgumentTypeError(f"{text} has no time zone: add Z for UTC")
    if not _FIRST_YEAR <= time.year < _LAST_YEAR:
        raise argparse.ArgumentTypeError(f"{text} lies outside the years {_FIRST_YEAR} to {_LAST_YEAR}")
    return time.astimezone(UTC)


def _jobs(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= _MOST_JOBS:
        raise argparse.ArgumentTypeError(f"{text} is not a number from 1 to {_MOST_JOBS}")
    return int(text)


def verify(options: argparse.Namespace) -> int:
    """Verify every path and print its report.

    Returns:
        0 where all are verified; otherwise the code of the worst (CLI.md).
    """
    if fault := _usage_fault(options):
        note(f"rosette verify: {fault}")
        return Exit.USAGE
    verdicts: list[Verdict] = []
    with _table(options.csv) as table:
        for verdict, text, rows in _answers(options):
            verdicts.append(verdict)
            say(text)
            if table is not None:
                table.write(rows)
    return exit_of(verdicts)


def _usage_fault(options: argparse.Namespace) -> str:
    if (options.nonce is None) != (options.audience is None):
        return "--nonce and --audience go together"
    if options.request is not None and options.nonce is not None:
        return "--request brings its own nonce and audience"
    if options.request is not None and options.jobs > 1:
        return "--jobs cannot be used with --request: the first answer that counts uses the request up"
    return ""


def _table(path: Path | None) -> AbstractContextManager[TextIO | None]:
    if path is None:
        return nullcontext()
    from wallet.operations.table import open_table  # noqa: PLC0415 (start-up counts)

    return open_table(path)


def _answer(as_json: bool, as_table: bool, report: Report) -> tuple[Verdict, str, str]:
    """Return a report's verdict, its text, and its lines of the table; made in the process that made the report."""
    from wallet.model.report_json import report_to_json  # noqa: PLC0415 (start-up counts)

    text = json_line(report_to_json(report)) if as_json else "\n".join(report_lines(report))
    return report.verdict, text, _rows(report) if as_table else ""


def _rows(report: Report) -> str:
    from wallet.operations.table import csv_rows  # noqa: PLC0415 (start-up counts)

    return csv_rows(report)


def _fetched(given: Sequence[Path | Input], limits: Limits) -> list[EvidenceDocument]:
    """Return what was fetched at the user's word for some inputs."""
    from wallet.operations.online import gather_online  # noqa: PLC0415 (start-up counts)

    answers = gather_online(given, limits, SystemClock())
    return [document for answer in answers if (document := _say_answer(answer)) is not None]


def _say_answer(answer: Asked) -> EvidenceDocument | None:
    """Name a request on standard error, and return what came of it."""
    note(f"asked {answer.wanted.url}: {harmless(answer.reason) or 'fetched'}")
    return answer.document


def _answers(options: argparse.Namespace) -> Iterator[tuple[Verdict, str, str]]:
    from wallet.operations.inputs import Input  # noqa: PLC0415 (start-up counts)
    from wallet.operations.trusting import packs_evidence  # noqa: PLC0415
    from wallet.operations.verifying import question, verifier_for, verify_each  # noqa: PLC0415

    request = _binding(options)
    policy = options.policy or (Policy.WALLET if request is None else Policy.CHECK)
    asked = question(SystemClock(), options.at, policy, request)
    given = [Input(path, _standard_input()) if path == _STANDARD_INPUT else Path(path) for path in options.paths]
    fetched = _fetched(_to_ask_about(options, given), asked.limits) if options.online else ()
    evidence = packs_evidence(options.evidence, asked.limits, fetched, options.folders.packs)
    then = partial(_answer, options.json, options.csv is not None)
    if options.request is not None:
        from wallet.operations.requesting import verify_answers  # noqa: PLC0415 (start-up counts)

        yield from map(then, verify_answers(given, options.request, evidence, asked))
        return
    yield from verify_each(given, verifier_for(evidence, asked), asked, then, options.jobs)


def _binding(options: argparse.Namespace) -> PresentationRequest | None:
    if options.request is None and options.nonce is None:
        return None
    from wallet.model.disclosure import PresentationRequest  # noqa: PLC0415 (start-up counts)
    from wallet.operations.requesting import open_request  # noqa: PLC0415

    if options.request is None:
        return PresentationRequest(options.nonce, options.audience)
    return open_request(options.request, Limits()).binding


def _to_ask_about(options: argparse.Namespace, given: Sequence[Path | Input]) -> Sequence[Path | Input]:
    """Return the inputs; where they are answers to a request, what is in them."""
    if options.request is None:
        return given
    from wallet.operations.requesting import opened  # noqa: PLC0415 (start-up counts)

    return list(opened(given, options.request, Limits()))


def _standard_input() -> bytes:
    return sys.stdin.buffer.read(Limits().file_bytes + 1)
