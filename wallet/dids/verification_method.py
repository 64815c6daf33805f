"""A verification method: a key, who controls it, and what it may be used for.

Source: https://www.w3.org/TR/cid-1.0/#verification-methods
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

from wallet.crypto.keys import PublicKey
from wallet.model.checks import CheckId, Code, Outcome, Source
from wallet.model.errors import ProofError

MOST_EARLIER = 16
"""Most older copies of a document that are looked at for keys that were replaced."""

RELATIONSHIPS = (
    "authentication",
    "assertionMethod",
    "keyAgreement",
    "capabilityInvocation",
    "capabilityDelegation",
)
"""The verification relationships (Controlled Identifiers 1.0 section 2.3)."""
SIGNING_RELATIONSHIPS = frozenset(RELATIONSHIPS) - {"keyAgreement"}
"""Those a key that signs can stand in."""


@dataclass(frozen=True, slots=True)
class VerificationMethod:
    """A key as its controller publishes it.

    Attributes:
        id: The absolute URL it is named by.
        controller: Who controls it; always the subject of the document it was found in.
        key: The public key, checked.
        relationships: The verification relationships it is listed under.
        as_of: When the document was fetched; None where the key is part of the identifier itself.
        source: How the document came here.
        retired: Whether only an older copy of the document lists it.
        revoked: From when on its controller disowns it; None where it does not.
        expires: When its controller said it would end; None where it did not.
        earlier: Other keys that older copies list under the same name, newest first.
    """

    id: str
    controller: str
    key: PublicKey
    relationships: frozenset[str]
    as_of: datetime | None = None
    source: Source = Source.BUNDLED
    retired: bool = False
    revoked: datetime | None = None
    expires: datetime | None = None
    earlier: tuple[PublicKey, ...] = ()


def with_earlier(methods: Iterable[Callable[[], VerificationMethod]]) -> VerificationMethod | None:
    """Return the first of several readings of one method, newest first, with the keys of the others beside its own.

    Args:
        methods: How to read each; only the first may refuse, what is wrong with older ones is past.

    Source: VERIFICATION.md, "Keys over time": a key may be put in another's place under the same name.
    """
    read = iter(methods)
    first = next(read, None)
    if first is None:
        return None
    newest = first()
    keys = [newest.key]
    for method in islice(read, MOST_EARLIER):
        with suppress(ProofError):
            key = method().key
            keys += [key] if key not in keys else []
    return replace(newest, earlier=tuple(keys[1:]))


def unavailable(detail: str) -> ProofError:
    """Return the refusal for a key that is not at hand."""
    return ProofError(CheckId.ISSUER_KEY, Code.KEY_UNAVAILABLE, detail, Outcome.UNKNOWN)


def mismatch(detail: str) -> ProofError:
    """Return the refusal for a key that does not belong to the one who is said to control it."""
    return ProofError(CheckId.ISSUER_BINDING, Code.CONTROLLER_MISMATCH, detail)
