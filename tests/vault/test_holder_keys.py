"""The owner's keys: made once for a purpose, used without being seen, tied to their vault."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from tests.vault.making import AT, PASSPHRASE, make_vault
from wallet.crypto.keys import KeyType, PrivateKey, public_key_from_multikey, public_key_to_multikey
from wallet.crypto.signatures import verify_signature
from wallet.model.errors import PassphraseNeededError, VaultDamagedError, WrongPassphraseError
from wallet.model.limits import Limits
from wallet.model.signer import Signer
from wallet.vault.holder_keys import wrapped_key
from wallet.vault.vault import Vault


@pytest.mark.parametrize(("key_type", "algorithm"), [(KeyType.ED25519, "EdDSA"), (KeyType.P256, "ES256")])
def test_a_key_signs_what_its_public_half_verifies(vault: Vault, key_type: KeyType, algorithm: str) -> None:
    signer: Signer = vault.holder("did:web:university.example", key_type, AT)
    signature = signer.sign(b"message")
    did, _, fragment = signer.verification_method.partition("#")
    assert did == f"did:key:{fragment}"
    assert signer.algorithm == algorithm
    assert len(signature) == 64
    verify_signature(public_key_from_multikey(fragment, Limits()), algorithm, b"message", signature)


def test_one_purpose_has_one_key_of_a_type_also_after_opening_again(folder: Path) -> None:
    with make_vault(folder) as vault:
        first = vault.holder("a", KeyType.ED25519, AT)
        assert vault.holder("a", KeyType.ED25519, AT).did == first.did
        others = {vault.holder("b", KeyType.ED25519, AT).did, vault.holder("a", KeyType.P256, AT).did}
        assert len(others | {first.did}) == 3
    with Vault.open(folder, PASSPHRASE) as vault:
        vault.change_passphrase(PASSPHRASE, "new one")
        again = vault.holder("a", KeyType.ED25519, AT)
        assert again.sign(b"x") == first.sign(b"x")


def test_the_key_a_badge_is_bound_to_is_found_by_its_public_half(vault: Vault) -> None:
    signer = vault.holder("a", KeyType.P256, AT)
    found = vault.signer_for(signer.public_key)
    assert found is not None
    assert found.did == signer.did
    assert vault.signer_for(PrivateKey.generate(KeyType.P256).public_key) is None


def test_holders_have_no_keys_of_other_types(vault: Vault) -> None:
    with pytest.raises(ValueError, match="holders sign with"):
        vault.holder("a", KeyType.P384, AT)


def test_a_changed_or_exchanged_key_is_noticed(vault: Vault) -> None:
    first, second = vault.holder("a", KeyType.ED25519, AT), vault.holder("b", KeyType.ED25519, AT)
    with vault._database.writing() as connection:
        row = connection.execute("SELECT nonce, wrapped FROM holder_keys WHERE purpose = 'b'").fetchone()
        connection.execute("UPDATE holder_keys SET nonce = ?, wrapped = ? WHERE purpose = 'a'", row)
    exchanged = vault.signer_for(first.public_key)
    assert exchanged is not None
    with pytest.raises(VaultDamagedError, match="signing keys is damaged"):
        exchanged.sign(b"x")
    assert second.sign(b"x")


def test_a_signer_shows_nothing_of_its_key(vault: Vault) -> None:
    signer = vault.holder("a", KeyType.ED25519, AT)
    shown = repr(signer) + repr(vault) + repr(vault._slots) + repr(vault._slots.key) + repr(vault._slots.header)
    for secret in (vault._slots.key._secret, vault._slots.key.for_holder_keys(), vault._slots.key.for_database()):
        assert secret.hex() not in shown
        assert repr(secret)[2:-1] not in shown
    assert "_wrapped" not in repr(signer)


def test_a_newer_key_is_used_from_then_on_and_the_older_one_still_signs(vault: Vault) -> None:
    old = vault.holder("a", KeyType.ED25519, AT)
    with vault.keys() as keys:
        new = keys.make("a", KeyType.ED25519, AT + timedelta(seconds=1))
        listed = keys.every()
    assert vault.holder("a", KeyType.ED25519, AT) == new
    assert vault.signer_for(old.public_key) == old
    assert [(key.did, key.is_newest, key.key_type) for key in listed] == [
        (new.did, True, "Ed25519"),
        (old.did, False, "Ed25519"),
    ]


def test_keys_of_another_vault_sign_for_what_is_bound_to_them_and_for_no_purpose_of_ours(
    vault: Vault, tmp_path: Path
) -> None:
    with make_vault(tmp_path / "other") as other:
        theirs = [other.holder("a", key_type, AT) for key_type in (KeyType.ED25519, KeyType.P256)]
        assert (vault.take_keys_of(other), vault.take_keys_of(other)) == (2, 0)
    for key in theirs:
        taken = vault.signer_for(key.public_key)
        assert taken is not None
        assert taken.did == key.did
        verify_signature(key.public_key, key.algorithm, b"message", taken.sign(b"message"))
        assert vault.holder("a", key.public_key.key_type, AT).did != key.did
    with vault.keys() as keys:
        assert {each.purpose for each in keys.every()} == {"a", f"a (wallet {other.id})"}


def test_halves_of_two_keys_are_never_taken_for_one(vault: Vault) -> None:
    mine, another = PrivateKey.generate(KeyType.ED25519), PrivateKey.generate(KeyType.ED25519)
    row = {"key_type": "Ed25519", "secret": mine.to_bytes(), "public_key": public_key_to_multikey(mine.public_key)}
    assert wrapped_key(vault._slots.key, row)["public_key"] == row["public_key"]
    with pytest.raises(ValueError, match="do not belong together"):
        wrapped_key(vault._slots.key, {**row, "public_key": public_key_to_multikey(another.public_key)})


def test_where_the_owner_has_set_it_so_signing_needs_the_passphrase(folder: Path) -> None:
    with make_vault(folder) as vault, vault.slots() as slots:
        slots.ask_to_sign(on=True)
    with Vault.open(folder, PASSPHRASE) as vault:
        signer = vault.holder("a", KeyType.ED25519, AT)
        with pytest.raises(PassphraseNeededError):
            signer.sign(b"x")
        with pytest.raises(WrongPassphraseError), vault.signing.allowing("another one"):
            pytest.fail("it was allowed")
        with vault.signing.allowing(PASSPHRASE), ThreadPoolExecutor() as others:
            assert signer.sign(b"x")
            assert isinstance(others.submit(signer.sign, b"x").exception(), PassphraseNeededError)
        with pytest.raises(PassphraseNeededError):
            signer.sign(b"x")
        with vault.slots() as slots:
            slots.ask_to_sign(on=False)
        assert signer.sign(b"x")
