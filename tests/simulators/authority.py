"""A certificate authority: it makes other authorities, and seals to sign badges with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey, derive_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from wallet.crypto.ecdsa import CURVES
from wallet.crypto.keys import KeyType, PrivateKey

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Seal:
    """A certificate and the key it is for."""

    certificate: x509.Certificate
    key: PrivateKey

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(Encoding.DER)


class Authority:
    """An authority, its own root unless another one signs its certificate."""

    def __init__(
        self,
        name: str,
        key: PrivateKey | None = None,
        *,
        by: Authority | None = None,
        path_length: int | None = None,
        ends: datetime = NOW + YEAR,
    ) -> None:
        self.name = name
        self.key = key or PrivateKey.generate(KeyType.P256)
        self._by = by or self
        builder = _builder(name, self.key, self._by, ends).add_extension(
            x509.BasicConstraints(ca=True, path_length=path_length), critical=True
        )
        self.certificate = builder.add_extension(_usage(certificates=True), critical=True).sign(
            _native(self._by.key), SHA256()
        )

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(Encoding.DER)

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(Encoding.PEM)

    def authority(self, name: str) -> Authority:
        return Authority(name, by=self)

    def seal(  # noqa: PLR0913 (a certificate has that many parts)
        self,
        name: str,
        *,
        dns: Sequence[str] = (),
        uris: Sequence[str] = (),
        number: str = "",
        key_type: KeyType = KeyType.P256,
        signs: bool = True,
    ) -> Seal:
        key = PrivateKey.generate(key_type)
        builder = _builder(name, key, self, NOW + YEAR, number)
        builder = builder.add_extension(_usage(documents=signs), critical=True)
        names = [*map(x509.DNSName, dns), *map(x509.UniformResourceIdentifier, uris)]
        if names:
            builder = builder.add_extension(x509.SubjectAlternativeName(names), critical=False)
        return Seal(builder.sign(_native(self.key), SHA256()), key)


def _builder(name: str, key: PrivateKey, by: Authority, ends: datetime, number: str = "") -> x509.CertificateBuilder:
    subject = [x509.NameAttribute(NameOID.COMMON_NAME, name)]
    if number:
        subject.append(x509.NameAttribute(NameOID.ORGANIZATION_IDENTIFIER, number))
    authority_key = x509.AuthorityKeyIdentifier.from_issuer_public_key(_native(by.key).public_key())
    return (
        x509.CertificateBuilder()
        .subject_name(x509.Name(subject))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, by.name)]))
        .public_key(_native(key).public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - YEAR)
        .not_valid_after(ends)
        .add_extension(authority_key, critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(_native(key).public_key()), critical=False)
    )


def _native(key: PrivateKey) -> EllipticCurvePrivateKey:
    return derive_private_key(int.from_bytes(key.to_bytes(), "big"), CURVES[key.public_key.key_type])


def _usage(*, certificates: bool = False, documents: bool = False) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=documents,
        content_commitment=False,
        key_encipherment=not (certificates or documents),
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=certificates,
        crl_sign=certificates,
        encipher_only=False,
        decipher_only=False,
    )
