"""Verifying files, without any wallet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from wallet.formats.reader import parse
from wallet.model.clock import BUILD_DATE, Clock
from wallet.model.disclosure import PresentationRequest
from wallet.model.errors import UnreadableError
from wallet.model.evidence import Evidence
from wallet.model.limits import Limits
from wallet.model.report import Policy, Report
from wallet.operations.inputs import Input, find_document, read_inputs
from wallet.verification.options import VerifyOptions
from wallet.verification.verifier import Verifier, unreadable


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


def verify_paths(paths: Sequence[Path], evidence: Evidence, options: VerifyOptions) -> Iterator[Report]:
    """Verify files and the files in folders, in order; each report comes as it is done."""
    verifier = Verifier(evidence, options)
    for item in read_inputs(paths, options.limits):
        yield _verify(verifier, item, options)


def verify_bytes(name: str, data: bytes, evidence: Evidence, options: VerifyOptions) -> Report:
    """Verify some bytes, such as what was pasted or dropped."""
    return _verify(Verifier(evidence, options), Input(name, data), options)


def _verify(verifier: Verifier, item: Input, options: VerifyOptions) -> Report:
    try:
        if isinstance(item.data, UnreadableError):
            raise item.data
        credential = parse(find_document(item.data, options.limits), options.limits)
    except UnreadableError as error:
        return unreadable(error, options, item.name)
    return verifier.verify_credential(credential, item.name)
