"""European Digital Credentials for Learning: the European Learning Model 3, application profile EDC.

Source: https://europa.eu/europass/elm-browser/documentation/rdf/ap/edc/documentation/ ;
http://data.europa.eu/snb/model/context/edc-ap
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from wallet.crypto.certificates import read_certificate
from wallet.formats.dates import date_or_none
from wallet.formats.kinds import format_name
from wallet.formats.language import Text, spoken, text_of
from wallet.formats.members import first_object, identifier, items, objects, string, types
from wallet.formats.vcdm import data_model_of, proofs_of, status_of
from wallet.model.credential import Credential, SecuredDocument
from wallet.model.errors import ProofError
from wallet.model.json_types import JsonObject, JsonValue
from wallet.model.language import SOURCE_LANGUAGE
from wallet.model.limits import Limits
from wallet.model.report import Kind

_STARTS, _ENDS = ("issuanceDate", "validFrom"), ("expirationDate", "validUntil")
_ENTRY_ENDINGS = ("Entry", "Status", "RevocationList")
"""How the types of status entries end, other than that of ELM's own record of a credential's state."""

_IDENTIFIERS = {"eIDASIdentifier": "", "registration": "NTR", "vatIdentifier": "VAT", "taxIdentifier": "TIN"}
"""Members of an organisation that hold a registered identifier, with its scheme in a certificate; none for any."""
_ORGANIZATION_IDENTIFIER = re.compile(r"(?P<scheme>[A-Z]{3})(?P<country>[A-Z]{2})-(?P<reference>.+)")
"""ETSI EN 319 412-1 section 5.1.4: such as ``NTREE-17207834``."""
_COUNTRIES = dict(
    re.findall(
        r"(\w{3}):(\w{2})",
        "ALB:AL AUT:AT BEL:BE BGR:BG BIH:BA CHE:CH CYP:CY CZE:CZ DEU:DE DNK:DK ESP:ES EST:EE FIN:FI FRA:FR GBR:GB "
        "GEO:GE GRC:GR HRV:HR HUN:HU IRL:IE ISL:IS ITA:IT LIE:LI LTU:LT LUX:LU LVA:LV MDA:MD MKD:MK MLT:MT MNE:ME "
        "NLD:NL NOR:NO POL:PL PRT:PT ROU:RO SRB:RS SVK:SK SVN:SI SWE:SE TUR:TR UKR:UA",
    )
)
"""The countries of Europass: ISO 3166 in three letters, as the EU's authority table has it, and in two."""


def european_credential(document: SecuredDocument, limits: Limits) -> Credential:
    """Decode a European Digital Credential.

    Its issuer goes by the registered identifier in the seal's certificate, as the model's own identifiers (such as
    ``urn:epass:org:1``) are nobody's; without one, by that.

    Raises:
        UnreadableError: TOO_COMPLEX for too many proofs or status entries.
    """
    claims = document.payload
    issuer = first_object(claims.get("issuer"))
    subject = first_object(claims.get("credentialSubject"))
    return Credential(
        source=document,
        kind=Kind.CREDENTIAL,
        format=format_name(Kind.CREDENTIAL, types(claims), document.carrier, document.securing),
        data_model=data_model_of(claims),
        claims=claims,
        types=types(claims),
        id=string(claims.get("id")) or None,
        issuer_id=organization_of_seal(document.header) or identifier(claims.get("issuer")),
        issuer_name=text_of(issuer.get("legalName")) or text_of(issuer.get("altLabel")),
        subject_id=string(subject.get("id")) or None,
        name=title_of(claims, (SOURCE_LANGUAGE,)).text,
        valid_from=max(_dates(claims, _STARTS), default=None),
        valid_until=min(_dates(claims, _ENDS), default=None),
        status=(*status_of(claims, limits), *_further_status(claims)),
        proofs=proofs_of(claims, limits),
    )


def organization_of_seal(header: JsonObject) -> str:
    """Return the registered identifier in the certificate that a seal came with; empty where there is none."""
    chain = header.get("x5c")
    first = next(iter(items(chain)), None)
    try:
        return read_certificate(binascii.a2b_base64(string(first))).organization_identifier
    except (ProofError, ValueError):
        return ""


def states_identifier(claims: JsonObject, organization: str) -> bool:
    """Return whether a credential states a certificate's registered identifier as its issuer's.

    Args:
        claims: The credential.
        organization: The `organizationIdentifier` of the certificate.

    Source: ELM 3, class Organisation (`eIDASIdentifier`, `registration`, `vatIdentifier`, `taxIdentifier`).
    """
    issuer = first_object(claims.get("issuer"))
    eidas = objects(issuer.get("eIDASIdentifier"))
    if eidas:
        # The identifier that a seal has to have: another one beside it could be anybody's.
        return all(_is_same(entry, _IDENTIFIERS["eIDASIdentifier"], organization) for entry in eidas)
    named = [(scheme, entry) for name, scheme in _IDENTIFIERS.items() for entry in objects(issuer.get(name))]
    return any(_is_same(entry, scheme, organization) for scheme, entry in named)


def states_eidas_identifier(claims: JsonObject) -> bool:
    """Return whether a credential states an eIDAS identifier of its issuer: the one that a seal has to have."""
    return bool(objects(first_object(claims.get("issuer")).get("eIDASIdentifier")))


def _is_same(entry: JsonObject, scheme: str, organization: str) -> bool:
    """Compare an identifier that may be written whole, or as its reference with the country beside it."""
    parts = _ORGANIZATION_IDENTIFIER.fullmatch(organization)
    notation = string(entry.get("notation"))
    if parts is None or not notation:
        return False
    country = _COUNTRIES.get(identifier(entry.get("spatial")).rpartition("/")[2])
    is_part = notation == parts["reference"] and country == parts["country"] and scheme in ("", parts["scheme"])
    return notation == organization or is_part


def title_of(claims: JsonObject, languages: Sequence[str]) -> Text:
    """Return a credential's name, in the first of its reader's languages in which it is written."""
    shown = spoken(first_object(claims.get("displayParameter")).get("title"), languages)
    claim = first_object(first_object(claims.get("credentialSubject")).get("hasClaim"))
    return shown if shown.text else spoken(claim.get("title"), languages)


def _dates(claims: JsonObject, names: tuple[str, ...]) -> list[datetime]:
    found = (date_or_none(claims.get(name)) for name in names)
    return [moment for moment in found if moment]


def _further_status(claims: JsonObject) -> Iterator[JsonObject]:
    """Entries that some issuers put into `status`: the profile has no member for them, and they mean what they say."""
    return (entry for entry in objects(claims.get("status")) if _is_entry(entry.get("type")))


def _is_entry(value: JsonValue) -> bool:
    return any(isinstance(name, str) and name.endswith(_ENTRY_ENDINGS) for name in items(value))
