"""Reading Open Badges 1 and 2: what they came in, which version they are, what a person sees."""

from __future__ import annotations

import json
import struct
import zlib
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.simulators.open_badges import ASSERTION, NOW, Guild, assertion, badge_class
from wallet.formats.ob2 import host_of
from wallet.formats.ob2_dates import parse_badge_date
from wallet.formats.readable import card_of, page_of
from wallet.formats.reader import extract, parse
from wallet.model.badge import BadgeId
from wallet.model.checks import Code
from wallet.model.credential import DataModel, Securing
from wallet.model.errors import UnreadableError
from wallet.model.limits import Limits
from wallet.model.report import Verdict


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def picture(kind: bytes, body: bytes) -> bytes:
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 6, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(kind, body) + chunk(b"IEND", b"")


JSON = json.dumps(assertion()).encode()


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (JSON, "ob2-json"),
        (picture(b"iTXt", b"openbadges\x00\x00\x00\x00\x00" + JSON), "ob2-png-json"),
        (picture(b"iTXt", b"openbadges\x00\x01\x00\x00\x00" + zlib.compress(JSON)), "ob2-png-json"),
        (picture(b"tEXt", b"openbadges\x00" + JSON), "ob2-png-json"),
        (picture(b"iTXt", b"openbadges\x00\x00\x00\x00\x00" + Guild().signed()), "ob2-png-jws"),
        (picture(b"tEXt", b"openbadges\x00" + ASSERTION.encode()), "ob1-png-url"),
    ],
)
def test_every_way_in_leads_to_the_same_verdict(data: bytes, name: str) -> None:
    guild = Guild()
    if name.endswith("jws"):
        data = picture(b"iTXt", b"openbadges\x00\x00\x00\x00\x00" + guild.signed())
    report = guild.verify(data)
    assert (report.verdict, report.name) == (Verdict.VERIFIED, "Lockpicking")
    assert parse(extract(data, Limits()), Limits()).format == name


def test_a_picture_that_only_says_where_its_badge_is_is_not_checked_without_it() -> None:
    guild = Guild()
    del guild.pages[ASSERTION]
    report = guild.verify(picture(b"tEXt", b"openbadges\x00" + ASSERTION.encode()))
    assert (report.verdict, report.name) == (Verdict.UNKNOWN, "")


def test_a_picture_is_not_taken_to_another_kind_of_page() -> None:
    guild = Guild()
    guild.pages[ASSERTION] = badge_class()
    assert guild.verify(picture(b"tEXt", b"openbadges\x00" + ASSERTION.encode())).verdict is Verdict.FAILED


def test_an_address_alone_is_no_badge() -> None:
    with pytest.raises(UnreadableError, match="address of a badge") as caught:
        extract(ASSERTION.encode(), Limits())
    assert caught.value.code is Code.NOT_A_BADGE


@pytest.mark.parametrize(
    ("claims", "model"),
    [
        (assertion(), DataModel.OB_2),
        (assertion(**{"@context": "https://w3id.org/openbadges/v1"}), DataModel.OB_1),
        ({"recipient": {}, "badge": "https://a.example/b"}, DataModel.OB_1),
        ({"verify": {"url": "https://a.example/1"}}, DataModel.OB_1),
        ({"type": "Assertion"}, DataModel.OB_2),
    ],
)
def test_versions_are_told_apart(claims: dict[str, Any], model: DataModel) -> None:
    document = extract(json.dumps(claims).encode(), Limits())
    assert document.securing is Securing.HOSTED
    assert parse(document, Limits()).data_model is model


def test_blockcerts_2_are_not_hosted() -> None:
    claims = assertion(**{"@context": ["https://w3id.org/openbadges/v2", "https://w3id.org/blockcerts/v2"]})
    document = extract(json.dumps(claims).encode(), Limits())
    assert document.securing is Securing.EMBEDDED
    assert parse(document, Limits()).data_model is DataModel.BLOCKCERTS_2


def test_a_token_is_no_blockcerts_2() -> None:
    contexts: dict[str, Any] = {"@context": ["https://w3id.org/openbadges/v2", "https://w3id.org/blockcerts/v2"]}
    with pytest.raises(UnreadableError, match="Blockcerts"):
        parse(extract(Guild().signed(**contexts), Limits()), Limits())


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2016-12-31T23:59:59Z", datetime(2016, 12, 31, 23, 59, 59, tzinfo=UTC)),
        ("2016-12-31T23:59:59.123456+00:00", datetime(2016, 12, 31, 23, 59, 59, 123456, tzinfo=UTC)),
        ("2017-10-01T00:00Z", datetime(2017, 10, 1, tzinfo=UTC)),
        ("2017-10-01T02:00:00+0200", datetime(2017, 10, 1, tzinfo=UTC)),
    ],
)
def test_times_of_version_2(text: str, moment: datetime) -> None:
    assert parse_badge_date(text, is_strict=True) == moment


@pytest.mark.parametrize("value", ["2016-12-31", "2016-12-31T10:00:00", 1483228799, True, None, "31 May", "2016-02-30"])
def test_no_times_of_version_2(value: Any) -> None:
    with pytest.raises(ValueError, match="it is not"):
        parse_badge_date(value, is_strict=True)


def test_times_of_version_1() -> None:
    assert parse_badge_date("2015-04-30", is_strict=False) == datetime(2015, 4, 30, tzinfo=UTC)
    assert parse_badge_date(86400, is_strict=False) == datetime(1970, 1, 2, tzinfo=UTC)
    for value in (1e300, True, "2015-02-30"):
        with pytest.raises(ValueError, match="it is not"):
            parse_badge_date(value, is_strict=False)


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://A.example/x", "a.example"),
        ("http://a.example:8080/", "a.example:8080"),
        ("https://a.example@evil.example/", "evil.example"),
        ("urn:uuid:1", ""),
        ("//a.example/x", ""),
        ("https://", ""),
        ("https://[::1", ""),
        ("https://a.example:x/", ""),
        (" https://a.example/", ""),
        ("ftp://a.example/", ""),
    ],
)
def test_hosts(address: str, host: str) -> None:
    assert host_of(address) == host


def test_a_person_sees_what_it_leads_to() -> None:
    guild = Guild()
    report, credential = guild.verify(assertion()), guild.linked(assertion())
    card = card_of(credential, BadgeId("0" * 64), report, NOW)
    page = page_of(credential, card, report, "")
    assert (card.name, card.issuer_name) == ("Lockpicking", "Guild of Locksmiths")
    assert (page.description, page.criteria) == ("Opens locks.", "Opened a lock.")
    assert card.valid_from == NOW - timedelta(days=30, hours=2)
