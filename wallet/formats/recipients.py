"""To whom a badge was issued, where it names its recipient by an address or by the hash of one.

Source: https://www.imsglobal.org/sites/default/files/Badges/OBv2p0Final/index.html (sections "IdentityObject" and
"IdentityHash"); https://www.imsglobal.org/spec/ob/v3p0/#identityobject (class IdentityObject)
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from wallet.formats.members import objects, string
from wallet.model.credential import Credential
from wallet.model.json_types import JsonObject

_HASHES: dict[str, Callable[[bytes], str]] = {
    "sha256": lambda data: hashlib.sha256(data).hexdigest(),
    "md5": lambda data: hashlib.md5(data, usedforsecurity=False).hexdigest(),
}


@dataclass(frozen=True, slots=True)
class Identity:
    """How a badge names its recipient.

    Attributes:
        type: By what: ``email``, ``url``, ``telephone``; ``emailAddress`` and others in Open Badges 3.
        value: The address itself, or its hash, such as ``sha256$…``.
        is_hashed: Which of the two.
        salt: What was added to the address before it was hashed.
    """

    type: str
    value: str
    is_hashed: bool
    salt: str = ""

    def is_of(self, address: str) -> bool:
        """Return whether it names an address; one of electronic mail in lower case, too, as it means the same.

        A hash proves little of who may see the badge: anybody who knows the address can compute it.
        """
        return any(self._names(form) for form in {address, address.lower()})

    def _names(self, address: str) -> bool:
        if not self.is_hashed:
            return self.value == address or (self._is_email and self.value.lower() == address)
        name, _, stated = self.value.partition("$")
        digest = _HASHES.get(name)
        return digest is not None and hmac.compare_digest(
            digest((address + self.salt).encode()), stated.lower().encode("ascii", "replace").decode()
        )

    @property
    def _is_email(self) -> bool:
        return self.type in {"email", "emailAddress"}


def identities_of(credential: Credential) -> tuple[Identity, ...]:
    """Return every way in which a badge names its recipient by an address or its hash.

    Open Badges 1 and 2 have one `recipient`; Open Badges 3 subjects may have several in `identifier`.
    """
    return (*_recipients(credential.claims), *_identifiers(credential.claims))


def issued_to(credential: Credential, addresses: Iterable[str]) -> tuple[str, ...]:
    """Return which of some addresses a badge was issued to; none where it says another, or says it by none.

    Args:
        credential: The badge; that its issuer really said so is for its verification to show.
        addresses: The owner's own addresses, as the owner writes them.
    """
    identities = identities_of(credential)
    return tuple(address for address in addresses if any(identity.is_of(address) for identity in identities))


def _recipients(claims: JsonObject) -> Iterator[Identity]:
    recipient = claims.get("recipient")
    if isinstance(recipient, str) and recipient:
        # Version 0.5: an address, or its hash with the salt beside it.
        is_hashed = recipient.partition("$")[0] in _HASHES
        yield Identity("email", recipient, is_hashed, string(claims.get("salt")))
    for stated in objects(recipient):
        if value := string(stated.get("identity")):
            kind = string(stated.get("type"))
            yield Identity(kind, value, stated.get("hashed") is True, string(stated.get("salt")))


def _identifiers(claims: JsonObject) -> Iterator[Identity]:
    for subject in objects(claims.get("credentialSubject")):
        for stated in objects(subject.get("identifier")):
            if value := string(stated.get("identityHash")):
                kind = string(stated.get("identityType"))
                yield Identity(kind, value, stated.get("hashed") is True, string(stated.get("salt")))
