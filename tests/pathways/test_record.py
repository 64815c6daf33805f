"""What badges add up to: worked by hand, and counted by the rules."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from time import perf_counter
from typing import Any

import pytest

from wallet.model.award import Alignment, Award, Credit
from wallet.model.badge import BadgeId
from wallet.model.facets import Standing
from wallet.model.lineage import Issue
from wallet.model.report import Verdict
from wallet.pathways.credits import earned
from wallet.pathways.skills import Framework, skills
from wallet.pathways.timeline import timeline

NOW = datetime(2026, 11, 24, tzinfo=UTC)
ESCO = "http://data.europa.eu/esco/skill/5a1e8b6c"
PYTHON = Alignment("Python", ESCO, "S1", "ESCO")
COUNTING = (Verdict.VERIFIED, Verdict.LIMITED)


def award(key: int, year: int = 2025, verdict: Verdict = Verdict.VERIFIED, **more: Any) -> Award:
    issue = Issue(
        key, "did:web:a", f"urn:{key}", f"urn:achievement:{key}", "me", "en", issued=datetime(year, 3, 1, tzinfo=UTC)
    )
    return replace(Award(BadgeId(f"{key:064x}"), f"Badge {key}", replace(issue, verdict=verdict)), **more)


def ects(amount: str) -> tuple[Credit, ...]:
    return (Credit(Decimal(amount), "ECTS"),)


def again(other: Award, key: int, year: int, **more: Any) -> Award:
    issued = datetime(year, 3, 1, tzinfo=UTC)
    return replace(other, issue=replace(other.issue, key=key, credential=f"urn:{key}", issued=issued, **more))


def test_eight_badges_add_up_as_by_hand():
    first, second = award(1, credits=ects("2")), award(2, 2024, credits=ects("3.5"))
    every = [
        first,
        second,
        award(3, credits=(Credit(Decimal(4)),)),
        award(4, credits=ects("10"), until=datetime(2026, 1, 1, tzinfo=UTC)),
        award(5, verdict=Verdict.REVOKED, credits=ects("20")),
        again(first, 6, 2026),
        replace(first, badge=BadgeId("f" * 64)),
        again(second, 8, 2024, language="de"),
    ]
    assert earned(every, NOW) == (Credit(Decimal("5.5"), "ECTS"), Credit(Decimal(4)))
    shown = timeline(every, NOW)
    assert [(year.year, len(year.awards)) for year in shown.years] == [(2026, 1), (2025, 1), (2024, 1)]
    assert shown.years[0].credits == ects("2")
    assert shown.left_out == {Standing.OUT_OF_DATE: 1, Standing.WITHDRAWN: 1}
    assert shown.repeated == 3


@pytest.mark.parametrize("verdict", [each for each in Verdict if each not in COUNTING])
def test_what_does_not_hold_raises_nothing(verdict):
    good = award(1, credits=ects("2"), alignments=(PYTHON,))
    bad = award(2, verdict=verdict, credits=ects("9"), alignments=(PYTHON, Alignment("Python"), Alignment("Rust")))
    assert earned([good, bad], NOW) == earned([good], NOW)
    assert skills([good, bad], NOW) == skills([good], NOW)
    assert timeline([good, bad], NOW).years == timeline([good], NOW).years


@pytest.mark.parametrize("amount", ["-3", "NaN", "Infinity", "1e9", "0"])
def test_credits_that_cannot_be_are_not_added(amount):
    assert earned([award(1, credits=ects(amount)), award(2, credits=ects("1"))], NOW) == ects("1")


def test_a_renewal_without_credits_keeps_those_of_the_first():
    first = award(1, 2023, credits=ects("2"))
    assert earned([first, replace(again(first, 2, 2026), credits=())], NOW) == ects("2")


def test_versions_that_name_each_other_are_one_award():
    english = award(1, credits=ects("2"))
    german = award(2, credits=ects("2"))
    named = replace(german, issue=replace(german.issue, related=frozenset({english.issue.achievement})))
    assert earned([named, english], NOW) == ects("2")
    stranger = replace(named, issue=replace(named.issue, issuer="did:web:b"))
    assert earned([stranger, english], NOW) == ects("4")


def test_a_skill_is_known_by_its_address_and_then_by_its_code():
    by_code = Alignment("Programming in Python", "", "S1", "esco")
    by_url = Alignment("Python", ESCO.replace("http:", "https:") + "/")
    one = award(3, 2026, Verdict.LIMITED, alignments=(by_url,))
    (skill,) = skills([award(1, alignments=(PYTHON,)), award(2, 2024, alignments=(by_code,)), one], NOW)
    assert skill.framework is Framework.ESCO
    assert [proof.name for proof in skill.proofs] == ["Badge 3", "Badge 1", "Badge 2"]
    assert skill.strongest is not None
    assert skill.strongest.name == "Badge 1"


def test_a_name_alone_is_similar_and_proves_nothing():
    named = award(2, alignments=(Alignment(" PYTHÓN "), Alignment("Rust")))
    python, rust = skills([award(1, alignments=(PYTHON,)), named], NOW)
    assert [each.name for each in python.proofs] == ["Badge 1"]
    assert [each.name for each in python.similar] == ["Badge 2"]
    assert (rust.name, rust.proofs, rust.strongest) == ("Rust", (), None)


def test_a_renewed_badge_proves_a_skill_once():
    first = award(1, 2023, alignments=(PYTHON,))
    (skill,) = skills([first, again(first, 2, 2026)], NOW)
    assert len(skill.proofs) == 1


def test_ten_thousand_badges_are_counted_in_a_second():
    every = [
        award(key, 2000 + key % 27, credits=ects("1"), alignments=(replace(PYTHON, url=f"{ESCO}{key % 500}"),))
        for key in range(10_000)
    ]
    began = perf_counter()
    assert len(skills(every, NOW)) == 500
    assert timeline(every, NOW).credits == ects("10000")
    assert perf_counter() - began < 1


def test_ten_thousand_names_without_addresses_are_counted_in_a_second():
    every = [award(key, alignments=(Alignment(f"Skill {key}"),)) for key in range(10_000)]
    began = perf_counter()
    found = skills(every, NOW)
    assert perf_counter() - began < 1
    assert len(found) == 10_000
    assert not any(skill.proofs for skill in found)
