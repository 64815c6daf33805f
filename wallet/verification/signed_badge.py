"""Signed Open Badges 2: an assertion as JWS, by a key that its issuer's profile names and that names its issuer.

Source: https://www.imsglobal.org/sites/default/files/Badges/OBv2p0Final/index.html (section "SignedBadge Verification",
steps 1 to 8; section "CryptographicKey")
"""

from __future__ import annotations

from dataclasses import dataclass

from wallet.crypto.jws import verify_jws
from wallet.crypto.keys import PublicKey, public_key_from_pem
from wallet.dids.verification_method import unavailable
from wallet.formats.members import identifier, items, string, types
from wallet.formats.ob2 import is_web_address, verification_of
from wallet.model.checks import CheckId, Code, Outcome
from wallet.model.errors import ProofError
from wallet.model.evidence import EvidenceDocument, EvidenceKind
from wallet.model.json_types import JsonObject, JsonValue
from wallet.model.jws import Jws
from wallet.verification.case import Case
from wallet.verification.jose import check_suite, jws_of
from wallet.verification.linked import Chain, Linked, chain_of, check_profile_age, content_of, from_evidence
from wallet.verification.revocation_list import check_revocation_list

_MOST_KEYS = 16
"""Most keys of one issuer that are tried; each costs the search for it and a signature check."""


@dataclass(frozen=True, slots=True)
class _Key:
    """A key that an issuer's profile names, and the saved copy it stands in."""

    key: PublicKey
    document: EvidenceDocument | None


def check_signed(case: Case) -> Chain | None:
    """Run every check of a signed assertion.

    Returns:
        The documents it leads to; None where they are not at hand.
    """
    findings, claims = case.findings, case.credential.claims
    # Steps 1 and 2 were taken in reading it, step 3 is the check `structure`.
    jws = jws_of(case)
    findings.passed(CheckId.PROOF_PRESENT, "The file is a signed token.")
    findings.not_applicable(CheckId.CANONICAL_LOSSLESS, "A token is signed byte for byte.")
    findings.not_applicable(CheckId.PROOF_TIME, "The token does not say when it was signed.")
    check_suite(case, jws)
    chain = findings.attempt(CheckId.ISSUER_KEY, lambda: chain_of(case, claims))
    if chain is None:
        return None
    keys = findings.attempt(CheckId.ISSUER_KEY, lambda: _keys(case, chain.issuer))
    if keys:
        _check_signature(case, jws, chain, keys)
    # Step 7.
    check_revocation_list(case, chain.issuer.content)
    return chain


def _keys(case: Case, issuer: Linked) -> list[_Key]:
    """Steps 4 and 5: the keys that the profile names, or the one of them that the assertion names."""
    named = items(issuer.content.get("publicKey"))
    creator = identifier(verification_of(case.credential.claims).get("creator"))
    if creator:
        named = [reference for reference in named if identifier(reference) == creator]
    if creator and not named:
        raise _not_named(case, issuer, creator)
    if not named:
        raise unavailable("The issuer's profile names no key.")
    return [_key(case, reference, issuer) for reference in named[:_MOST_KEYS]]


def _not_named(case: Case, issuer: Linked, creator: str) -> ProofError:
    """Return the refusal of a key that the profile does not name; one that it named before may have been given up."""
    older = case.evidence.find(EvidenceKind.ISSUER_PROFILE, issuer.id)[1:]
    for content in filter(None, (content_of(case, document) for document in older)):
        if creator in map(identifier, items(content.get("publicKey"))):
            detail = "The issuer no longer names the key that signed."
            return ProofError(CheckId.ISSUER_KEY, Code.KEY_RETIRED, detail, Outcome.UNKNOWN)
    detail = "The issuer's profile does not name the key that signed."
    return ProofError(CheckId.ISSUER_BINDING, Code.CONTROLLER_MISMATCH, detail)


def _key(case: Case, reference: JsonValue, issuer: Linked) -> _Key:
    """Read a key that the profile holds, or the one at the address it names, which must name its owner in turn."""
    if isinstance(reference, dict) and "publicKeyPem" in reference:
        _check_owner(reference, issuer, is_required=False)
        return _Key(_public_key(reference), issuer.document)
    address = identifier(reference)
    if not is_web_address(address):
        raise unavailable("The issuer's profile names a key that has no address on the web.")
    found = from_evidence(case, EvidenceKind.PUBLIC_KEY, address, "The issuer's key")
    _check_owner(found.content, issuer, is_required=True)
    return _Key(_public_key(found.content), found.document)


def _check_owner(key: JsonObject, issuer: Linked, *, is_required: bool) -> None:
    """Section "CryptographicKey": a two-way connection through `owner` and `publicKey`."""
    owner = identifier(key.get("owner"))
    if owner != issuer.id and (owner or is_required):
        raise ProofError(
            CheckId.ISSUER_BINDING, Code.CONTROLLER_MISMATCH, "The key that signed names another owner than the issuer."
        )


def _public_key(key: JsonObject) -> PublicKey:
    if types(key) and "CryptographicKey" not in types(key):
        raise unavailable("What the issuer's profile names as its key is something else.")
    return public_key_from_pem(string(key.get("publicKeyPem")))


def _check_signature(case: Case, jws: Jws, chain: Chain, keys: list[_Key]) -> None:
    """Step 6: the signature matches one of the keys."""
    findings = case.findings
    findings.passed(CheckId.KEY_STRENGTH, "The key is of a sound kind and size.")
    findings.passed(CheckId.ISSUER_BINDING, "The issuer's profile names the key, and the key its owner.")
    findings.passed(CheckId.PROOF_PURPOSE, "The issuer names this key for its badges.")
    used = findings.attempt(CheckId.PROOF_SIGNATURE, lambda: _signer(jws, keys))
    if used is not None:
        findings.passed(CheckId.PROOF_SIGNATURE, "The signature matches the contents.")
    documents = [key.document for key in ([used] if used else keys) if key.document is not None]
    check_profile_age(case, [*chain.documents, *documents])


def _signer(jws: Jws, keys: list[_Key]) -> _Key:
    refusals: list[ProofError] = []
    for candidate in keys:
        try:
            verify_jws(jws, candidate.key)
        except ProofError as error:
            refusals.append(error)
        else:
            return candidate
    raise refusals[0]
