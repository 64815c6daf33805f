"""Attack vectors of C2SP Wycheproof, and the Ed25519 corner cases of "Taming the many EdDSAs", through our verifier."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from tests.conformance.ledger import Ledger
from wallet.crypto.encodings import b64url_encode, multibase_encode
from wallet.crypto.jws import check_algorithm, parse_compact, verify_jws
from wallet.crypto.keys import PublicKey, public_key_from_jwk, public_key_from_multikey
from wallet.crypto.signatures import verify_signature
from wallet.crypto.wrapping import NONCE_BYTES, WrappedKey, unwrap_key
from wallet.model.checks import Code, Outcome
from wallet.model.errors import ProofError, UnreadableError
from wallet.model.limits import Limits

pytestmark = pytest.mark.conformance
LIMITS = Limits()
Json = dict[str, Any]


def tell(ledger: Ledger, path: Path, tested: int, wrong: int) -> None:
    """Note for the table that closes a run what came of a set."""
    tests = sum(1 for _ in cases(path))
    ledger.counted(path.stem.removesuffix("_test"), tests, tested, tested - wrong)


def cases(path: Path) -> Iterator[tuple[Json, Json]]:
    for group in json.loads(path.read_text())["testGroups"]:
        for case in group["tests"]:
            yield group, case


def accepts(key: PublicKey, algorithm: str, message: bytes, signature: bytes) -> bool:
    try:
        verify_signature(key, algorithm, message, signature)
    except ProofError:
        return False
    return True


def jwk_of(group: Json) -> Any:
    return group.get("publicKeyJwk") or group.get("keyJwk")


def ec_key(group: Json) -> PublicKey:
    point = bytes.fromhex(group["publicKey"]["uncompressed"])
    size = len(point) // 2
    x, y = b64url_encode(point[1 : 1 + size]), b64url_encode(point[1 + size :])
    return public_key_from_jwk({"kty": "EC", "crv": {32: "P-256", 48: "P-384"}[size], "x": x, "y": y})


@pytest.mark.parametrize(
    ("file", "algorithm"),
    [
        ("ed25519_test", "EdDSA"),
        ("ecdsa_secp256r1_sha256_p1363_test", "ES256"),
        ("rsa_signature_2048_sha256_test", "RS256"),
        ("rsa_signature_3072_sha256_test", "RS256"),
        ("rsa_signature_4096_sha256_test", "RS256"),
        ("rsa_pss_2048_sha256_mgf1_32_test", "PS256"),
        ("rsa_pss_4096_sha256_mgf1_32_test", "PS256"),
    ],
)
def test_signatures_as_we_take_them(corpus: Path, ledger: Ledger, file: str, algorithm: str) -> None:
    wrong, tested = [], 0
    path = corpus / f"wycheproof/testvectors_v1/{file}.json"
    for group, case in cases(path):
        tested += 1
        if group.get("publicKey", {}).get("publicExponent") == "03":
            assert jwk_code(jwk_of(group)) is Code.KEY_WEAK, "an exponent of 3 is refused before any signature"
            continue
        key = public_key_from_jwk(jwk_of(group)) if jwk_of(group) else ec_key(group)
        got = accepts(key, algorithm, bytes.fromhex(case["msg"]), bytes.fromhex(case["sig"]))
        # "acceptable" is a PKCS #1 padding without NULL: legacy, and refused here.
        if got != (case["result"] == "valid"):
            wrong.append((case["tcId"], case["comment"], case["result"], got))
    tell(ledger, path, tested, len(wrong))
    assert wrong == []


@pytest.mark.parametrize(
    ("file", "algorithm"), [("ecdsa_secp256r1_sha256_test", "ES256"), ("ecdsa_secp384r1_sha384_test", "ES384")]
)
def test_der_signatures_written_raw(corpus: Path, ledger: Ledger, file: str, algorithm: str) -> None:
    wrong, tested = [], 0
    path = corpus / f"wycheproof/testvectors_v1/{file}.json"
    for group, case in cases(path):
        tested += 1
        key, message, der = ec_key(group), bytes.fromhex(case["msg"]), bytes.fromhex(case["sig"])
        assert not accepts(key, algorithm, message, der), "DER is no JWS signature"
        if accepts(key, algorithm, message, raw_of(der, group["publicKey"]["keySize"] // 8)) != (
            case["result"] == "valid"
        ):
            wrong.append((case["tcId"], case["comment"], case["result"]))
    tell(ledger, path, tested, len(wrong))
    assert wrong == []


UNSUPPORTED_CURVES = {
    "ecdsa_secp256k1_sha256_test": ("secp256k1", 476),
    "ecdsa_secp256k1_sha256_bitcoin_test": ("secp256k1", 463),
    "ecdsa_secp521r1_sha512_p1363_test": ("P-521", 318),
}


@pytest.mark.parametrize("file", UNSUPPORTED_CURVES)
def test_no_signature_on_another_curve_is_judged(corpus: Path, ledger: Ledger, file: str) -> None:
    """Its key is refused before: "could not check", whatever the signature."""
    curve, number = UNSUPPORTED_CURVES[file]
    tested = 0
    path = corpus / f"wycheproof/testvectors_v1/{file}.json"
    for group, _ in cases(path):
        x, y = (b64url_encode(bytes.fromhex(group["publicKey"][name])) for name in ("wx", "wy"))
        assert jwk_code({"kty": "EC", "crv": curve, "x": x, "y": y}) is Code.SUITE_UNSUPPORTED
        tested += 1
    tell(ledger, path, tested, 0)
    assert tested == number


def test_keys_are_unwrapped_only_as_they_were_wrapped(corpus: Path, ledger: Ledger) -> None:
    """AES-256-GCM with nonces of 12 bytes, as the wallet wraps its keys; other sizes it has none of."""
    tested = 0
    path = corpus / "wycheproof/testvectors_v1/aes_gcm_test.json"
    for _, case in cases(path):
        key, nonce, context, message, ciphertext, tag = (
            bytes.fromhex(case[name]) for name in ("key", "iv", "aad", "msg", "ct", "tag")
        )
        if len(key) == 32 and len(nonce) == NONCE_BYTES:
            found = unwrap_key(WrappedKey(nonce, ciphertext + tag), key, context)
            assert found == (message if case["result"] == "valid" else None), case["tcId"]
            tested += 1
    tell(ledger, path, tested, 0)
    assert tested > 60


def raw_of(der: bytes, size: int) -> bytes:
    try:
        return b"".join(number.to_bytes(size, "big") for number in decode_dss_signature(der))
    except (ValueError, OverflowError):
        return b""


def test_jws_with_public_keys(corpus: Path, ledger: Ledger) -> None:
    """The vectors with an asymmetric key; MACs are forbidden whatever they say."""
    wrong, tested = [], 0
    path = corpus / "wycheproof-jose/testvectors_v1/json_web_signature_test.json"
    for group, case in cases(path):
        tested += 1
        got = jws_outcome(group.get("public") or group["private"], case["jws"])
        if got != expected_jws_outcome(group, case):
            wrong.append((case["tcId"], case["comment"], case["result"], got))
    tell(ledger, path, tested, len(wrong))
    assert wrong == []


def jws_outcome(jwk: Json, token: str) -> str:
    try:
        jws = parse_compact(token.encode(), LIMITS)
        check_algorithm(jws.header)
        verify_jws(jws, public_key_from_jwk(jwk))
    except UnreadableError:
        return "refused"
    except ProofError as error:
        return "unsupported" if error.outcome is Outcome.UNKNOWN else "refused"
    return "valid"


UNSUPPORTED = {"RS384", "RS512", "PS384", "PS512", "ES512", "ES521"}
"""Outside our list: "could not check" rather than "bad" (MAPPING.md, rule 6). ES521 is the vectors' slip."""


def expected_jws_outcome(group: Json, case: Json) -> str:
    try:
        token_algorithm = parse_compact(case["jws"].encode(), LIMITS).header.get("alg")
    except UnreadableError:
        return "refused"
    key = group.get("public") or group["private"]
    if key["kty"] == "oct" or str(token_algorithm).lower() == "none":
        return "refused"
    if {key.get("alg"), token_algorithm} & UNSUPPORTED:
        return "unsupported"
    return "valid" if case["result"] == "valid" else "refused"


def test_jwk_faults(corpus: Path, ledger: Ledger) -> None:
    """Bad keys are refused when they are read, each alone; choosing one of a set is the resolver's concern."""
    verdicts: dict[tuple[str, str], set[Code]] = {}
    path = corpus / "wycheproof-jose/testvectors_v1/json_web_key_test.json"
    for group, case in cases(path):
        for jwk in (group.get("public") or group["private"])["keys"]:
            verdicts.setdefault((group["comment"], case["result"]), set()).add(jwk_code(jwk))
    assert verdicts[("jws_rsa_roca_key", "invalid")] == {Code.KEY_WEAK}
    assert verdicts[("keysize_too_small", "invalid")] == {Code.KEY_WEAK}
    assert verdicts[("exponentOne", "invalid")] == {Code.KEY_WEAK}
    assert verdicts[("wrong_algorithm", "invalid")] == {Code.SUITE_UNSUPPORTED}
    assert verdicts[("invalid_point", "invalid")] == {Code.KEY_INVALID}
    assert verdicts[("invalid_use", "invalid")] == {Code.KEY_INVALID}
    assert verdicts[("rs256", "valid")] == {Code.OK}
    refused_whole = {comment for (comment, _), codes in verdicts.items() if codes == {Code.KEY_INVALID}}
    assert {"HS256", "HS384", "HS512", "invalid_aes_gcm_key", "invalid_aes_kw_key"} <= refused_whole
    accepted = {comment for (comment, _), codes in verdicts.items() if Code.OK in codes}
    assert accepted == {"rs256", "jws_mixedSymmetryKeyset"}, "in the mixed set, the P-256 key alone is sound"
    tell(ledger, path, sum(1 for _ in cases(path)), 0)


def jwk_code(jwk: Json) -> Code:
    try:
        public_key_from_jwk(jwk)
    except ProofError as error:
        return error.code
    return Code.OK


@pytest.mark.parametrize(("file", "sound"), [("cases.json", 3), ("scripts/cases.json", 7)])
def test_ed25519_corner_cases(corpus: Path, file: str, sound: int) -> None:
    """One case of each file holds without cofactor, with canonical points, none of small order, and S reduced."""
    vectors = json.loads((corpus / "ed25519-speccheck" / file).read_text())
    assert [number for number, case in enumerate(vectors) if speccheck_accepts(case)] == [sound]


def speccheck_accepts(case: Json) -> bool:
    multikey = multibase_encode(b"\xed\x01" + bytes.fromhex(case["pub_key"]))
    try:
        key = public_key_from_multikey(multikey, LIMITS)
    except ProofError:
        return False
    return accepts(key, "EdDSA", bytes.fromhex(case["message"]), bytes.fromhex(case["signature"]))
