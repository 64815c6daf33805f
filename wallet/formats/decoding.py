"""From a secured document to a credential, for each of the data models."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from wallet.formats.clr import recorded_in
from wallet.formats.endorsements import endorsements_in
from wallet.formats.kinds import (
    SD_JWT_VC,
    carried,
    format_name,
    is_assertion,
    is_blockcerts_2,
    is_european,
    is_status_token,
    kind_of,
)
from wallet.formats.members import first_object, identifier, objects, string, types
from wallet.formats.strangers import not_a_badge
from wallet.formats.vcdm import Party, data_model_of, issuer_of, name_of, party_of, proofs_of, status_of, validity_of
from wallet.model.checks import Check
from wallet.model.credential import Credential, DataModel, SecuredDocument, Securing
from wallet.model.errors import ProofError
from wallet.model.json_types import JsonObject
from wallet.model.limits import Limits
from wallet.model.report import Kind

if TYPE_CHECKING:
    from wallet.model.jws import Jws


def credential_of(document: SecuredDocument, limits: Limits) -> Credential:
    """Decode a document, as `reader.parse` says."""
    other = _of_another_model(document, limits)
    if other is not None:
        return other
    if document.securing is Securing.SD_JWT:
        return _sd_jwt(document, limits)
    is_embedded = document.securing is Securing.EMBEDDED
    claims = document.payload if is_embedded else _claims_of(document.payload)
    return _vcdm(document, claims, _ALL_IS_SHOWN, limits)


def _of_another_model(document: SecuredDocument, limits: Limits) -> Credential | None:
    """Decode a document that is of no version of VCDM; None for one that is."""
    payload, is_sd_jwt = document.payload, document.securing is Securing.SD_JWT
    if document.securing is Securing.JWT and is_status_token(payload):
        from wallet.formats.status_token import status_token  # noqa: PLC0415 (start-up counts)

        return status_token(document)
    if not is_sd_jwt and is_european(payload):
        from wallet.formats.elm import european_credential  # noqa: PLC0415 (start-up counts)

        return european_credential(document, limits)
    if not is_sd_jwt and is_assertion(payload):
        from wallet.formats.ob2 import assertion_credential  # noqa: PLC0415 (start-up counts)

        return assertion_credential(document, payload)
    if is_blockcerts_2(payload):
        from wallet.formats.blockcerts2 import blockcerts_credential  # noqa: PLC0415 (start-up counts)

        return blockcerts_credential(document, limits)
    return None


def _claims_of(payload: JsonObject) -> JsonObject:
    from wallet.formats.jwt import claims_of_payload  # noqa: PLC0415 (start-up counts)

    return claims_of_payload(payload)


def _sd_jwt(document: SecuredDocument, limits: Limits) -> Credential:
    from wallet.formats.sd_jwt_vc import is_sd_jwt_vc  # noqa: PLC0415 (start-up counts)

    shown = _shown(document, limits)
    if is_sd_jwt_vc(shown.payload, document.header):
        return _sd_jwt_vc(document, shown, limits)
    return _vcdm(document, _claims_of(shown.payload), shown, limits)


class _Shown(NamedTuple):
    """What an SD-JWT shows; what stands against it, and then it goes without; whether there may be more members.

    And who shows it, which is not looked at where something stands against it.
    """

    payload: JsonObject
    fault: Check | None
    keeps_back: bool
    key_binding: Jws | None = None


_ALL_IS_SHOWN = _Shown({}, None, keeps_back=False)


def _shown(document: SecuredDocument, limits: Limits) -> _Shown:
    from wallet.formats.sd_jwt import disclose, with_disclosures  # noqa: PLC0415 (start-up counts)
    from wallet.formats.sd_jwt_vc import check_signed  # noqa: PLC0415

    if document.jws is None:
        return _Shown(document.payload, None, keeps_back=True)
    try:
        sd_jwt = with_disclosures(document.jws, document.payload, document.content, limits)
        disclosed = disclose(sd_jwt)
        check_signed(disclosed.payload, document.payload)
    except ProofError as error:
        fault = Check(error.check, error.outcome, error.code, error.detail)
        return _Shown(_always_shown(document, limits), fault, keeps_back=True)
    return _Shown(disclosed.payload, None, disclosed.keeps_back, sd_jwt.key_binding)


def _always_shown(document: SecuredDocument, limits: Limits) -> JsonObject:
    from wallet.formats.sd_jwt import parse_sd_jwt, process, without_disclosures  # noqa: PLC0415 (start-up counts)

    try:
        return process(parse_sd_jwt(without_disclosures(document.content), limits))
    except ProofError:
        # Its digests are senseless, or of a hash we do not know; what it says is of no use but to be shown as such.
        return document.payload


def _vcdm(document: SecuredDocument, claims: JsonObject, shown: _Shown, limits: Limits) -> Credential:
    kind = kind_of(claims)
    if kind is None:
        raise not_a_badge(claims)
    data_model = data_model_of(claims)
    party = _holder(document, claims) if kind is Kind.PRESENTATION else issuer_of(claims, document.content)
    start, end = _validity(document, claims)
    return Credential(
        source=document,
        kind=kind,
        format=format_name(kind, types(claims), document.carrier, document.securing),
        data_model=data_model,
        claims=claims,
        types=types(claims),
        id=string(claims.get("id")) or None,
        issuer_id=party.id,
        issuer_name=party.name,
        subject_id=_subject_id(document, claims, kind),
        # What a holder calls a presentation, nobody but the holder says.
        name="" if kind is Kind.PRESENTATION else name_of(claims),
        valid_from=start,
        valid_until=end,
        status=(*status_of(claims, limits), *_token_status(document)),
        proofs=proofs_of(claims, limits),
        presented=_inside(document, claims, kind, limits),
        endorsements=endorsements_in(document, claims, limits) if kind is Kind.CREDENTIAL else (),
        disclosure_fault=shown.fault,
        keeps_back=shown.keeps_back,
        key_binding=shown.key_binding,
    )


def _token_status(document: SecuredDocument) -> list[JsonObject]:
    """Return the `status` claim of a token (Token Status List section 6.1), which its issuer alone can set."""
    return [] if document.securing is Securing.EMBEDDED else objects(document.payload.get("status"))


def _subject_id(document: SecuredDocument, claims: JsonObject, kind: Kind) -> str | None:
    """Return the subject's identifier: its own, else the token's `sub` (VC-JOSE-COSE section 3.1.3)."""
    if kind is Kind.PRESENTATION:
        return None
    own = string(first_object(claims.get("credentialSubject")).get("id"))
    claimed = "" if document.securing is Securing.EMBEDDED else string(document.payload.get("sub"))
    return own or claimed or None


def _holder(document: SecuredDocument, claims: JsonObject) -> Party:
    """Return `holder`, which may be left out: then whom the token says it is by, or whose key it names."""
    if document.securing is Securing.EMBEDDED or identifier(claims.get("holder")):
        return party_of(claims.get("holder"))
    owner, separator, _ = string(document.header.get("kid")).partition("#")
    return Party(string(document.payload.get("iss")) or (owner if separator else ""), "")


def _inside(document: SecuredDocument, claims: JsonObject, kind: Kind, limits: Limits) -> tuple[SecuredDocument, ...]:
    if kind is Kind.PRESENTATION:
        from wallet.formats.contained import documents_at  # noqa: PLC0415 (start-up counts)

        return documents_at(document, claims, ("verifiableCredential",), limits.presented, limits)
    return recorded_in(document, claims, limits)


def _validity(document: SecuredDocument, claims: JsonObject) -> tuple[datetime | None, datetime | None]:
    """Return the times within which both the credential and its token hold."""
    start, end = validity_of(claims)
    if document.securing is Securing.EMBEDDED:
        return start, end
    from wallet.formats.jwt import validity_of_payload  # noqa: PLC0415 (start-up counts)

    token_start, token_end = validity_of_payload(document.payload)
    starts = [moment for moment in (start, token_start) if moment]
    ends = [moment for moment in (end, token_end) if moment]
    return max(starts, default=None), min(ends, default=None)


def _sd_jwt_vc(document: SecuredDocument, shown: _Shown, limits: Limits) -> Credential:
    """SD-JWT VC section 3.2: registered claims of JWT, and whatever the type adds; here often Open Badges."""
    claims = shown.payload
    issuer = party_of(claims.get("issuer"))
    party = Party(string(claims.get("iss")) or issuer.id, issuer.name)
    start, end = _validity(document, claims)
    vct = string(claims.get("vct"))
    subject = first_object(claims.get("credentialSubject"))
    return Credential(
        source=document,
        kind=Kind.CREDENTIAL,
        format=carried(SD_JWT_VC, document.carrier),
        data_model=DataModel.SD_JWT_VC,
        claims=claims,
        types=(vct,) if vct else (),
        id=string(claims.get("id")) or string(claims.get("jti")) or None,
        issuer_id=party.id,
        issuer_name=party.name,
        subject_id=string(claims.get("sub")) or string(subject.get("id")) or None,
        name=name_of(claims),
        valid_from=start,
        valid_until=end,
        status=(*status_of(claims, limits), *objects(claims.get("status"))),
        proofs=(),
        disclosure_fault=shown.fault,
        keeps_back=shown.keeps_back,
        key_binding=shown.key_binding,
    )
