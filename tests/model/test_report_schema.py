"""The report's published JSON Schema says what reports are, and names every word we use."""

from __future__ import annotations

import json

import jsonschema_rs
import pytest

from tests.simulators.world import World
from wallet import resources
from wallet.model.checks import CheckId, Outcome, Source
from wallet.model.report import Kind, Level, Report, Verdict
from wallet.model.report_json import report_to_json
from wallet.operations.sample_issuer import altered

SCHEMA = json.loads(resources.read_bytes("schemas", "report.schema.json"))


def reports() -> list[Report]:
    world = World()
    world.list_issuer()
    world.add_list(frozenset({7}))
    badge = world.badge(status=True)
    inputs = (badge, altered(badge), world.sd_jwt(), world.presentation(badge), b"", b"{}")
    return [world.verify(data) for data in inputs]


@pytest.mark.parametrize("report", reports(), ids=lambda report: f"{report.kind}-{report.verdict}")
def test_every_report_follows_the_schema(report: Report) -> None:
    assert jsonschema_rs.is_valid(SCHEMA, report_to_json(report))


def test_the_schema_refuses_what_is_no_report() -> None:
    value = dict(report_to_json(reports()[0]))
    for wrong in ({**value, "verdict": "fine"}, {**value, "at": "2026-12-01"}, {**value, "checks": [{}]}):
        assert not jsonschema_rs.is_valid(SCHEMA, wrong)


def test_the_schema_names_every_word() -> None:
    check = SCHEMA["$defs"]["check"]["properties"]
    assert check["id"]["enum"] == [check_id.value for check_id in CheckId]
    assert check["outcome"]["enum"] == [outcome.value for outcome in Outcome]
    assert check["source"]["enum"] == [source.value for source in Source]
    assert SCHEMA["properties"]["verdict"]["enum"] == [verdict.value for verdict in Verdict]
    assert SCHEMA["properties"]["kind"]["enum"] == [kind.value for kind in Kind]
    levels = SCHEMA["properties"]["issuer"]["properties"]["level"]["enum"]
    assert levels == [*(level.value for level in Level), None]
