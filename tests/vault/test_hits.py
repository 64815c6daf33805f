"""Where words were found: whole names, parts of longer texts, and where in them the words are."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.vault.making import AT, make_badge, make_vault
from wallet.model.badge import BadgeId
from wallet.model.collection import Collection, CollectionId
from wallet.model.facets import Hit, HitField
from wallet.vault.vault import Vault

LONG = "before " * 50 + "the turbine stood still " + "after " * 50


def kept(vault: Vault) -> BadgeId:
    badge = make_badge("Wind Turbine Safety", issuer="École Éolienne", texts=LONG, note="for the turbines job")
    vault.add_all([badge, make_badge("Other", texts="nothing of it")])
    vault.tag([badge.card.id], "turbine-tech", AT)
    vault.add_collection(Collection(CollectionId("a" * 32), "Turbine CV"), AT)
    vault.collect(CollectionId("a" * 32), [badge.card.id], AT)
    return badge.card.id


def marked(hit: Hit) -> list[str]:
    return [hit.text[begin:end] for begin, end in hit.spans]


def test_each_field_that_holds_a_word_says_where(vault: Vault) -> None:
    badge_id = kept(vault)
    hits = {hit.field: hit for hit in vault.hits("turbine", [badge_id])[badge_id]}
    assert {field: marked(hit) for field, hit in hits.items()} == {
        HitField.NAME: ["Turbine"],
        HitField.TEXT: ["turbine"],
        HitField.NOTE: ["turbines"],
        HitField.TAGS: ["turbine"],
        HitField.COLLECTIONS: ["Turbine"],
    }
    assert hits[HitField.NAME] == Hit(HitField.NAME, "Wind Turbine Safety", ((5, 12),))
    assert hits[HitField.TEXT].text.startswith("…")
    assert len(hits[HitField.TEXT].text) < 150


def test_accents_and_several_words_are_marked_as_they_are_written(vault: Vault) -> None:
    badge_id = kept(vault)
    hits = {hit.field: hit for hit in vault.hits("ecole turb", [badge_id])[badge_id]}
    assert marked(hits[HitField.ISSUER]) == ["École"]
    assert hits[HitField.ISSUER].text == "École Éolienne"
    assert marked(hits[HitField.NAME]) == ["Turbine"]


def test_signs_written_without_spaces_are_shown_so(vault: Vault) -> None:
    badge = make_badge("日本語能力試験 N2", texts="オープンバッジ認定")
    vault.add(badge)
    assert vault.hits("能力", [badge.card.id])[badge.card.id] == (Hit(HitField.NAME, "日本語能力試験 N2", ((3, 5),)),)
    (hit,) = vault.hits("バッジ", [badge.card.id])[badge.card.id]
    assert (hit.text, marked(hit)) == ("オープンバッジ認定", ["バッジ"])


def test_words_that_touch_are_marked_as_one(vault: Vault) -> None:
    badge = make_badge("日本語能力試験")
    vault.add(badge)
    assert vault.hits("力 能", [badge.card.id])[badge.card.id] == (Hit(HitField.NAME, "日本語能力試験", ((3, 5),)),)


@pytest.mark.parametrize("text", ["", "…", "zzz", "turbine zzz"])
def test_what_is_not_found_is_nowhere(vault: Vault, text: str) -> None:
    badge_id = kept(vault)
    assert vault.hits(text, [badge_id]) == {}
    assert vault.hits("turbine", [BadgeId("0" * 64)]) == vault.hits("turbine", []) == {}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60),
    word=st.sampled_from(["word", "認定", "é", "٣"]),
    after=st.text(alphabet="\x00\x02\x03 a認\u0301<>&…", max_size=20),
)
def test_spans_are_parts_of_the_text_whatever_a_badge_says(tmp_path: Path, text: str, word: str, after: str) -> None:
    folder = tmp_path / "wallet"
    with Vault.open(folder, "p") if folder.exists() else make_vault(folder, "p") as vault:
        badge = make_badge(f"{text} {word} {after}", texts=f"{after}\n{word}\n{text}")
        vault.add(badge)
        for hit in vault.hits(word, [badge.card.id]).get(badge.card.id, ()):
            assert not {"\x02", "\x03", "\n"} & {*hit.text}
            assert hit.spans == tuple(sorted(hit.spans))
            assert all(0 <= begin < end <= len(hit.text) for begin, end in hit.spans)
            assert all(one[1] < other[0] for one, other in zip(hit.spans, hit.spans[1:], strict=False))
