"""SD-JWT VC: a verifiable credential whose payload is an SD-JWT's, typed by `vct`.

Source: https://datatracker.ietf.org/doc/draft-ietf-oauth-sd-jwt-vc/ (section 3.2)
"""

from __future__ import annotations

from wallet.formats.disclosures import ARRAY_DIGEST, DIGESTS, refused
from wallet.formats.members import string
from wallet.model.json_types import JsonObject, JsonValue

HEADER_TYPES = frozenset({"dc+sd-jwt", "vc+sd-jwt"})
"""The `typ` of today, and the one of drafts before November 2024 (section 3.2.1)."""

_ALWAYS_SIGNED = (
    *("iss", "nbf", "exp", "cnf", "vct", "vct#integrity", "status"),
    *("@context", "credentialStatus", "credentialSchema", "relatedResource"),
)
"""Claims that must not be in a disclosure: section 3.2.2.2; VC-JOSE-COSE section 3.2.1, of the W3C's own SD-JWTs.

`type` may be: the examples of VCDM 2.0 are made so.
"""


def is_sd_jwt_vc(payload: JsonObject, header: JsonObject) -> bool:
    """Return whether an SD-JWT is meant as an SD-JWT VC: it has a `vct`, or says so in its header.

    The W3C's own SD-JWTs share the header type ``vc+sd-jwt`` and are told apart by their `@context`.
    """
    if "vct" in payload:
        return True
    return header_type(header) in HEADER_TYPES and "@context" not in payload


def check_signed(shown: JsonObject, signed: JsonObject) -> None:
    """Return unless an SD-JWT lets its holder hide what must always be shown: what it is, its end, its withdrawal.

    Args:
        shown: The processed payload.
        signed: The payload as it was signed.

    Raises:
        ProofError: DISCLOSURE_INTEGRITY with DISCLOSURE_INVALID.
    """
    for name in _ALWAYS_SIGNED:
        if (name in shown and name not in signed) or hides_part(signed.get(name)):
            raise refused(f"The token lets its holder hide {name}, which must always be shown.")
    inner, signed_inner = shown.get("vc"), signed.get("vc")
    if isinstance(inner, dict):
        check_signed(inner, signed_inner if isinstance(signed_inner, dict) else {})


def hides_part(value: JsonValue) -> bool:
    """Return whether anything in a signed value may be disclosed or not, at any depth."""
    if isinstance(value, dict):
        return DIGESTS in value or ARRAY_DIGEST in value or any(map(hides_part, value.values()))
    return isinstance(value, list) and any(map(hides_part, value))


def header_type(header: JsonObject) -> str:
    """Return `typ` in lower case, without the optional ``application/`` (RFC 7515 section 4.1.9)."""
    return string(header.get("typ")).lower().removeprefix("application/")
