"""Every published file through the reader: what is read, what is refused, and that nothing else happens."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from wallet.formats.reader import extract, parse
from wallet.model.credential import Credential
from wallet.model.errors import UnreadableError
from wallet.model.limits import Limits

pytestmark = pytest.mark.conformance
LIMITS = Limits()
OB3 = "1edtech-validator-ob30/inspector-vc/src/test/resources/ob30/"


def read(path: Path) -> Credential:
    return parse(extract(path.read_bytes(), LIMITS), LIMITS)


def format_of(path: Path) -> str:
    try:
        return read(path).format
    except UnreadableError as error:
        return f"unreadable {error.code}"


@pytest.mark.sweep
def test_every_file_is_read_or_refused_with_words(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    expected = json.loads((corpus / "expected.open.json").read_bytes())
    counts = Counter((format_of(corpus / name), entry["expected"]) for name, entry in expected.items())
    with capsys.disabled():
        for (name, verdict), number in sorted(counts.items()):
            print(f"  {name:18} {verdict:12} {number:5}")
    assert all(name.startswith("unreadable") for name, verdict in counts if verdict == "malformed")
    assert counts["ob3-json", "valid"] > 50


@pytest.mark.parametrize(
    ("name", "format_name"),
    [
        (f"{OB3}simple-json.png", "ob3-png-json"),
        (f"{OB3}simple-json.svg", "ob3-svg-json"),
        (f"{OB3}simple-jwt.svg", "ob3-svg-jwt"),
        (f"{OB3}simple-jwt_v1.svg", "ob3-svg-jwt"),
        (f"{OB3}simple.jwt", "ob3-jwt"),
        (f"{OB3}simple.1ob", "ob3-json"),
        (f"{OB3}endorsement-valid.json", "endorsement-json"),
    ],
)
def test_containers_of_open_badges(corpus: Path, name: str, format_name: str) -> None:
    assert read(corpus / name).format == format_name


def test_a_baked_badge_is_the_one_beside_it(corpus: Path) -> None:
    baked = json.loads(read(corpus / OB3 / "simple-json.png").source.content)
    assert baked == json.loads(read(corpus / OB3 / "simple-json.svg").source.content)
    assert baked["credentialSubject"]["achievement"]["name"] == "Teamwork"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("mozilla-openbadges-bakery/test/unbaked.png", "no badge in this picture"),
        ("mozilla-openbadges-bakery/test/unbaked.svg", "no badge in this picture"),
        ("luisgf-openbadgeslib/tests/images/sample1.svg", "no badge in this picture"),
        ("credo-ts-did/packages/core/src/modules/dids/__tests__/__fixtures__/didExample123.json", "DID document"),
        ("1edtech-openbadges-validator-core/2_0_basic_badgeclass.json", "part of Open Badges 1 or 2"),
        ("blockcerts-cert-schema/examples/1.2/sample_signed_cert-1.2.json", "Blockcerts certificate of version 1"),
        ("blockcerts-cert-schema/examples/1.1/sample_signed_cert-1.1.json", "Blockcerts certificate of version 1"),
        ("dcc-vc-test-fixtures/verifiableCredentials/v1/ed25519/didKey/legacy-noStatus-noExpiry.json", "empty"),
    ],
)
def test_refusals_say_what_it_is(corpus: Path, name: str, words: str) -> None:
    with pytest.raises(UnreadableError, match=words):
        read(corpus / name)
