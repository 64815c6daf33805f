import pytest

from tests.formats.badges import ACHIEVEMENT, BADGE, ISSUER, OLD_BADGE, changed, digest, disclosure, read, sd_jwt, token
from wallet.formats.structure import check_structure
from wallet.model.checks import CheckId, Code
from wallet.model.errors import ProofError

SUBJECT = BADGE["credentialSubject"]
URL = "https://a.example/x"


def fault(data: bytes | dict) -> ProofError:
    with pytest.raises(ProofError) as caught:
        check_structure(read(data))
    assert caught.value.check is CheckId.STRUCTURE
    return caught.value


@pytest.mark.parametrize(
    "badge",
    [
        BADGE,
        OLD_BADGE,
        changed(BADGE, validFrom=None, validUntil=None),
        changed(BADGE, issuer=ISSUER, type="VerifiableCredential", credentialSubject=[{"id": "urn:a:b"}, {"x": 1}]),
        changed(BADGE, name=[{"@value": "N", "@language": "de", "@direction": "ltr"}], description={"@value": "D"}),
        changed(BADGE, credentialStatus=[{"type": "X"}], evidence=[{"type": "Evidence"}], termsOfUse={"type": "T"}),
        changed(
            BADGE, relatedResource=[{"id": URL, "digestSRI": "sha384-x"}], credentialSchema={"id": URL, "type": "S"}
        ),
        changed(OLD_BADGE, credentialSubject={}, type=["VerifiableCredential"]),
        changed(BADGE, proof=[{"type": "DataIntegrityProof"}]),
    ],
)
def test_sound_badges_pass(badge: dict) -> None:
    assert check_structure(read(badge)) is None


@pytest.mark.parametrize(
    ("badge", "code", "words"),
    [
        (changed(BADGE, **{"@context": None}), Code.MISSING_MEMBER, "lacks @context"),
        (changed(BADGE, **{"@context": BADGE["@context"][::-1]}), Code.BAD_VALUE, "first @context"),
        (changed(BADGE, **{"@context": [*BADGE["@context"], 1]}), Code.BAD_VALUE, "@context"),
        (changed(BADGE, **{"@context": [*BADGE["@context"], "https ://a"]}), Code.BAD_VALUE, "@context"),
        (changed(BADGE, type=["OpenBadgeCredential"]), Code.BAD_VALUE, "not of type VerifiableCredential"),
        (changed(BADGE, type=["VerifiableCredential", "https ://a"]), Code.BAD_VALUE, "not a name"),
        (changed(BADGE, type=None), Code.MISSING_MEMBER, "lacks type"),
        (changed(BADGE, type=["VerifiableCredential", 1]), Code.BAD_VALUE, "not a name"),
        (changed(BADGE, id=["urn:a", "urn:b"]), Code.BAD_VALUE, "id is not one absolute URL"),
        (changed(BADGE, id="https ://a"), Code.BAD_VALUE, "id is not one absolute URL"),
        (changed(BADGE, issuer=None), Code.MISSING_MEMBER, "lacks issuer"),
        (changed(BADGE, issuer="university"), Code.BAD_VALUE, "issuer is not"),
        (changed(BADGE, issuer={"name": "N"}), Code.MISSING_MEMBER, "issuer lacks id"),
        (changed(BADGE, issuer={"id": ISSUER, "name": {"@value": "N", "url": "x"}}), Code.BAD_VALUE, "issuer's name"),
        (changed(BADGE, credentialSubject=None), Code.MISSING_MEMBER, "lacks credentialSubject"),
        (changed(BADGE, credentialSubject=[SUBJECT, {}]), Code.BAD_VALUE, "subject"),
        (changed(BADGE, credentialSubject="did:a:b"), Code.BAD_VALUE, "subject"),
        (changed(BADGE, credentialSubject={"id": ["urn:a", "urn:b"]}), Code.BAD_VALUE, "subject's id"),
        (changed(OLD_BADGE, credentialSubject=None), Code.MISSING_MEMBER, "lacks credentialSubject"),
        (changed(BADGE, validFrom="2026-01-01"), Code.BAD_DATE, "validFrom"),
        (changed(BADGE, validUntil=["2026-01-01T00:00:00Z"]), Code.BAD_DATE, "validUntil"),
        (changed(BADGE, validUntil="2020-01-01T00:00:00Z"), Code.BAD_DATE, "ends before"),
        (changed(OLD_BADGE, issuanceDate=None), Code.MISSING_MEMBER, "lacks issuanceDate"),
        (changed(OLD_BADGE, expirationDate="01/01/2020"), Code.BAD_DATE, "expirationDate"),
        (changed(OLD_BADGE, credentialStatus={"type": "X"}), Code.MISSING_MEMBER, "credentialStatus lacks id"),
        (changed(BADGE, credentialStatus={"id": "urn:a:b"}), Code.MISSING_MEMBER, "credentialStatus lacks type"),
        (changed(BADGE, credentialStatus={"id": "b", "type": "X"}), Code.BAD_VALUE, "credentialStatus's id"),
        (changed(BADGE, credentialSchema={"type": "X"}), Code.MISSING_MEMBER, "credentialSchema lacks id"),
        (changed(BADGE, evidence={}), Code.BAD_VALUE, "evidence"),
        (changed(BADGE, refreshService=["x"]), Code.BAD_VALUE, "refreshService"),
        (changed(BADGE, relatedResource={"id": URL}), Code.MISSING_MEMBER, "no digest"),
        (changed(BADGE, relatedResource=[{"id": URL, "digestSRI": "x"}] * 2), Code.BAD_VALUE, "named twice"),
        (changed(BADGE, proof=[{}]), Code.BAD_VALUE, "proof"),
        (changed(BADGE, proof={"created": "x"}), Code.MISSING_MEMBER, "proof lacks type"),
        (changed(BADGE, type=["VerifiableCredential", "X"]), Code.BAD_VALUE, "about an achievement"),
        (changed(BADGE, issuer={"id": ISSUER, "type": "Profil"}), Code.BAD_VALUE, "issuer is not of type Profile"),
        (
            changed(BADGE, credentialSubject={**SUBJECT, "achievement": changed(ACHIEVEMENT, criteria=None)}),
            Code.MISSING_MEMBER,
            "achievement lacks criteria",
        ),
        (changed(BADGE, credentialSubject={**SUBJECT, "result": [{"type": "R"}]}), Code.BAD_VALUE, "of type Result"),
    ],
)
def test_faults_are_named(badge: dict, code: Code, words: str) -> None:
    error = fault(badge)
    assert (error.code, words in error.detail) == (code, True), error.detail


def test_what_a_holder_may_hide_is_not_missing() -> None:
    subject = {**SUBJECT, "achievement": changed(ACHIEVEMENT, criteria=None, description=None)}
    proof = {"type": "DataIntegrityProof", "cryptosuite": "bbs-2023", "verificationMethod": f"{ISSUER}#key"}
    assert check_structure(read(changed(BADGE, credentialSubject=subject, proof=proof))) is None


PRESENTATION = {
    "@context": BADGE["@context"],
    "type": "VerifiablePresentation",
    "holder": {"id": "did:a:b"},
    "verifiableCredential": [BADGE],
}


def test_presentations_have_rules_of_their_own() -> None:
    assert check_structure(read(PRESENTATION)) is None
    assert "holder" in fault(changed(PRESENTATION, holder={"id": "z6Mk"})).detail
    assert "not of type VerifiablePresentation" in fault(changed(PRESENTATION, type=["X"])).detail
    bare = changed(PRESENTATION, verifiableCredential=[token(BADGE).decode()])
    assert "bare token" in fault(bare).detail
    envelope = {"type": "EnvelopedVerifiableCredential", "id": f"data:application/vc+jwt,{token(BADGE).decode()}"}
    assert "envelope" in fault(changed(PRESENTATION, verifiableCredential=envelope)).detail
    envelope["@context"] = "https://www.w3.org/ns/credentials/v2"
    assert check_structure(read(changed(PRESENTATION, verifiableCredential=envelope))) is None
    assert "envelope" in fault(changed(PRESENTATION, verifiableCredential={**envelope, "id": "urn:a"})).detail
    assert check_structure(read(changed(bare, **{"@context": OLD_BADGE["@context"]}))) is None


NBF, EXP = 1_767_323_045, 1_830_395_045
OB3_TOKEN = {**BADGE, "iss": ISSUER, "jti": BADGE["id"], "sub": SUBJECT["id"], "nbf": NBF, "exp": EXP}
WRAPPED = {"vc": OLD_BADGE, "iss": ISSUER, "nbf": NBF}


@pytest.mark.parametrize(
    "compact",
    [
        token(OB3_TOKEN, typ="JWT"),
        token(BADGE),
        token({**BADGE, "exp": EXP - 999}, typ="application/vc+jwt"),
        token(WRAPPED, typ="JWT"),
        token({"vp": {**PRESENTATION, "holder": "did:a:b"}, "iss": "did:a:b"}),
    ],
)
def test_sound_tokens_pass(compact: bytes) -> None:
    assert check_structure(read(compact)) is None


@pytest.mark.parametrize(
    ("compact", "code", "words"),
    [
        (token(BADGE, typ="bad+typ"), Code.BAD_VALUE, "type is not that of a credential"),
        (token(BADGE, typ=7), Code.BAD_VALUE, "type is not that of a credential"),
        (token({**BADGE, "vc": "oops"}, typ="vc+jwt"), Code.BAD_VALUE, "wraps"),
        (token({**BADGE, "vp": {}}, typ="vc+jwt"), Code.BAD_VALUE, "wraps"),
        (token({**BADGE, "vc": OLD_BADGE}, typ="JWT"), Code.BAD_VALUE, "wraps"),
        (token({**OB3_TOKEN, "iss": "did:a:b"}), Code.BAD_VALUE, "iss contradicts"),
        (token({**OB3_TOKEN, "jti": "urn:a"}), Code.BAD_VALUE, "jti contradicts"),
        (token({**OB3_TOKEN, "sub": "did:a:b"}), Code.BAD_VALUE, "sub contradicts"),
        (token({**OB3_TOKEN, "sub": 1}), Code.BAD_VALUE, "sub is not a text"),
        (token({**OB3_TOKEN, "nbf": NBF - 60}), Code.BAD_DATE, "validFrom"),
        (token({**OB3_TOKEN, "exp": EXP + 60}), Code.BAD_DATE, "validUntil"),
        (token({**OB3_TOKEN, "exp": "later"}), Code.BAD_DATE, "exp cannot be used"),
        (token({**WRAPPED, "iss": "did:a:b"}), Code.BAD_VALUE, "iss contradicts"),
        (token({**WRAPPED, "nbf": NBF + 60}), Code.BAD_DATE, "issuanceDate"),
    ],
)
def test_contradictions_in_tokens_are_named(compact: bytes, code: Code, words: str) -> None:
    error = fault(compact)
    assert (error.code, words in error.detail) == (code, True), error.detail


SD_PAYLOAD = {
    "iss": ISSUER,
    "vct": URL,
    "nbf": NBF,
    "exp": EXP,
    "iat": NBF,
    "cnf": {"jwk": {}},
    "issuer": {"id": ISSUER},
}


def hiding(name: str, value: object) -> bytes:
    hidden = disclosure(name, value)
    return sd_jwt({**changed(SD_PAYLOAD, **{name: None}), "_sd": [digest(hidden)]}, hidden)


@pytest.mark.parametrize(
    ("compact", "code", "words"),
    [
        (sd_jwt(SD_PAYLOAD, typ="JWT"), Code.BAD_VALUE, "type is not that"),
        (sd_jwt(changed(SD_PAYLOAD, vct=None)), Code.BAD_VALUE, "lacks vct"),
        (sd_jwt({**SD_PAYLOAD, "vct": 1}), Code.BAD_VALUE, "vct is not of its kind"),
        (sd_jwt({**SD_PAYLOAD, "cnf": "key"}), Code.BAD_VALUE, "cnf is not of its kind"),
        (sd_jwt({**SD_PAYLOAD, "exp": NBF - 1}), Code.BAD_DATE, "ends before"),
        (sd_jwt({**SD_PAYLOAD, "iat": "now"}), Code.BAD_DATE, "iat"),
        (sd_jwt({**SD_PAYLOAD, "validFrom": "2026"}), Code.BAD_DATE, "validFrom"),
        (sd_jwt({**SD_PAYLOAD, "issuer": "did:a:b"}), Code.BAD_VALUE, "iss contradicts"),
    ],
)
def test_rules_of_sd_jwt_vc(compact: bytes, code: Code, words: str) -> None:
    error = fault(compact)
    assert (error.code, words in error.detail) == (code, True), error.detail


def test_sound_sd_jwt_vcs_pass() -> None:
    assert check_structure(read(sd_jwt(SD_PAYLOAD))) is None
    assert check_structure(read(sd_jwt(SD_PAYLOAD, typ="vc+sd-jwt"))) is None
    assert check_structure(read(hiding("iat", NBF))) is None
