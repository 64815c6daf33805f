"""A valid badge of every suite, how it is verified, and what of it is signed."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.simulators import chain, sealing
from tests.simulators.authority import Authority
from tests.simulators.bbs_issuer import BbsIssuer
from tests.simulators.open_badges import Guild, assertion
from tests.simulators.world import COURSE, LIST, NOW, REQUEST, TERM, HolderKey, World
from wallet.crypto.jws import sign_compact
from wallet.crypto.keys import KeyType
from wallet.formats.sd_jwt import parse_sd_jwt, sd_hash
from wallet.jsonld.canonical import canonical_bytes
from wallet.jsonld.contexts import editions
from wallet.model.checks import Source
from wallet.model.errors import ProofError
from wallet.model.evidence import EvidenceDocument, EvidenceKind
from wallet.model.limits import Limits
from wallet.model.report import Report
from wallet.proofs.bbs_derivation import derive
from wallet.proofs.ecdsa_sd_2023 import ECDSA_SD_2023
from wallet.proofs.registry import suite_for
from wallet.trust.evidence import EvidenceSet
from wallet.verification.options import VerifyOptions
from wallet.verification.verifier import Verifier

LIMITS = Limits()
V1, V2 = "https://www.w3.org/2018/credentials/v1", "https://www.w3.org/ns/credentials/v2"
SECURITY = "https://w3id.org/security/suites"


@dataclass(frozen=True, slots=True)
class Sample:
    """One valid badge.

    Attributes:
        data: The badge.
        verify: What verifies it, and altered ones.
        signed: Returns what is signed of it and what signs; equal for a mutant of which nothing signed is changed.
    """

    data: bytes
    verify: Callable[[bytes], Report]
    signed: Callable[[bytes], Any]


def statements(data: bytes) -> Any:
    """Return what a document with its proofs says in RDF; what JSON-LD does not tell apart is the same."""
    try:
        document = json.loads(data)
        return canonical_bytes(document, editions(document)[0], LIMITS)
    except (ProofError, ValueError, AttributeError, TypeError, KeyError):
        return data


def values(data: bytes) -> Any:
    """Return a document's own values, as a JCS suite signs them.

    One proof alone and in a list are the same. The contexts signed are those of the proof, with which the document's
    begin (vc-di-eddsa section 3.3.2, step 3): one more of them at the end is not part of what is signed.
    """
    document = json.loads(data)
    proof = document.get("proof") if isinstance(document, dict) else None
    proof = proof[0] if isinstance(proof, list) and len(proof) == 1 else proof
    contexts = proof.get("@context") if isinstance(proof, dict) else None
    if isinstance(contexts, list) and document.get("@context", [])[: len(contexts)] == contexts:
        document["@context"] = contexts
    return json.dumps({**document, "proof": proof}, sort_keys=True)


def text(data: bytes) -> Any:
    return data.strip()


def _embedded(world: World, suite: dict[str, Any], key_type: KeyType, signed: Callable[[bytes], Any]) -> Sample:
    issuer = HolderKey(key_type)
    document = _document(world, issuer.did, suite["type"])
    options = {**suite, "created": TERM.signed.isoformat().replace("+00:00", "Z"), "proofPurpose": "assertionMethod"}
    proof = suite_for(suite).sign(document, options, issuer.signer, editions(document)[0], LIMITS)
    return Sample(json.dumps({**document, "proof": proof}).encode(), world.verify, signed)


def _document(world: World, issuer: str, proof_type: str) -> dict[str, Any]:
    document = json.loads(world.badge())
    del document["proof"]
    document["issuer"] = {"id": issuer, "type": ["Profile"], "name": "Guild of Locksmiths"}
    own = {"Ed25519Signature2020": "ed25519-2020", "JsonWebSignature2020": "jws-2020"}
    more = [f"{SECURITY}/{own[proof_type]}/v1"] if proof_type in own else []
    if proof_type in ("Ed25519Signature2018", "JsonWebSignature2020"):
        return {
            "@context": [V1, *more],
            "type": ["VerifiableCredential"],
            "issuer": issuer,
            "issuanceDate": "2026-11-20T00:00:00Z",
            "credentialSubject": {"id": world.holder.did},
        }
    return {**document, "@context": [*document["@context"], *more]}


def _selective(world: World, *, derived: bool) -> Sample:
    base = json.loads(
        _embedded(world, {"type": "DataIntegrityProof", "cryptosuite": "ecdsa-sd-2023"}, KeyType.P256, statements).data
    )
    if derived:
        proof = base.pop("proof")
        pointers = ("/credentialSubject/achievement", "/name")
        base = ECDSA_SD_2023.derive(base, proof, pointers, editions(base)[0], LIMITS)
    return Sample(json.dumps(base).encode(), world.verify, statements)


def _bbs(world: World, *, derived: bool) -> Sample:
    issuer = BbsIssuer("an issuer of samples")
    document = issuer.badge()
    proof = issuer.base_proof(document, ["/issuer", "/validFrom", "/credentialSubject/achievement"])
    reading = (editions(document)[0], LIMITS)
    shown = (
        derive(document, proof, ["/credentialSubject/result"], b"", reading)
        if derived
        else {**document, "proof": proof}
    )
    return Sample(json.dumps(shown).encode(), world.verify, statements)


def _token(world: World, claims: dict[str, Any], **header: str) -> bytes:
    names = {**header, "kid": world.issuer._signer.verification_method}
    return sign_compact(names, json.dumps(claims).encode(), world.issuer._signer).encode()


def _vc_jwt(world: World) -> Sample:
    inner = _document(world, world.issuer.id, "JsonWebSignature2020") | {"@context": [V1]}
    claims = {"iss": world.issuer.id, "sub": world.holder.did, "nbf": 1795132800, "vc": inner}
    return Sample(_token(world, claims, typ="JWT"), world.verify, text)


def _vc_jose(world: World) -> bytes:
    return _token(world, world.issuer.badge(COURSE, world.holder.did, TERM, []), typ="vc+jwt", cty="vc")


def _enveloped(world: World) -> Sample:
    token = _vc_jose(world).decode()
    envelope = {"@context": V2, "id": f"data:application/vc+jwt,{token}", "type": "EnvelopedVerifiableCredential"}
    return Sample(json.dumps(envelope).encode(), world.verify, lambda data: json.loads(data).get("id"))


def _issued_sd_jwt(data: bytes) -> Any:
    """Return the issuer's part: which of the disclosures are shown is the holder's choice where no key is bound."""
    issuer, *rest = data.strip().split(b"~")
    whole = data.strip().endswith(b"~") and len(rest) == len(set(rest))
    return issuer, whole and set(rest) <= set(WORLD_SD_JWT.split(b"~")[1:])


def _bound_sd_jwt(world: World) -> Sample:
    token = world.sd_jwt()
    claims = {
        "iat": int(NOW.timestamp()),
        "aud": REQUEST.audience,
        "nonce": REQUEST.nonce,
        "sd_hash": sd_hash(token, parse_sd_jwt(token, LIMITS).payload),
    }
    key_binding = sign_compact({"typ": "kb+jwt"}, json.dumps(claims).encode(), world.holder.signer)
    return Sample(token + key_binding.encode(), world.check, text)


def _vp_jwt(world: World) -> Sample:
    token = _vc_jose(world).decode()
    entry = {"@context": V2, "id": f"data:application/vc+jwt,{token}", "type": "EnvelopedVerifiableCredential"}
    claims = {
        "@context": [V2],
        "type": ["VerifiablePresentation"],
        "holder": world.holder.did,
        "verifiableCredential": [entry],
        "aud": REQUEST.audience,
        "nonce": REQUEST.nonce,
        "iat": int(NOW.timestamp()),
    }
    header = {"typ": "vp+jwt", "kid": world.holder.signer.verification_method}
    return Sample(sign_compact(header, json.dumps(claims).encode(), world.holder.signer).encode(), world.check, text)


def _status_list(world: World) -> Sample:
    """A badge whose status list is altered."""
    badge = world.badge(status=True)
    content = world.issuer.status_list(LIST, "revocation", frozenset(), TERM.signed)

    def verify(data: bytes) -> Report:
        fetched = EvidenceDocument(LIST, EvidenceKind.STATUS_LIST, data, TERM.signed, Source.PACK, "Fair")
        return Verifier(EvidenceSet([fetched], world.listed), world.options).verify(badge)

    return Sample(content, verify, statements)


def _seal(world: World) -> Sample:
    authority = Authority("Trust Centre")
    anchor = EvidenceDocument("0", EvidenceKind.CERTIFICATE, authority.der, TERM.signed, Source.PACK)
    verifier = Verifier(EvidenceSet([anchor]), VerifyOptions(at=NOW))
    return Sample(sealing.sealed(authority.seal("Guild", number=sealing.NUMBER)), verifier.verify, _sealed)


def _sealed(data: bytes) -> Any:
    document = json.loads(data)
    signature = document["signatures"][0] if document.get("signatures") else document
    return document.get("payload"), signature.get("protected"), signature.get("signature")


def _anchored(world: World) -> Sample:
    data, root = chain.anchored(chain.credential())
    verifier = Verifier(EvidenceSet([chain.transaction(root), chain.profile()]), VerifyOptions(at=chain.NOW))
    return Sample(data, verifier.verify, _anchored_content)


def _anchored_content(data: bytes) -> Any:
    """Return the content and the Merkle proof: it covers no option of its own, such as when it was made."""
    document = json.loads(data)
    proof = document.pop("proof", None)
    proof = proof[0] if isinstance(proof, list) and proof else proof
    return statements(json.dumps(document).encode()), isinstance(proof, dict) and proof.get("proofValue")


def _certified(world: World) -> Sample:
    data, root = chain.certified(chain.certificate())
    verifier = Verifier(EvidenceSet([chain.transaction(root), chain.profile()]), VerifyOptions(at=chain.NOW))
    return Sample(data, verifier.verify, _certified_content)


def _certified_content(data: bytes) -> Any:
    """Return the content and the root: how the signature says that one leads to the other, it does not cover."""
    document = json.loads(data)
    signature = document.pop("signature", None)
    signature = signature[0] if isinstance(signature, list) and signature else signature
    root = signature.get("merkleRoot") if isinstance(signature, dict) else None
    return statements(json.dumps(document).encode()), isinstance(root, str) and root.lower()


def _integrity(cryptosuite: str, key_type: KeyType) -> Callable[[World], Sample]:
    signed = values if "jcs" in cryptosuite else statements
    return lambda world: _embedded(world, {"type": "DataIntegrityProof", "cryptosuite": cryptosuite}, key_type, signed)


def _older(proof_type: str, key_type: KeyType) -> Callable[[World], Sample]:
    return lambda world: _embedded(world, {"type": proof_type}, key_type, statements)


def _hosted(world: World) -> Sample:
    guild = Guild()
    return Sample(json.dumps(assertion()).encode(), guild.verify, values)


def _signed_open_badge(world: World) -> Sample:
    guild = Guild()
    return Sample(guild.signed(), guild.verify, text)


WORLD = World()
WORLD_SD_JWT = WORLD.sd_jwt()
SAMPLES: dict[str, Callable[[World], Sample]] = {
    "Ed25519Signature2018": _older("Ed25519Signature2018", KeyType.ED25519),
    "Ed25519Signature2020": _older("Ed25519Signature2020", KeyType.ED25519),
    "JsonWebSignature2020": _older("JsonWebSignature2020", KeyType.P256),
    "eddsa-rdfc-2022": _integrity("eddsa-rdfc-2022", KeyType.ED25519),
    "eddsa-jcs-2022": _integrity("eddsa-jcs-2022", KeyType.ED25519),
    "ecdsa-rdfc-2019 P-256": _integrity("ecdsa-rdfc-2019", KeyType.P256),
    "ecdsa-rdfc-2019 P-384": _integrity("ecdsa-rdfc-2019", KeyType.P384),
    "ecdsa-jcs-2019 P-256": _integrity("ecdsa-jcs-2019", KeyType.P256),
    "ecdsa-jcs-2019 P-384": _integrity("ecdsa-jcs-2019", KeyType.P384),
    "ecdsa-sd-2023 base": lambda world: _selective(world, derived=False),
    "ecdsa-sd-2023 derived": lambda world: _selective(world, derived=True),
    "bbs-2023 base": lambda world: _bbs(world, derived=False),
    "bbs-2023 derived": lambda world: _bbs(world, derived=True),
    "VC-JWT 1.1": _vc_jwt,
    "vc+jwt": lambda world: Sample(_vc_jose(world), world.verify, text),
    "enveloped vc+jwt": _enveloped,
    "SD-JWT VC": lambda world: Sample(WORLD_SD_JWT, world.verify, _issued_sd_jwt),
    "SD-JWT VC with key binding": _bound_sd_jwt,
    "Open Badges 2 signed": _signed_open_badge,
    "Open Badges 2 hosted": _hosted,
    "ELM 3 JAdES": _seal,
    "Blockcerts 2": _certified,
    "Blockcerts 3": _anchored,
    "Bitstring Status List": _status_list,
    "presentation": lambda world: Sample(world.presentation(world.badge()), world.check, statements),
    "vp+jwt": _vp_jwt,
}
"""By suite or format; each is made of a world with one issuer and one holder."""
