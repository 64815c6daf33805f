"""Presenting: whose key an answer needs, and how long a copy is meant to be used."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.presentation.issuing import LIMITS
from tests.simulators.laptops import START, StoppedClock
from tests.simulators.world import World
from tests.vault.making import PASSPHRASE, make_vault
from wallet.model.badge import BadgeId
from wallet.model.checks import Source
from wallet.model.disclosure import PresentationRequest, Selection
from wallet.model.errors import PassphraseNeededError, RefusedError
from wallet.model.evidence import EvidenceDocument, EvidenceKind
from wallet.model.sharing import Receiver
from wallet.operations import leaving, own_keys, presenting
from wallet.operations.importing import Importer
from wallet.operations.inputs import Input
from wallet.operations.wallet import Wallet, own_badges
from wallet.trust.evidence import EvidenceSet

REQUEST = PresentationRequest("n-0S6_WzA2Mj8Kq1", "https://employer.example")


@pytest.fixture
def wallet(tmp_path: Path) -> Iterator[Wallet]:
    with make_vault(tmp_path / "wallet") as vault:
        yield Wallet(vault, tmp_path / "packs", StoppedClock(), LIMITS)


@pytest.fixture
def elsewhere(wallet: Wallet) -> BadgeId:
    """A badge that was issued to a key of another wallet."""
    (result,) = Importer(wallet, EvidenceSet(), own_badges(wallet)).add(Input("badge.json", World().badge()))
    assert result.badge is not None
    return result.badge.id


def test_a_badge_of_another_wallets_key_answers_nobody_and_it_says_what_to_do(
    wallet: Wallet, elsewhere: BadgeId
) -> None:
    chosen = [Selection(elsewhere, frozenset())]
    with pytest.raises(RefusedError) as refused:
        presenting.present(wallet, chosen, REQUEST)
    assert "It was issued to a key that this answer is not signed with" in refused.value.why
    assert "Answer from the wallet that it was issued to" in refused.value.remedy
    assert "share a copy" in refused.value.remedy
    made = presenting.present(wallet, chosen)
    assert (made.bound, made.until_is_signed) == (False, False)


def test_a_draft_shows_what_would_leave_and_never_leaves(wallet: Wallet, tmp_path: Path) -> None:
    key = own_keys.new_key(wallet, "The Guild")
    badge = World().badge(credentialSubject={**json.loads(World().badge())["credentialSubject"], "id": key.did})
    (result,) = Importer(wallet, EvidenceSet(), own_badges(wallet)).add(Input("badge.json", badge))
    assert result.badge is not None
    chosen = [Selection(result.badge.id, frozenset())]
    assert not presenting.present(wallet, chosen, REQUEST, draft=True).is_draft
    own_keys.ask_to_sign(wallet, PASSPHRASE, on=True)
    with pytest.raises(PassphraseNeededError):
        presenting.present(wallet, chosen, REQUEST)
    draft = presenting.present(wallet, chosen, REQUEST, draft=True)
    with own_keys.signing(wallet, PASSPHRASE):
        signed = presenting.present(wallet, chosen, REQUEST)
    assert (draft.is_draft, signed.is_draft) == (True, False)
    assert draft.badges == signed.badges
    assert abs(len(draft.content) - len(signed.content)) <= 4
    assert draft.content != signed.content
    target = leaving.Target(tmp_path / "answer.json")
    for act in (leaving.save, leaving.save_codes):
        with pytest.raises(PassphraseNeededError):
            act(wallet, draft, Receiver("Them"), target)
    with pytest.raises(PassphraseNeededError):
        leaving.show(wallet, draft, Receiver("Them"))
    assert (wallet.vault.shares(), target.path.exists()) == ([], False)
    leaving.save(wallet, signed, Receiver("Them"), target)


def test_a_copy_is_for_thirty_days_unless_its_owner_says_another_day(wallet: Wallet, elsewhere: BadgeId) -> None:
    chosen = [Selection(elsewhere, frozenset())]
    assert presenting.present(wallet, chosen).until == START + timedelta(days=30)
    later = START + timedelta(days=400)
    assert presenting.present(wallet, chosen, until=later).until == later
    with pytest.raises(RefusedError, match="cannot end before it leaves"):
        presenting.present(wallet, chosen, until=START)


def test_what_leaves_is_called_what_its_type_calls_it(wallet: Wallet) -> None:
    (result,) = Importer(wallet, EvidenceSet(), own_badges(wallet)).add(Input("badge", World().sd_jwt()))
    assert result.badge is not None
    vct = "https://guild.example/badge"
    named = {"path": ["birthdate"], "display": [{"locale": "en", "label": "Day of birth"}]}
    content = json.dumps({"vct": vct, "claims": [named]}).encode()
    wallet.vault.add_evidence([EvidenceDocument(vct, EvidenceKind.TYPE_METADATA, content, START, Source.ONLINE)])
    known = {claim.pointer: claim.label for claim in presenting.claims(wallet, result.badge.id)}
    assert known["/birthdate"] == "Day of birth"
    selection = presenting.selection_of(wallet, result.badge.id, ["Day of birth"])
    (badge,) = presenting.present(wallet, [selection]).badges
    assert "Day of birth" in {claim.label for claim in badge.shown}
    (badge,) = presenting.present(wallet, [Selection(result.badge.id, frozenset())]).badges
    assert "Day of birth" in {claim.label for claim in badge.hidden}
