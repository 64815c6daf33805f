"""A report as JSON: the public shape, which the command line prints and the vault keeps (VERIFICATION.md)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from wallet import __version__
from wallet.model.checks import Check, CheckId, Code, Outcome, Source
from wallet.model.json_types import JsonObject, JsonValue
from wallet.model.report import IssuerView, Kind, Level, Report, Verdict


def report_to_json(report: Report) -> JsonObject:
    """Return a report in its public shape.

    Args:
        report: The report, with the reports inside it.

    Returns:
        A JSON object whose members stand in the documented order; times are RFC 3339 in UTC, ending in ``Z``.

    Source: VERIFICATION.md, "The report".
    """
    return {
        "input": report.input,
        "kind": report.kind.value,
        "format": report.format,
        "verdict": report.verdict.value,
        "at": _time_text(report.at),
        "issuer": None if report.issuer is None else _issuer_to_json(report.issuer),
        "subject": None if report.subject_id is None else {"id": report.subject_id},
        "name": report.name,
        "checks": [_check_to_json(check) for check in report.checks],
        "warnings": list(report.warnings),
        "credentials": [report_to_json(credential) for credential in report.credentials],
        "endorsements": [report_to_json(endorsement) for endorsement in report.endorsements],
        "engine": __version__,
    }


def report_from_json(value: JsonObject) -> Report:
    """Return the report that `report_to_json` wrote.

    Args:
        value: The JSON object; members that this version does not know are passed over.

    Raises:
        ValueError: If a member is missing, has another type, or holds a word that is not ours.

    Source: VERIFICATION.md, "The report".
    """
    issuer, subject = _object(value).get("issuer"), value.get("subject")
    return Report(
        input=_text(value, "input"),
        kind=Kind(_text(value, "kind")),
        format=_text(value, "format"),
        verdict=Verdict(_text(value, "verdict")),
        at=_time(_text(value, "at")),
        issuer=None if issuer is None else _issuer_from_json(_object(issuer)),
        subject_id=None if subject is None else _text(_object(subject), "id"),
        name=_text(value, "name"),
        checks=tuple(_check_from_json(_object(check)) for check in _array(value, "checks")),
        warnings=_texts(value, "warnings"),
        credentials=_reports(value, "credentials"),
        # Reports of before there were any have no such member.
        endorsements=_reports(value, "endorsements") if "endorsements" in value else (),
    )


def _reports(value: JsonObject, name: str) -> tuple[Report, ...]:
    return tuple(report_from_json(_object(report)) for report in _array(value, name))


def _issuer_to_json(issuer: IssuerView) -> JsonObject:
    return {
        "id": issuer.id,
        "name": issuer.name,
        "listed_in": list(issuer.listed_in),
        "level": None if issuer.level is None else issuer.level.value,
    }


def _issuer_from_json(value: JsonObject) -> IssuerView:
    level = value.get("level")
    return IssuerView(
        id=_text(value, "id"),
        name=_text(value, "name"),
        listed_in=_texts(value, "listed_in"),
        level=None if level is None else Level(_text(value, "level")),
    )


def _check_to_json(check: Check) -> JsonObject:
    several: JsonObject = {"codes": [check.code.value, *check.more_codes]} if check.more_codes else {}
    return {
        "id": check.id.value,
        "outcome": check.outcome.value,
        "code": check.code.value,
        "detail": check.detail,
        "as_of": None if check.as_of is None else _time_text(check.as_of),
        "source": check.source.value,
        **several,
    }


def _check_from_json(value: JsonObject) -> Check:
    codes = _texts(value, "codes") if "codes" in value else (_text(value, "code"),)
    return Check(
        id=CheckId(_text(value, "id")),
        outcome=Outcome(_text(value, "outcome")),
        code=Code(_text(value, "code")),
        detail=_text(value, "detail"),
        as_of=None if value.get("as_of") is None else _time(_text(value, "as_of")),
        source=Source(_text(value, "source")),
        more_codes=tuple(Code(code) for code in codes[1:]),
    )


def _time_text(time: datetime) -> str:
    return time.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _time(text: str) -> datetime:
    time = datetime.fromisoformat(text)
    if time.tzinfo is None:
        raise ValueError("a time of the report has no time zone")
    try:
        return time.astimezone(UTC)
    except OverflowError as error:
        raise ValueError("a time of the report is in no year of ours") from error


def _text(value: JsonObject, name: str) -> str:
    member = value.get(name)
    if not isinstance(member, str):
        raise ValueError(f"member {name} of the report is no text")  # noqa: TRY004 (one error for every wrong shape)
    return member


def _texts(value: JsonObject, name: str) -> tuple[str, ...]:
    members = tuple(member for member in _array(value, name) if isinstance(member, str))
    if len(members) != len(_array(value, name)):
        raise ValueError(f"member {name} of the report holds something other than texts")
    return members


def _array(value: JsonObject, name: str) -> Sequence[JsonValue]:
    member = value.get(name)
    if isinstance(member, str) or not isinstance(member, Sequence):
        raise ValueError(f"member {name} of the report is no array")  # noqa: TRY004 (one error for every wrong shape)
    return member


def _object(value: JsonValue) -> JsonObject:
    if not isinstance(value, Mapping):
        raise ValueError("a member of the report is no object")  # noqa: TRY004 (one error for every wrong shape)
    return value
