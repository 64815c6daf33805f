"""The examples of RFC 7520, through our own functions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from wallet.crypto.jws import parse_compact, verify_jws
from wallet.crypto.keys import public_key_from_jwk
from wallet.model.checks import Code
from wallet.model.errors import ProofError
from wallet.model.limits import Limits

pytestmark = pytest.mark.conformance
PRIVATE = {"d", "p", "q", "dp", "dq", "qi"}


def public(jwk: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in jwk.items() if name not in PRIVATE}


def test_rsa_signature(corpus: Path) -> None:
    example = json.loads((corpus / "ietf-jose-cookbook/jws/4_1.rsa_v15_signature.json").read_text())
    jws = parse_compact(example["output"]["compact"].encode(), Limits())
    verify_jws(jws, public_key_from_jwk(public(example["input"]["key"])))
    assert jws.payload.decode() == example["input"]["payload"]


@pytest.mark.parametrize(
    ("file", "code"),
    [
        ("4_2.rsa-pss_signature.json", Code.SUITE_UNSUPPORTED),
        ("4_4.hmac-sha2_integrity_protection.json", Code.ALGORITHM_FORBIDDEN),
        ("4_5.signature_with_detached_content.json", Code.ALGORITHM_FORBIDDEN),
    ],
)
def test_other_algorithms(corpus: Path, file: str, code: Code) -> None:
    example = json.loads((corpus / "ietf-jose-cookbook/jws" / file).read_text())
    rsa = json.loads((corpus / "ietf-jose-cookbook/jwk/3_3.rsa_public_key.json").read_text())
    with pytest.raises(ProofError) as caught:
        verify_jws(parse_compact(example["output"]["compact"].encode(), Limits()), public_key_from_jwk(rsa))
    assert caught.value.code is code


@pytest.mark.parametrize(
    ("file", "code"),
    [
        ("3_1.ec_public_key.json", Code.SUITE_UNSUPPORTED),
        ("3_4.rsa_private_key.json", Code.KEY_INVALID),
        ("3_5.symmetric_key_mac_computation.json", Code.KEY_INVALID),
    ],
)
def test_keys(corpus: Path, file: str, code: Code) -> None:
    with pytest.raises(ProofError) as caught:
        public_key_from_jwk(json.loads((corpus / "ietf-jose-cookbook/jwk" / file).read_text()))
    assert caught.value.code is code
