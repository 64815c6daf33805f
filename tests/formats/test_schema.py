from __future__ import annotations

import json
from typing import Any

import pytest

from tests.jsonld.badges import badge
from wallet.formats.reader import extract, parse
from wallet.formats.schema import check_schema
from wallet.model.checks import CheckId, Code, Outcome
from wallet.model.credential import Credential
from wallet.model.errors import ProofError
from wallet.model.limits import Limits

CLR = "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json"


def read(document: dict[str, Any]) -> Credential:
    limits = Limits()
    return parse(extract(json.dumps(document).encode(), limits), limits)


def holds(document: dict[str, Any]) -> bool:
    check_schema(read(document))
    return True


def refusal(document: dict[str, Any]) -> ProofError:
    with pytest.raises(ProofError) as caught:
        check_schema(read(document))
    assert caught.value.check is CheckId.SCHEMA
    return caught.value


def changed(*place: str | int, value: Any = ...) -> dict[str, Any]:
    """A badge with one member changed; taken away where no value is given."""
    document = badge()
    element: Any = document
    for name in place[:-1]:
        element = element[name]
    if value is ...:
        del element[place[-1]]
    else:
        element[place[-1]] = value
    return document


SUBJECT, ACHIEVEMENT = ("credentialSubject",), ("credentialSubject", "achievement")


@pytest.mark.parametrize(
    "document",
    [
        badge(),
        changed("id"),
        changed("name"),
        changed("name", value=[{"@value": "Robotik", "@language": "de"}]),
        changed("image", value="https://a.example/badge.png"),
        changed("issuer", value="did:web:university.example"),
        changed("issuer", "type"),
        changed(*ACHIEVEMENT),
        changed(*ACHIEVEMENT, "type", value="Achievement"),
        changed(*ACHIEVEMENT, "alignment", value={"targetName": "a", "targetUrl": "https://a.example/"}),
        changed(*ACHIEVEMENT, "achievementType", value="Program"),
        changed(*SUBJECT, "result", value=[{"type": ["Result"], "status": "Completed", "value": "A"}]),
        changed("evidence", value={"type": ["Evidence"], "name": "Video"}),
        changed("validFrom"),
    ],
)
def test_honest_badges_hold(document: dict[str, Any]) -> None:
    assert holds(document)


@pytest.mark.parametrize(
    ("document", "place"),
    [
        (changed("issuer"), "at the top: issuer is missing"),
        (changed("type", value=["VerifiableCredential", "OpenBadgeCredential", 5]), "/type/2"),
        (changed("@context", value=["https://www.w3.org/ns/credentials/v2"]), "/@context"),
        (changed("issuer", "type", value=["Organization"]), "/issuer/type"),
        (changed(*SUBJECT, "type", value=["Person"]), "/credentialSubject/type"),
        (changed(*ACHIEVEMENT, value="urn:x:achievement"), "/credentialSubject/achievement"),
        (changed(*ACHIEVEMENT, "criteria"), "/credentialSubject/achievement: criteria is missing"),
        (changed(*ACHIEVEMENT, "name", value=5), "/credentialSubject/achievement/name"),
        (changed(*ACHIEVEMENT, "creditsAvailable", value="3.5"), "/credentialSubject/achievement/creditsAvailable"),
        (changed(*ACHIEVEMENT, "alignment", 1, "type", value=["X"]), "/credentialSubject/achievement/alignment/1/type"),
        (changed(*ACHIEVEMENT, "resultDescription", 0, "type", value="X"), "/achievement/resultDescription/0/type"),
        (changed(*SUBJECT, "result", value=[{"type": "Grade"}]), "/credentialSubject/result/0/type"),
        (changed(*SUBJECT, "result", value={"status": "Excellent"}), "/credentialSubject/result/status"),
        (changed(*SUBJECT, "source", value={"id": "urn:x:s", "type": ["X"]}), "/credentialSubject/source/type"),
        (changed("evidence", value=[{"type": ["Essay"]}]), "/evidence/0/type"),
        (changed("endorsement", value=[{"type": ["VerifiableCredential"]}]), "/endorsement/0"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_breaks_the_schema_is_named_by_its_place(document: dict[str, Any], place: str) -> None:
    error = refusal(document)
    assert (error.code, error.outcome) == (Code.SCHEMA_MISMATCH, Outcome.FAILED)
    assert place in error.detail


def test_no_claim_is_told() -> None:
    for name in ("description", "name", "id"):
        error = refusal(changed(*ACHIEVEMENT, name, value=["Secret claim"]))
        assert "Secret" not in error.detail


def test_a_schema_of_the_issuers_own_is_not_judged() -> None:
    foreign = {"id": "https://university.example/schema.json", "type": "1EdTechJsonSchemaValidator2019"}
    error = refusal({**badge(), "credentialSchema": [foreign]})
    assert (error.code, error.outcome) == (Code.SCHEMA_FOREIGN, Outcome.NOT_APPLICABLE)
    broken = {**changed(*ACHIEVEMENT, "criteria"), "credentialSchema": foreign}
    assert refusal(broken).code is Code.SCHEMA_MISMATCH
    standard = {
        "id": "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json",
        "type": "1EdTechJsonSchemaValidator2019",
    }
    assert holds({**badge(), "credentialSchema": [standard]})


@pytest.mark.parametrize(
    "document",
    [
        {**badge(), "type": ["VerifiableCredential"], "credentialSubject": {"id": "did:example:a"}},
        {"@context": badge()["@context"], "type": ["VerifiablePresentation"], "verifiableCredential": [badge()]},
        {
            **badge(),
            "proof": {
                "type": "DataIntegrityProof",
                "cryptosuite": "ecdsa-sd-2023",
                "verificationMethod": f"{badge()['issuer']['id']}#k",
            },
        },
    ],
)
def test_where_there_is_nothing_to_check(document: dict[str, Any]) -> None:
    error = refusal(document)
    assert (error.code, error.outcome) == (Code.NOT_APPLICABLE, Outcome.NOT_APPLICABLE)


def test_learner_records() -> None:
    subject = {"id": "did:example:a", "type": ["ClrSubject"], "verifiableCredential": [badge()]}
    record = {
        **badge(),
        "@context": [badge()["@context"][0], CLR, badge()["@context"][1]],
        "type": ["VerifiableCredential", "ClrCredential"],
        "credentialSubject": subject,
    }
    assert holds(record)
    association = {"type": "Association", "associationType": "isFriendOf", "sourceId": "urn:a", "targetId": "urn:b"}
    error = refusal({**record, "credentialSubject": {**subject, "association": [association]}})
    assert "/credentialSubject/association/0/associationType" in error.detail


def test_endorsements() -> None:
    endorsement = {
        **badge(),
        "type": ["VerifiableCredential", "EndorsementCredential"],
        "credentialSubject": {"id": "urn:x:a", "type": ["EndorsementSubject"], "endorsementComment": "Good."},
    }
    assert holds(endorsement)
    assert "/credentialSubject" in refusal({**endorsement, "credentialSubject": {"type": "EndorsementSubject"}}).detail
