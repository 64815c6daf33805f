"""Recovery codes: typed as people type, and no mistake of one or two characters goes unnoticed."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.vault.making import AT, PASSPHRASE, make_badge, make_vault
from wallet.model.errors import LockedError, RefusedError, WrongPassphraseError, WrongRecoveryCodeError
from wallet.model.vault_state import SlotKind
from wallet.vault.recovery_code import ALPHABET, LENGTH, RecoveryCode, asked_back
from wallet.vault.unlocking import recover
from wallet.vault.vault import Vault

CODES = st.builds(RecoveryCode.of, st.lists(st.integers(0, 31), min_size=26, max_size=26))
PLACES = st.integers(0, LENGTH - 1)


def with_changed(code: RecoveryCode, changes: dict[int, str]) -> str:
    return "".join(changes.get(place, char) for place, char in enumerate(code.characters))


def is_read(text: str) -> bool:
    try:
        RecoveryCode.typed(text)
    except WrongRecoveryCodeError:
        return False
    return True


def test_a_code_has_130_bits_by_chance_and_two_characters_that_check_them() -> None:
    codes = {RecoveryCode.new().characters for _ in range(200)}
    assert len(codes) == 200
    assert all(len(code) == 28 and set(code) <= set(ALPHABET) for code in codes)
    assert 32**26 == 2**130
    assert set("".join(codes)) == set(ALPHABET)


def test_a_known_code_stays_one() -> None:
    assert RecoveryCode.typed("0000-0000-0000-0000-0000-0000-0000").groups == ("0000",) * 7
    assert RecoveryCode.typed("0123-4567-89AB-CDEF-GHJK-MNPQ-RS10").text == "0123-4567-89AB-CDEF-GHJK-MNPQ-RS10"


@given(code=CODES, place=PLACES, data=st.data())
def test_every_one_wrong_character_is_noticed(code: RecoveryCode, place: int, data: st.DataObject) -> None:
    others = [char for char in ALPHABET if char != code.characters[place]]
    assert not is_read(with_changed(code, {place: data.draw(st.sampled_from(others))}))


@given(code=CODES, places=st.lists(PLACES, min_size=2, max_size=2, unique=True))
def test_two_characters_that_changed_places_are_noticed(code: RecoveryCode, places: list[int]) -> None:
    first, second = places
    swapped = with_changed(code, {first: code.characters[second], second: code.characters[first]})
    assert is_read(swapped) == (swapped == code.characters)


@given(code=CODES, places=st.lists(PLACES, min_size=2, max_size=2, unique=True), data=st.data())
def test_every_two_wrong_characters_are_noticed(code: RecoveryCode, places: list[int], data: st.DataObject) -> None:
    changes = {
        place: data.draw(st.sampled_from([char for char in ALPHABET if char != code.characters[place]]))
        for place in places
    }
    assert not is_read(with_changed(code, changes))


@given(code=CODES, place=PLACES)
def test_a_missing_or_doubled_character_is_noticed(code: RecoveryCode, place: int) -> None:
    characters = code.characters
    with pytest.raises(WrongRecoveryCodeError, match="It has 27 characters"):
        RecoveryCode.typed(characters[:place] + characters[place + 1 :])
    with pytest.raises(WrongRecoveryCodeError, match="It has 29 characters"):
        RecoveryCode.typed(characters[:place] + characters[place] + characters[place:])


@given(code=CODES, between=st.text(" \t\n-\u2011\u2013\u2014.·\u200b\u00a0", max_size=3), data=st.data())
def test_it_is_read_as_people_type_it(code: RecoveryCode, between: str, data: st.DataObject) -> None:
    spelt = {"0": "0Oo", "1": "1IiLl"}
    typed = [data.draw(st.sampled_from(spelt.get(char, char + char.lower()))) for char in code.characters]
    assert RecoveryCode.typed(between + between.join(typed)) == code
    assert RecoveryCode.typed(code.text) == code


@given(text=st.text(max_size=60))
def test_whatever_is_typed_is_read_or_said_in_words(text: str) -> None:
    assert is_read(text) in {True, False}


def test_letters_that_are_in_no_code_are_named() -> None:
    with pytest.raises(WrongRecoveryCodeError, match="“U” is in no recovery code"):
        RecoveryCode.typed("u" * 28)
    with pytest.raises(WrongRecoveryCodeError, match="odd signs"):
        RecoveryCode.typed("\0" * 28)


def test_two_groups_are_typed_back(vault: Vault) -> None:
    code = RecoveryCode.new()
    asked = [asked_back() for _ in range(300)]
    assert all(1 <= first < second <= 7 for first, second in asked)
    assert {number for numbers in asked for number in numbers} == set(range(1, 8))
    code.check_groups({3: code.groups[2].lower(), 7: f" {code.groups[6]}"})
    wrong = "0000" if code.groups[1] != "0000" else "1111"
    with pytest.raises(RefusedError, match=r"^Group 2 is not that of the code"):
        code.check_groups({2: wrong, 3: code.groups[2]})


def test_a_code_shows_itself_to_nobody_who_prints_it() -> None:
    code = RecoveryCode.new()
    assert repr(code) == str(code) == "RecoveryCode()"


def enrolled(vault: Vault, at: datetime = AT) -> RecoveryCode:
    code = RecoveryCode.new()
    with vault.slots() as slots:
        slots.set_recovery_code(code, at)
    return code


def test_who_forgot_the_passphrase_gets_in_with_the_code_and_chooses_another(folder: Path) -> None:
    with make_vault(folder) as vault:
        vault.add(make_badge())
        code = enrolled(vault)
    with recover(folder, RecoveryCode.typed(code.text.lower()), "a new passphrase") as vault:
        assert vault.get(make_badge().card.id) == make_badge()
    with pytest.raises(WrongPassphraseError):
        Vault.open(folder, PASSPHRASE)
    Vault.open(folder, "a new passphrase").close()
    recover(folder, code, "and once more").close()
    Vault.open(folder, "and once more").close()


def test_a_changed_passphrase_keeps_the_code(folder: Path) -> None:
    with make_vault(folder) as vault:
        code = enrolled(vault)
        vault.change_passphrase(PASSPHRASE, "another one")
    with recover(folder, code, "third one") as vault:
        assert [slot.kind for slot in vault.state().slots] == [SlotKind.PASSPHRASE, SlotKind.RECOVERY]


def test_an_older_code_opens_nothing_and_is_told_which_one_does(folder: Path) -> None:
    with make_vault(folder) as vault:
        old, new = enrolled(vault), enrolled(vault, AT + timedelta(days=1, microseconds=7))
    with pytest.raises(WrongRecoveryCodeError, match="made on 2026-06-02 at 12:00 UTC"):
        recover(folder, old, "a new passphrase")
    with recover(folder, new, "a new passphrase") as vault, vault.slots() as slots:
        slots.remove_recovery_code()
    with pytest.raises(WrongRecoveryCodeError, match="has no recovery code"):
        recover(folder, new, "a new passphrase")
    Vault.open(folder, "a new passphrase").close()


def test_a_refused_passphrase_changes_nothing(folder: Path) -> None:
    with make_vault(folder) as vault:
        code = enrolled(vault)
    with pytest.raises(RefusedError):
        recover(folder, code, "")
    Vault.open(folder, PASSPHRASE).close()


def test_the_code_is_in_no_file_and_its_slot_says_when_it_was_made(folder: Path) -> None:
    with make_vault(folder) as vault:
        code = enrolled(vault, datetime(2026, 11, 24, 9, 0, 7, 5, UTC))
    header = json.loads((folder / "vault.hdr").read_bytes())
    assert header["slots"][1].items() >= {"kind": "recovery", "made": "2026-11-24T09:00:07Z"}.items()
    written = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    secrets = (code.characters.encode(), code.text.encode(), code.wrapping_key(header["vault"]))
    assert not [secret for secret in secrets for content in written if secret in content]


def test_nothing_is_changed_once_the_vault_is_closed(folder: Path) -> None:
    with make_vault(folder) as vault:
        pass
    with pytest.raises(LockedError), vault.slots():
        pytest.fail("it was lent")
    with pytest.raises(LockedError):
        vault.change_passphrase(PASSPHRASE, "another one")
    Vault.open(folder, PASSPHRASE).close()
