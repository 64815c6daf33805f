"""Key wrapping: published vectors, refusals, and the floor under the passphrase's cost."""

from __future__ import annotations

import pytest
from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from wallet.crypto.wrapping import KdfCost, WrappedKey, derive_key, key_from_passphrase, unwrap_key, wrap_key
from wallet.model.errors import RefusedError, WalletError

CHEAP = KdfCost.dangerously_cheap()
SALT = bytes(range(16))


def test_hkdf_matches_rfc_5869_test_case_3() -> None:
    # The first 32 of the vector's 42 bytes: HKDF's output is a stream.
    expected = "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d"
    assert derive_key(bytes([0x0B]) * 22, b"", "").hex() == expected


def test_each_salt_and_each_label_gives_another_key() -> None:
    inputs = [(b"a" * 16, "one"), (b"b" * 16, "one"), (b"a" * 16, "two")]
    assert len({derive_key(b"k" * 32, salt, label) for salt, label in inputs}) == 3


def test_aes_gcm_reads_a_published_ciphertext() -> None:
    # NIST GCM test case 14: a zero key, a zero nonce, one zero block.
    wrapped = WrappedKey(bytes(12), bytes.fromhex("cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919"))
    assert unwrap_key(wrapped, bytes(32), b"") == bytes(16)


def test_a_key_comes_back_and_only_with_its_key_and_context() -> None:
    wrapped = wrap_key(b"k" * 32, b"w" * 32, b"vault a")
    assert unwrap_key(wrapped, b"w" * 32, b"vault a") == b"k" * 32
    assert unwrap_key(wrapped, b"x" * 32, b"vault a") is None
    assert unwrap_key(wrapped, b"w" * 32, b"vault b") is None
    changed = WrappedKey(wrapped.nonce, wrapped.ciphertext[:-1] + bytes([wrapped.ciphertext[-1] ^ 1]))
    assert unwrap_key(changed, b"w" * 32, b"vault a") is None


def test_no_two_wrappings_are_alike() -> None:
    first, second = (wrap_key(b"k" * 32, b"w" * 32, b"") for _ in range(2))
    assert first.nonce != second.nonce
    assert first.ciphertext != second.ciphertext
    assert AESGCM(b"w" * 32).decrypt(first.nonce, first.ciphertext, b"") == b"k" * 32


def test_argon2id_is_what_the_reference_computes() -> None:
    expected = hash_secret_raw(b"correct horse", SALT, 1, 32, 4, 32, Type.ID)
    assert key_from_passphrase("correct horse", SALT, CHEAP) == expected


def test_one_passphrase_in_two_spellings_gives_one_key() -> None:
    composed = key_from_passphrase("caf\u00e9 au lait", SALT, CHEAP)
    assert key_from_passphrase("cafe\u0301\u00a0au lait", SALT, CHEAP) == composed
    assert key_from_passphrase("Caf\u00e9 au lait", SALT, CHEAP) != composed


@pytest.mark.parametrize("passphrase", ["", "line\nbreak", "nul\x00", "half \ud800"])
def test_a_passphrase_nobody_can_type_is_refused(passphrase: str) -> None:
    with pytest.raises(RefusedError) as caught:
        key_from_passphrase(passphrase, SALT, CHEAP)
    assert "passphrase" in str(caught.value)


def test_a_cost_below_the_floor_has_to_be_asked_for_by_name() -> None:
    for below in ((65535, 3, 4), (65536, 2, 4), (65536, 3, 3)):
        with pytest.raises(ValueError, match="64 MiB"):
            KdfCost(*below)
        assert KdfCost(*below, dangerously_below_floor=True).is_below_floor
    assert not KdfCost.floor().is_below_floor


class Computer:
    """A computer on which a guess takes a time of its own, read from its own stopwatch.

    Args:
        seconds: What the floor takes.
        growth: Which power of the memory the time grows by.
        disturbed: Every so many guesses one takes a second more.
    """

    def __init__(self, seconds: float, growth: float = 1.0, disturbed: int = 1_000) -> None:
        self._seconds, self._growth, self._disturbed = seconds, growth, disturbed
        self._guesses = 0
        self.now = 0.0

    def seconds(self, cost: KdfCost) -> float:
        return self._seconds * (cost.memory_kib / KdfCost.FLOOR_MEMORY_KIB) ** self._growth

    def derive(self, _passphrase: str, _salt: bytes, cost: KdfCost) -> bytes:
        self._guesses += 1
        self.now += self.seconds(cost) + (self._guesses % self._disturbed == 0)
        return b""


def calibrated_on(computer: Computer, monkeypatch: pytest.MonkeyPatch) -> KdfCost:
    monkeypatch.setattr("wallet.crypto.wrapping.key_from_passphrase", computer.derive)
    return KdfCost.calibrated(lambda: computer.now)


@pytest.mark.parametrize("growth", [0.9, 1.0, 1.1, 1.2])
@pytest.mark.parametrize("disturbed", [3, 1_000])
@pytest.mark.parametrize("seconds", [0.05, 0.11, 0.2, 0.3, 0.4, 0.49])
def test_a_guess_takes_as_long_as_it_is_to_take_also_where_time_outgrows_memory(
    seconds: float, disturbed: int, growth: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    computer = Computer(seconds, growth, disturbed)
    cost = calibrated_on(computer, monkeypatch)
    assert (cost.passes, cost.lanes) == (3, 4)
    assert 0.4 <= computer.seconds(cost) <= 0.7


@pytest.mark.parametrize(("seconds", "mebibytes"), [(3.0, 64), (0.51, 64), (0.0, 1024)])
def test_calibration_keeps_the_floor_and_takes_no_more_than_a_gibibyte(
    seconds: float, mebibytes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert calibrated_on(Computer(seconds), monkeypatch).memory_kib == mebibytes * 1024


def test_calibration_measures_this_computer() -> None:
    assert not KdfCost.calibrated().is_below_floor


def test_memory_that_is_not_to_be_had_is_said_in_words() -> None:
    with pytest.raises(WalletError, match="MiB of memory"):
        key_from_passphrase("correct horse", SALT, KdfCost(2**32 - 1, 3, 4))


def test_neither_keys_nor_flags_show_in_a_representation() -> None:
    assert "dangerously" not in repr(CHEAP)
