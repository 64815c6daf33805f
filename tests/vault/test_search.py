"""Lists and search: sorted, paged and counted in the database; whatever is typed is only text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.vault.making import AT, make_badge, make_report, make_vault
from wallet.model.badge import BadgeQuery, Order
from wallet.model.report import Verdict
from wallet.vault.search import MOST_WORDS, search_query
from wallet.vault.vault import Vault


def names(vault: Vault, text: str = "", order: Order = Order.NEWEST, verdict: Verdict | None = None) -> list[str]:
    query = BadgeQuery(text, order, verdict)
    found = [card.name for card in vault.cards(query, 0, 1000)]
    assert vault.count(query) == len(found)
    return found


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vault]:
    with make_vault(tmp_path_factory.mktemp("library") / "wallet") as vault:
        vault.add_all(
            [
                make_badge("Éclair baking", issuer="Zürich School", texts="flour open-badges C++ 50%", minutes=1),
                make_badge("apple pie", issuer="école", texts="flour butter NEAR(oven)", minutes=2),
                make_badge("Zebra care", issuer="Apple Zoo", note="my favourite, for Øyvind", minutes=3),
                make_badge("日本語能力試験", issuer="国際交流基金", texts="オープンバッジ認定", minutes=4),
                make_badge("Bread", issuer="Zürich School", verdict=Verdict.EXPIRED, minutes=5),
            ]
        )
        yield vault


def test_orders_go_by_time_name_and_issuer_without_case_and_accents(library: Vault) -> None:
    assert names(library) == ["Bread", "日本語能力試験", "Zebra care", "apple pie", "Éclair baking"]
    assert names(library, order=Order.NAME) == ["apple pie", "Bread", "Éclair baking", "Zebra care", "日本語能力試験"]
    by_issuer = ["Zebra care", "apple pie", "Bread", "Éclair baking", "日本語能力試験"]
    assert names(library, order=Order.ISSUER) == by_issuer


def test_pages_do_not_overlap_and_end(library: Vault) -> None:
    pages = [library.cards(BadgeQuery(), offset, 2) for offset in (0, 2, 4, 6)]
    assert [len(page) for page in pages] == [2, 2, 1, 0]
    assert [card.name for page in pages for card in page] == names(library)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("flour", {"Éclair baking", "apple pie"}),
        ("FLOU", {"Éclair baking", "apple pie"}),
        ("flour butt", {"apple pie"}),
        ("lour", set()),
        ("eclair", {"Éclair baking"}),
        ("É", {"Éclair baking", "apple pie"}),
        ("zurich", {"Éclair baking", "Bread"}),
        ("zurich expired", set()),
        ("favourite", {"Zebra care"}),
        ("badges", {"Éclair baking"}),
        ("open-badges", {"Éclair baking"}),
        ("badges-open", set()),
        ("50%", {"Éclair baking"}),
        ("c++", {"Éclair baking", "Zebra care"}),
        ("能力", {"日本語能力試験"}),
        ("力能", set()),
        ("バッジ認", {"日本語能力試験"}),
        ("国際", {"日本語能力試験"}),
        ("NEAR(oven)", {"apple pie"}),
        ("flour OR bread", set()),
        ("name:apple", set()),
        ("flour*", {"Éclair baking", "apple pie"}),
        ('"flour', {"Éclair baking", "apple pie"}),
        ("  \t ", {"Éclair baking", "apple pie", "Zebra care", "日本語能力試験", "Bread"}),
        ("-- ' ; \" * ^ ( ) { } : +", set()),
        ("apple -- pie", {"apple pie"}),
        ("a" * 5000, set()),
        ("nul\x00 \ud800 byte", set()),
    ],
)
def test_words_are_found_by_their_beginning_wherever_they_stand(library: Vault, text: str, found: set[str]) -> None:
    assert set(names(library, text)) == found


def test_a_name_outweighs_a_text_and_ties_show_what_came_last_first(vault: Vault) -> None:
    tied = [make_badge(f"Course {letter}", texts="pottery") for letter in "abcdef"]
    newer = make_badge("Course x", texts="pottery", minutes=9)
    vault.add_all([*tied, newer, make_badge("Pottery", minutes=-5)])
    expected = ["Pottery", "Course x", *(badge.card.name for badge in reversed(tied))]
    assert names(vault, "pottery") == expected
    assert names(vault, "pottery", Order.NAME) == expected


def test_a_verdict_narrows_lists_and_searches(library: Vault) -> None:
    assert names(library, verdict=Verdict.EXPIRED) == ["Bread"]
    assert names(library, "zurich", verdict=Verdict.EXPIRED) == ["Bread"]
    assert names(library, "zurich", verdict=Verdict.VERIFIED) == ["Éclair baking"]
    assert names(library, verdict=Verdict.REVOKED) == []


def test_a_note_is_found_as_soon_as_it_is_written_and_no_longer_than_it_stands(vault: Vault) -> None:
    badge = make_badge(texts="pottery", note="first words")
    vault.add(badge)
    assert names(vault, "first") == ["Three points"]
    vault.set_note(badge.card.id, "認定 second words", AT)
    assert (names(vault, "first"), names(vault, "second 認")) == ([], ["Three points"])
    assert vault.get(badge.card.id).note == "認定 second words"
    vault.set_note(badge.card.id, "", AT)
    assert names(vault, "second") == []
    assert names(vault, "pottery") == ["Three points"]


def test_the_index_forgets_what_is_deleted_for_good(vault: Vault) -> None:
    badge = make_badge(texts="xylophone", note="marimba")
    vault.add_all([badge, make_badge("Other", texts="trumpet")])
    vault.update_report(replace(badge.card, name="Vibraphone"), make_report())
    vault.remove([badge.card.id], badge.card.added_at)
    assert vault.empty_bin(badge.card.added_at.replace(year=2030)) == 1
    with vault._database.writing() as connection:
        connection.execute("INSERT INTO search (search) VALUES ('integrity-check')")
        blocks = b"".join(row[0] for row in connection.execute("SELECT block FROM search_data").fetchall())
    for word in (b"xylophone", b"marimba", b"vibraphone", b"three"):
        assert word not in blocks
    assert b"trumpet" in blocks


def test_long_input_is_cut_to_what_a_person_types() -> None:
    assert search_query("word " * 500).count('"') == 2 * MOST_WORDS
    assert search_query("") == search_query(" \n") == search_query("…!") == ""


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=60) | st.text(alphabet="\"*^():-+{}\x00'\\ aANDORTNEfoué\u0301能", max_size=40))
@example(text='" OR "')
@example(text="\ud800")
@example(text="NEAR(a b, 2)")
@example(text="a\u0300")
def test_no_text_is_a_command(library: Vault, text: str) -> None:
    assert len(names(library, text)) <= 5


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    word=st.text(alphabet=st.characters(categories=["Ll", "Lu", "Nd"], max_codepoint=0x24F), min_size=1, max_size=12),
    length=st.integers(1, 12),
)
def test_every_beginning_of_a_word_that_was_stored_finds_it(tmp_path: Path, word: str, length: int) -> None:
    folder = tmp_path / "wallet"
    with Vault.open(folder, "p") if folder.exists() else make_vault(folder, "p") as vault:
        badge = make_badge(f"Badge {word}", texts="x")
        vault.add(badge)
        found = {card.id for card in vault.cards(BadgeQuery(word[:length]), 0, 1000)}
    assert badge.card.id in found
