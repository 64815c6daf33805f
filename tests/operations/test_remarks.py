"""What is said before a presentation leaves: doubts, its end, what can be told from it, and who could compare notes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.simulators.laptops import START, Owner, StoppedClock, set_up
from wallet.model.badge import BadgeId
from wallet.model.disclosure import PresentationRequest, Selection, TraceKind
from wallet.model.report import Verdict
from wallet.model.sharing import Link, Receiver, Way
from wallet.operations import leaving, library, presenting
from wallet.operations.remarks import in_words, remarks

SIGNATURE, KEY = (TraceKind.SIGNATURE,), (TraceKind.KEY,)


@pytest.fixture(scope="module")
def owner(tmp_path_factory: pytest.TempPathFactory) -> Owner:
    return set_up(tmp_path_factory.mktemp("owner"), StoppedClock())[0]


def link(to: str, by: tuple[TraceKind, ...] = SIGNATURE, *, same: bool = True, days: int = 0) -> Link:
    return Link(to, START + timedelta(days=days), BadgeId("ab" * 32), "Pottery", is_same_badge=same, by=by)


def said(owner: Owner, name: str, *pointers: str, to: str = "", request: PresentationRequest | None = None) -> str:
    chosen = Selection(owner.ids[name], frozenset(pointers))
    return "\n".join(remarks(owner.wallet, presenting.present(owner.wallet, [chosen], request), Receiver(to)))


def test_who_could_compare_notes_is_named_the_last_one_first() -> None:
    assert in_words([]) == []
    one = "Vestavind has “Pottery” already. The two could tell that it is the same badge, by its signature."
    assert in_words([link("Vestavind")]) == [one]
    many = [link(f"Firm {number}", days=number) for number in range(6)]
    (several,) = in_words(many)
    assert several.startswith("Firm 5, Firm 4, Firm 3 and 3 others have “Pottery” already. Any two of them could")
    assert in_words([link("")])[0].startswith("Someone you did not name has “Pottery” already.")
    assert in_words([link("Vestavind", KEY, same=False)]) == [
        "Vestavind has another badge of yours. The two could tell that both are yours, by your key."
    ]
    assert in_words([link("Vestavind", ())])[0].endswith("By what it could be recognised was not noted then.")


def test_a_bbs_badge_is_linked_by_what_it_shows_and_by_who_signs(owner: Owner) -> None:
    made = presenting.present(owner.wallet, [Selection(owner.ids["bbs-2023"], frozenset())])
    leaving.leave(owner.wallet, made, Receiver("Vestavind"), Way.SCREEN)
    words = said(owner, "bbs-2023", to="Clay & Co")
    assert "by its number, its entry in the withdrawal list and your key." in words
    assert "signature" not in words.partition("Vestavind has")[2]
    assert "Vestavind" not in said(owner, "bbs-2023", to="vestavind")


def test_an_answer_is_no_copy_and_whoever_asks_is_not_another_receiver(owner: Owner) -> None:
    request = PresentationRequest("n-0S6_WzA2Mj8Kq1", "https://employer.example", "Hiring")
    made = presenting.present(owner.wallet, [Selection(owner.ids["sd-jwt"], frozenset())], request)
    leaving.leave(owner.wallet, made, Receiver(), Way.ANSWER)
    words = said(owner, "sd-jwt", request=request)
    assert "copy to share" not in words
    assert "employer.example" not in words
    assert "https://employer.example has “Safety” already." in said(owner, "sd-jwt", to="Clay & Co")


@pytest.mark.parametrize(
    ("verdict", "words"),
    [
        (Verdict.REVOKED, "was withdrawn by its issuer"),
        (Verdict.SUSPENDED, "is on hold by its issuer"),
        (Verdict.NOT_YET_VALID, "is not valid yet"),
    ],
)
def test_a_badge_that_will_not_be_accepted_is_named_first(owner: Owner, verdict: Verdict, words: str) -> None:
    stored = library.original(owner.wallet, owner.ids["sd-jwt"])
    owner.wallet.vault.update_report(replace(stored.card, verdict=verdict), replace(stored.report, verdict=verdict))
    assert said(owner, "sd-jwt").startswith(f"“Safety” {words}: whoever checks it will be told so.")


def test_a_badge_that_ended_after_its_last_check_is_named_too(owner: Owner) -> None:
    stored = library.original(owner.wallet, owner.ids["sd-jwt"])
    owner.wallet.vault.update_report(
        replace(stored.card, valid_until=START - timedelta(days=1), verdict=Verdict.VERIFIED), stored.report
    )
    assert said(owner, "sd-jwt").startswith("“Safety” has expired: whoever checks it will be told so.")


def test_the_end_of_a_copy_is_said_where_it_stands(owner: Owner) -> None:
    assert "Its signature ends" not in said(owner, "sd-jwt")
    assert "You mean it to be used until 24 December 2026" in said(owner, "sd-jwt")
    assert "Its signature ends on 24 December 2026: whoever checks it later will be told so." in said(
        owner, "ecdsa-sd-2023"
    )
