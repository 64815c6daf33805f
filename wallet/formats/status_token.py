"""Token status lists: https://datatracker.ietf.org/doc/draft-ietf-oauth-status-list/ (section 5.1)."""

from __future__ import annotations

from wallet.formats.dates import numeric_date_or_none
from wallet.formats.members import string
from wallet.formats.rules import broken, check_numeric_date
from wallet.formats.sd_jwt_vc import header_type
from wallet.model.checks import Code
from wallet.model.credential import Credential, DataModel, SecuredDocument
from wallet.model.report import Kind

TYPE = "statuslist+jwt"
_FORMAT = "status-list-token"
_MEMBER = "status_list"


def status_token(document: SecuredDocument) -> Credential:
    """Read a status list token. Its issuer is `iss`, or whom the name of its key leads to; empty where neither says."""
    payload = document.payload
    kid = string(document.header.get("kid"))
    named = kid.partition("#")[0] if kid.startswith("did:") else ""
    return Credential(
        source=document,
        kind=Kind.STATUS_LIST,
        format=_FORMAT,
        data_model=DataModel.STATUS_TOKEN,
        claims=payload,
        types=(TYPE,),
        id=string(payload.get("sub")) or None,
        issuer_id=string(payload.get("iss")) or named,
        issuer_name="",
        subject_id=None,
        name="",
        valid_from=numeric_date_or_none(payload.get("nbf")),
        valid_until=numeric_date_or_none(payload.get("exp")),
        status=(),
        proofs=(),
    )


def check_status_token(credential: Credential) -> None:
    """Return if the token is typed as a status list and has the claims of one (sections 5.1 and 8.3, step 3).

    Raises:
        ProofError: STRUCTURE.
    """
    payload = credential.source.payload
    if header_type(credential.source.header) != TYPE:
        raise broken(Code.BAD_VALUE, "The token's type is not that of a status list.")
    if not isinstance(payload.get("sub"), str) or not isinstance(payload.get(_MEMBER), dict):
        raise broken(Code.MISSING_MEMBER, "The status list lacks its address or its list.")
    if "iss" in payload and not isinstance(payload["iss"], str):
        raise broken(Code.BAD_VALUE, "The token's iss is not a text.")
    if check_numeric_date(payload, "iat") is None:
        raise broken(Code.MISSING_MEMBER, "The status list does not say when it was made.")
    check_numeric_date(payload, "nbf")
    check_numeric_date(payload, "exp")
