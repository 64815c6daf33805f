"""SD-JWT VC: a verifiable credential whose payload is an SD-JWT's, typed by `vct`.

Source: https://datatracker.ietf.org/doc/draft-ietf-oauth-sd-jwt-vc/ (section 3.2)
"""

from __future__ import annotations

from wallet.formats.members import string
from wallet.model.json_types import JsonObject

HEADER_TYPES = frozenset({"dc+sd-jwt", "vc+sd-jwt"})
"""The `typ` of today, and the one of drafts before November 2024 (section 3.2.1)."""

ALWAYS_SIGNED = ("iss", "nbf", "exp", "cnf", "vct", "vct#integrity", "status")
"""Claims that must not be in a disclosure (section 3.2.2.2)."""


def is_sd_jwt_vc(payload: JsonObject, header: JsonObject) -> bool:
    """Return whether an SD-JWT is meant as an SD-JWT VC: it has a `vct`, or says so in its header.

    The W3C's own SD-JWTs share the header type ``vc+sd-jwt`` and are told apart by their `@context`.
    """
    if "vct" in payload:
        return True
    return header_type(header) in HEADER_TYPES and "@context" not in payload


def header_type(header: JsonObject) -> str:
    """Return `typ` in lower case, without the optional ``application/`` (RFC 7515 section 4.1.9)."""
    return string(header.get("typ")).lower().removeprefix("application/")
