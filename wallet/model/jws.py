"""A JSON Web Signature as a noun: https://www.rfc-editor.org/rfc/rfc7515 ."""

from __future__ import annotations

from dataclasses import dataclass, field

from wallet.model.json_types import JsonObject


@dataclass(frozen=True, slots=True)
class Jws:
    """One signature of a JWS with what it covers, taken apart and not yet verified.

    Attributes:
        header: The protected header.
        payload: The payload's bytes.
        signing_input: What the signature is over: the first two parts with the dot between.
        signature: The signature's bytes.
        unprotected: In the JSON serialisation, the header that it does not cover: anybody may have written it.
    """

    header: JsonObject
    payload: bytes
    signing_input: bytes
    signature: bytes
    unprotected: JsonObject = field(default_factory=dict)
