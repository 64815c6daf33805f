"""Verifying files, without any wallet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from wallet.fetcher import Fetcher
from wallet.formats.reader import parse
from wallet.model.clock import BUILD_DATE, Clock
from wallet.model.credential import Credential
from wallet.model.disclosure import PresentationRequest
from wallet.model.errors import UnreadableError
from wallet.model.evidence import Evidence
from wallet.model.limits import Limits
from wallet.model.report import Policy, Report
from wallet.operations.inputs import Input, find_document, read_inputs
from wallet.operations.online import Asked, gather
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


def gather_online(
    paths: Sequence[Path], options: VerifyOptions, clock: Clock, fetcher: Fetcher | None = None
) -> Iterator[Asked]:
    """Fetch, at the user's word, what verifying some files asks for; each answer comes as it is there.

    Args:
        paths: Files and folders.
        options: The question.
        clock: Tells when an answer came, which the time asked about does not.
        fetcher: The door to the network; None for the strict one.
    """
    found = [_credential(item, options.limits) for item in read_inputs(paths, options.limits)]
    known = [credential for credential in found if isinstance(credential, Credential)]
    return gather(known, fetcher or Fetcher(), clock.now(), options.limits)


def verify_bytes(name: str, data: bytes, evidence: Evidence, options: VerifyOptions) -> Report:
    """Verify some bytes, such as what was pasted or dropped."""
    return _verify(Verifier(evidence, options), Input(name, data), options)


def _verify(verifier: Verifier, item: Input, options: VerifyOptions) -> Report:
    credential = _credential(item, options.limits)
    if isinstance(credential, UnreadableError):
        return unreadable(credential, options, item.name)
    return verifier.verify_credential(credential, item.name)


def _credential(item: Input, limits: Limits) -> Credential | UnreadableError:
    if isinstance(item.data, UnreadableError):
        return item.data
    try:
        return parse(find_document(item.data, limits), limits)
    except UnreadableError as error:
        return error
