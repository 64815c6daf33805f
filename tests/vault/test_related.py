"""Renewed and corrected badges: the current one is in lists, those before it with the switch, and all on its page."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import timedelta

from tests.vault.making import AT, make_badge, make_report
from wallet.model.badge import BadgeId, BadgeQuery, StoredBadge
from wallet.model.facts import BadgeFacts
from wallet.model.lineage import Relation
from wallet.model.report import Verdict
from wallet.vault.facts import MOST_RELATED
from wallet.vault.vault import Vault


def issued(year: int, credential: str = "", **facts: object) -> StoredBadge:
    badge = make_badge(f"First aid {year}", minutes=year)
    document = badge.document + credential.encode()
    card = replace(badge.card, id=BadgeId(hashlib.sha256(document).hexdigest()), valid_from=AT.replace(year=year))
    said = BadgeFacts(credential or f"urn:{year}", "https://a.example/first-aid", "did:key:me")
    return replace(badge, document=document, card=card, facts=replace(said, **facts))  # type: ignore[arg-type] # as named


def shown(vault: Vault, *, with_replaced: bool = False) -> list[str]:
    query = BadgeQuery(with_replaced=with_replaced, at=AT)
    cards = vault.cards(query, 0, 100)
    assert vault.count(query) == len(cards)
    return sorted(card.name for card in cards)


def test_the_current_one_is_shown_and_its_history_is_kept(vault: Vault) -> None:
    badges = [issued(year) for year in (2022, 2024, 2023)]
    vault.add_all(badges)
    assert shown(vault) == ["First aid 2024"]
    assert shown(vault, with_replaced=True) == ["First aid 2022", "First aid 2023", "First aid 2024"]
    assert vault.facets(BadgeQuery(at=AT)).replaced == 2
    related = vault.related(badges[2].card.id)
    assert [(each.card.name, each.relation, each.is_newer, each.is_shown) for each in related] == [
        ("First aid 2024", Relation.RENEWED, True, True),
        ("First aid 2022", Relation.RENEWED, False, False),
    ]


def test_the_one_before_is_shown_again_while_the_newer_one_is_in_the_bin_or_withdrawn(vault: Vault) -> None:
    older, newer = issued(2023), issued(2024)
    vault.add_all([newer, older])
    vault.remove([newer.card.id], AT)
    assert shown(vault) == ["First aid 2023"]
    vault.undo(AT)
    assert shown(vault) == ["First aid 2024"]
    vault.update_report(replace(newer.card, verdict=Verdict.REVOKED), make_report(Verdict.REVOKED))
    assert shown(vault) == ["First aid 2023", "First aid 2024"]
    vault.update_report(newer.card, make_report())
    vault.remove([newer.card.id], AT)
    vault.empty_bin(AT + timedelta(days=1))
    assert shown(vault) == ["First aid 2023"]


def test_whoever_only_names_the_issuer_takes_no_place(vault: Vault) -> None:
    forged = issued(2030)
    forged = replace(forged, card=replace(forged.card, verdict=Verdict.FAILED))
    vault.add_all([issued(2023), forged])
    assert shown(vault) == ["First aid 2023", "First aid 2030"]


def test_the_same_credential_given_out_again_corrects_and_translations_stand_beside(vault: Vault) -> None:
    first, corrected = issued(2022, "urn:x", achievement="a"), issued(2023, "urn:x", achievement="b")
    german = issued(2025, language="de", achievement="in German", related=("https://a.example/first-aid",))
    english = issued(2024, language="en")
    vault.add_all([first, corrected, german, english])
    assert shown(vault) == ["First aid 2023", "First aid 2024", "First aid 2025"]
    assert [each.relation for each in vault.related(first.card.id)] == [Relation.CORRECTED]
    for one, other in ((english, german), (german, english)):
        (related,) = vault.related(one.card.id)
        assert (related.card, related.relation, related.is_shown) == (other.card, Relation.TRANSLATED, True)


def test_badges_of_an_older_rosette_are_read_later(vault: Vault) -> None:
    old = [replace(issued(year), facts=None) for year in (2022, 2023)]
    vault.add_all(old)
    assert len(shown(vault)) == 2
    assert sorted(vault.without_facts(10)) == sorted(badge.card.id for badge in old)
    generation = vault.generation
    facts = {badge.card.id: issued(year).facts or BadgeFacts() for badge, year in zip(old, (2022, 2023), strict=True)}
    vault.set_facts({**facts, BadgeId("0" * 64): BadgeFacts()})
    assert shown(vault) == ["First aid 2023"]
    assert (vault.without_facts(10), vault.generation) == ([], generation)


def test_who_has_very_many_of_one_award_sees_all_of_them(vault: Vault) -> None:
    vault.add_all([issued(1000 + number) for number in range(MOST_RELATED + 1)])
    assert vault.related(issued(1000).card.id) == []
    vault.add(issued(3000))
    assert "First aid 3000" in shown(vault)
