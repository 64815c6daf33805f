from datetime import UTC, datetime

from tests.formats.badges import BADGE, ISSUER, OLD_BADGE, changed, read, token
from wallet.formats.jwt import claims_of_payload
from wallet.model.credential import DataModel
from wallet.model.report import Kind

START, END = 1_767_323_045, 1_798_859_045


def test_registered_claims_take_their_places() -> None:
    inner = changed(
        OLD_BADGE, id=None, issuer=None, issuanceDate=None, credentialSubject={"achievement": {"name": "N"}}
    )
    payload = {"iss": ISSUER, "sub": "did:key:z6Mkholder", "jti": "urn:x", "nbf": START, "exp": END, "vc": inner}
    credential = read(token(payload, typ="JWT"))
    assert credential.claims == {
        **inner,
        "issuer": ISSUER,
        "id": "urn:x",
        "issuanceDate": "2026-01-02T03:04:05Z",
        "expirationDate": "2027-01-02T03:04:05Z",
        "credentialSubject": {"achievement": {"name": "N"}, "id": "did:key:z6Mkholder"},
    }
    assert (credential.data_model, credential.issuer_id, credential.id) == (DataModel.VCDM_1, ISSUER, "urn:x")
    assert credential.valid_until == datetime(2027, 1, 2, 3, 4, 5, tzinfo=UTC)


def test_an_issuer_with_a_name_keeps_it() -> None:
    claims = claims_of_payload({"iss": "did:a:b", "vc": {"issuer": {"id": "did:c:d", "name": "N"}}})
    assert claims["issuer"] == {"id": "did:a:b", "name": "N"}


def test_several_subjects_keep_their_own_identifiers() -> None:
    claims = claims_of_payload({"sub": "did:a:b", "vc": {"credentialSubject": [{"id": "x"}, {"id": "y"}]}})
    assert claims["credentialSubject"] == [{"id": "x"}, {"id": "y"}]
    assert claims_of_payload({"sub": "did:a:b", "vc": {}})["credentialSubject"] == {"id": "did:a:b"}


def test_a_version_2_credential_in_the_claim_has_dates_of_version_2() -> None:
    claims = claims_of_payload({"nbf": START, "exp": END, "vc": {"@context": BADGE["@context"]}})
    assert (claims["validFrom"], claims["validUntil"]) == ("2026-01-02T03:04:05Z", "2027-01-02T03:04:05Z")


def test_a_presentation_is_its_holders() -> None:
    payload = {"iss": "did:key:z6Mkholder", "vp": {"type": "VerifiablePresentation", "verifiableCredential": []}}
    credential = read(token(payload))
    assert (credential.kind, credential.issuer_id, credential.format) == (
        Kind.PRESENTATION,
        "did:key:z6Mkholder",
        "vp-jwt",
    )


def test_a_payload_that_is_the_credential_loses_the_tokens_own_claims() -> None:
    credential = read(token({**BADGE, "iss": ISSUER, "iat": START, "cnf": {}, "nbf": START + 1, "exp": END}))
    assert credential.claims == BADGE
    assert credential.valid_from == datetime(2026, 1, 2, 3, 4, 6, tzinfo=UTC)
    assert credential.valid_until == datetime(2027, 1, 2, 3, 4, 5, tzinfo=UTC)


def test_senseless_times_of_a_token_are_left_out() -> None:
    credential = read(token({**BADGE, "nbf": "soon", "exp": True}))
    assert credential.valid_from == datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert claims_of_payload({"nbf": 1e300, "vc": {}}) == {}
