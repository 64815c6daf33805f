"""Checks of a presentation: made by the holder, for us, now, and unaltered.

Source: RFC 9901 section 7.3 (key binding of SD-JWT); Data Integrity section 2.1 (`challenge`, `domain`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from wallet.crypto.keys import PublicKey, public_key_from_jwk
from wallet.dids.methods import VerificationMethod, did_of, resolve
from wallet.formats.dates import date_or_none, numeric_date_or_none
from wallet.model.checks import CheckId, Code, Outcome
from wallet.model.credential import Credential, Securing
from wallet.model.errors import ProofError, UnreadableError
from wallet.model.json_types import JsonObject, JsonValue
from wallet.model.report import Kind, Policy
from wallet.model.strict_json import parse_object
from wallet.verification.case import Case
from wallet.verification.embedded import method_id

if TYPE_CHECKING:
    from wallet.model.disclosure import PresentationRequest
    from wallet.model.jws import Jws

OLDEST = timedelta(minutes=5)
"""How old a presentation made for us may be (VERIFICATION.md, `presentation.freshness`)."""
AHEAD = timedelta(minutes=2)
"""How far its clock may be ahead of ours."""

_RESTING = (
    CheckId.HOLDER_BINDING,
    CheckId.PRESENTATION_AUDIENCE,
    CheckId.PRESENTATION_FRESHNESS,
    CheckId.PRESENTATION_INTEGRITY,
)


def check_holder(case: Case, presented: Sequence[Credential] = ()) -> None:
    """Record `holder.binding` and `presentation.*` for whatever is shown.

    Args:
        case: The verification under way.
        presented: The credentials inside a presentation.
    """
    if case.credential.kind is Kind.PRESENTATION:
        _check_presentation(case, presented)
    elif case.credential.source.securing is Securing.SD_JWT:
        _check_key_binding(case)
    elif case.options.request is not None:
        # A badge by itself answers nothing, whoever has it.
        _not_proven(case)
    _rest_on_signature(case)


def _rest_on_signature(case: Case) -> None:
    """Take back what was found of the holder where the signature it rests on does not hold."""
    signature = case.findings.found(CheckId.PROOF_SIGNATURE)
    if signature is not None and signature.outcome is Outcome.PASSED:
        return
    for check_id in _RESTING:
        check = case.findings.found(check_id)
        if check is not None and check.outcome is Outcome.PASSED and check.code is Code.OK:
            case.findings.unknown(check_id, Code.NOT_REACHED, "Not checked, because the signature does not hold.")


def _check_key_binding(case: Case) -> None:
    binding = _binding(case)
    if binding is not None:
        _check_binding_jwt(case, binding)
    elif case.options.request is not None:
        _not_proven(case)
    elif case.options.policy is Policy.CHECK and "cnf" in case.credential.source.payload:
        _shown_by_anybody(case)


def _binding(case: Case) -> Jws | None:
    if case.credential.disclosure_fault is None:
        return case.credential.key_binding
    from wallet.formats.sd_jwt import key_binding_of  # noqa: PLC0415 (start-up counts)

    try:
        return key_binding_of(case.credential.source.content, case.options.limits)
    except UnreadableError as error:
        raise _malformed() from error


def _check_presentation(case: Case, presented: Sequence[Credential]) -> None:
    request = case.options.request
    answer = _answer(case.credential)
    if answer is None:
        _unsigned(case)
        return
    if request is None and case.options.policy is Policy.WALLET:
        # Nobody was asked to prove anything; each badge inside is judged on its own.
        return
    if any(credential.subject_id not in (None, answer.signer) for credential in presented):
        case.findings.failed(
            CheckId.HOLDER_BINDING, Code.HOLDER_MISMATCH, "A badge in it was issued to someone other than who shows it."
        )
    elif request is None or any(credential.subject_id is None for credential in presented):
        _shown_by_anybody(case)
    else:
        case.findings.passed(CheckId.HOLDER_BINDING, "Shown by the one it was issued to.")
    if request is not None:
        _check_answer(case, answer, request)


class _Answer(NamedTuple):
    """What a signed presentation says of whom and what it answers."""

    signer: str
    audience: JsonValue
    nonce: JsonValue
    made: datetime | None


def _answer(presentation: Credential) -> _Answer | None:
    """Return what was signed, by the key that was checked: of the holder's own proofs where it names a holder."""
    if presentation.source.securing is not Securing.EMBEDDED:
        payload, made = presentation.source.payload, numeric_date_or_none(presentation.source.payload.get("iat"))
        signer = presentation.issuer_id or did_of(str(presentation.source.header.get("kid", "")))
        return _Answer(signer, payload.get("aud"), payload.get("nonce"), made)
    own = [proof for proof in presentation.proofs if did_of(method_id(proof)) == presentation.issuer_id]
    proof = next(iter(own or presentation.proofs), None)
    if proof is None:
        return None
    made = date_or_none(proof.get("created"))
    return _Answer(did_of(method_id(proof)), proof.get("domain"), proof.get("challenge"), made)


def _unsigned(case: Case) -> None:
    if case.options.request is not None:
        _not_proven(case)
    else:
        _shown_by_anybody(case)


def _not_proven(case: Case) -> None:
    case.findings.failed(
        CheckId.HOLDER_BINDING, Code.HOLDER_NOT_PROVEN, "It was not signed by its holder in answer to the request."
    )


def _shown_by_anybody(case: Case) -> None:
    if case.options.policy is Policy.CHECK:
        case.findings.limited(
            CheckId.HOLDER_BINDING,
            Code.HOLDER_NOT_PROVEN,
            "It shows what was issued, not who is showing it.",
        )


def _check_answer(case: Case, answer: _Answer, request: PresentationRequest) -> None:
    _check_audience(case, answer.audience, request)
    _check_nonce(case, answer.nonce, answer.made, request)
    case.findings.passed(CheckId.PRESENTATION_INTEGRITY, "What was signed is what was shown.")


def _check_binding_jwt(case: Case, binding: Jws) -> None:
    payload = case.findings.attempt(CheckId.HOLDER_BINDING, lambda: _verified_or_unproven(case, binding))
    if payload is None:
        return
    _record_holder(case)
    _check_dates(case, payload)
    _check_sd_hash(case, payload)
    if case.options.request is not None:
        _check_audience(case, payload.get("aud"), case.options.request)
        _check_nonce(case, payload.get("nonce"), numeric_date_or_none(payload.get("iat")), case.options.request)


def _verified_or_unproven(case: Case, binding: Jws) -> JsonObject | None:
    """Return the payload; None, and the limit that it shows no holder, where nobody asked for what cannot be checked.

    Without that limit, whoever adds what we cannot check would be better off than without.
    """
    try:
        return _verified(case, binding)
    except ProofError as error:
        if error.outcome is not Outcome.UNKNOWN or case.options.request is not None:
            raise
        _shown_by_anybody(case)
        return None


def _verified(case: Case, binding: Jws) -> JsonObject:
    """Verify a key binding JWT and return its payload (RFC 9901 section 7.3, step 5)."""
    if binding.header.get("typ") != "kb+jwt":
        raise _refused(CheckId.HOLDER_BINDING, Code.HOLDER_NOT_PROVEN, "Its proof of the holder is of another type.")
    from wallet.crypto.jws import verify_jws  # noqa: PLC0415 (start-up counts)

    try:
        verify_jws(binding, _holder_key(case))
        return parse_object(binding.payload, case.options.limits)
    except ProofError as error:
        raise ProofError(
            CheckId.HOLDER_BINDING, error.code, f"The holder's signature: {error.detail}", error.outcome
        ) from error
    except UnreadableError as error:
        raise _malformed() from error


def _malformed() -> ProofError:
    return _refused(CheckId.HOLDER_BINDING, Code.MALFORMED, "Its proof of the holder is malformed.")


def _holder_key(case: Case) -> PublicKey:
    """Return the key that the badge is bound to (RFC 7800 section 3)."""
    confirmation = case.credential.source.payload.get("cnf")
    jwk = confirmation.get("jwk") if isinstance(confirmation, Mapping) else None
    if isinstance(jwk, Mapping):
        return public_key_from_jwk(jwk)
    kid = confirmation.get("kid") if isinstance(confirmation, Mapping) else None
    if isinstance(kid, str):
        return _in_force(resolve(kid, case.evidence, case.options.limits), case.at).key
    raise _refused(CheckId.HOLDER_BINDING, Code.HOLDER_NOT_PROVEN, "The badge is not bound to any holder's key.")


def _in_force(method: VerificationMethod, at: datetime) -> VerificationMethod:
    """Return a key that its holder has not given up: whoever has one that was could sign with it still."""
    ends = [end for end in (method.revoked, method.expires) if end is not None and end <= at]
    if method.retired or ends:
        detail = "The holder no longer uses the key that the badge is bound to."
        raise ProofError(CheckId.HOLDER_BINDING, Code.KEY_RETIRED, detail, Outcome.UNKNOWN)
    return method


def _record_holder(case: Case) -> None:
    # Without a request of ours the same answer could have been made for somebody else, and copied.
    if case.options.request is None:
        _shown_by_anybody(case)
    else:
        case.findings.passed(CheckId.HOLDER_BINDING, "Shown by the one it was issued to.")


def _check_dates(case: Case, payload: JsonObject) -> None:
    """Refuse a proof of the holder that has ended or not begun (RFC 7519 sections 4.1.4 and 4.1.5)."""
    ends, starts = numeric_date_or_none(payload.get("exp")), numeric_date_or_none(payload.get("nbf"))
    if (ends is not None and ends < case.at) or (starts is not None and starts > case.at + AHEAD):
        case.findings.failed(
            CheckId.HOLDER_BINDING, Code.PRESENTATION_STALE, "Its proof of the holder holds at another time."
        )


def _check_sd_hash(case: Case, payload: JsonObject) -> None:
    from wallet.formats.sd_jwt import sd_hash, without_key_binding  # noqa: PLC0415 (start-up counts)

    source = case.credential.source
    if payload.get("sd_hash") == sd_hash(without_key_binding(source.content), source.payload):
        case.findings.passed(CheckId.PRESENTATION_INTEGRITY, "What was signed is what was shown.")
    else:
        case.findings.failed(
            CheckId.PRESENTATION_INTEGRITY, Code.PRESENTATION_ALTERED, "Details were added or removed after signing."
        )


def _check_audience(case: Case, audience: JsonValue, request: PresentationRequest) -> None:
    if audience == request.audience:
        case.findings.passed(CheckId.PRESENTATION_AUDIENCE, "Made for you.")
    else:
        case.findings.failed(CheckId.PRESENTATION_AUDIENCE, Code.AUDIENCE_MISMATCH, "It was made for someone else.")


def _check_nonce(case: Case, nonce: JsonValue, made: datetime | None, request: PresentationRequest) -> None:
    findings = case.findings
    if made is None:
        findings.failed(CheckId.PRESENTATION_FRESHNESS, Code.BAD_DATE, "It does not say when it was made.")
    elif nonce != request.nonce:
        findings.failed(CheckId.PRESENTATION_FRESHNESS, Code.NONCE_MISMATCH, "It was made for another request.")
    elif not case.at - OLDEST <= made <= case.at + AHEAD:
        findings.failed(CheckId.PRESENTATION_FRESHNESS, Code.PRESENTATION_STALE, "It was not made just now.")
    else:
        findings.passed(CheckId.PRESENTATION_FRESHNESS, "Made for this request.")


def _refused(check: CheckId, code: Code, detail: str) -> ProofError:
    return ProofError(check, code, detail)
