"""What a certificate says, before anybody vouches for it: https://www.rfc-editor.org/rfc/rfc5280 ."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from cryptography.exceptions import UnsupportedAlgorithm

from wallet.crypto.keys import PublicKey, public_key_from_native
from wallet.model.checks import CheckId, Code
from wallet.model.errors import ProofError

if TYPE_CHECKING:
    from cryptography.x509 import Name, ObjectIdentifier


@dataclass(frozen=True, slots=True)
class CertificateClaims:
    """What a certificate says of its subject; whether that is so is for a chain to a chosen anchor to show.

    Attributes:
        key: Its public key, checked.
        name: The subject's organisation, else its common name; empty where it has neither.
        organization_identifier: Such as ``VATSI-12345678`` (ETSI EN 319 412-1 section 5.1.4); empty where it has none.
        ends: Until when it holds.
    """

    key: PublicKey
    name: str
    organization_identifier: str
    ends: datetime


def read_certificate(der: bytes) -> CertificateClaims:
    """Read a certificate.

    Args:
        der: Its DER.

    Raises:
        ProofError: KEY_STRENGTH with KEY_INVALID where it cannot be read; KEY_STRENGTH or PROOF_SUITE for its key.
    """
    from cryptography.x509 import load_der_x509_certificate  # noqa: PLC0415 (20 ms, and few badges bear a seal)
    from cryptography.x509.oid import NameOID  # noqa: PLC0415

    try:
        certificate = load_der_x509_certificate(der)
        native = certificate.public_key()
        subject = certificate.subject
    except (ValueError, UnsupportedAlgorithm) as error:
        raise ProofError(CheckId.KEY_STRENGTH, Code.KEY_INVALID, "The seal's certificate cannot be read.") from error
    return CertificateClaims(
        key=public_key_from_native(native),
        name=_attribute(subject, NameOID.ORGANIZATION_NAME) or _attribute(subject, NameOID.COMMON_NAME),
        organization_identifier=_attribute(subject, NameOID.ORGANIZATION_IDENTIFIER),
        ends=certificate.not_valid_after_utc,
    )


def _attribute(name: Name, oid: ObjectIdentifier) -> str:
    return next((str(attribute.value) for attribute in name.get_attributes_for_oid(oid)), "")
