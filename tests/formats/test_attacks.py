"""Forgeries that an attacker made of documents, each refused or seen through."""

import json
from datetime import UTC, datetime

import pytest

from tests.formats.badges import ACHIEVEMENT, BADGE, ISSUER, OLD_BADGE, changed, digest, disclosure, read, sd_jwt, token
from wallet.formats.art import art_of
from wallet.formats.reader import parse
from wallet.formats.rules import may_lack_members
from wallet.formats.structure import check_structure
from wallet.model.checks import Code
from wallet.model.credential import Carrier, SecuredDocument, Securing
from wallet.model.errors import ProofError, UnreadableError
from wallet.model.limits import Limits

HOLDER = "did:key:z6Mkholder"
STATUS = {"id": "https://a.example/s#1", "type": "BitstringStatusListEntry", "statusListIndex": "1"}
PAST = "2026-06-01T00:00:00Z"
PRESENTATION = {
    "@context": BADGE["@context"],
    "type": ["VerifiablePresentation"],
    "holder": HOLDER,
    "verifiableCredential": [BADGE],
}


def fault(data: bytes | dict) -> ProofError:
    with pytest.raises(ProofError) as caught:
        check_structure(read(data))
    return caught.value


def test_a_presentation_says_nothing_of_itself() -> None:
    subject = {"id": "did:a:b", "achievement": {"name": "Doctor of Medicine"}}
    presentation = read({**PRESENTATION, "name": "PhD", "credentialSubject": subject})
    assert (presentation.name, presentation.subject_id) == ("", None)


@pytest.mark.parametrize("other", ["did:key:zX#zX", "did:key:zX", f"{ISSUER}x#key", "", None])
def test_a_proof_by_somebody_else_leaves_no_member_out(other: str | None) -> None:
    own = {"type": "DataIntegrityProof", "cryptosuite": "eddsa-rdfc-2022", "verificationMethod": f"{ISSUER}#key"}
    foreign = {**own, "cryptosuite": "bbs-2023", "verificationMethod": other}
    assert not may_lack_members(read({**BADGE, "proof": [own, foreign]}))
    assert not may_lack_members(read({**BADGE, "proof": foreign}))


def test_a_proof_of_the_whole_badge_leaves_no_member_out() -> None:
    own = {"type": "DataIntegrityProof", "cryptosuite": "ecdsa-sd-2023", "verificationMethod": f"{ISSUER}#key"}
    assert may_lack_members(read({**BADGE, "proof": own}))
    assert not may_lack_members(read({**BADGE, "proof": [own, {**own, "cryptosuite": "ecdsa-rdfc-2019"}]}))


@pytest.mark.parametrize("name", ["@context", "credentialStatus", "credentialSchema", "exp", "nbf", "iss", "cnf"])
@pytest.mark.parametrize("typ", ["vc+sd-jwt", "dc+sd-jwt", "sd-jwt"])
def test_a_token_that_lets_its_holder_hide_its_end_or_withdrawal_is_refused(name: str, typ: str) -> None:
    hidden = disclosure(name, {**BADGE, "credentialStatus": STATUS, "exp": 1, "nbf": 1}.get(name, "x"))
    payload = {**changed(BADGE, **{name: None}), "vct": "https://a.example/v", "_sd": [digest(hidden)]}
    fault = read(sd_jwt(payload, hidden, typ=typ)).disclosure_fault
    assert fault is not None
    assert f"hide {name}" in fault.detail


def test_a_wrapped_credential_hides_no_withdrawal_either() -> None:
    hidden = disclosure("credentialStatus", STATUS)
    payload = {"iss": ISSUER, "vc": {**OLD_BADGE, "_sd": [digest(hidden)]}}
    fault = read(sd_jwt(payload, hidden, typ="sd-jwt")).disclosure_fault
    assert fault is not None
    assert "hide credentialStatus" in fault.detail


def test_every_end_counts_whatever_its_name() -> None:
    end = datetime(2026, 6, 1, tzinfo=UTC)
    old = changed(OLD_BADGE, expirationDate="2028-01-01T00:00:00Z", validUntil=PAST)
    assert read(old).valid_until == end
    assert read({**BADGE, "expirationDate": PAST}).valid_until == end
    assert read(token({**BADGE, "expirationDate": PAST})).valid_until == end
    assert read({**BADGE, "issuanceDate": PAST}).valid_from == end
    assert fault({**BADGE, "expirationDate": "soon"}).code is Code.BAD_DATE


@pytest.mark.parametrize("wrap", [lambda inner: token(inner, typ="vp+jwt"), lambda inner: token({"vp": inner})])
def test_a_presentation_in_a_presentation_is_no_badge(wrap) -> None:
    inner = wrap(PRESENTATION).decode()
    envelope = {
        "@context": BADGE["@context"],
        "type": "EnvelopedVerifiablePresentation",
        "id": f"data:application/vp+jwt,{inner}",
    }
    for entry in (inner, envelope):
        (document,) = read({**PRESENTATION, "verifiableCredential": [entry]}).presented
        with pytest.raises(UnreadableError):
            parse(document, Limits())


def test_a_token_names_its_subject() -> None:
    nobody = changed(BADGE, credentialSubject=changed(BADGE["credentialSubject"], id=None))
    assert read(token({**nobody, "sub": HOLDER}, typ="JWT")).subject_id == HOLDER
    two = {**BADGE, "credentialSubject": [{"id": "did:a:b"}, {"id": "did:a:c"}], "sub": HOLDER, "iss": ISSUER}
    assert "sub contradicts" in fault(token(two, typ="JWT")).detail
    vc = {"vct": "https://a.example/v", "iss": ISSUER, "sub": HOLDER, "credentialSubject": {"id": "did:a:b"}}
    assert "sub contradicts" in fault(sd_jwt(vc)).detail


def test_a_status_beside_the_credential_counts() -> None:
    other = {**STATUS, "statusListIndex": "2"}
    payload = {"iss": ISSUER, "credentialStatus": other, "vc": {**OLD_BADGE, "credentialStatus": STATUS}}
    assert read(token(payload)).status == (STATUS, other)


def test_a_presentation_is_by_its_holder_alone() -> None:
    forged = {**PRESENTATION, "iss": "did:key:zMallory", "issuer": "did:key:zMallory"}
    assert "iss contradicts" in fault(token(forged, typ="vp+jwt")).detail


def test_a_presentation_that_names_no_holder_is_by_the_owner_of_its_key() -> None:
    presentation = changed(PRESENTATION, holder=None)
    assert read(token(presentation, typ="vp+jwt", kid=f"{HOLDER}#key")).issuer_id == HOLDER
    assert read(token({**presentation, "iss": "did:a:b"}, typ="vp+jwt", kid=f"{HOLDER}#key")).issuer_id == "did:a:b"
    assert read({**presentation, "kid": f"{HOLDER}#key"}).issuer_id == ""


def test_a_signed_picture_comes_before_the_one_around_it() -> None:
    achievement = {**ACHIEVEMENT, "image": {"id": "data:image/png;base64,AAAA", "type": "Image"}}
    badge = {**BADGE, "credentialSubject": {**BADGE["credentialSubject"], "achievement": achievement}}
    content = json.dumps(badge).encode()
    document = SecuredDocument(content, Securing.EMBEDDED, Carrier.PNG, b"around", badge, {})
    assert art_of(document, parse(document, Limits())) == b"\0\0\0"
