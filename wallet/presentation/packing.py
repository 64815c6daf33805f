"""A message made small for a QR code: one version byte and raw DEFLATE (RFC 1951).

Version 1 is DEFLATE of the message itself. Version 2 is for what does not fit that way, above all tokens: their
base64url, which DEFLATE cannot see through, is decoded first, and DEFLATE starts from a dictionary of the words that
credentials are made of. It packs ``(length, text, length, bytes)…``: text as it stands, then what a run of base64url
decodes to, and so on; lengths are in base 128, low digits first, with the high bit set on all but the last.

Source: https://www.rfc-editor.org/rfc/rfc1951, https://www.rfc-editor.org/rfc/rfc1950#section-2.2 (dictionaries)
"""

from __future__ import annotations

import re
import zlib

from wallet.crypto.encodings import b64url_decode, b64url_encode
from wallet.model.limits import Limits

PLAIN = 1
UNFOLDED = 2
VERSIONS = (PLAIN, UNFOLDED)
_RAW_DEFLATE = -15
_RUN = re.compile(rb"(?:ey|Wy|(?<=\.))[A-Za-z0-9_-]{22,}")
"""Base64url of JSON, or behind a dot, as in a token; elsewhere DEFLATE does better on the letters themselves."""
_SEVEN_BITS = 7
_MOST_LENGTH_BYTES = 4


class TooLargeError(ValueError):
    """It unpacks to more than the limit."""


def pack(message: bytes, version: int) -> bytes:
    """Return a message, packed.

    Args:
        message: The bytes.
        version: `PLAIN` or `UNFOLDED`.
    """
    inner, dictionary = (message, b"") if version == PLAIN else (_unfolded(message), _DICTIONARY)
    deflate = zlib.compressobj(level=9, wbits=_RAW_DEFLATE, zdict=dictionary)
    return bytes([version]) + deflate.compress(inner) + deflate.flush()


def unpack(packed: bytes, limits: Limits) -> bytes | None:
    """Return the message that `pack` was given; None where the version is another.

    Args:
        packed: The bytes.
        limits: `document_bytes` bounds the message.

    Raises:
        TooLargeError: If the message is larger.
        ValueError: If the bytes are damaged.
    """
    if packed[:1] == bytes([PLAIN]):
        return _inflated(packed[1:], b"", limits)
    if packed[:1] == bytes([UNFOLDED]):
        return _folded(_inflated(packed[1:], _DICTIONARY, limits), limits)
    return None


def _inflated(data: bytes, dictionary: bytes, limits: Limits) -> bytes:
    inflate = zlib.decompressobj(wbits=_RAW_DEFLATE, zdict=dictionary)
    try:
        content = inflate.decompress(data, limits.document_bytes + 1)
    except zlib.error as error:
        raise ValueError("it does not inflate") from error
    _check_size(content, limits)
    if not inflate.eof or inflate.unused_data:
        raise ValueError("it does not end where it should")
    return content


def _unfolded(message: bytes) -> bytes:
    parts = bytearray()
    end = 0
    for run in _RUN.finditer(message):
        decoded = _decoded(run[0])
        if decoded is not None:
            parts += _sized(message[end : run.start()]) + _sized(decoded)
            end = run.end()
    return bytes(parts + _sized(message[end:]))


def _folded(inner: bytes, limits: Limits) -> bytes:
    message = bytearray()
    rest = inner
    while rest:
        literal, rest = _part(rest)
        decoded, rest = _part(rest) if rest else (b"", b"")
        message += literal + b64url_encode(decoded).encode()
        _check_size(message, limits)
    return bytes(message)


def _decoded(run: bytes) -> bytes | None:
    """Return the bytes of a run; None where it is no base64url, so that folding it again would change it."""
    try:
        return b64url_decode(run)
    except ValueError:
        return None


def _sized(data: bytes) -> bytes:
    head = bytearray()
    length = len(data)
    while length >> _SEVEN_BITS:
        head.append(length & 0x7F | 0x80)
        length >>= _SEVEN_BITS
    return bytes([*head, length]) + data


def _part(rest: bytes) -> tuple[bytes, bytes]:
    length = 0
    for position, digit in enumerate(rest[:_MOST_LENGTH_BYTES]):
        length |= (digit & 0x7F) << _SEVEN_BITS * position
        if digit < 0x80:
            start = position + 1
            if length > len(rest) - start:
                break
            return rest[start : start + length], rest[start + length :]
    raise ValueError("it ends in the middle")


def _check_size(content: bytes | bytearray, limits: Limits) -> None:
    if len(content) > limits.document_bytes:
        raise TooLargeError(f"it unpacks to more than {limits.document_bytes} bytes")


_DICTIONARY = (
    b'"https://w3id.org/security/data-integrity/v2","https://www.w3.org/2018/credentials/v1",'
    b'"https://purl.imsglobal.org/spec/ob/v3p0/extensions.json",'
    b'"credentialSchema":[{"id":"https://purl.imsglobal.org/spec/ob/v3p0/schema/json/'
    b'ob_v3p0_achievementcredential_schema.json","type":"1EdTechJsonSchemaValidator2019"}]'
    b'"issuanceDate":"expirationDate":"endorsement":[{"EndorsementCredential","EndorsementSubject","ClrCredential"'
    b'"evidence":[{"type":["Evidence"],"genre":"narrative":"identifier":[{"type":"IdentityObject","hashed":true,'
    b'"identityHash":"sha256$","identityType":"emailAddress","salt":"licenseNumber":"role":"term":"source":"activity'
    b'"creator":"specialization":"tag":["humanCode":"inLanguage":"en","fieldOfStudy":"otherIdentifier":"related":['
    b'"resultDescription":[{"id":"urn:uuid:","type":["ResultDescription"],"resultType":"Percent","allowedValue":['
    b'"requiredValue":"requiredLevel":"valueMin":"0","valueMax":"100","LetterGrade","Status","achievedLevel":"'
    b'"rubricCriterionLevel":[{"type":["RubricCriterionLevel"],"points":"level":"'
    b'"alignment":[{"type":["Alignment"],"targetName":"targetFramework":"European Skills, Competences, Qualifications '
    b'and Occupations","ESCO","targetCode":"targetDescription":"targetType":"CTDL","targetUrl":"http://data.europa.eu/'
    b'esco/skill/","achievementType":"Certificate","Course","Badge","Competency","Degree","Diploma","MicroCredential",'
    b'"criteria":{"id":"https://","narrative":"description":"image":{"id":"https://","type":"Image","caption":"'
    b'"creditsAvailable":"creditsEarned":"result":[{"type":["Result"],"resultDescription":"urn:uuid:","value":"'
    b'"status":"Completed"'
    b'"credentialStatus":[{"id":"https://","type":"BitstringStatusListEntry","statusPurpose":"suspension"'
    b'"statusPurpose":"revocation","statusListIndex":"statusListCredential":"https://","status":{"status_list":{"idx":'
    b'"uri":"https://'
    b'"achievement":{"id":"urn:uuid:","type":["Achievement"],"name":"'
    b'"credentialSubject":{"id":"did:key:z6Mk","type":["AchievementSubject"],"profile":{'
    b'"age_over_18":"nationality":"nationalities":["phone_number":"address":{"street_address":"locality":"region":'
    b'"postal_code":"country":"email":"birthdate":"birth_date":"given_name":"family_name":"picture":"'
    b'"validFrom":"2025-01-01T00:00:00Z","validUntil":"2026-01-01T00:00:00Z","2027-2028-2029-2030-'
    b'"issuer":{"id":"did:web:","url":"https://","issuer":{"id":"did:key:z6Mk","type":["Profile"],"name":"'
    b' University Academy College School"'
    b'{"@context":["https://www.w3.org/ns/credentials/v2","https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],'
    b'"id":"urn:uuid:","type":["VerifiableCredential","OpenBadgeCredential"],"name":"'
    b'"proof":{"type":"DataIntegrityProof","cryptosuite":"ecdsa-rdfc-2019","Ed25519Signature2020","created":"2026-'
    b'"cryptosuite":"eddsa-rdfc-2022","created":"2026-01-01T00:00:00Z","verificationMethod":"did:key:z6Mk#z6Mk,'
    b'"proofPurpose":"assertionMethod","proofValue":"z"}'
    b'{"@context":["https://www.w3.org/ns/credentials/v2"],"type":["VerifiablePresentation"],"holder":"did:key:z6Mk",'
    b'"verifiableCredential":[{"@context":"https://www.w3.org/ns/credentials/v2","id":"data:application/vc+jwt,'
    b'"type":"EnvelopedVerifiableCredential"}],"proofPurpose":"authentication","challenge":"domain":"https://'
    b'{"typ":"dc+sd-jwt","alg":"ES256","kid":"did:key:zDna"}{"alg":"EdDSA","typ":"vc+sd-jwt","kid":"did:key:z6Mk#z6Mk'
    b'{"iss":"did:key:z6Mk","sub":"did:key:","jti":"urn:uuid:","iat":17,"nbf":17,"exp":18,"vct":"https://'
    b'"cnf":{"jwk":{"kty":"EC","crv":"P-256","x":"y":"use":"sig"}},{"kty":"OKP","crv":"Ed25519","x":"'
    b'"_sd_alg":"sha-256","_sd":["{"...":""}]}["'
    b'{"alg":"ES256","typ":"kb+jwt"}{"alg":"EdDSA","typ":"kb+jwt"}'
    b'{"iat": 17, "aud": "https://", "nonce": "", "sd_hash": "'
)
"""Part of version 2 for good: with any other, what was packed cannot be unpacked. The commonest words come last."""
