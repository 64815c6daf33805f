"""A JSON Web Signature as a noun: https://www.rfc-editor.org/rfc/rfc7515 ."""

from __future__ import annotations

from dataclasses import dataclass

from wallet.model.json_types import JsonObject


@dataclass(frozen=True, slots=True)
class Jws:
    """A compact JWS, taken apart and not yet verified.

    Attributes:
        header: The protected header.
        payload: The payload's bytes.
        signing_input: What the signature is over: the first two parts with the dot between.
        signature: The signature's bytes.
    """

    header: JsonObject
    payload: bytes
    signing_input: bytes
    signature: bytes
