"""A verifiable presentation of whole badges, in JSON.

It is always of version 2.0, whose context lets each badge bring its own, so that badges of both versions and tokens fit
in side by side. A badge's JSON stands in it byte for byte as it came; what is signed is what those bytes say.

Source: https://www.w3.org/TR/vc-data-model-2.0/#verifiable-presentations, https://www.w3.org/TR/vc-data-integrity/
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime

from wallet.dids.methods import did_of
from wallet.jsonld.contexts import VCDM_2, editions
from wallet.model.disclosure import Copy, PresentationRequest
from wallet.model.errors import ProofError, RefusedError
from wallet.model.json_types import JsonObject
from wallet.model.limits import Limits
from wallet.model.signer import Signer
from wallet.model.strict_json import parse_object
from wallet.proofs.registry import suite_for

_SUITES = {"EdDSA": "eddsa-rdfc-2022", "ES256": "ecdsa-rdfc-2019"}


def enveloped(token: bytes, media_type: str) -> str:
    """Return the JSON of a token as an `EnvelopedVerifiableCredential` (VCDM 2.0 section 4.13.1)."""
    address = f"data:{media_type},{token.decode('ascii')}"
    return _json({"@context": VCDM_2, "id": address, "type": "EnvelopedVerifiableCredential"})


def unsigned(credentials: Sequence[str]) -> bytes:
    """Return a presentation that nobody signed.

    Args:
        credentials: The JSON of each credential, which goes in as it is.
    """
    return _text({}, credentials).encode()


def signed(
    credentials: Sequence[str], request: PresentationRequest | Copy, signer: Signer, at: datetime, limits: Limits
) -> bytes:
    """Return a presentation signed by its holder.

    Args:
        credentials: The JSON of each credential, which goes in as it is.
        request: Its nonce becomes `challenge` and its audience `domain`; the end of a copy that answers nobody becomes
            `expires` of the proof, since a presentation has no `validUntil` of its own (VCDM 2.0 section 4.9 speaks of
            credentials, and its context defines none for `VerifiablePresentation`).
        signer: The holder's key; the holder is the DID that the key is named by.
        at: When the holder signs.
        limits: Bounds on the whole and on the work of signing.

    Raises:
        RefusedError: If a badge inside cannot be signed over, or the key is of a kind that no suite is for.
        UnreadableError: If the whole is too large or too deep.

    Source: Data Integrity section 4.2 (Add Proof) and 2.1 (`expires`); VCDM 2.0 section 4.13.
    """
    text = _text({"holder": did_of(signer.verification_method)}, credentials)
    options = _options(request, signer, at)
    # Read back: what is signed is what a verifier will read in these bytes.
    document = parse_object(text.encode(), limits)
    try:
        proof = suite_for(options).sign(document, options, signer, editions(document)[0], limits)
    except ProofError as error:
        raise RefusedError("This cannot be signed.", error.detail, "Share the badge's own file instead.") from error
    return f'{text[:-1]},"proof":{_json(proof)}}}'.encode()


def _options(request: PresentationRequest | Copy, signer: Signer, at: datetime) -> JsonObject:
    if signer.algorithm not in _SUITES:
        raise RefusedError("This key cannot sign a presentation.", "It is of a kind that is not used for that.")
    options = {
        "type": "DataIntegrityProof",
        "cryptosuite": _SUITES[signer.algorithm],
        "created": _stamp(at),
        "verificationMethod": signer.verification_method,
        "proofPurpose": "authentication",
    }
    if isinstance(request, PresentationRequest):
        return {**options, "challenge": request.nonce, "domain": request.audience}
    return {**options, "expires": _stamp(request.until)} if request.until is not None else options


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _text(members: JsonObject, credentials: Sequence[str]) -> str:
    head = _json({"@context": [VCDM_2], "type": ["VerifiablePresentation"], **members})
    return f'{head[:-1]},"verifiableCredential":[{",".join(credentials)}]}}'


def _json(value: JsonObject) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
