"""The sharing history against the bytes: it names what is in them and nothing else, and holds no value of any badge."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.presentation.issuing import LIMITS
from tests.simulators.laptops import SECRET, Owner, StoppedClock
from wallet.formats.reader import extract, parse
from wallet.formats.sd_jwt import disclose, parse_sd_jwt
from wallet.model.credential import Credential, Securing
from wallet.model.disclosure import Claim, Hiding, Presentation, PresentationRequest, Selection
from wallet.model.sharing import Receiver, SharedBadge, Way
from wallet.operations import leaving, presenting, sharing
from wallet.operations.wallet import Wallet
from wallet.presentation.claims import SUMMARY_POINTER, claims_of
from wallet.presentation.presets import kind_of

REQUEST = PresentationRequest("n-0S6_WzA2Mj8Kq1", "https://employer.example", "Hiring")
FORMATS = ("sd-jwt", "ecdsa-sd-2023", "bbs-2023")
QUERIES = (
    "SELECT * FROM shares",
    "SELECT * FROM share_ways",
    "SELECT * FROM shared_badges",
    "SELECT * FROM shared_claims",
    "SELECT * FROM shared_traces",
)
VALUES = ("Maya", "2001-05-17", "17 May 2001", SECRET, "87 %")


def credentials_in(content: bytes) -> list[Credential]:
    """The badges that a receiver finds in the bytes."""
    whole = parse(extract(content, LIMITS), LIMITS)
    return [parse(each, LIMITS) for each in whole.presented] or [whole]


def shown_in(badge: Credential) -> set[str]:
    """The kinds of claims that a receiver finds in a badge."""
    return {kind_of(claim) for claim in claims_of(badge, LIMITS)}


def values(claims: Iterable[Claim]) -> set[tuple[str, str]]:
    return {(kind_of(claim), claim.value) for claim in claims}


def disclosed_in(badge: Credential) -> set[str]:
    placements = disclose(parse_sd_jwt(badge.source.content, LIMITS)).placements
    return {placement.pointer for placement in placements}


def recorded(badge: SharedBadge) -> set[str]:
    return {kind_of_label(claim.label) for claim in badge.claims}


def kind_of_label(label: str) -> str:
    head, _, number = label.rpartition(" ")
    return head if head and number.isdecimal() else label


def dump(wallet: Wallet) -> str:
    """Every line of the history as the database holds it."""
    with wallet.vault._database.reading() as connection:
        return repr([connection.execute(query).fetchall() for query in QUERIES])


def check(badge: Credential, line: SharedBadge) -> None:
    """Hold one badge in the bytes against its line."""
    assert shown_in(badge) == recorded(line)
    if badge.source.securing is Securing.SD_JWT:
        choosable = {claim.pointer for claim in line.claims} & disclosed_in(badge)
        assert choosable == disclosed_in(badge)


microseconds = count(1)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_what_the_history_says_is_what_is_in_the_bytes(owner: Owner, clock: StoppedClock, data: st.DataObject) -> None:
    names = data.draw(st.lists(st.sampled_from(FORMATS), min_size=1, max_size=3, unique=True))
    chosen = [some_of(owner, name, data) for name in names]
    request = data.draw(st.sampled_from([None, REQUEST]))
    made = presenting.present(owner.wallet, chosen, request)
    # Each is another presentation, also where the time stands still.
    made = replace(made, created=made.created.replace(microsecond=next(microseconds)))
    leaving.leave(owner.wallet, made, Receiver("Employer"), Way.FILE)
    (line,) = [share for share in sharing.shares(owner.wallet) if share.made == made.created]
    assert [badge.badge for badge in line.badges] == [selection.badge for selection in chosen]
    for badge, said, promised in zip(credentials_in(made.content), line.badges, made.badges, strict=True):
        check(badge, said)
        assert badge.name == said.name == promised.name
        if badge.source.securing is Securing.SD_JWT:
            assert values(claims_of(badge, LIMITS)) == values(promised.shown)
    assert not [value for value in VALUES if value in dump(owner.wallet)]


def some_of(owner: Owner, name: str, data: st.DataObject) -> Selection:
    known = presenting.claims(owner.wallet, owner.ids[name])
    pointers = [claim.pointer for claim in known if claim.hiding is Hiding.CHOOSABLE]
    return Selection(owner.ids[name], data.draw(st.frozensets(st.sampled_from(pointers))))


@pytest.mark.parametrize("name", FORMATS)
def test_the_history_would_notice_a_claim_too_many(owner: Owner, name: str) -> None:
    """The control: what is not said of a badge is found by the check above."""
    known = presenting.claims(owner.wallet, owner.ids[name])
    everything = Selection(owner.ids[name], frozenset(c.pointer for c in known if c.hiding is Hiding.CHOOSABLE))
    made = presenting.present(owner.wallet, [everything])
    (badge,) = credentials_in(made.content)
    line = sharing.shared(made.badges[0])
    check(badge, line)
    dropped = [claim for claim in line.claims if claim.pointer != SUMMARY_POINTER][-1:]
    short = tuple(claim for claim in line.claims if kind_of_label(claim.label) != kind_of_label(dropped[0].label))
    with pytest.raises(AssertionError):
        check(badge, replace(line, claims=short))


def revealed_to(shares: Iterable[Presentation]) -> str:
    return json.dumps([[claim.value for claim in badge.shown] for made in shares for badge in made.badges])


def test_the_file_of_the_wallet_holds_no_value_in_the_clear(owner: Owner, tmp_path: Path) -> None:
    made = presenting.present(owner.wallet, [Selection(owner.ids["sd-jwt"], frozenset({"/given_name", "/result"}))])
    assert "Maya" in revealed_to([made])
    leaving.save(owner.wallet, made, Receiver("Canary Ltd-7151"), leaving.Target(tmp_path / "p.sd-jwt"))
    files = [path.read_bytes() for path in owner.wallet.vault.folder.rglob("*") if path.is_file()]
    assert files
    assert not [data for data in files if b"Canary Ltd-7151" in data or b"Maya" in data]
