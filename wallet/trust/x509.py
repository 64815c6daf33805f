"""X.509 certificates that lead to a chosen anchor: https://www.rfc-editor.org/rfc/rfc5280 .

Which anchors are chosen is the user's act: they come as evidence of the kind `certificate`, never with the badge.
Whether a certificate was revoked (CRL, OCSP) cannot be asked offline, and is not.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID
from cryptography.x509.verification import Criticality, ExtensionPolicy, PolicyBuilder, Store, VerificationError

from wallet.crypto.keys import PublicKey, public_key_from_native
from wallet.model.checks import CheckId, Code, Outcome
from wallet.model.errors import ProofError
from wallet.model.json_types import JsonObject

LONGEST_CHAIN = 10
"""Most certificates of one chain; real ones have two to four."""
_PEM = b"-----BEGIN CERTIFICATE-----"
_MALFORMED = (ValueError, x509.InvalidVersion, x509.DuplicateExtension, x509.UnsupportedGeneralNameType)

E = TypeVar("E", bound=x509.ExtensionType)


@dataclass(frozen=True, slots=True)
class CertificateFacts:
    """What a certificate says of the one who signs with it, once it leads to a chosen anchor.

    Attributes:
        key: Its public key, checked.
        subject: The subject as text (RFC 4514).
        attributes: The subject's attributes as pairs of dotted object identifier and value, in their order.
        dns_names: The `dNSName` entries of its subject alternative name, lower case.
        uris: The `uniformResourceIdentifier` entries of the same.
        starts: From when on it holds.
        ends: Until when it holds.
        fingerprint: SHA-256 of its DER, in lower-case hex.
        anchor: The subject of the chosen anchor as text.
        anchor_der: Its DER.
    """

    key: PublicKey
    subject: str
    attributes: tuple[tuple[str, str], ...]
    dns_names: tuple[str, ...]
    uris: tuple[str, ...]
    starts: datetime
    ends: datetime
    fingerprint: str
    anchor: str
    anchor_der: bytes

    def attribute(self, oid: str) -> str:
        """Return the subject's first attribute of that kind, such as ``2.5.4.97``; empty where it has none."""
        return next((value for name, value in self.attributes if name == oid), "")

    @property
    def common_name(self) -> str:
        """The name of the signer, for people."""
        return self.attribute(NameOID.COMMON_NAME.dotted_string)

    @property
    def organization_identifier(self) -> str:
        """The registered identifier of the organisation, such as ``VATSI-12345678`` (ETSI EN 319 412-1, 5.1.4)."""
        return self.attribute(NameOID.ORGANIZATION_IDENTIFIER.dotted_string)


def verify_chain(leaf_first: Sequence[bytes], anchors: Sequence[bytes], at: datetime) -> CertificateFacts:
    """Return what a signing certificate says, if a path of valid certificates leads from it to a chosen anchor.

    A certificate that is itself a chosen anchor is a path of one.

    Args:
        leaf_first: The DER of the signing certificate, then of others in any order.
        anchors: The DER of each chosen certificate.
        at: The time at which every certificate of the path must hold.

    Raises:
        ProofError: ISSUER_KEY, unknown, with KEY_SELF_ASSERTED where no path leads to an anchor and KEY_RETIRED where
            the certificate does not hold at that time; KEY_STRENGTH with KEY_INVALID for a certificate that cannot be
            read or may not sign documents; KEY_STRENGTH or PROOF_SUITE for its key itself.

    Source: RFC 5280 section 6.1 (path validation), section 4.2.1.3 (key usage), section 4.2.1.9 (basic constraints).
    """
    if not 0 < len(leaf_first) <= LONGEST_CHAIN:
        raise _invalid("The badge's chain of certificates is empty or too long.")
    leaf, *others = (_read(der) for der in leaf_first)
    _check_use(leaf)
    key = public_key_from_native(_native_key(leaf))
    if not leaf.not_valid_before_utc <= at <= leaf.not_valid_after_utc:
        raise _unknown(Code.KEY_RETIRED, "The certificate that signed does not hold at the time asked about.")
    anchor = _path(leaf, others, [_read(der) for der in anchors], at)[-1]
    return _facts(leaf, key, anchor)


def chain_in(header: JsonObject) -> tuple[bytes, ...]:
    """Return the certificates of a JOSE header's `x5c`, each as DER, the signing one first; none where it has none.

    Raises:
        ProofError: KEY_STRENGTH with KEY_INVALID, where it is no array of base64 texts.

    Source: RFC 7515 section 4.1.6: base64, not base64url.
    """
    chain = header.get("x5c")
    if chain is None:
        return ()
    if not isinstance(chain, list) or not all(isinstance(entry, str) for entry in chain):
        raise _invalid("The badge's chain of certificates is malformed.")
    try:
        return tuple(base64.b64decode(str(entry), validate=True) for entry in chain)
    except (binascii.Error, ValueError) as error:
        raise _invalid("The badge's chain of certificates is malformed.") from error


def certificates_in(content: bytes) -> tuple[bytes, ...]:
    """Return the DER of each certificate in a file: one as DER, or any number as PEM; none for anything else."""
    try:
        if _PEM in content:
            found = x509.load_pem_x509_certificates(content)
        else:
            found = [x509.load_der_x509_certificate(content)]
    except _MALFORMED:
        return ()
    return tuple(certificate.public_bytes(Encoding.DER) for certificate in found)


def _read(der: bytes) -> x509.Certificate:
    try:
        certificate = x509.load_der_x509_certificate(der)
        _ = certificate.extensions
    except _MALFORMED as error:
        raise _invalid("A certificate of the badge cannot be read.") from error
    return certificate


def _native_key(certificate: x509.Certificate) -> object:
    try:
        return certificate.public_key()
    except (ValueError, UnsupportedAlgorithm) as error:
        raise _invalid("The key in the certificate that signed cannot be read.") from error


def _check_use(leaf: x509.Certificate) -> None:
    """Refuse the certificate of an authority, and one whose key is for something else than signatures."""
    constraints = _extension(leaf, x509.BasicConstraints)
    if constraints is not None and constraints.ca:
        raise _invalid("The certificate that signed is one for signing certificates, not documents.")
    usage = _extension(leaf, x509.KeyUsage)
    if usage is not None and not (usage.digital_signature or usage.content_commitment):
        raise _invalid("The certificate that signed is not for signatures.")


def _path(
    leaf: x509.Certificate, others: list[x509.Certificate], anchors: list[x509.Certificate], at: datetime
) -> list[x509.Certificate]:
    if not anchors:
        raise _self_asserted()
    # Seals name an organisation rather than a host: what a web certificate must have is not demanded of the leaf.
    authorities = ExtensionPolicy.webpki_defaults_ca().may_be_present(x509.ExtendedKeyUsage, Criticality.AGNOSTIC, None)
    builder = PolicyBuilder().store(Store(anchors)).time(at.astimezone(UTC).replace(tzinfo=None))
    builder = builder.extension_policies(ca_policy=authorities, ee_policy=ExtensionPolicy.permit_all())
    try:
        return list(builder.build_client_verifier().verify(leaf, others).chain)
    except VerificationError as error:
        raise _self_asserted() from error


def _facts(leaf: x509.Certificate, key: PublicKey, anchor: x509.Certificate) -> CertificateFacts:
    names = _extension(leaf, x509.SubjectAlternativeName)
    return CertificateFacts(
        key=key,
        subject=leaf.subject.rfc4514_string(),
        attributes=tuple((attribute.oid.dotted_string, str(attribute.value)) for attribute in leaf.subject),
        dns_names=tuple(name.lower() for name in names.get_values_for_type(x509.DNSName)) if names else (),
        uris=tuple(names.get_values_for_type(x509.UniformResourceIdentifier)) if names else (),
        starts=leaf.not_valid_before_utc,
        ends=leaf.not_valid_after_utc,
        fingerprint=hashlib.sha256(leaf.public_bytes(Encoding.DER)).hexdigest(),
        anchor=anchor.subject.rfc4514_string(),
        anchor_der=anchor.public_bytes(Encoding.DER),
    )


def _extension(certificate: x509.Certificate, kind: type[E]) -> E | None:
    try:
        return certificate.extensions.get_extension_for_class(kind).value
    except x509.ExtensionNotFound:
        return None


def _self_asserted() -> ProofError:
    return _unknown(
        Code.KEY_SELF_ASSERTED, "No authority of your choice vouches for the certificate that came with the badge."
    )


def _unknown(code: Code, detail: str) -> ProofError:
    return ProofError(CheckId.ISSUER_KEY, code, detail, Outcome.UNKNOWN)


def _invalid(detail: str) -> ProofError:
    return ProofError(CheckId.KEY_STRENGTH, Code.KEY_INVALID, detail)
