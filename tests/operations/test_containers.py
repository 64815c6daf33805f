"""Zips and PDF documents: read in memory, within limits; each badge inside judged by itself."""

from __future__ import annotations

import io
import json
import re
import struct
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from tests.simulators.world import World
from wallet.export.report_csv import csv_header, csv_rows
from wallet.formats.archive import archive_members
from wallet.model.checks import CheckId, Code
from wallet.model.errors import UnreadableError
from wallet.model.limits import Limits
from wallet.model.report import Kind, Report, Verdict
from wallet.model.report_json import report_to_json
from wallet.operations.inputs import Input, read_message
from wallet.operations.sample_issuer import altered
from wallet.operations.table import open_table
from wallet.operations.verifying import verifier_for, verify_each, verify_paths
from wallet.presentation.qr_drawing import png, qr_modules
from wallet.trust.evidence import EvidenceSet


@pytest.fixture
def world() -> World:
    world = World()
    world.list_issuer()
    return world


def zipped(**members: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return data.getvalue()


def pdf(**attached: bytes) -> bytes:
    data = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        for name, content in attached.items():
            document.attachments[name] = content
        document.save(data)
    return data.getvalue()


def verify(world: World, data: bytes) -> Report:
    (report,) = verify_paths([Input("badges", data)], EvidenceSet(world.documents, world.listed), world.options)
    return report


@pytest.mark.parametrize("container", [zipped, pdf])
def test_each_badge_inside_is_judged(world: World, container: Callable[..., bytes]) -> None:
    report = verify(world, container(good=world.badge(), changed=altered(world.badge()), letter=b"Dear Sir"))
    assert (report.kind, report.format, report.verdict) == (Kind.CONTAINER, container.__name__[:3], Verdict.FAILED)
    assert {inner.input: inner.verdict for inner in report.credentials} == {
        "good": Verdict.VERIFIED,
        "changed": Verdict.FAILED,
    }
    assert report.warnings == ("Passed over, as no badges: letter.",)
    assert verify(world, container(good=world.badge())).verdict is Verdict.VERIFIED


def test_what_cannot_be_read_leaves_it_unknown(world: World) -> None:
    report = verify(world, zipped(good=world.badge(), broken=b"{"))
    assert report.verdict is Verdict.UNKNOWN
    assert [inner.verdict for inner in report.credentials] == [Verdict.VERIFIED, Verdict.UNREADABLE]


@pytest.mark.parametrize("data", [zipped(), zipped(a=b"x"), pdf(), pdf(a=b"x"), b"PK\x03\x04", b"%PDF-1.7", b"%PDF-"])
def test_without_a_badge_it_is_unreadable(world: World, data: bytes) -> None:
    assert verify(world, data).verdict is Verdict.UNREADABLE


def test_a_container_may_stand_in_one_other(world: World) -> None:
    once = zipped(inner=zipped(badge=world.badge()))
    report = verify(world, once)
    assert report.verdict is Verdict.VERIFIED
    assert report.credentials[0].credentials[0].input == "badge"
    assert verify(world, zipped(inner=pdf(badge=world.badge()))).verdict is Verdict.VERIFIED
    twice = verify(world, zipped(outer=once))
    assert twice.verdict is Verdict.UNKNOWN
    assert twice.credentials[0].credentials[0].check(CheckId.PARSE).code is Code.TOO_DEEP


@pytest.mark.parametrize(("proofs", "verdict"), [(3, Verdict.VERIFIED), (2, Verdict.UNKNOWN)])
def test_badges_inside_share_a_number_of_proofs(world: World, proofs: int, verdict: Verdict) -> None:
    data = zipped(a=world.badge(), b=zipped(c=world.badge(), d=world.badge()))
    world.options = replace(world.options, limits=Limits(archive_proofs=proofs))
    report = verify(world, data)
    assert report.verdict is verdict
    last = report.credentials[1].credentials[1].check(CheckId.LIMITS)
    assert last.code is (Code.OK if proofs == 3 else Code.TOO_COMPLEX)


def test_an_evidence_pack_inside_is_no_evidence(world: World) -> None:
    listed, world.listed = world.listed, []
    pack = {"format": "rosette-evidence-pack/1", "issuers": [{"id": world.issuer.id, "level": "production"}]}
    report = verify(world, zipped(badge=world.badge(), **{"pack.json": json.dumps(pack).encode()}))
    assert listed
    assert report.verdict is Verdict.ISSUER_UNKNOWN
    assert report.warnings == ("Passed over, as no badges: pack.json.",)


def test_names_of_members_are_never_paths(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    report = verify(world, zipped(**{"../../evil.json": world.badge(), "/etc/badge": world.badge()}))
    assert [inner.input for inner in report.credentials] == ["../../evil.json", "/etc/badge"]
    assert list(tmp_path.rglob("*")) == []


def names(data: bytes, limits: Limits) -> list[str]:
    return [member.name for member in archive_members(data, limits) if isinstance(member.data, bytes)]


@pytest.mark.parametrize(
    ("limits", "short"),
    [
        (Limits(archive_members=2), Limits(archive_members=1)),
        (Limits(archive_bytes=2_000), Limits(archive_bytes=1_999)),
        (Limits(file_bytes=1_000), None),
    ],
)
def test_limits_hold_to_the_byte(limits: Limits, short: Limits | None) -> None:
    data = zipped(a=bytes(1_000), b=bytes(1_000))
    assert names(data, limits) == ["a", "b"]
    if short is None:
        assert names(data, Limits(file_bytes=999)) == []
        return
    with pytest.raises(UnreadableError):
        names(data, short)


def test_files_that_share_bytes_are_refused() -> None:
    data = bytearray(zipped(a=bytes(5_000), b=bytes(5_000)))
    first, second = (entry.start() for entry in re.finditer(b"PK\x01\x02", bytes(data)))
    data[second + 42 : second + 46] = data[first + 42 : first + 46]
    with pytest.raises(UnreadableError, match="share"):
        names(bytes(data), Limits())


def test_sizes_are_counted_not_believed() -> None:
    data = bytearray(zipped(a=bytes(100_000)))
    start = data.index(b"PK\x01\x02")
    data[start + 24 : start + 28] = struct.pack("<I", 10)
    assert names(bytes(data), Limits(archive_bytes=50_000)) == []


def test_a_locked_member_is_said_to_be(world: World) -> None:
    data = bytearray(zipped(a=world.badge()))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    (member,) = archive_members(bytes(data), Limits())
    assert isinstance(member.data, UnreadableError)
    assert "password" in str(member.data)


def test_several_processes_answer_as_one_does(world: World, tmp_path: Path) -> None:
    for number in range(20):
        badge = world.badge() if number % 3 else altered(world.badge())
        (tmp_path / f"{number:02}.json").write_bytes(badge)
    (tmp_path / "more").mkdir()
    given: list[Path | Input] = [tmp_path, tmp_path / "absent", Input("-", world.badge()), tmp_path / "more"]
    evidence = EvidenceSet(world.documents, world.listed)
    alone = list(verify_paths(given, evidence, world.options))
    assert len(alone) == 23
    verifier = verifier_for(evidence, world.options)
    for jobs in (1, 2):
        shared = list(verify_each(given, verifier, world.options, report_to_json, jobs))
        assert shared == [report_to_json(report) for report in alone]
        assert list(verify_each([], verifier, world.options, report_to_json, jobs)) == []


def test_the_table_is_safe_in_a_spreadsheet(world: World, tmp_path: Path) -> None:
    members = {"=cmd()": world.badge(), '-a,"b"\n': world.badge(), "@x": world.badge(), "\tx": altered(world.badge())}
    report = verify(world, zipped(**members))
    path = tmp_path / "table.csv"
    with open_table(path) as table:
        table.write(csv_rows(report))
    text = path.read_bytes().decode()
    assert text == csv_header() + csv_rows(report)
    assert text.startswith("input,inside,verdict,")
    assert [cell in text for cell in ("'=cmd()", '"\'-a,""b""\n"', "'@x", "'\tx")] == [True] * 4
    assert "proof.signature: signature_invalid" in text
    assert text.count("\r\n") == 6


def page_with_code(text: str) -> bytes:
    out = io.BytesIO()
    Image.open(io.BytesIO(png(qr_modules(text)))).convert("L").save(out, "PDF")
    return out.getvalue()


def test_a_message_is_read_from_a_page() -> None:
    assert read_message(Input("request.pdf", page_with_code('{"nonce": "n"}')), Limits()) == b'{"nonce": "n"}'
    with pytest.raises(UnreadableError, match="no QR code"):
        read_message(Input("request.pdf", pdf()), Limits())


def test_a_page_with_a_code_that_is_no_badge_holds_none(world: World) -> None:
    report = verify(world, page_with_code("https://issuer.example/badge"))
    assert (report.verdict, report.credentials) == (Verdict.UNREADABLE, ())


def test_a_document_with_attachments_is_not_searched_for_codes(world: World) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(page_with_code("https://issuer.example/badge"))) as document:
        document.attachments["badge"] = world.badge()
        document.save(out)
    assert [inner.input for inner in verify(world, out.getvalue()).credentials] == ["badge"]
