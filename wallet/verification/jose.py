"""Checks of what is secured as a JWS: https://www.w3.org/TR/vc-jose-cose/ , and VC-JWT of VCDM 1.1 section 6.3.1."""

from __future__ import annotations

from wallet.crypto.jws import check_algorithm, verify_jws
from wallet.crypto.keys import PublicKey
from wallet.formats.dates import numeric_date_or_none
from wallet.model.checks import CheckId, Code, Outcome
from wallet.model.errors import ProofError
from wallet.model.json_types import JsonObject
from wallet.model.jws import Jws
from wallet.trust.evidence import CLOCK_SKEW
from wallet.verification.case import Case
from wallet.verification.certified import check_certified, is_certified
from wallet.verification.issuer import check_binding, check_relationship, check_with_keys, resolve_method
from wallet.verification.words import day

_SELF_DESCRIBING = ("did:key:", "did:jwk:")


def check_jws(case: Case) -> None:
    """Run every check that the issuer's signature over a token is subject to."""
    findings = case.findings
    jws = jws_of(case)
    findings.passed(CheckId.PROOF_PRESENT, "The file is a signed token.")
    findings.not_applicable(CheckId.CANONICAL_LOSSLESS, "A token is signed byte for byte.")
    check_suite(case, jws)
    _check_time(case)
    if is_certified(case, jws):
        check_certified(case, jws)
    else:
        _check_named(case, jws)


def _check_named(case: Case, jws: Jws) -> None:
    """Run the checks of a token whose key is found by its name."""
    findings = case.findings
    name = findings.attempt(CheckId.ISSUER_KEY, lambda: method_of(jws.header, case.credential.issuer_id))
    if name is None:
        return
    check_binding(case, name)
    method = resolve_method(case, name, numeric_date_or_none(case.credential.source.payload.get("iat")))
    if method is not None:
        # A token's payload states no purpose; the key must be listed for it all the same.
        check_relationship(case, method)
        check_with_keys(case, method, lambda case, key: check_signature(case, jws, key))


def _check_time(case: Case) -> None:
    issued = numeric_date_or_none(case.credential.source.payload.get("iat"))
    if issued is None:
        case.findings.not_applicable(CheckId.PROOF_TIME, "The token does not say when it was signed.")
    elif issued > case.at + CLOCK_SKEW:
        case.findings.failed(CheckId.PROOF_TIME, Code.PROOF_FROM_FUTURE, f"It says it was signed on {day(issued)}.")
    else:
        case.findings.passed(CheckId.PROOF_TIME, "The signature was made in good time.")


def jws_of(case: Case) -> Jws:
    """Return the issuer's JWS.

    Raises:
        ProofError: PROOF_PRESENT with PROOF_MISSING, where none secures the document.
    """
    jws = case.credential.source.jws
    if jws is None:
        raise ProofError(CheckId.PROOF_PRESENT, Code.PROOF_MISSING, "The file is no signed token.")
    return jws


def check_suite(case: Case, jws: Jws) -> None:
    """Record `proof.suite`: the algorithm is allowed and no critical header is unknown (RFC 7515 section 4.1.11)."""

    def allowed() -> bool:
        check_algorithm(jws.header)
        return True

    if case.findings.attempt(CheckId.PROOF_SUITE, allowed):
        case.findings.passed(CheckId.PROOF_SUITE, f"Signed with the algorithm {jws.header.get('alg')}.")


def check_signature(case: Case, jws: Jws, key: PublicKey) -> None:
    """Record `proof.signature`."""

    def verified() -> bool:
        verify_jws(jws, key)
        return True

    if case.findings.attempt(CheckId.PROOF_SIGNATURE, verified):
        case.findings.passed(CheckId.PROOF_SIGNATURE, "The signature matches the contents.")


def method_of(header: JsonObject, issuer: str) -> str:
    """Return the absolute id of the verification method that a token names by its `kid` (RFC 7515 section 4.1.4).

    Args:
        header: The JOSE header.
        issuer: The issuer's identifier.

    Raises:
        ProofError: For check ISSUER_KEY, UNKNOWN, where the key is named by nothing that leads to the issuer: a key
            that travels in the header proves nothing about who holds it.
    """
    kid = header.get("kid")
    if isinstance(kid, str) and kid:
        if kid.startswith("#"):
            return issuer + kid
        return kid if "#" in kid or kid.startswith("did:") else f"{issuer}#{kid}"
    if issuer.startswith(_SELF_DESCRIBING):
        return f"{issuer}#0" if issuer.startswith("did:jwk:") else f"{issuer}#{issuer.removeprefix('did:key:')}"
    if "jwk" in header or "x5c" in header:
        raise ProofError(
            CheckId.ISSUER_KEY,
            Code.KEY_SELF_ASSERTED,
            "The key came with the badge itself, so it does not prove who signed.",
            Outcome.UNKNOWN,
        )
    raise ProofError(
        CheckId.ISSUER_KEY, Code.KEY_UNAVAILABLE, "The badge does not say which key signed it.", Outcome.UNKNOWN
    )
