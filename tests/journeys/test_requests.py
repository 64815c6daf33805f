"""Two laptops and no network: a request is shown, read, answered and judged; and what must be refused."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.presentation.issuing import LIMITS, SdJwtMaker, did, key, open_badge
from tests.simulators.bbs_issuer import BbsIssuer
from tests.simulators.camera import Camera
from wallet.crypto.encodings import b64url_decode, b64url_encode
from wallet.crypto.jwe import decrypt, encrypt
from wallet.crypto.keys import KeySigner, KeyType, PrivateKey, public_key_to_jwk
from wallet.jsonld.contexts import editions
from wallet.model.badge import BadgeId
from wallet.model.checks import CheckId, Code, Outcome, Source
from wallet.model.disclosure import Selection
from wallet.model.errors import RefusedError, UnreadableError, WalletError
from wallet.model.evidence import EvidenceDocument, EvidenceKind, ListedIssuer
from wallet.model.report import Level, Policy, Report, Verdict
from wallet.operations import answering, requesting
from wallet.operations.codes import write_codes
from wallet.operations.importing import Importer
from wallet.operations.inputs import Input, scan
from wallet.operations.requesting import Wanted
from wallet.operations.sample_issuer import status_entry
from wallet.operations.samples import sample_holder
from wallet.operations.verifying import question
from wallet.operations.wallet import Wallet, create_wallet, own_badges
from wallet.presentation import packing, ur
from wallet.proofs.ecdsa_sd_2023 import ECDSA_SD_2023
from wallet.settings import Folders
from wallet.status.bitstring import MINIMUM_ENTRIES, encode_list
from wallet.trust.evidence import EvidenceSet

START = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
SECRET = "Kastanienallee 12"
LISTS = ("https://status.example/school", "https://status.example/guild")
SUITES = {"sd-jwt": "/result", "ecdsa-sd-2023": "/credentialSubject/result", "bbs-2023": "/credentialSubject/result"}


class StoppedClock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.time = START

    def now(self) -> datetime:
        return self.time


@dataclass(frozen=True)
class Owner:
    """The owner's laptop."""

    wallet: Wallet
    clock: StoppedClock
    ids: dict[str, BadgeId]


@dataclass(frozen=True)
class Checker:
    """The checker's laptop, with whom it trusts."""

    folder: Path
    clock: StoppedClock
    evidence: EvidenceSet

    @property
    def request(self) -> Path:
        return self.folder / "r.json"

    def ask(self, *claims: str, signer: KeySigner | None = None, **wanted: str) -> Path:
        requesting.ask(self.request, Wanted(claims, **wanted), self.clock.now(), signer)
        return self.request

    def judge(self, answer: bytes, request: Path | None = None) -> Report:
        own = requesting.open_request(request or self.request, LIMITS)
        options = question(self.clock, self.clock.now(), Policy.CHECK, own.binding)
        return requesting.verify_answer(Input("p", answer), own, self.evidence, options)

    def opened(self, answer: bytes) -> bytes:
        return decrypt(answer, requesting.open_request(self.request, LIMITS).key, LIMITS)


def sd_jwt(issuer: KeySigner, holder: dict[str, str]) -> bytes:
    maker = SdJwtMaker()
    hidden = maker.hide(given_name="Maya", birthdate="2001-05-17", street=SECRET, result="87 %")
    shown = {"iss": did(issuer), "vct": "https://academy.example/badge", "iat": 1_700_000_000, "exp": 1_900_000_000}
    return maker.token({**shown, "cnf": {"jwk": holder}, "name": "Safety", **hidden}, issuer)


def derivable(document: dict[str, Any], holder: str, status_list: str) -> dict[str, Any]:
    """A badge of which nothing is hidden that decides whether it still holds."""
    document["credentialSubject"] |= {"id": holder, "result": [{"type": ["Result"], "value": "87 %"}]}
    document["evidence"] = [{"type": ["Evidence"], "name": SECRET}]
    return {
        **document,
        "validUntil": "2036-01-01T00:00:00Z",
        "credentialStatus": status_entry(status_list, "revocation", 7),
    }


def unmarked_list(issuer: str, address: str) -> dict[str, Any]:
    return {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer,
        "validFrom": "2026-11-24T08:00:00Z",
        "credentialSubject": {
            "id": f"{address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": encode_list(MINIMUM_ENTRIES, frozenset()),
        },
    }


def ecdsa_sd(issuer: KeySigner, document: dict[str, Any]) -> bytes:
    options = {"created": "2026-01-01T00:00:00Z", "proofPurpose": "assertionMethod"}
    proof = ECDSA_SD_2023.sign(document, options, issuer, editions(document)[-1], LIMITS)
    return json.dumps({**document, "proof": proof}).encode()


def bbs(issuer: BbsIssuer, document: dict[str, Any]) -> bytes:
    always = [f"/{name}" for name in ("issuer", "validFrom", "validUntil", "credentialStatus") if name in document]
    return json.dumps({**document, "proof": issuer.base_proof(document, always)}).encode()


@pytest.fixture(scope="module")
def laptops(tmp_path_factory: pytest.TempPathFactory) -> tuple[Owner, EvidenceSet]:
    home = tmp_path_factory.mktemp("owner")
    clock = StoppedClock()
    wallet = create_wallet(Folders(home / "v", home / "p", home / "c"), "a long passphrase", clock, LIMITS)
    holder = sample_holder(wallet)
    academy, school, guild = key(), key(KeyType.P256), BbsIssuer("Guild")
    made = {
        "sd-jwt": sd_jwt(academy, public_key_to_jwk(holder.public_key)),
        "ecdsa-sd-2023": ecdsa_sd(school, derivable(open_badge(school, None), holder.did, LISTS[0])),
        "bbs-2023": bbs(guild, derivable(guild.badge(), holder.did, LISTS[1])),
    }
    lists = (ecdsa_sd(school, unmarked_list(did(school), LISTS[0])), bbs(guild, unmarked_list(guild.id, LISTS[1])))
    importer = Importer(wallet, EvidenceSet(), own_badges(wallet))
    results = {name: importer.add(Input(name, data))[0] for name, data in made.items()}
    ids = {name: result.badge.id for name, result in results.items() if result.badge}
    expires = START + timedelta(days=30)
    issuers = [
        ListedIssuer(issuer, "An issuer", Level.PRODUCTION, "A list", expires, Source.PACK)
        for issuer in (did(academy), did(school), guild.id)
    ]
    documents = [
        EvidenceDocument(address, EvidenceKind.STATUS_LIST, data, START, Source.PACK, "A pack", expires)
        for address, data in zip(LISTS, lists, strict=True)
    ]
    return Owner(wallet, clock, ids), EvidenceSet(documents, issuers)


@pytest.fixture
def owner(laptops: tuple[Owner, EvidenceSet]) -> Owner:
    laptops[0].clock.time = START
    return laptops[0]


@pytest.fixture
def checker(laptops: tuple[Owner, EvidenceSet], tmp_path: Path) -> Checker:
    return Checker(tmp_path, StoppedClock(), laptops[1])


def respond(owner: Owner, request: Path, *names: str, shown: tuple[str, ...] | None = None) -> bytes:
    ids = [owner.ids[name] for name in names]
    proposal = answering.propose(owner.wallet, answering.read(owner.wallet, request), ids)
    chosen = None if shown is None else {badge: Selection(badge, frozenset(shown)) for badge in ids}
    return answering.answer(owner.wallet, proposal, chosen).content


@pytest.mark.parametrize("suite", list(SUITES))
def test_asked_answered_and_judged_without_a_network(
    owner: Owner, checker: Checker, suite: str, tmp_path: Path
) -> None:
    request = checker.ask(SUITES[suite], purpose="Hiring for the coast", name="https://employer.example")
    requesting.save_request_qr(request.read_bytes(), tmp_path / "r.png")
    answer = respond(owner, tmp_path / "r.png", suite)
    report = checker.judge(answer)
    assert report.verdict is Verdict.VERIFIED
    (inner,) = report.credentials
    for check in (CheckId.HOLDER_BINDING, CheckId.PRESENTATION_AUDIENCE, CheckId.PRESENTATION_FRESHNESS):
        assert inner.check(check).outcome is Outcome.PASSED
    assert SECRET not in answer.decode()
    opened = checker.opened(answer).decode()
    assert SECRET not in opened
    assert b64url_encode(SECRET.encode())[4:-4] not in opened
    assert checker.judge(answer).check(CheckId.PRESENTATION_FRESHNESS).code is Code.NONCE_USED
    assert checker.judge(answer).verdict is Verdict.FAILED


def test_the_least_is_proposed_over_all_badges(owner: Owner, checker: Checker) -> None:
    request = answering.read(owner.wallet, checker.ask("/given_name"))
    proposal = answering.propose(owner.wallet, request)
    (match,) = proposal.matches
    assert match.selection == Selection(owner.ids["sd-jwt"], frozenset({"/given_name"}))


def test_who_asks_and_what_for_is_said_first(owner: Owner, checker: Checker) -> None:
    request = answering.read(
        owner.wallet, checker.ask("/birthdate", purpose="Age check", name="https://employer.example")
    )
    said = " ".join(answering.propose(owner.wallet, request).remarks)
    assert "https://employer.example. We could not confirm who this is." in said
    assert "It says: Age check" in said
    assert "more than is usually needed: Date of birth" in said


def test_the_owner_may_show_more_and_not_less(owner: Owner, checker: Checker) -> None:
    request = checker.ask("/result")
    answer = respond(owner, request, "sd-jwt", shown=("/result", "/given_name"))
    assert checker.judge(answer).verdict is Verdict.VERIFIED
    with pytest.raises(RefusedError, match="less than the request asks for"):
        respond(owner, request, "sd-jwt", shown=("/given_name",))


@pytest.mark.parametrize("key_type", [KeyType.ED25519, KeyType.P256])
def test_a_signed_request_proves_who_asks(owner: Owner, checker: Checker, key_type: KeyType) -> None:
    signer = key(key_type)
    request = checker.ask("/result", signer=signer, name="Employer")
    read = answering.read(owner.wallet, request)
    assert read.proved_by == did(signer)
    assert read.client_id == f"decentralized_identifier:{did(signer)}"
    header = json.loads(b64url_decode(request.read_bytes().split(b".")[0]))
    assert header["typ"] == "oauth-authz-req+jwt"
    assert checker.judge(respond(owner, request, "sd-jwt")).verdict is Verdict.VERIFIED


def test_the_request_is_what_the_specification_says(checker: Checker) -> None:
    body = json.loads(checker.ask("/result", purpose="Hiring").read_bytes())
    assert body["response_type"] == "vp_token"
    assert body["exp"] - body["iat"] == 300
    assert len(b64url_decode(body["nonce"])) == 16
    (jwk,) = body["client_metadata"]["jwks"]["keys"]
    assert (jwk["crv"], jwk["use"], jwk["alg"]) == ("P-256", "enc", "ECDH-ES")
    assert "d" not in jwk
    assert set(body["client_metadata"]["vp_formats_supported"]) == {"dc+sd-jwt", "ldp_vc", "jwt_vc_json"}
    assert checker.ask("/result").read_bytes() != checker.ask("/result").read_bytes()


def test_the_secret_half_is_for_its_owner_alone(checker: Checker) -> None:
    secret = requesting.secret_path(checker.ask("/result"))
    assert secret.name == "r.secret.json"
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600
    assert json.loads(secret.read_bytes())["nonce_used"] is False


def changed(request: Path, **members: Any) -> Path:
    body = {**json.loads(request.read_bytes()), **members}
    request.write_bytes(json.dumps({name: value for name, value in body.items() if value is not None}).encode())
    return request


def test_an_expired_request_is_not_answered(owner: Owner, checker: Checker) -> None:
    request = checker.ask("/result")
    owner.clock.time = START + timedelta(minutes=5)
    with pytest.raises(RefusedError, match="has expired"):
        answering.read(owner.wallet, request)
    owner.clock.time = START - timedelta(minutes=3)
    with pytest.raises(RefusedError, match="from the future"):
        answering.read(owner.wallet, request)


@pytest.mark.parametrize(
    "members",
    [
        {"response_type": "code"},
        {"response_mode": "direct_post"},
        {"nonce": None},
        {"nonce": 5},
        {"client_id": ""},
        {"exp": None},
        {"exp": "soon"},
        {"exp": 1e300},
        {"iat": True},
        {"dcql_query": None},
        {"dcql_query": {"credentials": []}},
        {"dcql_query": {"credentials": [{"id": "a b", "format": "ldp_vc"}]}},
        {"dcql_query": {"credentials": [{"id": "a", "format": "ldp_vc", "claims": [{"path": [True]}]}]}},
        {"client_metadata": {}},
        {"client_metadata": {"jwks": {"keys": []}}},
        {"client_metadata": {"jwks": {"keys": [{"kty": "EC", "crv": "P-256", "x": "AA", "y": "AA"}]}}},
    ],
)
def test_a_malformed_request_is_not_answered(owner: Owner, checker: Checker, members: dict[str, Any]) -> None:
    request = changed(checker.ask("/result"), **members)
    with pytest.raises(UnreadableError):
        answering.propose(owner.wallet, answering.read(owner.wallet, request))


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"a.b", b"a.b.c", b"hello"])
def test_what_is_no_request_is_not_answered(owner: Owner, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "r.json").write_bytes(data)
    with pytest.raises(UnreadableError):
        answering.read(owner.wallet, tmp_path / "r.json")


@pytest.mark.parametrize(
    "name", ["did:web:bank.example", "x509_san_dns:bank.example", "decentralized_identifier:did:x:y"]
)
def test_a_name_that_needs_proof_is_not_believed_without(owner: Owner, checker: Checker, name: str) -> None:
    with pytest.raises(RefusedError, match="does not prove"):
        answering.read(owner.wallet, changed(checker.ask("/result"), client_id=name))
    with pytest.raises(RefusedError, match="Nothing would prove it"):
        checker.ask("/result", name=name)


def test_a_signature_by_somebody_else_is_not_believed(owner: Owner, checker: Checker) -> None:
    named, other = key(), key()
    request = checker.ask("/result", signer=replace(other, verification_method=named.verification_method))
    with pytest.raises(RefusedError, match="does not prove"):
        answering.read(owner.wallet, request)
    unknown = replace(other, verification_method="did:web:bank.example#key-1")
    with pytest.raises(RefusedError, match="does not prove"):
        answering.read(owner.wallet, checker.ask("/result", signer=unknown))


def test_what_is_not_held_is_said(owner: Owner, checker: Checker) -> None:
    with pytest.raises(RefusedError, match="driving_licence"):
        respond(owner, checker.ask("/driving_licence"))
    body = {"credentials": [{"id": "mdl", "format": "mso_mdoc", "meta": {"doctype_value": "org.iso.18013.5.1.mDL"}}]}
    with pytest.raises(RefusedError, match="mso_mdoc"):
        respond(owner, changed(checker.ask("/result"), dcql_query=body))


def test_an_answer_to_another_request_is_refused(owner: Owner, checker: Checker, tmp_path: Path) -> None:
    answer = respond(owner, checker.ask("/result"), "sd-jwt")
    kept = checker.opened(answer)
    request = checker.ask("/result")
    assert checker.judge(answer).verdict is Verdict.UNREADABLE
    own = requesting.open_request(request, LIMITS)
    resealed = encrypt(kept, own.key.public_key, "A256GCM").encode()
    report = checker.judge(resealed)
    assert report.verdict is Verdict.FAILED
    assert report.credentials[0].check(CheckId.PRESENTATION_FRESHNESS).code is Code.NONCE_MISMATCH
    assert report.credentials[0].check(CheckId.PRESENTATION_AUDIENCE).code is Code.AUDIENCE_MISMATCH
    assert not requesting.open_request(request, LIMITS).used


def test_an_answer_after_the_end_is_refused(owner: Owner, checker: Checker) -> None:
    answer = respond(owner, checker.ask("/result"), "sd-jwt")
    checker.clock.time = START + timedelta(minutes=5)
    report = checker.judge(answer)
    assert report.verdict is Verdict.FAILED
    assert report.check(CheckId.PRESENTATION_FRESHNESS).code is Code.PRESENTATION_STALE


def resealed(checker: Checker, answer: bytes, change: Any) -> bytes:
    own = requesting.open_request(checker.request, LIMITS)
    token = json.loads(checker.opened(answer))
    token["vp_token"] = {name: [change(value) for value in values] for name, values in token["vp_token"].items()}
    return encrypt(json.dumps(token).encode(), own.key.public_key, "A256GCM").encode()


def stripped(token: str) -> str:
    return token[: token.rindex("~") + 1]


def without_a_disclosure(token: str) -> str:
    jws, _, binding = token.split("~")
    return f"{jws}~{binding}"


def test_a_stripped_or_altered_answer_is_refused(owner: Owner, checker: Checker) -> None:
    answer = respond(owner, checker.ask("/result"), "sd-jwt")
    bare = checker.judge(resealed(checker, answer, stripped))
    assert bare.verdict is Verdict.FAILED
    assert bare.credentials[0].check(CheckId.HOLDER_BINDING).code is Code.HOLDER_NOT_PROVEN
    short = checker.judge(resealed(checker, answer, without_a_disclosure))
    assert short.credentials[0].check(CheckId.PRESENTATION_INTEGRITY).code is Code.PRESENTATION_ALTERED
    assert short.check(CheckId.PRESENTATION_INTEGRITY).code is Code.NOT_SHOWN
    # None of these used the request up.
    assert checker.judge(answer).verdict is Verdict.VERIFIED


def test_a_foreign_holder_is_refused(owner: Owner, checker: Checker) -> None:
    request = checker.ask("/credentialSubject/result")
    answer = respond(owner, request, "ecdsa-sd-2023")

    def without_proof(presentation: dict[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in presentation.items() if name != "proof"}

    assert checker.judge(resealed(checker, answer, without_proof)).verdict is Verdict.FAILED
    assert not requesting.open_request(request, LIMITS).used


def test_files_that_do_not_belong_together_are_refused(checker: Checker) -> None:
    secret = requesting.secret_path(checker.ask("/result")).read_bytes()
    request = checker.ask("/result")
    requesting.secret_path(request).write_bytes(secret)
    with pytest.raises(UnreadableError, match="does not belong"):
        requesting.open_request(request, LIMITS)
    requesting.secret_path(request).unlink()
    with pytest.raises(UnreadableError, match="no such file"):
        requesting.open_request(request, LIMITS)


def test_the_answer_crosses_as_the_text_of_a_code(owner: Owner, checker: Checker) -> None:
    answer = respond(owner, checker.ask(), "sd-jwt")
    text = ur.encode_bytes(packing.pack(answer, packing.UNFOLDED)).upper()
    assert checker.judge(text.encode()).verdict is Verdict.VERIFIED


def test_the_answer_crosses_by_a_moving_code_of_which_frames_are_lost(
    owner: Owner, checker: Checker, tmp_path: Path
) -> None:
    answer = respond(owner, checker.ask("/credentialSubject/result"), "ecdsa-sd-2023")
    screen, album = tmp_path / "screen", tmp_path / "album"
    screen.mkdir()
    album.mkdir()
    shown = write_codes(answer, screen, LIMITS)
    assert shown.count > 1
    for number, seen in enumerate(Camera(lost=8).watch(path.read_bytes() for path in shown.pictures)):
        (album / f"{number}.jpg").write_bytes(seen)
    assert len(list(album.iterdir())) < len(shown.pictures)
    assert checker.judge(scan([album])).verdict is Verdict.VERIFIED


def test_what_is_in_an_answer_can_be_asked_about_online(owner: Owner, checker: Checker) -> None:
    answer = respond(owner, checker.ask("/result"), "sd-jwt")
    (inside,) = requesting.opened([Input("letter", b"Dear all"), Input("p", answer)], checker.request, LIMITS)
    assert isinstance(inside.data, bytes)
    assert inside.data.count(b"~") == 2


def test_what_comes_along_is_said(owner: Owner, checker: Checker) -> None:
    request = answering.read(owner.wallet, checker.ask("/evidence/0/name"))
    said = " ".join(answering.propose(owner.wallet, request, [owner.ids["bbs-2023"]]).remarks)
    assert "cannot be shown without the rest: Evidence." in said


def test_a_request_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(WalletError, match="was not saved"):
        requesting.ask(tmp_path / "nowhere" / "r.json", Wanted(), START)


_JOSE = """
import {readFileSync} from 'node:fs';
const jose = await import(process.argv[1]);
const [token, jwk] = JSON.parse(readFileSync(0, 'utf8'));
const opened = await jose.compactDecrypt(token, await jose.importJWK(jwk, 'ECDH-ES'));
process.stdout.write(opened.plaintext);
"""


def test_the_library_of_others_reads_the_answer(owner: Owner, checker: Checker) -> None:
    node, jose = shutil.which("node"), os.environ.get("ROSETTE_JOSE")
    if node is None or not jose:
        pytest.skip("no Node with jose: set ROSETTE_JOSE to its module file")
    answer = respond(owner, checker.ask("/result"), "sd-jwt")
    secret: PrivateKey = requesting.open_request(checker.request, LIMITS).key
    jwk = {**public_key_to_jwk(secret.public_key), "d": b64url_encode(secret.to_bytes())}
    given = json.dumps([answer.decode(), jwk]).encode()
    command = [node, "--input-type=module", "-e", _JOSE, jose]
    done = subprocess.run(command, input=given, capture_output=True, check=True)
    assert done.stdout == checker.opened(answer)
