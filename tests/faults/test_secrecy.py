"""The short version of `faults secrecy`: nothing secret shows anywhere, and the search would see it if it did."""

from __future__ import annotations

import base64
import os

import pytest

from tests.faults.secrecy import CLIPBOARD, MEMORY, REPORT, impossible, search
from tests.simulators.canaries import Search, word
from tests.simulators.display import Display

KEY = bytes(range(32))


@pytest.fixture(scope="module")
def needs() -> None:
    if reason := impossible():
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)


def test_nothing_secret_shows_anywhere(needs: None) -> None:
    with Display() as screen:
        outcome = search(screen, short=True)
    assert len(outcome.secrets) >= 50
    assert outcome.leaks == {}
    assert outcome.blind == []
    assert len(outcome.planted.hits) == 13
    assert outcome.locked.hits.keys() == outcome.planted.hits.keys()
    # There was something to find, and somewhere to look.
    assert len(outcome.opened.hits[MEMORY]) > 20
    assert outcome.opened.sizes[REPORT] > 100
    empty = {place for place, size in outcome.locked.sizes.items() if not size}
    assert empty <= {"the rest of the home folder", "backup file"}
    assert outcome.locked.sizes[CLIPBOARD] == 2


@pytest.mark.parametrize("offset", range(4))
def test_every_spelling_is_found(offset: int) -> None:
    canaries = Search({"note": word("note"), "key": KEY})
    before = os.urandom(offset)
    for encoding in ("utf-8", "utf-16-le", "utf-32-le"):
        assert canaries.hits([before + word("note").encode(encoding) + b"x"]) == {"note": 1}
    for encode in (base64.b64encode, base64.urlsafe_b64encode):
        assert canaries.hits([encode(before + word("note").encode() + b"x")]) == {"note": 1}
        assert canaries.hits([encode(before + KEY + b"x")]) == {"key": 1}
    spelt = [KEY, KEY.hex().encode(), KEY.hex().upper().encode(), word("note").upper().encode()]
    assert canaries.hits(spelt) == {"key": 3, "note": 1}
    assert canaries.hits([KEY[:-1], word("not").encode()]) == {}


def test_neighbours_are_told_apart() -> None:
    canaries = Search({"note": word("note"), "tag": word("tag")})
    assert canaries.hits([f"{word('tag')}{word('note')}{word('tag')}".encode()]) == {"tag": 2, "note": 1}
