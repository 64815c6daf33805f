"""SD-JWTs written as JSON, turned into the compact form that all else works on.

Source: https://www.rfc-editor.org/rfc/rfc9901#section-8
"""

from __future__ import annotations

from wallet.formats.members import first_object, string, strings
from wallet.model.json_types import JsonObject


def compact_of(document: JsonObject) -> bytes | None:
    """Return the compact SD-JWT of a JWS in JSON whose unprotected header holds disclosures; None for other JSON.

    Of several signatures the first is kept: its header is the one that holds the disclosures.

    Source: RFC 9901 section 8.1; RFC 7515 section 7.2.
    """
    signed = first_object(document.get("signatures")) or document
    header = first_object(signed.get("header"))
    if "payload" not in document or "disclosures" not in header:
        return None
    jws = ".".join(string(part) for part in (signed.get("protected"), document["payload"], signed.get("signature")))
    parts = [jws, *strings(header["disclosures"]), string(header.get("kb_jwt"))]
    return "~".join(parts).encode("ascii", errors="replace")
