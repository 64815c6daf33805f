"""Verifying files, without any wallet."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from wallet.model.clock import BUILD_DATE, Clock
from wallet.model.errors import UnreadableError
from wallet.model.evidence import Evidence
from wallet.model.limits import Limits
from wallet.model.report import Policy, Report
from wallet.operations.albums import put_together, with_origin
from wallet.operations.containers import format_of, is_container, members_of
from wallet.operations.inputs import Input, credential_in, read_input
from wallet.verification.options import VerifyOptions
from wallet.verification.verifier import Verifier, unreadable

if TYPE_CHECKING:
    from wallet.model.disclosure import PresentationRequest

Found = TypeVar("Found")


def question(
    clock: Clock, at: datetime | None, policy: Policy, request: PresentationRequest | None = None
) -> VerifyOptions:
    """Return what a verification is asked.

    Args:
        clock: Tells the time where none is given.
        at: The time to speak of; None for now.
        policy: Which checks are required.
        request: What a presentation must answer.
    """
    floor = BUILD_DATE if at is None else None
    return VerifyOptions(at=at or clock.now(), policy=policy, request=request, clock_floor=floor, limits=Limits())


def verify_paths(given: Sequence[Path | Input], evidence: Evidence, options: VerifyOptions) -> Iterator[Report]:
    """Verify files and the files in folders, in order; each report comes as it is done.

    Args:
        given: Files and folders, and inputs that are at hand already.
        evidence: What to verify with.
        options: The question.
    """
    verifier = Verifier(evidence, options)
    for item in put_together(given, options.limits):
        yield _verify(verifier, read_input(item, options.limits), options)


def verify_each(
    given: Sequence[Path | Input],
    verifier: Verifier,
    options: VerifyOptions,
    then: Callable[[Report], Found],
    jobs: int,
) -> Iterator[Found]:
    """Verify as `verify_paths` does, in several processes, and make something of each report where it was made.

    Args:
        given: Files and folders, and inputs that are at hand already.
        verifier: What verifies; each process has a copy of its own.
        options: The question.
        then: What to make of a report: less than a report travels faster. It goes to the processes itself.
        jobs: How many processes share the work; one for this process alone.

    Raises:
        WalletError: Where one of several processes is lost.
    """
    work = partial(_judge, verifier, options, then)
    pieces = put_together(given, options.limits)
    yield from _shared(work, list(pieces), jobs) if jobs > 1 else map(work, pieces)


def _shared(work: Callable[[Path | Input], Found], pieces: Sequence[Path | Input], jobs: int) -> Iterator[Found]:
    from wallet.operations.processes import in_processes  # noqa: PLC0415 (start-up counts)

    return in_processes(work, pieces, jobs)


def _judge(verifier: Verifier, options: VerifyOptions, then: Callable[[Report], Found], item: Path | Input) -> Found:
    return then(_verify(verifier, read_input(item, options.limits), options))


def verifier_for(evidence: Evidence, options: VerifyOptions) -> Verifier:
    """Return what verifies any number of inputs against the same evidence."""
    return Verifier(evidence, options)


def verify_bytes(name: str, data: bytes, evidence: Evidence, options: VerifyOptions) -> Report:
    """Verify some bytes, such as what was pasted or dropped."""
    return _verify(Verifier(evidence, options), Input(name, data), options)


def _verify(verifier: Verifier, item: Input, options: VerifyOptions, depth: int = 0) -> Report:
    if is_container(item):
        return _verify_container(verifier, item, options, depth)
    credential = credential_in(item, options.limits)
    if isinstance(credential, UnreadableError):
        return unreadable(credential, options, item.name)
    return with_origin(verifier.verify_credential(credential, item.name), item)


def _verify_container(verifier: Verifier, item: Input, options: VerifyOptions, depth: int) -> Report:
    from wallet.verification.containers import container_report  # noqa: PLC0415 (start-up counts)

    try:
        members = members_of(item, options.limits, depth)
        inner = verifier if depth else verifier.for_container()
        reports = [_verify(inner, member, options, depth + 1) for member in members]
        return container_report(item.name, format_of(item), reports, options)
    except UnreadableError as error:
        return unreadable(error, options, item.name)
