"""A verifier's side of a request: asking, keeping the secret half, and judging the answer."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from wallet.crypto.encodings import b64url_decode, b64url_encode
from wallet.crypto.jwe import is_jwe
from wallet.crypto.keys import KeySigner, KeyType, PrivateKey, public_key_to_jwk
from wallet.dids.did_key import did_key_method_of
from wallet.model.checks import Code
from wallet.model.disclosure import PresentationRequest
from wallet.model.errors import NotSavedError, UnreadableError
from wallet.model.evidence import Evidence
from wallet.model.json_types import JsonObject
from wallet.model.limits import Limits
from wallet.model.report import Report
from wallet.model.signer import Signer
from wallet.model.strict_json import parse_object
from wallet.operations.albums import put_together, with_origin
from wallet.operations.codes import WrittenCodes, write_codes
from wallet.operations.inputs import Input, read_input, read_message
from wallet.operations.queries import query_for, unanswered
from wallet.operations.verifying import verify_paths
from wallet.presentation.dcql import read_query
from wallet.protocols.request_object import Question, Request, make_request, reread_request
from wallet.protocols.vp_token import Presentations, unseal
from wallet.verification.answers import Asked, answer_report, answers_now
from wallet.verification.options import VerifyOptions
from wallet.verification.verifier import unreadable

_SECRET_SUFFIX = ".secret.json"  # noqa: S105 (a file's ending)
_USED_SUFFIX = ".secret.used.json"
_ONLY_OWNER = 0o600
_KEYS = {"Ed25519": KeyType.ED25519, "P-256": KeyType.P256}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a verifier wants.

    Attributes:
        claims: Details: JSON Pointers, in which ``*`` stands for every element of a list, or names of members; none
            for what a badge always shows.
        purpose: What for; may be empty.
        name: What the verifier calls itself; may be empty.
    """

    claims: Sequence[str] = ()
    purpose: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class OwnRequest:
    """A request of one's own, with its secret half.

    Attributes:
        request: The request.
        path: The file it is in.
        key: The private key that answers are encrypted to.
        used: Whether it has been answered.
    """

    request: Request
    path: Path
    key: PrivateKey = field(repr=False)
    used: bool

    @property
    def binding(self) -> PresentationRequest:
        """What an answer has to be bound to."""
        return PresentationRequest(self.request.nonce, self.request.client_id)


def ask(path: Path, wanted: Wanted, at: datetime, signer: Signer | None = None) -> bytes:
    """Make a request, and write it and its secret half side by side.

    Args:
        path: The request's file; the secret half stands beside it, under the same name with ``.secret.json``.
        wanted: What to ask for.
        at: When it is made.
        signer: The verifier's own key; None for a request that nobody signs.

    Returns:
        The request's bytes.

    Raises:
        RefusedError: Where an unsigned request would bear a name that only a signature proves.
        NotSavedError: Where a file cannot be written.
    """
    key = PrivateKey.generate(KeyType.P256)
    question = Question(query_for(wanted.claims), wanted.purpose, wanted.name)
    request = make_request(question, key.public_key, at, signer)
    _write_secret(path, _digest(request), key)
    try:
        path.write_bytes(request)
    except OSError as error:
        raise NotSavedError.of_file(path.name, error) from error
    return request


def save_request_qr(request: bytes, path: Path) -> WrittenCodes:
    """Write a request as QR codes: one picture, a sheet of several, or the frames of a moving code in a folder.

    Raises:
        RefusedError: Where it is too much for QR codes.
        NotSavedError: Where a file cannot be written.
    """
    return write_codes(request, path, Limits())


def read_identity(path: Path, limits: Limits) -> KeySigner:
    """Read a verifier's own key: a private JWK of Ed25519 or P-256, whose `kid` is its DID URL or is left out.

    Raises:
        UnreadableError: Where it is no such key.
    """
    jwk = parse_object(_bytes(path, limits), limits)
    try:
        key = PrivateKey.from_bytes(_KEYS[str(jwk.get("crv"))], b64url_decode(str(jwk.get("d"))))
    except (KeyError, ValueError) as error:
        raise UnreadableError(Code.MALFORMED, f"{path.name} is no private key of Ed25519 or P-256.") from error
    method = jwk.get("kid")
    named = isinstance(method, str) and method.startswith("did:") and "#" in method
    return KeySigner(key, str(method) if named else did_key_method_of(key.public_key))


def open_request(path: Path, limits: Limits) -> OwnRequest:
    """Read a request of one's own, and its secret half beside it.

    Raises:
        UnreadableError: Where one of the files is missing or malformed, or they do not belong together.
    """
    data = _bytes(path, limits)
    half, used = _secret_half(path, limits)
    secret = parse_object(half, limits)
    jwk = secret.get("response_key")
    if not isinstance(jwk, Mapping) or secret.get("request_sha256") != _digest(data):
        raise UnreadableError(Code.MALFORMED, f"{secret_path(path).name} does not belong to {path.name}.")
    try:
        key = PrivateKey.from_bytes(KeyType.P256, b64url_decode(str(jwk.get("d"))))
    except ValueError as error:
        raise UnreadableError(Code.MALFORMED, f"{secret_path(path).name} holds no key.") from error
    return OwnRequest(reread_request(data, limits), path, key, used)


def verify_answers(
    given: Sequence[Path | Input], request: Path, evidence: Evidence, options: VerifyOptions
) -> Iterator[Report]:
    """Verify the answers to a request of one's own, in order; each report comes as it is done.

    Args:
        given: Files, folders, pictures, and inputs that are at hand already.
        request: The request's file.
        evidence: What to verify with.
        options: The question, whose request is the binding of this one.

    Raises:
        WalletError: As `open_request` and `verify_answer`.
    """
    for item in put_together(given, options.limits):
        # Read anew for each: the first answer that counts uses the request up.
        yield verify_answer(item, open_request(request, options.limits), evidence, options)


def verify_answer(item: Path | Input, own: OwnRequest, evidence: Evidence, options: VerifyOptions) -> Report:
    """Verify the answer to a request of one's own; one that was made for it uses it up.

    Args:
        item: The answer: a file, a picture with its QR code, or bytes at hand.
        own: The request.
        evidence: What to verify with.
        options: The question, whose request is the binding of this one.

    Raises:
        NotSavedError: Where it cannot be noted that the request is used up.
    """
    found = read_input(item, options.limits)
    try:
        report = _report(found, own, evidence, options)
        if answers_now(report) and not own.used and not _use_up(own.path):
            # Somebody else took the request meanwhile.
            report = _report(found, replace(own, used=True), evidence, options)
    except UnreadableError as error:
        return unreadable(error, options, found.name)
    return report


def opened(given: Sequence[Path | Input], request: Path, limits: Limits) -> Iterator[Input]:
    """Return the presentations in the answers to a request of one's own; of what is no such answer, none.

    Args:
        given: Files, folders, pictures, and inputs that are at hand already.
        request: The request's file.
        limits: Bounds on foreign input.

    Raises:
        UnreadableError: As `open_request`.
    """
    key = open_request(request, limits).key
    for item in put_together(given, limits):
        try:
            presentations = _unsealed(read_input(item, limits), key, limits)
        except UnreadableError:
            # Its report says so, where it is verified.
            continue
        yield from _inputs(presentations)


def _report(found: Input, own: OwnRequest, evidence: Evidence, options: VerifyOptions) -> Report:
    presentations = _unsealed(found, own.key, options.limits)
    reports = list(verify_paths(list(_inputs(presentations)), evidence, options))
    query = read_query(own.request.query)
    asked = Asked(own.request.expires, own.used, unanswered(query, presentations, options.limits))
    return with_origin(answer_report(found.name, reports, asked, options), found)


def _unsealed(found: Input, key: PrivateKey, limits: Limits) -> Presentations:
    answer = read_message(found, limits).strip()
    if not is_jwe(answer):
        raise UnreadableError(Code.NOT_A_BADGE, "This is no encrypted answer to a request.")
    return unseal(answer, key, limits)


def _inputs(presentations: Presentations) -> Iterator[Input]:
    return (Input(name, document) for name, several in presentations.items() for document in several)


def secret_path(path: Path) -> Path:
    """Return where the secret half of a request stands until it is used up."""
    return path.with_name(path.stem + _SECRET_SUFFIX)


def _used_path(path: Path) -> Path:
    """Return where the secret half of a request stands once it is used up."""
    return path.with_name(path.stem + _USED_SUFFIX)


def _secret_half(path: Path, limits: Limits) -> tuple[bytes, bool]:
    """Return a request's secret half, and whether the request is used up."""
    try:
        return _bytes(secret_path(path), limits), False
    except UnreadableError:
        if not _used_path(path).exists():
            raise
        return _bytes(_used_path(path), limits), True


def _use_up(path: Path) -> bool:
    """Use a request up; return whether it was there to be used.

    The file's name alone says so: of several programs at once, one renames it and the others find it gone.
    """
    try:
        secret_path(path).replace(_used_path(path))
    except FileNotFoundError:
        return False
    except OSError as error:
        raise NotSavedError.of_file(_used_path(path).name, error) from error
    return True


def _write_secret(path: Path, digest: str, key: PrivateKey) -> None:
    """Write the secret half for its owner's eyes only, whole or not at all."""
    jwk = {**public_key_to_jwk(key.public_key), "d": b64url_encode(key.to_bytes())}
    secret: JsonObject = {"request_sha256": digest, "response_key": jwk}
    target = secret_path(path)
    try:
        # A file made by mkstemp is readable by its owner alone from the first byte on.
        number, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        with os.fdopen(number, "w", encoding="utf-8") as file:
            json.dump(secret, file, indent=2)
        Path(name).chmod(_ONLY_OWNER)
        Path(name).replace(target)
    except OSError as error:
        # Its owner knows only the request, which is then not written either.
        raise NotSavedError.of_file(path.name, error) from error


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _bytes(path: Path, limits: Limits) -> bytes:
    data = read_input(path, limits).data
    if isinstance(data, UnreadableError):
        raise UnreadableError(data.code, f"{path.name} cannot be used.", str(data))
    return data
