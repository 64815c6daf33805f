"""Rules of structure of SD-JWT VC.

Source: https://datatracker.ietf.org/doc/draft-ietf-oauth-sd-jwt-vc/ (section 3.2)
"""

from __future__ import annotations

from wallet.formats.members import first_object, identifier
from wallet.formats.rules import broken, check_date, check_numeric_date, check_order
from wallet.formats.sd_jwt_vc import HEADER_TYPES, header_type
from wallet.model.checks import Code
from wallet.model.credential import Credential
from wallet.model.json_types import JsonObject


def check_sd_jwt_vc(credential: Credential) -> None:
    """Return if the token keeps the rules of SD-JWT VC, and what it holds of Open Badges agrees with it.

    Raises:
        ProofError: STRUCTURE.
    """
    claims, signed = credential.claims, credential.source.payload
    if header_type(credential.source.header) not in HEADER_TYPES:  # section 3.2.1
        raise broken(Code.BAD_VALUE, "The token's type is not that of an SD-JWT VC.")
    if not signed.get("vct"):
        raise broken(Code.BAD_VALUE, "The token lacks vct, which must always be shown.")
    _check_shapes(signed)
    check_order(check_numeric_date(claims, "nbf"), check_numeric_date(claims, "exp"))
    check_numeric_date(claims, "iat")
    check_order(check_date(claims, "validFrom", "The badge's"), check_date(claims, "validUntil", "The badge's"))
    _check_issuer(claims)
    _check_subject(claims)


def _check_shapes(signed: JsonObject) -> None:
    for name, kind in (("vct", str), ("iss", str), ("cnf", dict), ("status", dict)):
        if name in signed and not isinstance(signed[name], kind):
            raise broken(Code.BAD_VALUE, f"The token's {name} is not of its kind.")


def _check_issuer(claims: JsonObject) -> None:
    stated = identifier(claims.get("issuer"))
    if "iss" in claims and stated and stated != claims["iss"]:
        raise broken(Code.BAD_VALUE, "The token's iss contradicts the issuer inside.")


def _check_subject(claims: JsonObject) -> None:
    stated = identifier(first_object(claims.get("credentialSubject")))
    if "sub" in claims and stated and stated != claims["sub"]:
        raise broken(Code.BAD_VALUE, "The token's sub contradicts the subject inside.")
