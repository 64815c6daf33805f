"""A badge on its way in: the bytes that came, what secures them, and the credential decoded from them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from wallet.model.checks import Check
from wallet.model.json_types import JsonObject
from wallet.model.report import Kind

if TYPE_CHECKING:
    from wallet.model.jws import Jws


class Securing(StrEnum):
    """What ties the content to its signer."""

    EMBEDDED = "embedded"
    JWT = "jwt"
    SD_JWT = "sd_jwt"
    JADES = "jades"
    HOSTED = "hosted"


class Carrier(StrEnum):
    """What the document travelled in."""

    PLAIN = "plain"
    PNG = "png"
    SVG = "svg"


class DataModel(StrEnum):
    """Which version of the data model the credential follows."""

    VCDM_1 = "vcdm1"
    VCDM_2 = "vcdm2"
    SD_JWT_VC = "sd_jwt_vc"
    STATUS_TOKEN = "status_token"  # noqa: S105 (a kind of document, no secret)
    OB_1 = "ob1"
    OB_2 = "ob2"
    BLOCKCERTS_2 = "blockcerts2"


ASSERTIONS = frozenset({DataModel.OB_1, DataModel.OB_2})
"""The data models in which a badge is an assertion: Open Badges 1 and 2."""


@dataclass(frozen=True, slots=True)
class SecuredDocument:
    """The bytes that came, and what secures them.

    Attributes:
        content: The document's own bytes, exactly as they came: JSON text, or a compact JWS or SD-JWT.
        securing: What secures it.
        carrier: What it travelled in.
        container: The bytes of the picture it was baked into; None where it came plain.
        payload: Embedded or hosted: the whole document. Otherwise: the JWS payload, undisclosed digests included.
        header: The JOSE header; empty where there is none.
        jws: The issuer's compact JWS, taken apart; None where none secures it.
        seals: The seals of a sealed document, taken apart, at least one; none of any other.
    """

    content: bytes
    securing: Securing
    carrier: Carrier
    container: bytes | None
    payload: JsonObject
    header: JsonObject
    jws: Jws | None = None
    seals: tuple[Jws, ...] = ()


@dataclass(frozen=True, slots=True)
class Endorsement:
    """A credential inside another, by which somebody speaks well of it, of its achievement or of its issuer.

    Attributes:
        endorsed_id: The identifier of what carries it; empty where that has none.
        document: The endorsement, as a document of its own.
    """

    endorsed_id: str
    document: SecuredDocument


@dataclass(frozen=True, slots=True)
class Credential:
    """What a secured document says, decoded leniently; whether it is sound is the verifier's question.

    Attributes:
        source: The document it was decoded from.
        kind: CREDENTIAL, PRESENTATION or STATUS_LIST.
        format: The format's name in reports, such as ``ob3-png-json``.
        data_model: Which rules of structure hold.
        claims: The credential itself. Embedded or hosted: the document. JWT: the credential of the payload, `vc` merged
            with the registered claims (VCDM 1.1 section 6.3.1). SD-JWT: the processed payload (RFC 9901 section 7.3).
        types: The names in `type`, or the `vct`.
        id: The credential's own identifier.
        issuer_id: The issuer's identifier (`holder` for a presentation); empty where it has none.
        issuer_name: The issuer's name; empty where it has none.
        subject_id: The subject's identifier.
        name: The badge's name for people.
        valid_from: Start of validity; None where absent or malformed.
        valid_until: End of validity; None where absent or malformed.
        status: The entries of `credentialStatus`.
        proofs: The embedded proofs.
        presented: The documents inside a presentation, or inside a learner record (CLR).
        endorsements: The endorsements it carries.
        disclosure_fault: What stands against an SD-JWT's disclosures (RFC 9901 section 7.1); None where they hold.
        keeps_back: Whether an SD-JWT has, or may have, members of its own that it does not show.
        key_binding: The key binding JWT of an SD-JWT whose disclosures hold; None where it has none.
    """

    source: SecuredDocument
    kind: Kind
    format: str
    data_model: DataModel
    claims: JsonObject
    types: tuple[str, ...]
    id: str | None
    issuer_id: str
    issuer_name: str
    subject_id: str | None
    name: str
    valid_from: datetime | None
    valid_until: datetime | None
    status: tuple[JsonObject, ...]
    proofs: tuple[JsonObject, ...]
    presented: tuple[SecuredDocument, ...] = ()
    endorsements: tuple[Endorsement, ...] = ()
    disclosure_fault: Check | None = None
    keeps_back: bool = False
    key_binding: Jws | None = None
