"""The sharing history: one line for what leaves, without its values; what a receiver knows; who could compare notes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.vault.making import make_vault
from wallet.model.badge import BadgeId
from wallet.model.disclosure import (
    Claim,
    DisclosedBadge,
    Hiding,
    Presentation,
    PresentationRequest,
    Trace,
    TraceKind,
)
from wallet.model.errors import RefusedError, WalletError
from wallet.model.limits import Limits
from wallet.model.sharing import Link, Receiver, Way
from wallet.operations import leaving, sharing
from wallet.operations.leaving import Target
from wallet.operations.wallet import Wallet

AT = datetime(2026, 11, 24, 9, tzinfo=UTC)
ID, OTHER = BadgeId("ab" * 32), BadgeId("cd" * 32)
SIGNATURE, KEY = Trace(TraceKind.SIGNATURE, "01" * 32), Trace(TraceKind.KEY, "02" * 32)
RESULT = Claim("/result", "Result", "80 %", Hiding.CHOOSABLE, sensitive=False)
BIRTH = Claim("/birthdate", "Date of birth", "2001-02-03", Hiding.CHOOSABLE, sensitive=True)
NOBODY = Receiver()


class Clock:
    """A clock that moves a day at each look."""

    def __init__(self) -> None:
        self.days = -1

    def now(self) -> datetime:
        self.days += 1
        return AT + timedelta(days=self.days)


@pytest.fixture
def wallet(tmp_path: Path) -> Iterator[Wallet]:
    with make_vault(tmp_path / "wallet") as vault:
        yield Wallet(vault, tmp_path / "packs", Clock(), Limits())


def seen(badge: BadgeId = ID, *traces: Trace, shown: tuple[Claim, ...] = (RESULT,)) -> DisclosedBadge:
    return DisclosedBadge(badge, "Pottery", shown, (BIRTH,), whole_only=False, traces=traces)


def made(*badges: DisclosedBadge, content: bytes = b"bytes", minute: int = 0) -> Presentation:
    created = AT + timedelta(minutes=minute)
    return Presentation(content, "application/sd-jwt", ".sd-jwt", badges or (seen(),), bound=False, created=created)


def give(wallet: Wallet, to: str, *badges: DisclosedBadge, minute: int = 0) -> None:
    leaving.leave(wallet, made(*badges, minute=minute), Receiver(to), Way.FILE)


def test_an_answers_line_names_who_asked_and_no_value(wallet: Wallet) -> None:
    request = PresentationRequest("n-1", "https://check.example", "Hiring")
    answer = replace(made(), bound=True, request=request)
    assert leaving.leave(wallet, answer, NOBODY, Way.ANSWER) == b"bytes"
    (share,) = sharing.shares(wallet, "HTTPS://check.example", "abab")
    assert sharing.shares(wallet, badge="cdcd") == []
    assert (share.nonce, share.at, share.digest) == ("n-1", AT, hashlib.sha256(b"bytes").hexdigest())
    assert (share.purpose, share.to, share.ways) == ("Hiring", "https://check.example", (Way.ANSWER,))
    assert [claim.pointer for claim in share.badges[0].claims] == ["/result"]
    assert "80 %" not in repr(share)


def test_the_owners_words_say_more_than_those_of_the_request(wallet: Wallet) -> None:
    answer = replace(made(), request=PresentationRequest("n-1", "https://check.example", "Hiring"))
    leaving.leave(wallet, answer, Receiver("Glazing Works", "The job as a potter"), Way.ANSWER)
    (share,) = sharing.shares(wallet)
    assert (share.to, share.purpose) == ("Glazing Works", "The job as a potter")


def test_one_presentation_has_one_line_with_each_way_it_left(wallet: Wallet, tmp_path: Path) -> None:
    presentation, receiver = made(), Receiver("Glazing Works")
    assert leaving.show(wallet, presentation, receiver).count == 1
    leaving.save(wallet, presentation, receiver, Target(tmp_path / "p.sd-jwt"))
    leaving.save_codes(wallet, presentation, receiver, Target(tmp_path / "p.png"))
    leaving.show(wallet, presentation, receiver)
    (share,) = sharing.shares(wallet)
    assert share.ways == (Way.SCREEN, Way.FILE, Way.CODES)
    leaving.show(wallet, presentation, Receiver("Clay & Co"))
    leaving.show(wallet, made(minute=1), receiver)
    assert [share.to for share in sharing.shares(wallet)] == ["Glazing Works", "Clay & Co", "Glazing Works"]


def test_nothing_leaves_without_its_line(wallet: Wallet, tmp_path: Path) -> None:
    wallet.vault.close()
    for path in (tmp_path / "p.sd-jwt", tmp_path / "p.png"):
        with pytest.raises(WalletError):
            leaving.save(wallet, made(), NOBODY, Target(path))
        with pytest.raises(WalletError):
            leaving.save_codes(wallet, made(), NOBODY, Target(path))
        assert not path.exists()
    with pytest.raises(WalletError):
        leaving.show(wallet, made(), NOBODY)


def test_a_file_that_is_there_stays_unless_it_may_go(wallet: Wallet, tmp_path: Path) -> None:
    path = tmp_path / "p.sd-jwt"
    path.write_bytes(b"mine")
    with pytest.raises(RefusedError, match=r"p\.sd-jwt is there already"):
        leaving.save(wallet, made(), NOBODY, Target(path))
    assert path.read_bytes() == b"mine"
    assert sharing.shares(wallet) == []
    leaving.save(wallet, made(), NOBODY, Target(path, replace=True))
    assert path.read_bytes() == b"bytes"


def test_a_second_sheet_that_is_there_stays_too(wallet: Wallet, tmp_path: Path) -> None:
    letter = made(content=bytes(hashlib.shake_256(b"seed").digest(16_000)))
    (tmp_path / "q-2.png").write_bytes(b"mine")
    with pytest.raises(RefusedError, match=r"q-2\.png is there already"):
        leaving.save_codes(wallet, letter, NOBODY, Target(tmp_path / "q.png"))
    assert not (tmp_path / "q.png").exists()
    assert sharing.shares(wallet) == []
    assert len(leaving.save_codes(wallet, letter, NOBODY, Target(tmp_path / "q.png", replace=True)).pictures) > 1


def test_what_a_receiver_knows_is_all_that_was_ever_shown_to_them(wallet: Wallet) -> None:
    give(wallet, "Glazing Works", seen(), minute=1)
    give(wallet, "Clay & Co", seen(OTHER), minute=2)
    give(wallet, "glazing works", seen(shown=(BIRTH,)), seen(OTHER), minute=3)
    known = sharing.known_by(wallet, "GLAZING WORKS")
    assert known is not None
    assert (known.first, known.last) == (AT, AT + timedelta(days=2))
    assert [(badge.badge, badge.first) for badge in known.badges] == [(ID, AT), (OTHER, AT + timedelta(days=2))]
    assert [claim.label for claim in known.badges[0].claims] == ["Result", "Date of birth"]
    assert len(known.shares) == 2
    assert [each.to for each in sharing.receivers(wallet)] == ["glazing works", "Clay & Co"]
    assert sharing.known_by(wallet, "Somebody Else") is None


def test_those_without_a_name_are_one_entry(wallet: Wallet) -> None:
    give(wallet, "")
    give(wallet, "", minute=1)
    (known,) = sharing.receivers(wallet)
    assert (known.to, len(known.shares)) == ("", 2)
    assert sharing.known_by(wallet, "") == known


def test_who_has_the_badge_could_recognise_it_by_what_both_saw(wallet: Wallet) -> None:
    give(wallet, "Vestavind", seen(ID, SIGNATURE, KEY))
    (link,) = sharing.links(wallet, made(seen(ID, SIGNATURE), minute=1), "Clay & Co")
    assert link == Link("Vestavind", AT, ID, "Pottery", is_same_badge=True, by=(TraceKind.SIGNATURE,))
    assert sharing.links(wallet, made(seen(ID, SIGNATURE), minute=1), "vestavind") == []


def test_another_badge_shows_the_same_owner_by_the_key(wallet: Wallet) -> None:
    give(wallet, "Vestavind", seen(OTHER, KEY))
    (link,) = sharing.links(wallet, made(seen(ID, SIGNATURE, KEY), minute=1))
    assert (link.is_same_badge, link.by) == (False, (TraceKind.KEY,))


def test_who_has_one_of_the_badges_is_named_once(wallet: Wallet) -> None:
    give(wallet, "Vestavind", seen(ID, SIGNATURE, KEY))
    found = sharing.links(wallet, made(seen(ID, SIGNATURE, KEY), seen(OTHER, KEY), minute=1))
    assert [(link.badge, link.is_same_badge) for link in found] == [(ID, True)]


def test_a_badge_without_traces_cannot_be_recognised(wallet: Wallet) -> None:
    give(wallet, "Vestavind", seen(ID))
    assert sharing.links(wallet, made(seen(ID), minute=1)) == []


def test_a_presentation_is_not_linked_with_itself(wallet: Wallet) -> None:
    presentation = made(seen(ID, SIGNATURE))
    leaving.leave(wallet, presentation, NOBODY, Way.FILE)
    assert sharing.links(wallet, presentation) == []
    assert [link.to for link in sharing.links(wallet, made(seen(ID, SIGNATURE), minute=1))] == [""]


def test_receivers_are_linked_with_each_other(wallet: Wallet) -> None:
    give(wallet, "Vestavind", seen(ID, SIGNATURE))
    give(wallet, "Clay & Co", seen(ID, SIGNATURE), minute=1)
    give(wallet, "Kiln Ltd", seen(OTHER), minute=2)
    assert [link.to for link in sharing.linked_with(wallet, "Clay & Co")] == ["Vestavind"]
    assert [link.to for link in sharing.linked_with(wallet, "Vestavind")] == ["Clay & Co"]
    assert sharing.linked_with(wallet, "Kiln Ltd") == []


def test_what_an_older_rosette_showed_is_not_taken_for_unlinkable(wallet: Wallet) -> None:
    (shared,) = (sharing.shared(seen(ID, SIGNATURE)),)
    give(wallet, "Vestavind", seen(OTHER))
    (line,) = sharing.shares(wallet)
    wallet.vault.add_share(replace(line, badges=(replace(shared, traces=None),), made=None))
    (link,) = sharing.links(wallet, made(seen(ID, SIGNATURE), minute=1))
    assert (link.is_same_badge, link.by) == (True, ())
