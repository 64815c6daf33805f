"""From reports to words: VERIFICATION.md's titles, and ticks only for what ran and passed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from wallet.gui.tone import Tone
from wallet.gui.viewmodels.check_words import row_look, rows
from wallet.gui.viewmodels.verdict_words import LOOKS, banner, card_status, together
from wallet.gui.viewmodels.words import Occasion, domain_of
from wallet.model.badge import BadgeCard, BadgeId
from wallet.model.checks import Check, CheckId, Code, Outcome
from wallet.model.report import IssuerView, Kind, Level, Policy, Report, Verdict

NOW = datetime(2026, 11, 24, 9, 14, tzinfo=UTC)
ISSUER = IssuerView("did:web:nordlys.example", "Nordlys Energy Academy", ("EU issuers",), Level.PRODUCTION)
NOT_FOR_A_BADGE = {
    CheckId.HOLDER_BINDING,
    CheckId.PRESENTATION_AUDIENCE,
    CheckId.PRESENTATION_FRESHNESS,
    CheckId.PRESENTATION_INTEGRITY,
    CheckId.DISCLOSURE_INTEGRITY,
}


def passed(check_id: CheckId) -> Check:
    if check_id in NOT_FOR_A_BADGE:
        return Check(check_id, Outcome.NOT_APPLICABLE, Code.NOT_APPLICABLE)
    return Check(check_id, Outcome.PASSED, Code.OK)


def report(verdict: Verdict, *checks: Check) -> Report:
    given = {check.id: check for check in checks}
    every = tuple(given.get(check_id, passed(check_id)) for check_id in CheckId)
    return Report("badge.json", Kind.CREDENTIAL, "ob3-json", verdict, NOW, ISSUER, "did:key:z6Mk", "Badge", every)


def failed(check_id: CheckId, code: Code, detail: str = "") -> Check:
    return Check(check_id, Outcome.FAILED, code, detail)


def unknown(check_id: CheckId, code: Code, detail: str = "") -> Check:
    return Check(check_id, Outcome.UNKNOWN, code, detail)


def test_every_verdict_has_a_look_and_words():
    for verdict in Verdict:
        words = banner(report(verdict), Occasion(NOW))
        assert words.title
        assert (words.icon, words.tone) == LOOKS[verdict]


def test_green_belongs_to_verified_alone():
    assert [verdict for verdict, look in LOOKS.items() if look[1] is Tone.OK] == [Verdict.VERIFIED]
    assert [verdict for verdict, look in LOOKS.items() if look[0] == "shield-check"] == [Verdict.VERIFIED]


@pytest.mark.parametrize(
    ("outcome", "icon", "tone"),
    [
        (Outcome.PASSED, "circle-check", Tone.OK),
        (Outcome.FAILED, "circle-x", Tone.BAD),
        (Outcome.UNKNOWN, "circle-dashed", Tone.NEUTRAL),
        (Outcome.NOT_APPLICABLE, "info", Tone.INFO),
    ],
)
def test_a_row_ticks_only_what_passed(outcome, icon, tone):
    assert row_look(outcome) == (icon, tone)


def test_verified_says_who_signed():
    words = banner(report(Verdict.VERIFIED), Occasion(NOW))
    assert words.title == "Verified"
    assert words.text == "Signed by Nordlys Energy Academy, unchanged, and not withdrawn."


def test_a_badge_without_status_is_not_called_not_withdrawn():
    none = Check(CheckId.STATUS, Outcome.NOT_APPLICABLE, Code.NOT_APPLICABLE)
    verified = report(Verdict.VERIFIED, none)
    assert "not withdrawn" not in banner(verified, Occasion(NOW)).text
    row = next(row for row in rows(verified, Occasion(NOW)) if CheckId.STATUS in {check.id for check in row.checks})
    assert (row.title, row.icon) == ("This badge cannot be withdrawn", "info")


@pytest.mark.parametrize(
    ("check", "title"),
    [
        (failed(CheckId.PROOF_SIGNATURE, Code.SIGNATURE_INVALID), "Changed after signing"),
        (failed(CheckId.CANONICAL_LOSSLESS, Code.DATA_LOSS), "Changed after signing"),
        (failed(CheckId.ISSUER_BINDING, Code.ISSUER_MISMATCH), "Not from this issuer"),
        (failed(CheckId.HOLDER_BINDING, Code.HOLDER_MISMATCH), "Not shown by its holder"),
        (failed(CheckId.PRESENTATION_FRESHNESS, Code.NONCE_MISMATCH), "Not made for this request"),
        (failed(CheckId.STRUCTURE, Code.MISSING_MEMBER), "Changed, or not from this issuer"),
    ],
)
def test_failed_says_in_which_way(check, title):
    assert banner(report(Verdict.FAILED, check), Occasion(NOW)).title == title


def test_limits_are_counted_and_named():
    stale = Check(CheckId.STATUS, Outcome.PASSED, Code.STALE, "The list is old.", NOW - timedelta(days=2))
    test = Check(CheckId.ISSUER_TRUST, Outcome.PASSED, Code.TEST_REGISTRY, "Only on a test list.")
    one, two = report(Verdict.LIMITED, stale), report(Verdict.LIMITED, stale, test)
    assert banner(one, Occasion(NOW)).title == "Genuine, with one limit"
    assert banner(two, Occasion(NOW)).title == "Genuine, with 2 limits"
    assert banner(two, Occasion(NOW)).text == "Only on a test list. The list is old."


def test_a_stale_list_is_no_tick():
    stale = Check(CheckId.STATUS, Outcome.PASSED, Code.STALE, "The list is old.", NOW - timedelta(days=2))
    row = rows(report(Verdict.LIMITED, stale), Occasion(NOW))[2]
    assert row.title == "Withdrawal not checked since 22 November 2026"
    assert row.tone is Tone.WARN


def test_dates_stand_in_the_titles():
    expired = report(Verdict.EXPIRED, failed(CheckId.VALIDITY_PERIOD, Code.EXPIRED))
    occasion = Occasion(NOW, valid_until=NOW - timedelta(days=1))
    assert banner(expired, occasion).title == "Expired on 23 November 2026"
    assert [row.title for row in rows(expired, occasion)][3] == "Expired"


def test_what_did_not_run_is_dashed():
    no_key = unknown(CheckId.ISSUER_KEY, Code.KEY_UNAVAILABLE, "The issuer's key is not here.")
    no_signature = unknown(CheckId.PROOF_SIGNATURE, Code.NOT_REACHED, "It was not reached.")
    shown = rows(report(Verdict.UNKNOWN, no_key, no_signature), Occasion(NOW))
    assert [(row.title, row.icon) for row in shown[:2]] == [
        ("Signature not checked", "circle-dashed"),
        ("Issuer not looked up", "circle-dashed"),
    ]


def test_without_a_signature_nothing_written_is_ticked():
    altered = report(Verdict.FAILED, failed(CheckId.PROOF_SIGNATURE, Code.SIGNATURE_INVALID))
    shown = {row.title: row.icon for row in rows(altered, Occasion(NOW))}
    assert shown["Issuer not proven"] == "circle-dashed"
    assert shown["Dates not proven"] == "circle-dashed"
    assert "The issuer is who it says it is" not in shown


def test_an_unlisted_issuer_is_never_genuine():
    unlisted = replace(ISSUER, listed_in=(), level=None)
    stranger = report(Verdict.ISSUER_UNKNOWN, unknown(CheckId.ISSUER_TRUST, Code.ISSUER_NOT_LISTED))
    words = banner(replace(stranger, issuer=unlisted), Occasion(NOW))
    assert words.text == "The signature matches, but we do not know nordlys.example."
    assert "enuine" not in words.title + words.text


def test_a_badge_in_a_presentation_is_no_better_than_either():
    unproven = Check(CheckId.HOLDER_BINDING, Outcome.PASSED, Code.HOLDER_NOT_PROVEN, "Not shown by its holder.")
    whole = replace(report(Verdict.LIMITED, unproven), kind=Kind.PRESENTATION)
    withdrawn = report(Verdict.REVOKED, failed(CheckId.STATUS, Code.REVOKED))
    assert together(whole, report(Verdict.VERIFIED)).verdict is Verdict.LIMITED
    assert together(whole, withdrawn).verdict is Verdict.REVOKED
    assert banner(together(whole, report(Verdict.VERIFIED)), Occasion(NOW)).text == "Not shown by its holder."
    other_is_withdrawn = replace(whole, verdict=Verdict.REVOKED)
    assert together(other_is_withdrawn, report(Verdict.VERIFIED)).verdict is Verdict.LIMITED


def test_the_checker_is_told_to_look_at_the_face():
    assert "photo ID" in rows(report(Verdict.VERIFIED), Occasion(NOW, Policy.CHECK))[-1].title
    assert not any("photo ID" in row.title for row in rows(report(Verdict.VERIFIED), Occasion(NOW)))


@pytest.mark.parametrize(
    ("policy", "title"), [(Policy.WALLET, "Issued to you"), (Policy.CHECK, "Presented by its holder")]
)
def test_holder_binding_speaks_to_its_reader(policy, title):
    bound = Check(CheckId.HOLDER_BINDING, Outcome.PASSED, Code.OK)
    assert title in [row.title for row in rows(report(Verdict.VERIFIED, bound), Occasion(NOW, policy))]


def test_an_unreadable_file_has_no_rows():
    unreadable = report(Verdict.UNREADABLE, failed(CheckId.PARSE, Code.MALFORMED, "It is not JSON."))
    assert rows(unreadable, Occasion(NOW)) == ()
    assert banner(unreadable, Occasion(NOW)).text == "It is not JSON."


def card(verdict: Verdict, checked: datetime = NOW, until: datetime | None = None) -> BadgeCard:
    return BadgeCard(
        BadgeId("0" * 64), "Badge", "did:x", "Issuer", "", "", NOW, until, verdict, checked, NOW, has_art=False
    )


@pytest.mark.parametrize(
    ("shown", "words", "tone"),
    [
        (card(Verdict.VERIFIED), "Verified today", Tone.OK),
        (card(Verdict.VERIFIED, NOW - timedelta(days=6)), "Checked 6 days ago", Tone.WARN),
        (card(Verdict.VERIFIED, until=NOW + timedelta(days=19)), "Expires in 19 days", Tone.WARN),
        (card(Verdict.EXPIRED, until=NOW - timedelta(days=1)), "Expired 23 November 2026", Tone.WARN),
        (card(Verdict.REVOKED), "Withdrawn by issuer", Tone.BAD),
        (card(Verdict.FAILED), "Changed after signing", Tone.BAD),
        (card(Verdict.ISSUER_UNKNOWN), "Issuer not on your list", Tone.NEUTRAL),
    ],
)
def test_the_line_on_a_card(shown, words, tone):
    status = card_status(shown, NOW)
    assert (status.title, status.tone) == (words, tone)


@pytest.mark.parametrize(
    ("identifier", "domain"),
    [
        ("did:web:nordlys.example:issuers:1#key", "nordlys.example"),
        ("https://nordlys.example/issuer", "nordlys.example"),
        ("did:web:localhost%3A8443", "localhost:8443"),
        ("did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK", "did:key:z6MkhaXg…ta2doK"),
    ],
)
def test_identifiers_are_shown_by_what_people_know(identifier, domain):
    assert domain_of(identifier) == domain


def test_a_copy_that_has_ended_is_not_taken_for_a_changed_badge():
    ended = failed(CheckId.PROOF_TIME, Code.PROOF_EXPIRED, "Its holder let it hold until 25 November 2026.")
    part = together(replace(report(Verdict.EXPIRED, ended), kind=Kind.PRESENTATION), report(Verdict.VERIFIED))
    assert part.verdict is Verdict.EXPIRED
    words = banner(part, Occasion(NOW, valid_until=NOW + timedelta(days=900)))
    assert (words.title, words.text) == ("This has ended", "Its holder let it hold until 25 November 2026.")
    changed = failed(CheckId.PROOF_SIGNATURE, Code.SIGNATURE_INVALID)
    assert together(report(Verdict.FAILED, ended, changed), report(Verdict.VERIFIED)).verdict is Verdict.FAILED


def test_a_badge_that_has_ended_says_its_own_day():
    words = banner(
        report(Verdict.EXPIRED, failed(CheckId.VALIDITY_PERIOD, Code.EXPIRED)),
        Occasion(NOW, valid_until=NOW - timedelta(days=1)),
    )
    assert words.title == "Expired on 23 November 2026"
