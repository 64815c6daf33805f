"""Results with their pass marks, as numbers where they are numbers, and as they are stated in any case."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.badges import ACHIEVEMENT, BADGE
from wallet.formats.scores import scores_of
from wallet.model.badge import Score

LEVELS = [{"id": "urn:l1", "name": "Novice", "level": "1"}, {"id": "urn:l2", "name": "Expert", "level": "2"}]


def scored(result: Any, **description: Any) -> tuple[Score, ...]:
    described = {"id": "urn:d", "type": ["ResultDescription"], "name": "Exam", **description}
    subject: Any = {
        "achievement": {**ACHIEVEMENT, "resultDescription": [described]},
        "result": [{"type": ["Result"], "resultDescription": "urn:d", **result}],
    }
    return scores_of({**BADGE, "credentialSubject": subject})


@pytest.mark.parametrize(
    ("result", "description", "expected"),
    [
        (
            {"value": "19"},
            {"requiredValue": "10", "valueMin": "0", "valueMax": "20"},
            Score("Exam", "19", "", "10", 19.0, 10.0, 0.0, 20.0, True),
        ),
        (
            {"value": "45%"},
            {"resultType": "Percent", "requiredValue": "50"},
            Score("Exam", "45%", "", "50", 45.0, 50.0, 0.0, 100.0, False),
        ),
        ({"value": "A-"}, {"requiredValue": "C"}, Score("Exam", "A-", "", "C")),
        (
            {"achievedLevel": "urn:l2"},
            {"requiredLevel": "urn:l2", "rubricCriterionLevel": LEVELS},
            Score("Exam", "", "Expert", "Expert", is_passed=True),
        ),
        (
            {"achievedLevel": "urn:l2"},
            {"requiredLevel": "urn:l1", "rubricCriterionLevel": LEVELS},
            Score("Exam", "", "Expert", "Novice"),
        ),
        ({"status": "Completed"}, {}, Score("Exam", "Completed", is_passed=True)),
        (
            {"status": "Failed", "value": "19"},
            {"requiredValue": "10"},
            Score("Exam", "19", "", "10", 19.0, 10.0, is_passed=False),
        ),
        ({"status": "InProgress"}, {}, Score("Exam", "In progress")),
    ],
)
def test_a_result_is_joined_with_what_was_needed(result: dict, description: dict, expected: Score) -> None:
    assert scored(result, **description) == (expected,)


@pytest.mark.parametrize("result", [{}, {"value": None}, {"value": []}, {"achievedLevel": "urn:unknown"}])
def test_a_result_that_says_nothing_is_none(result: dict) -> None:
    assert scored(result) == ()


def test_a_result_without_a_description_is_shown_as_it_is() -> None:
    (score,) = scores_of({**BADGE, "credentialSubject": {"result": {"value": 7}, "achievement": {}}})
    assert score == Score("Result", "7", number=7.0)


VALUES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40) | st.just(["x", {"id": "y"}])


@given(value=VALUES, required=VALUES, lowest=VALUES, highest=VALUES, status=VALUES)
def test_whatever_a_badge_says_numbers_are_numbers(
    value: Any, required: Any, lowest: Any, highest: Any, status: Any
) -> None:
    said = {"requiredValue": required, "valueMin": lowest, "valueMax": highest}
    for score in scored({"value": value, "status": status}, **said):
        numbers = (score.number, score.required, score.lowest, score.highest)
        assert all(number is None or abs(number) < float("inf") for number in numbers)
