"""The owner's signing keys: made for a purpose, given to an issuer as a did:key, used, replaced."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from wallet.crypto.keys import KeyType, public_key_to_multikey
from wallet.model.badge import BadgeId
from wallet.model.errors import RefusedError
from wallet.model.vault_state import HolderKey, KeyUse
from wallet.operations.library import credential_of
from wallet.operations.presenting import bound_key
from wallet.operations.wallet import Wallet

KEY_TYPES = {"Ed25519": KeyType.ED25519, "P-256": KeyType.P256}
"""The types of key that the owner can have, by the names that issuers know."""
_LONGEST_PURPOSE = 200


def new_key(wallet: Wallet, purpose: str, key_type: KeyType = KeyType.ED25519) -> HolderKey:
    """Make the key for a purpose, such as one issuer's badges. Its did:key can be given to the issuer.

    Raises:
        RefusedError: If the purpose is empty or very long, or has a key of that type: rotate that one.
    """
    name = purpose.strip()
    if not 0 < len(name) <= _LONGEST_PURPOSE:
        raise RefusedError("A key needs a purpose.", "It is how you find it again.", "Say what it is for, in short.")
    if _newest(wallet, name, key_type) is not None:
        raise RefusedError(
            "There is a key for this purpose already.", "", "Use that one, replace it, or choose another purpose."
        )
    return _made(wallet, name, key_type)


def rotate_key(wallet: Wallet, did: str) -> HolderKey:
    """Make a newer key for the purpose of one, and return it; the older one stays for the badges bound to it.

    Raises:
        RefusedError: If it is none of the owner's, or not the newest of its purpose.
    """
    found = next((key for key in _all(wallet) if key.did == did and key.is_newest), None)
    if found is None:
        raise RefusedError(
            "This is not the newest key of one of your purposes.", "", "See the list for those that there are."
        )
    return _made(wallet, found.purpose, KeyType(found.key_type))


def key_uses(wallet: Wallet, before_each: Callable[[], None] = lambda: None) -> list[KeyUse]:
    """Return where each of the owner's keys is used, by purpose; every badge that may be bound to one is looked at.

    Args:
        wallet: The open wallet.
        before_each: Is called before a badge is looked at; what it raises ends the work.
    """
    keys = _all(wallet)
    bound = _bound(wallet, [key.did for key in keys], before_each)
    shown = [{badge.badge for badge in share.badges} for share in wallet.vault.shares()]
    return [
        KeyUse(key, tuple(bound[key.did]), sum(not badges.isdisjoint(bound[key.did]) for badges in shown))
        for key in keys
    ]


def asks_to_sign(wallet: Wallet) -> bool:
    """Whether the passphrase is asked for before one of the owner's keys signs."""
    return wallet.vault.signing.asks


def ask_to_sign(wallet: Wallet, passphrase: str, *, on: bool) -> None:
    """Have the passphrase asked for before one of the owner's keys signs, or no longer.

    Raises:
        WrongPassphraseError: If the passphrase is another one.
    """
    with wallet.vault.slots() as slots:
        slots.check_passphrase(passphrase)
        slots.ask_to_sign(on=on)


@contextmanager
def signing(wallet: Wallet, passphrase: str) -> Iterator[None]:
    """Let the owner's keys sign in the block, in this thread, where they ask for the passphrase.

    Raises:
        WrongPassphraseError: If it is another one.
    """
    with wallet.vault.signing.allowing(passphrase):
        yield


def _newest(wallet: Wallet, purpose: str, key_type: KeyType) -> HolderKey | None:
    keys = _all(wallet)
    return next((key for key in keys if (key.purpose, key.key_type) == (purpose, key_type.value)), None)


def _made(wallet: Wallet, purpose: str, key_type: KeyType) -> HolderKey:
    with wallet.vault.keys() as keys:
        made = keys.make(purpose, key_type, wallet.clock.now())
        return next(key for key in keys.every() if key.did == made.did)


def _all(wallet: Wallet) -> list[HolderKey]:
    with wallet.vault.keys() as keys:
        return keys.every()


def _bound(wallet: Wallet, dids: Sequence[str], before_each: Callable[[], None]) -> Mapping[str, list[BadgeId]]:
    bound: dict[str, list[BadgeId]] = {did: [] for did in dids}
    for badge_id, subject in wallet.vault.subjects():
        before_each()
        did = _bound_to(wallet, badge_id) if subject is None else subject.partition("#")[0]
        if did in bound:
            bound[did].append(badge_id)
    return bound


def _bound_to(wallet: Wallet, badge_id: BadgeId) -> str:
    key = bound_key(credential_of(wallet, wallet.vault.get(badge_id)), wallet.limits)
    return "" if key is None else f"did:key:{public_key_to_multikey(key)}"
