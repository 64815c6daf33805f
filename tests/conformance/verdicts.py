"""What `verify` must answer to each published file: the rules by which upstream's expectation maps to our verdicts.

Upstream answers "is the signature or structure good"; ours is wider (who signed, may this key speak for it, and what
of its status). The numbers are those of the corpus's mapping page. No issuer list is loaded, so the best is
`issuer_unknown`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from wallet.model.checks import Source
from wallet.model.evidence import EvidenceDocument, EvidenceKind
from wallet.model.limits import Limits
from wallet.model.report import Report, Verdict
from wallet.trust.evidence import EvidenceSet
from wallet.verification.options import VerifyOptions
from wallet.verification.verifier import Verifier

AT = datetime(2026, 6, 1, 12, tzinfo=UTC)
POSITIVE = frozenset({Verdict.ISSUER_UNKNOWN, Verdict.LIMITED, Verdict.VERIFIED})
ANY_BUT_POSITIVE = frozenset(Verdict) - POSITIVE
FAMILIES = (
    "dcc-vc-test-fixtures",
    "w3c-vc-di-eddsa",
    "w3c-vc-di-ecdsa",
    "w3c-vc-di-ecdsa-test-suite",
    "spruceid-ssi",
    "dif-jws-test-suite",
    "w3c-vcdm2-spec-examples",
    "w3c-vc-di-bbs",
    "w3c-vc-di-bbs-test-suite",
    "1edtech-validator-ob30",
    "1edtech-validator-clr",
    "rfc9901",
    "w3c-vc-jose-cose-test-suite",
    "w3c-bitstring-spec-examples",
    "walt-id-status",
    "ietf-token-status-list",
    "elm-empl",
    "mynextid-credentials",
    "esig-dss-jades",
    "blockcerts-cert-verifier-js",
    "blockcerts-cert-schema",
    "1edtech-validator-ob20",
    "1edtech-openbadges-validator-core",
    "mozilla-openbadges-bakery",
    "luisgf-openbadgeslib",
    "1edtech-ob-spec-examples",
    "dcc-learner-credential-wallet",
    "owf-learner-credential-wallet",
    "w3c-ccg-vc-ed-plugfest",
    "1edtech-validator-tcp",
    "learncard-credential-library",
    "w3c-vcdm1-test-suite",
    "w3c-vcdm2-test-suite",
    "w3c-vc-data-model-schema-examples",
    "owf-sd-jwt-python",
    "ietf-sd-jwt-examples",
)


@dataclass(frozen=True, slots=True)
class Row:
    """One published file: what was expected, what came, and why the two words may differ."""

    file: str
    upstream: str
    allowed: frozenset[Verdict]
    why: str
    report: Report

    @property
    def agrees(self) -> bool:
        return self.report.verdict in self.allowed


def rows(corpus: Path, family: str, *, with_pack: bool) -> Iterator[Row]:
    expected = json.loads((corpus / "expected.open.json").read_bytes())
    evidence = pack_of(corpus) if with_pack else EvidenceSet()
    for file in sorted(name for name in expected if name.startswith(f"{family}/")):
        entry = expected[file]
        at = datetime.fromisoformat(entry["evaluate_at"]) if "evaluate_at" in entry else AT
        data = (corpus / file).read_bytes()
        report = Verifier(evidence, VerifyOptions(at=at, limits=Limits())).verify(data, file)
        allowed, why = _RULES[family](file, entry, data, with_pack)
        yield Row(file, entry["expected"], allowed, why, report)


def pack_of(corpus: Path, *more: EvidenceDocument) -> EvidenceSet:
    """Make evidence from the corpus's map of addresses (mapping page, "Making a pack from the map")."""
    documents = []
    for address, file in json.loads((corpus / "url_map.open.json").read_bytes()).items():
        kind = _kind(address)
        if kind is not None:
            content = (corpus / file).read_bytes()
            fetched = AT - timedelta(hours=1)
            documents.append(EvidenceDocument(address, kind, content, fetched, Source.PACK, "corpus"))
    return EvidenceSet([*documents, _jose_keys(corpus), *more])


def _jose_keys(corpus: Path) -> EvidenceDocument:
    """Make the key set of the VC-JOSE-COSE suite's issuer from its verification methods."""
    methods = sorted((corpus / "w3c-vc-jose-cose-test-suite/tests/input").glob("vm-*.json"))
    keys = [json.loads(method.read_bytes())["publicKeyJwk"] for method in methods if "-did-" not in method.name]
    content = json.dumps({"keys": keys}).encode()
    issuer, fetched = "https://example.issuer/vc-jose-cose", AT - timedelta(hours=1)
    return EvidenceDocument(issuer, EvidenceKind.JWKS, content, fetched, Source.PACK, "corpus")


def _kind(address: str) -> EvidenceKind | None:
    if address.startswith("did:"):
        return EvidenceKind.DID_DOCUMENT
    if "/statusLists/" in address:
        return EvidenceKind.STATUS_LIST
    name = address.rsplit("/", 1)[1] if "example.org/" in address else ""
    return next((kind for start, kind in _KINDS if re.fullmatch(start, name)), None)


_KINDS = (
    (r"(empty-)?revocation-list\.json", EvidenceKind.REVOCATION_LIST),
    (r"(organization|issuer|bad-issuer).*\.json", EvidenceKind.ISSUER_PROFILE),
    (r"key\d\.json", EvidenceKind.PUBLIC_KEY),
    (r".*badge.*\.json", EvidenceKind.BADGE_CLASS),
)
"""By the names of the files that the OB 2.0 tests serve."""


Rule = tuple[frozenset[Verdict], str]


def _is(verdict: Verdict, why: str = "") -> Rule:
    return frozenset({verdict}), why


def _json_of(data: bytes) -> dict[str, Any]:
    try:
        value = json.loads(data)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def _no_verdict(entry: dict[str, Any]) -> bool:
    return entry["expected"] in ("reference", "vectors", "unspecified")


def _dcc(file: str, entry: dict[str, Any], data: bytes, with_pack: bool) -> Rule:
    if entry["expected"] == "malformed":
        return _is(Verdict.UNREADABLE, "an empty file")
    if file.endswith(".png"):
        return _is(Verdict.UNREADABLE, "a QR code with a link, not a badge")
    if "/statusLists/" in file:
        return _DCC_LISTS[file.rsplit("/", 1)[1]]
    if _no_verdict(entry):
        return ANY_BUT_POSITIVE, "rule 1: no verdict asserted"
    return _dcc_credential(entry, _json_of(data), with_pack)


def _dcc_credential(entry: dict[str, Any], credential: dict[str, Any], with_pack: bool) -> Rule:
    issuer = credential["issuer"]
    is_web = str(issuer if isinstance(issuer, str) else issuer["id"]).startswith("did:web:")
    checks = entry.get("checks", [])
    if entry.get("signature") == "invalid":
        return _is(Verdict.UNKNOWN, "rule 5") if is_web and not with_pack else _is(Verdict.FAILED, "tampered")
    if "expired" in checks:
        return _is(Verdict.EXPIRED, "rule 10: dates precede unknown; the list is not the issuer's")
    if any("not yet valid" in check for check in checks):
        return _is(Verdict.NOT_YET_VALID, "its name says otherwise")
    if is_web and not with_pack:
        return _is(Verdict.UNKNOWN, "rule 5: did:web without its document")
    if "credentialStatus" in credential:
        return _is(Verdict.UNKNOWN, "rule 8: no list, a list by another issuer, or a list that does not hold")
    return _is(Verdict.ISSUER_UNKNOWN)


_DCC_LISTS = {
    "e5WK8CbZ1GjycuPombrj": _is(Verdict.ISSUER_UNKNOWN),
    "expired": _is(Verdict.EXPIRED),
    "notYetValid": _is(Verdict.NOT_YET_VALID),
    "tampered": _is(Verdict.FAILED),
    "missingBitStringType": _is(Verdict.FAILED, "a list that lacks a type of its own"),
}


def _w3c(file: str, entry: dict[str, Any], data: bytes, with_pack: bool) -> Rule:
    if entry["expected"] == "valid":
        return _is(Verdict.FAILED, "rule 3: the mathematics hold, the key is not the issuer's")
    return ANY_BUT_POSITIVE, "rule 1 or 2: an intermediate value or an unsigned document"


def _vcdm2_examples(file: str, entry: dict[str, Any], data: bytes, with_pack: bool) -> Rule:
    if ".proof-" in file:
        return _is(Verdict.FAILED, "rule 3: the mathematics hold, the key is not the issuer's")
    if file.endswith(".sdjwt.txt"):
        return _is(Verdict.UNKNOWN, "rule 5: the key is named by its thumbprint alone")
    if file.endswith(".jwt.txt"):
        return _is(Verdict.UNKNOWN, "rule 5: the key is named by its thumbprint alone")
    return ANY_BUT_POSITIVE, "rule 1 or 2: COSE, or an unsigned example"


def _did_example(file: str, entry: dict[str, Any], data: bytes, with_pack: bool) -> Rule:
    if entry["expected"] == "valid":
        return _is(Verdict.UNKNOWN, "rule 5: did:example; tested in test_detached_jws, with the keys given")
    if entry["expected"] == "malformed":
        return _is(Verdict.UNREADABLE, "rule 1: an error message")
    if file.endswith("bad-method-json.jsonld"):
        return _is(Verdict.FAILED, "its purpose is wrong, whoever signed it")
    if entry["expected"] == "invalid":
        return _is(Verdict.UNKNOWN, "rule 5: did:example; the wrong method is told with the keys given")
    return ANY_BUT_POSITIVE, "rule 1 or 2: a key, an unsigned document"


def _1edtech(file: str, entry: dict[str, Any], data: bytes, with_pack: bool) -> Rule:
    name = file.rsplit("/", 1)[1]
    if name in _1EDTECH:
        return _1EDTECH[name]
    return (ANY_BUT_POSITIVE, "rule 1") if _no_verdict(entry) else _is(Verdict.UNKNOWN, "rule 4 or 5: key not proven")


_SELF = _is(Verdict.UNKNOWN, "rule 4: the key came with the badge")
_FAILED = _is(Verdict.FAILED)
_BOUND = _is(Verdict.FAILED, "rule 3: signed by another DID than the issuer")
_1EDTECH = {
    "simple-did-key-method.json": _BOUND,
    "simple-err-proof-method-unknown-scheme.json": _BOUND,
    "simple-err-proof-method-unknown-did-method.json": _BOUND,
    "simple-err-proof-method.json": _is(Verdict.UNKNOWN, "the fragment is no sound key"),
    "simple-err-proof-value.json": _FAILED,
    "simple-err-expired.json": _is(Verdict.EXPIRED),
    "simple-err-issued.json": _is(Verdict.NOT_YET_VALID),
    "simple-err-issuer.json": _FAILED,
    "simple-err-context.json": _FAILED,
    "simple-err-type.json": _FAILED,
    "simple-err-evidence-type.json": _FAILED,
    "simple-err-credential-subject-profile-type.json": _FAILED,
    "simple-err-credential-subject-result-type.json": _FAILED,
    "simple-err-credential-subject-achievement-result-description-type.json": _FAILED,
    "simple-noproof.json": _FAILED,
    "simple-eddsa-2022.json": _is(Verdict.UNKNOWN, "rule 6: a suite outside the list"),
    "complete.json": _is(Verdict.UNKNOWN, "rules 4 and 8; upstream's reason is a missing schema"),
    "complete_v1.json": _is(Verdict.EXPIRED),
    "velocity.jwt": _is(Verdict.FAILED, "rule 3: `iss` and `issuer` differ; upstream: undefined terms"),
}


def _clr(file: str, entry: dict[str, Any], data: bytes, with_pack: bool) -> Rule:
    name = file.rsplit("/", 1)[1]
    return _CLR.get(name, _SELF)


_CLR = {
    "complex.json": _is(Verdict.FAILED, "rule 3: the issuer is a urn, the key a did:key"),
    "simple-noproof.json": _is(Verdict.FAILED, "rule 2"),
    "simple_old_safesigned.json": (ANY_BUT_POSITIVE, "rule 1: no verdict asserted"),
}


def _rfc9901(file: str, entry: dict[str, Any], data: bytes, with_pack: bool) -> Rule:
    return _is(Verdict.UNREADABLE, "rule 1: an SD-JWT without `vct`; tested in the SD-JWT library")


def _european(file: str, entry: dict[str, Any], data: bytes, with_pack: bool) -> Rule:
    if entry["expected"] == "malformed":
        return _is(Verdict.UNREADABLE, "the first part of a token alone")
    return (ANY_BUT_POSITIVE, "rule 1") if _no_verdict(entry) else _is(Verdict.UNKNOWN, "rule 4: x5c, no chosen anchor")


def _jades(file: str, entry: dict[str, Any], data: bytes, with_pack: bool) -> Rule:
    return _is(Verdict.UNREADABLE, "rule 1: what is sealed is no credential; tested in the JAdES library")


def _ob2(file: str, entry: dict[str, Any], data: bytes, with_pack: bool) -> Rule:
    name = file.rsplit("/", 1)[1]
    if name in _OB2:
        alone, proved = _OB2[name]
        return _is(proved if with_pack else alone)
    if "/assets/" in file or "/rdf-validation/" in file or name == "basic-assertion-invalid-type.json":
        return _is(Verdict.UNREADABLE, "rule 1: a part of a badge, and no award")
    if _no_verdict(entry):
        return ANY_BUT_POSITIVE, "rule 1"
    return _is(Verdict.UNKNOWN, "hosted, and its hosted copy is not in the map; with it: test_open_badges")


_OB2 = {
    "simple.jwt": (Verdict.UNKNOWN, Verdict.ISSUER_UNKNOWN),
    "simple-not-revoked.jwt": (Verdict.UNKNOWN, Verdict.ISSUER_UNKNOWN),
    "simple-revoked.jwt": (Verdict.UNKNOWN, Verdict.REVOKED),
    "basic-assertion-expired.json": (Verdict.EXPIRED, Verdict.EXPIRED),
    "basic-assertion-in-future.json": (Verdict.NOT_YET_VALID, Verdict.NOT_YET_VALID),
    "basic-assertion-expired-before-issued.json": (Verdict.FAILED, Verdict.FAILED),
    "basic-assertion-with-allowed-origins-invalid-multiple-starts-with.json": (Verdict.UNKNOWN, Verdict.FAILED),
}


def _ob_parts(file: str, entry: dict[str, Any], data: bytes, with_pack: bool) -> Rule:
    if _no_verdict(entry) or entry["expected"] == "malformed":
        return _is(Verdict.UNREADABLE, "rule 1: a picture, key or context; or a baked text that is no JSON")
    if entry["expected"] == "invalid":
        return _is(Verdict.FAILED, "its recipient is no object")
    if "badgeclass" in file or "issuer" in file:
        return _is(Verdict.UNREADABLE, "rule 1: a part of a badge, and no award")
    return _is(Verdict.UNKNOWN, "hosted, and its hosted copy is not in the map")


def _jose(file: str, entry: dict[str, Any], data: bytes, with_pack: bool) -> Rule:
    name = file.rsplit("/", 1)[1]
    if "-cose-" in name or name.startswith("vm-"):
        return _is(Verdict.UNREADABLE, "rule 1: COSE, or a key")
    if "media-type" in name or "vc-vp-claims" in name:
        return _is(Verdict.FAILED, "its structure, whoever signed it")
    if "unknown-extensions.txt" in name:
        return _is(Verdict.UNKNOWN, "rule 6: ES512")
    if name.endswith(".json"):
        if name.startswith("presentation"):
            return frozenset(Verdict) - {Verdict.VERIFIED}, "rule 1: unsigned; judged by the badges inside"
        return _is(Verdict.FAILED, "rule 2: unsigned")
    if not with_pack:
        return _is(Verdict.UNKNOWN, "rule 5: an https issuer without its keys")
    return _is(Verdict.ISSUER_UNKNOWN if entry["expected"] == "valid" else Verdict.FAILED)


def _bitstring(file: str, entry: dict[str, Any], data: bytes, with_pack: bool) -> Rule:
    if ".proof-" in file:
        return _is(Verdict.FAILED, "rule 3: the mathematics hold, the key is not the issuer's")
    if file.endswith(".jwt.txt"):
        return _is(Verdict.UNKNOWN, "rule 5: did:example")
    return ANY_BUT_POSITIVE, "rule 1 or 2"


def _status(file: str, entry: dict[str, Any], data: bytes, with_pack: bool) -> Rule:
    return _is(Verdict.UNREADABLE, "rule 1: a scenario or a text; tested in test_status_lists")


def _no_verdict_asserted(file: str, entry: dict[str, Any], data: bytes, with_pack: bool) -> Rule:
    return ANY_BUT_POSITIVE, "schemas and unsigned samples: no verdict asserted"


def _blockcerts(file: str, entry: dict[str, Any], data: bytes, with_pack: bool) -> Rule:
    name = file.rsplit("/", 1)[1]
    if name in _BLOCKCERTS_BROKEN:
        return _is(Verdict.FAILED, "the content, the path, the method or the date")
    if "/v2/" in file:
        return _is(Verdict.UNKNOWN, "the content is right; no transaction, no profile")
    if name.startswith("mocknet-vc-v2-validUntil-expired"):
        return _is(Verdict.EXPIRED)
    return ANY_BUT_POSITIVE, "no transaction, no profile: unknown at best"


_BLOCKCERTS_BROKEN = {
    "ethereum-merkle-root-unmatch-2.0.json",
    "testnet-tampered-hashes-2.0.json",
    "testnet-v3--tampered.json",
    "testnet-v3-did--verification-method-mismatch.json",
    "mocknet-vc-v2-invalid-date-format.json",
}


def _ob_spec(file: str, entry: dict[str, Any], data: bytes, with_pack: bool) -> Rule:
    return (ANY_BUT_POSITIVE, "rule 1 or 2: unsigned") if _no_verdict(entry) else _SELF


def _wallets(file: str, entry: dict[str, Any], data: bytes, with_pack: bool) -> Rule:
    return (ANY_BUT_POSITIVE, "rule 1 or 2: unsigned") if _no_verdict(entry) else _is(Verdict.EXPIRED, "rule 10")


def _plugfest(file: str, entry: dict[str, Any], data: bytes, with_pack: bool) -> Rule:
    return (ANY_BUT_POSITIVE, "rule 1 or 2: unsigned") if _no_verdict(entry) else _is(Verdict.ISSUER_UNKNOWN)


def _tcp(file: str, entry: dict[str, Any], data: bytes, with_pack: bool) -> Rule:
    return _is(Verdict.FAILED, "its issuer is no URL and its key another's, which counts before its suite (rule 6)")


def _data_model(file: str, entry: dict[str, Any], data: bytes, with_pack: bool) -> Rule:
    if _no_verdict(entry):
        return ANY_BUT_POSITIVE, "rule 1: no verdict asserted"
    if "proof" in _json_of(data):
        return frozenset({Verdict.FAILED, Verdict.UNKNOWN}), "rules 3 and 6: a proof made to look at; test_structure"
    if file.endswith("presentation-enveloped-vc-ok.json"):
        return _is(Verdict.UNKNOWN, "rules 5 and 9: judged by the token inside")
    return _is(Verdict.FAILED, "rule 2: unsigned; its structure is tested in test_structure")


def _sd_jwt_examples(file: str, entry: dict[str, Any], data: bytes, with_pack: bool) -> Rule:
    if _no_verdict(entry):
        return ANY_BUT_POSITIVE, "rule 1: no verdict asserted"
    if file in _NAMED_SD_JWTS:
        return _is(_NAMED_SD_JWTS[file], "one that is meant as a credential; its issuer's key is not at hand (rule 5)")
    return _is(Verdict.UNREADABLE, "rule 1: an SD-JWT without `vct`; tested in the SD-JWT library")


_NAMED_SD_JWTS = {
    "ietf-sd-jwt-examples/examples/arf-pid/sd_jwt_issuance.txt": Verdict.UNKNOWN,
    "ietf-sd-jwt-examples/examples/arf-pid/sd_jwt_presentation.txt": Verdict.UNKNOWN,
    "owf-sd-jwt-python/examples/jsonld/sd_jwt_issuance.txt": Verdict.FAILED,
    "owf-sd-jwt-python/examples/jsonld/sd_jwt_presentation.txt": Verdict.FAILED,
}


_RULES = {
    "1edtech-validator-tcp": _tcp,
    "learncard-credential-library": _data_model,
    "w3c-vcdm1-test-suite": _data_model,
    "w3c-vcdm2-test-suite": _data_model,
    "w3c-vc-data-model-schema-examples": _data_model,
    "owf-sd-jwt-python": _sd_jwt_examples,
    "ietf-sd-jwt-examples": _sd_jwt_examples,
    "dcc-learner-credential-wallet": _wallets,
    "owf-learner-credential-wallet": _wallets,
    "w3c-ccg-vc-ed-plugfest": _plugfest,
    "w3c-vc-jose-cose-test-suite": _jose,
    "w3c-bitstring-spec-examples": _bitstring,
    "walt-id-status": _status,
    "ietf-token-status-list": _status,
    "1edtech-validator-ob20": _ob2,
    "1edtech-openbadges-validator-core": _ob_parts,
    "mozilla-openbadges-bakery": _ob_parts,
    "luisgf-openbadgeslib": _ob_parts,
    "1edtech-ob-spec-examples": _ob_spec,
    "dcc-vc-test-fixtures": _dcc,
    "w3c-vc-di-eddsa": _w3c,
    "w3c-vc-di-ecdsa": _w3c,
    "w3c-vc-di-ecdsa-test-suite": _w3c,
    "spruceid-ssi": _did_example,
    "dif-jws-test-suite": _did_example,
    "w3c-vcdm2-spec-examples": _vcdm2_examples,
    "w3c-vc-di-bbs": _w3c,
    "w3c-vc-di-bbs-test-suite": _w3c,
    "1edtech-validator-ob30": _1edtech,
    "1edtech-validator-clr": _clr,
    "rfc9901": _rfc9901,
    "elm-empl": _european,
    "mynextid-credentials": _european,
    "esig-dss-jades": _jades,
    "blockcerts-cert-verifier-js": _blockcerts,
    "blockcerts-cert-schema": _no_verdict_asserted,
}
