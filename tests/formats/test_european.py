"""European credentials for people: what was learned, by whom it was awarded, and what it counts."""

from datetime import UTC, datetime
from typing import Any

from tests.simulators.authority import Authority
from tests.simulators.sealing import NUMBER, credential, sealed
from wallet.formats.readable import card_of, page_of, search_text
from wallet.formats.reader import extract, parse
from wallet.model.badge import BadgeId, BadgePage, Field, Skill
from wallet.model.limits import Limits
from wallet.trust.evidence import EvidenceSet
from wallet.verification.options import VerifyOptions
from wallet.verification.verifier import Verifier

NOW = datetime(2026, 12, 1, tzinfo=UTC)
SEAL = Authority("Trust Centre").seal("Guild", number=NUMBER)


def page(data: bytes) -> BadgePage:
    badge = parse(extract(data, Limits()), Limits())
    report = Verifier(EvidenceSet(), VerifyOptions(at=NOW)).verify(data, "seal")
    return page_of(badge, card_of(badge, BadgeId("0" * 64), report, NOW), report, "")


def test_the_card_names_what_was_learned_and_what_it_counts() -> None:
    card = page(sealed(SEAL)).card
    assert (card.name, card.issuer_name, card.achievement_type) == ("Lockpicking", "Guild", "Learning achievement")
    assert card.credits == "3 ECTS"
    assert card.valid_from == datetime(2026, 11, 20, tzinfo=UTC)


def test_the_page_says_who_awarded_it_its_level_workload_and_grade() -> None:
    shown = page(sealed(SEAL))
    assert Field("Awarding body", "Guild") in shown.results
    assert Field("EQF level", "Level 5") in shown.results
    assert Field("Workload", "PT45H") in shown.results
    assert Field("Exam", "19 of 20") in shown.results
    assert shown.skills == (Skill("open locks", "ESCO"),)


def test_a_file_inside_is_named_and_not_spelled_out() -> None:
    data = sealed(SEAL, credential(attachment={"content": "A" * 5_000}))
    assert "a file inside the badge" in {field.value for field in page(data).details}
    assert "AAAA" not in search_text(parse(extract(data, Limits()), Limits()))


def test_odd_members_leave_fields_empty() -> None:
    odd: Any
    for odd in (None, "x", [], {}, {"hasClaim": 3}, {"hasClaim": {"specifiedBy": {"creditPoint": {"point": {}}}}}):
        shown = page(sealed(SEAL, credential(credentialSubject=odd)))
        assert (shown.card.credits, shown.results, shown.skills) == ("", (), ())
