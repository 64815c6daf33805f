"""European credentials under a seal: the seal, its certificate, its time, and whose it is."""

from __future__ import annotations

import base64
import json
from datetime import timedelta
from typing import Any

import pytest

from tests.simulators.authority import NOW, Authority, Seal
from tests.simulators.sealing import NUMBER, credential, sealed, signature
from wallet.crypto.encodings import b64url_encode
from wallet.model.checks import CheckId, Code, Outcome, Source
from wallet.model.evidence import EvidenceDocument, EvidenceKind, ListedIssuer
from wallet.model.report import Level, Report, Verdict
from wallet.trust.evidence import EvidenceSet
from wallet.verification.options import VerifyOptions
from wallet.verification.verifier import Verifier

POSITIVE = {Verdict.VERIFIED, Verdict.LIMITED, Verdict.ISSUER_UNKNOWN}
AUTHORITY = Authority("Trust Centre")
SEAL = AUTHORITY.seal("Guild", number=NUMBER)


def verify(data: bytes, *anchors: bytes, listed: bool = False, at: Any = NOW) -> Report:
    documents = [
        EvidenceDocument(str(number), EvidenceKind.CERTIFICATE, anchor, NOW - timedelta(days=1), Source.PACK)
        for number, anchor in enumerate(anchors)
    ]
    issuers = [ListedIssuer(NUMBER, "Guild", Level.PRODUCTION, "Fair", None, Source.PACK)] if listed else []
    return Verifier(EvidenceSet(documents, issuers), VerifyOptions(at=at)).verify(data, "seal")


def found(report: Report, check_id: CheckId) -> tuple[Outcome, Code]:
    check = report.check(check_id)
    return check.outcome, check.code


def test_a_seal_that_leads_to_a_chosen_authority_is_genuine() -> None:
    report = verify(sealed(SEAL), AUTHORITY.der)
    assert (report.verdict, report.format, report.name) == (Verdict.ISSUER_UNKNOWN, "elm3-jades", "Lockpicking")
    assert report.issuer is not None
    assert (report.issuer.id, report.issuer.name) == (NUMBER, "Guild")
    assert verify(sealed(SEAL), AUTHORITY.pem, listed=True).verdict is Verdict.VERIFIED


def test_without_a_chosen_authority_the_certificate_proves_nothing() -> None:
    report = verify(sealed(SEAL), Authority("Other").der, listed=True)
    assert report.verdict is Verdict.UNKNOWN
    assert found(report, CheckId.ISSUER_KEY) == (Outcome.UNKNOWN, Code.KEY_SELF_ASSERTED)
    assert found(report, CheckId.PROOF_SIGNATURE) == (Outcome.PASSED, Code.OK)


def test_an_altered_payload_fails_whoever_vouches() -> None:
    altered = sealed(SEAL).replace(b"Lockpicking", b"Lockpickinh")
    assert verify(altered).verdict is Verdict.FAILED
    assert verify(altered, AUTHORITY.der).verdict is Verdict.FAILED


def test_another_organisations_seal_is_not_the_issuers() -> None:
    other = AUTHORITY.seal("Forger", number="NTREE-99999999")
    report = verify(sealed(other), AUTHORITY.der, listed=True)
    assert report.verdict is Verdict.FAILED
    assert found(report, CheckId.ISSUER_BINDING) == (Outcome.FAILED, Code.ISSUER_MISMATCH)


@pytest.mark.parametrize(
    ("member", "notation", "is_same"),
    [
        ("eIDASIdentifier", "17207834", True),
        ("registration", "17207834", True),
        ("vatIdentifier", "17207834", False),
        ("vatIdentifier", NUMBER, True),
        ("registration", "1720783", False),
    ],
)
def test_the_issuer_is_known_by_any_registered_identifier(member: str, notation: str, is_same: bool) -> None:
    claims = credential()
    identifier = {**claims["issuer"].pop("eIDASIdentifier"), "notation": notation}
    claims["issuer"][member] = identifier
    report = verify(sealed(SEAL, claims), AUTHORITY.der)
    assert (report.check(CheckId.ISSUER_BINDING).outcome is Outcome.PASSED) is is_same
    assert (report.verdict in POSITIVE) is is_same


@pytest.mark.parametrize("member", ["registration", "vatIdentifier", "taxIdentifier"])
def test_of_two_identifiers_the_one_that_a_seal_has_to_have_counts(member: str) -> None:
    claims = credential()
    own = claims["issuer"]["eIDASIdentifier"]
    other = {**own, "notation": "NTREE-99999999"}
    claims["issuer"] |= {"eIDASIdentifier": own, member: other}
    assert verify(sealed(SEAL, claims), AUTHORITY.der).verdict is Verdict.ISSUER_UNKNOWN
    claims["issuer"] |= {"eIDASIdentifier": other, member: own}
    report = verify(sealed(SEAL, claims), AUTHORITY.der)
    assert report.verdict is Verdict.FAILED
    assert found(report, CheckId.ISSUER_BINDING) == (Outcome.FAILED, Code.ISSUER_MISMATCH)


def test_two_eidas_identifiers_have_to_be_the_same_organisations() -> None:
    claims = credential()
    legal = claims["issuer"]["eIDASIdentifier"]
    claims["issuer"]["eIDASIdentifier"] = [legal, {**legal, "notation": "NTREE-99999999"}]
    assert verify(sealed(SEAL, claims), AUTHORITY.der).verdict is Verdict.FAILED


def test_an_issuer_without_a_registered_identifier_is_not_bound() -> None:
    claims = credential(issuer={"id": "urn:epass:org:1", "type": "Organisation"})
    assert verify(sealed(SEAL, claims), AUTHORITY.der, listed=True).verdict is Verdict.UNKNOWN


def test_a_certificate_that_ended_since_leaves_a_doubt_about_the_time() -> None:
    later = NOW + timedelta(days=3650)
    authority = Authority("Long", ends=later + timedelta(days=1))
    report = verify(sealed(authority.seal("Guild", number=NUMBER)), authority.der, listed=True, at=later)
    assert report.verdict is Verdict.LIMITED
    assert found(report, CheckId.ISSUER_KEY) == (Outcome.PASSED, Code.TIME_NOT_PROVEN)


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ({"crit": ["sigT"]}, Verdict.FAILED),
        ({"crit": ["b64", "sigT", "sigT"]}, Verdict.FAILED),
        ({"crit": ["b64", "sigT", "etsiU"]}, Verdict.FAILED),
        ({"crit": ["b64", ["sigT"]]}, Verdict.FAILED),
        ({"crit": ["b64", "sigT", "surprise"], "surprise": 1}, Verdict.FAILED),
        ({"iat": 1_795_000_000}, Verdict.FAILED),
        ({"sigT": "yesterday"}, Verdict.FAILED),
        ({"sigT": "2026-12-24T12:00:00Z"}, Verdict.NOT_YET_VALID),
        ({"exp": 1_795_000_000}, Verdict.EXPIRED),
        ({"sigD": {"mId": "http://uri.etsi.org/19182/ObjectIdByURIHash"}}, Verdict.FAILED),
        ({"alg": "none"}, Verdict.FAILED),
        ({"alg": "HS256"}, Verdict.FAILED),
        ({"alg": "ES512"}, Verdict.UNKNOWN),
        ({"alg": "RS256"}, Verdict.FAILED),
        ({"x5t#S256": "AAAA"}, Verdict.FAILED),
        ({"x5t#S256": None, "x5t#o": {"digAlg": "S512", "digVal": "AAAA"}}, Verdict.FAILED),
        ({"x5t#S256": None}, Verdict.ISSUER_UNKNOWN),
        ({"x5c": ["AAAA"]}, Verdict.FAILED),
        ({"x5c": None}, Verdict.UNKNOWN),
        ({"sigT": None, "crit": ["b64"], "iat": 1_795_000_000}, Verdict.ISSUER_UNKNOWN),
    ],
)
def test_the_rules_of_the_header(changes: dict[str, Any], verdict: Verdict) -> None:
    assert verify(sealed(SEAL, **changes), AUTHORITY.der).verdict is verdict


def test_a_compact_seal_and_an_encoded_payload_hold_as_well() -> None:
    encoded = b64url_encode(json.dumps(credential()).encode())
    one = signature(SEAL, encoded, b64=None, crit=["sigT"])
    compact = f"{one['protected']}.{encoded}.{one['signature']}".encode()
    assert verify(compact, AUTHORITY.der).verdict is Verdict.ISSUER_UNKNOWN
    assert verify(json.dumps({"payload": encoded, **one}).encode(), AUTHORITY.der).verdict is Verdict.ISSUER_UNKNOWN
    assert verify(compact).verdict is Verdict.UNKNOWN


def test_a_second_seal_counts_only_where_it_is_wrong() -> None:
    payload = json.dumps(credential())
    other: Seal = AUTHORITY.seal("Friend", number="NTREE-99999999")
    seals = [signature(SEAL, payload), signature(other, payload)]
    good = json.dumps({"payload": payload, "signatures": seals}).encode()
    wrong = json.dumps({"payload": payload, "signatures": [seals[0], signature(other, "{}")]}).encode()
    assert verify(good, AUTHORITY.der).verdict is Verdict.ISSUER_UNKNOWN
    assert verify(wrong, AUTHORITY.der).verdict is Verdict.FAILED


def test_a_time_stamp_that_is_damaged_is_reported() -> None:
    stamp = {"sigTst": {"tstTokens": [{"val": base64.b64encode(b"no token").decode()}]}}
    entry = b64url_encode(json.dumps(stamp).encode())
    report = verify(sealed(SEAL, unprotected={"etsiU": [entry]}), AUTHORITY.der)
    assert report.verdict is Verdict.ISSUER_UNKNOWN
    assert any("time stamp" in warning for warning in report.warnings)


def test_a_status_entry_is_asked_about_wherever_it_stands() -> None:
    entry = {"id": "https://s.example/1#2", "type": "StatusList2021Entry", "statusPurpose": "revocation"}
    entry |= {"statusListIndex": "2", "statusListCredential": "https://s.example/1"}
    assert verify(sealed(SEAL, credential(status=[entry])), AUTHORITY.der).verdict is Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("kind", "verdict"),
    [
        ("StatusList2021Entry", Verdict.UNKNOWN),
        ("BitstringStatusListEntry", Verdict.UNKNOWN),
        ("RevocationList2020Status", Verdict.UNKNOWN),
        ("1EdTechRevocationList", Verdict.UNKNOWN),
        ("SomebodysStatus", Verdict.UNKNOWN),
        ("CredentialStatus", Verdict.UNKNOWN),
        ("Concept", Verdict.ISSUER_UNKNOWN),
    ],
)
def test_of_what_stands_in_status_all_but_the_models_own_record_is_asked_about(kind: str, verdict: Verdict) -> None:
    report = verify(sealed(SEAL, credential(status={"id": "urn:epass:status:1", "type": kind})), AUTHORITY.der)
    assert report.verdict is verdict


def test_no_mutant_of_a_seal_is_accepted() -> None:
    data = sealed(SEAL)
    document = json.loads(data)
    mutants = [data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :] for at in range(0, len(data), 7)]
    for name in ("protected", "signature"):
        for cut in (slice(1, None), slice(0, -1)):
            changed = {**document["signatures"][0], name: document["signatures"][0][name][cut]}
            mutants.append(json.dumps({**document, "signatures": [changed]}).encode())
    mutants.append(json.dumps({**document, "signatures": []}).encode())
    mutants.append(json.dumps({**document, "payload": document["payload"] + " "}).encode())
    accepted = [mutant for mutant in mutants if verify(mutant, AUTHORITY.der, listed=True).verdict in POSITIVE]
    # A changed member name outside the seal leaves what is sealed as it is.
    assert [mutant for mutant in accepted if json.loads(mutant).get("payload") != document["payload"]] == []
