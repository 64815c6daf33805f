"""The report's public JSON shape: what it looks like, and that it comes back."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from wallet import __version__
from wallet.model.checks import Check, CheckId, Code, Outcome, Source
from wallet.model.report import IssuerView, Kind, Level, Report, Verdict
from wallet.model.report_json import report_from_json, report_to_json

AT = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)


def full_report() -> Report:
    checks = (
        Check(CheckId.PROOF_SIGNATURE, Outcome.PASSED, Code.OK, "The signature holds."),
        Check(
            CheckId.STATUS,
            Outcome.PASSED,
            Code.STALE,
            "The list is two days old.",
            AT - timedelta(days=2),
            Source.CACHE,
            (Code.STATUS_ISSUER_DIFFERS,),
        ),
    )
    issuer = IssuerView("did:web:university.example", "Universität", ("Fair pack",), Level.PRODUCTION)
    inner = Report("badge", Kind.UNREADABLE, "", Verdict.UNREADABLE, AT, None, None, "", ())
    return Report(
        input="badge.png",
        kind=Kind.CREDENTIAL,
        format="ob3-png-json",
        verdict=Verdict.LIMITED,
        at=AT,
        issuer=issuer,
        subject_id="did:key:z6Mk",
        name="Drei Punkte",
        checks=checks,
        warnings=("Mind the gap.",),
        credentials=(inner,),
        endorsements=(inner, inner),
    )


def test_members_are_those_of_the_specification() -> None:
    value = report_to_json(full_report())
    assert list(value) == [
        *("input", "kind", "format", "verdict", "at", "issuer", "subject", "name"),
        *("checks", "warnings", "credentials", "endorsements", "engine"),
    ]
    assert value["at"] == "2026-06-01T12:00:00Z"
    assert value["subject"] == {"id": "did:key:z6Mk"}
    assert value["engine"] == __version__
    assert value["issuer"] == {
        "id": "did:web:university.example",
        "name": "Universität",
        "listed_in": ["Fair pack"],
        "level": "production",
    }


def test_reports_of_before_there_were_endorsements_are_read() -> None:
    old = {name: value for name, value in report_to_json(full_report()).items() if name != "endorsements"}
    assert report_from_json(old).endorsements == ()


def test_a_check_names_its_codes_only_where_there_are_several() -> None:
    checks: Any = report_to_json(full_report())["checks"]
    assert list(checks[0]) == ["id", "outcome", "code", "detail", "as_of", "source"]
    assert checks[0]["as_of"] is None
    assert checks[1]["as_of"] == "2026-05-30T12:00:00Z"
    assert checks[1]["codes"] == ["stale", "status_issuer_differs"]


def test_a_report_comes_back_from_its_text() -> None:
    report = full_report()
    assert report_from_json(json.loads(json.dumps(report_to_json(report)))) == report


def test_times_are_written_in_utc() -> None:
    east = timezone(timedelta(hours=5, minutes=30))
    report = Report("x", Kind.UNREADABLE, "", Verdict.UNREADABLE, AT.astimezone(east), None, None, "", ())
    assert report_to_json(report)["at"] == "2026-06-01T12:00:00Z"
    assert report_to_json(report)["issuer"] is None
    assert report_from_json(report_to_json(report)).at == AT


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("input", None),
        ("verdict", "certainly"),
        ("at", "2026-06-01T12:00:00"),
        ("checks", "none"),
        ("checks", [1]),
        ("warnings", [1]),
        ("issuer", "did:web:university.example"),
        ("credentials", None),
        ("at", "0001-01-01T00:00:00+23:00"),
    ],
)
def test_another_shape_is_refused(member: str, value: object) -> None:
    changed: Any = {**report_to_json(full_report()), member: value}
    no_object: Any = [changed]
    with pytest.raises(ValueError, match="no object"):
        report_from_json(no_object)
    with pytest.raises(ValueError):  # noqa: PT011 (the message of an enum is Python's own)
        report_from_json(changed)
