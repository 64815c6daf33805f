"""DCQL: paths, values, alternatives, and the answer that shows least."""

from __future__ import annotations

from typing import Any

import pytest

from wallet.model.badge import BadgeId
from wallet.model.errors import UnreadableError
from wallet.presentation.dcql import read_query
from wallet.presentation.dcql_matching import Candidate, least_answer, matches, selected, shortcomings

PERSON: dict[str, Any] = {
    "name": "Maya",
    "age": 30,
    "adult": True,
    "address": {"city": "Berlin", "street": "Kastanienallee 12"},
    "degrees": [{"type": "BSc"}, {"type": "MSc"}],
}
HIDEABLE = {"/name": "", "/age": "", "/address": "", "/address/city": "/address", "/address/street": "/address"}


def badge(name: str = "a", **changes: Any) -> Candidate:
    members: dict[str, Any] = {
        "badge": BadgeId(name),
        "format": "dc+sd-jwt",
        "claims": PERSON,
        "types": frozenset({"https://academy.example/badge"}),
        "holder_bound": True,
        "hideable": HIDEABLE,
    }
    return Candidate(**{**members, **changes})


def asked(*paths: list[Any], **members: Any) -> dict[str, Any]:
    wanted = {"claims": [{"id": f"c{place}", "path": path} for place, path in enumerate(paths)]} if paths else {}
    return {"id": "q", "format": "dc+sd-jwt", "meta": {}, **wanted, **members}


def shown(query: dict[str, Any], *badges: Candidate) -> list[tuple[str, set[str]]] | None:
    answer = least_answer(read_query(query), badges)
    return None if answer is None else [(match.selection.badge, set(match.selection.pointers)) for match in answer]


def one(credential: dict[str, Any], *badges: Candidate) -> list[tuple[str, set[str]]] | None:
    return shown({"credentials": [credential]}, *(badges or (badge(),)))


@pytest.mark.parametrize(
    ("path", "places"),
    [
        (("name",), ["/name"]),
        (("address", "city"), ["/address/city"]),
        (("degrees", 1, "type"), ["/degrees/1/type"]),
        (("degrees", None, "type"), ["/degrees/0/type", "/degrees/1/type"]),
        (("degrees", 2), []),
        (("degrees", "0"), []),
        (("address", 0), []),
        (("name", None), []),
        (("nothing",), []),
    ],
)
def test_paths_point(path: tuple[str | int | None, ...], places: list[str]) -> None:
    assert [pointer for pointer, _ in selected(path, PERSON)] == places


def test_nothing_asked_for_nothing_shown() -> None:
    assert one(asked()) == [("a", set())]


def test_a_part_brings_what_is_around_it_and_no_sibling() -> None:
    assert one(asked(["address", "city"])) == [("a", {"/address", "/address/city"})]


def test_a_whole_brings_what_is_in_it() -> None:
    assert one(asked(["address"])) == [("a", {"/address", "/address/city", "/address/street"})]


def test_a_part_of_what_hides_whole_is_said_to_come_along() -> None:
    (match,) = matches(
        read_query({"credentials": [asked(["degrees", 0])]}).credentials[0], [badge(hideable={"/degrees": ""})]
    )
    assert match.along == {"/degrees"}


@pytest.mark.parametrize(
    ("path", "values", "fits"),
    [
        ("name", ["Maya"], True),
        ("name", ["Ann", "Bo"], False),
        ("age", [30], True),
        ("age", ["30"], False),
        ("adult", [True], True),
        ("adult", [1], False),
    ],
)
def test_values_are_held_to_type_and_value(path: str, values: list[Any], fits: bool) -> None:
    credential = {**asked(), "claims": [{"path": [path], "values": values}]}
    assert (one(credential) is not None) is fits


def test_the_claim_set_that_shows_least_is_taken() -> None:
    sets = {"claim_sets": [["c0", "c1"], ["c2"], ["c3"]]}
    assert one(asked(["name"], ["age"], ["age"], ["nothing"], **sets)) == [("a", {"/age"})]


def test_the_badge_that_shows_least_is_taken() -> None:
    whole = badge("whole", hideable={}, fixed=5)
    assert one(asked(["name"]), whole, badge("part")) == [("part", {"/name"})]


@pytest.mark.parametrize(
    ("members", "changes"),
    [
        ({"format": "ldp_vc"}, {}),
        ({"format": "mso_mdoc"}, {}),
        ({"format": "unheard_of"}, {}),
        ({"meta": {"vct_values": ["https://other.example"]}}, {}),
        ({"meta": {"type_values": [["A", "B"]]}}, {"types": frozenset({"A"})}),
        ({"trusted_authorities": [{"type": "aki", "values": ["x"]}]}, {}),
        ({}, {"holder_bound": False}),
    ],
)
def test_what_is_of_another_kind_is_not_taken(members: dict[str, Any], changes: dict[str, Any]) -> None:
    assert one(asked(**members), badge(**changes)) is None


def test_a_holder_need_not_be_proved_where_nobody_asks() -> None:
    assert one(asked(require_cryptographic_holder_binding=False), badge(holder_bound=False)) == [("a", set())]


def test_of_several_sets_the_required_are_answered_with_the_least() -> None:
    credentials = [asked(["name"], ["age"], id="much"), asked(["age"], id="little"), asked(["nothing"], id="none")]
    sets = [{"options": [["none"], ["much"], ["little"]]}, {"options": [["much"]], "required": False}]
    assert shown({"credentials": credentials, "credential_sets": sets}, badge()) == [("a", {"/age"})]
    sets = [{"options": [["none"]]}]
    assert shown({"credentials": credentials, "credential_sets": sets}, badge()) is None


def test_an_answer_holds_what_was_asked_and_nothing_else() -> None:
    query = read_query({"credentials": [asked(["name"])]})
    assert shortcomings(query, {"q": [badge()]}) == []
    assert shortcomings(query, {}) == ["q"]
    assert shortcomings(query, {"q": [badge(), badge("b")]}) == ["q", "q"]
    assert shortcomings(query, {"q": [badge()], "other": [badge()]}) == ["other"]
    several = read_query({"credentials": [asked(["name"], multiple=True)]})
    assert shortcomings(several, {"q": [badge(), badge("b")]}) == []
    assert shortcomings(several, {"q": [badge(), badge("b", claims={})]}) == ["q", "q"]


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"credentials": []},
        {"credentials": "all"},
        {"credentials": [5]},
        {"credentials": [asked(), asked()]},
        {"credentials": [asked(id="a b")]},
        {"credentials": [asked(id="")]},
        {"credentials": [asked(format=None)]},
        {"credentials": [asked(multiple="yes")]},
        {"credentials": [asked(meta=[])]},
        {"credentials": [asked(meta={"vct_values": [1]})]},
        {"credentials": [asked(claims=[])]},
        {"credentials": [asked(claims=[{}])]},
        {"credentials": [asked([])]},
        {"credentials": [asked([-1])]},
        {"credentials": [asked([True])]},
        {"credentials": [asked([{}])]},
        {"credentials": [asked(claims=[{"path": ["a"], "values": [None]}])]},
        {"credentials": [asked(["a"], claim_sets=[["c7"]])]},
        {"credentials": [asked(["a"], claim_sets=[])]},
        {"credentials": [asked(claim_sets=[["c0"]])]},
        {"credentials": [asked(["a"], claim_sets=[[{}]])]},
        {"credentials": [asked()], "credential_sets": [{"options": [["x"]]}]},
        {"credentials": [asked()], "credential_sets": [{}]},
        {"credentials": [asked(id=f"q{number}") for number in range(101)]},
        {"credentials": [asked(["a"], id=f"q{number}", claim_sets=[["c0"] * 100] * 10) for number in range(2)]},
    ],
)
def test_a_malformed_query_is_refused(query: dict[str, Any]) -> None:
    with pytest.raises(UnreadableError, match="cannot be read"):
        read_query(query)
