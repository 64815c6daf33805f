"""By what whoever is shown a badge can recognise it, and what they can count of what is kept back.

A trace is something in the bytes that is the same whenever the badge is shown, and belongs to it or to its owner alone.
What the owner chooses to show, such as a name, tells the owner apart as well; that is the owner's choice, and no trace.

Sources: RFC 9901 section 10.1 (Unlinkability); https://www.w3.org/TR/vc-di-ecdsa/#unlinkability ;
https://www.w3.org/TR/vc-di-bbs/#selective-disclosure-and-unlinkability
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterator, Mapping
from itertools import chain

from wallet.crypto.bbs_proofs import parse_proof
from wallet.crypto.keys import public_key_from_jwk
from wallet.dids.did_key import did_key_of
from wallet.dids.methods import did_of
from wallet.formats.disclosures import ARRAY_DIGEST, DIGESTS
from wallet.formats.members import objects, string
from wallet.formats.reader import parse
from wallet.formats.recipients import identities_of
from wallet.formats.sd_jwt import parse_sd_jwt
from wallet.model.credential import Credential, Securing
from wallet.model.disclosure import Trace, TraceKind
from wallet.model.errors import ProofError, UnreadableError
from wallet.model.json_types import JsonObject, JsonValue
from wallet.model.limits import Limits
from wallet.proofs import bbs_proof_value, ecdsa_sd_proof_value

_BBS, _ECDSA_SD = "bbs-2023", "ecdsa-sd-2023"

_Found = tuple[TraceKind, bytes]


def traces_of(shown: Credential, limits: Limits, *, is_derived: bool) -> tuple[Trace, ...]:
    """Return what is in the bytes of a badge by which it, or its owner, can be recognised.

    The badges inside a learner record can be recognised by themselves, as they may have been shown alone.

    Args:
        shown: The badge as it leaves: of an SD-JWT what is disclosed, of a derived proof the part.
        limits: Those it was read within.
        is_derived: Whether its proof was derived for this one time; one of BBS is another one each time.
    """
    found = [*_found(shown, is_derived=is_derived), *chain.from_iterable(map(_found, _inside(shown, limits)))]
    return tuple(dict.fromkeys(_trace(kind, part) for kind, part in found))


def holder_trace(method: str) -> Trace:
    """Return the trace of the key that signed a presentation, named by its DID URL."""
    return _trace(TraceKind.KEY, did_of(method).encode())


def countable(shown: Credential, limits: Limits) -> int:
    """Return how many details the bytes of a badge tell that are kept back; 0 where they do not tell.

    An SD-JWT has a digest for each, and a BBS proof a number. Either may stand for less than a detail: a digest for a
    decoy (RFC 9901 section 4.2.5), a number for one of several statements that make up a detail.

    Args:
        shown: The badge as it leaves.
        limits: Those it was read within.
    """
    if shown.source.securing is Securing.SD_JWT:
        token = parse_sd_jwt(shown.source.content, limits)
        said = [token.payload, *(disclosure.value for disclosure in token.disclosures)]
        return sum(map(_digests, said)) - len(token.disclosures)
    return sum(map(_hidden, shown.proofs))


def _found(shown: Credential, *, is_derived: bool = False) -> list[_Found]:
    return [
        *((TraceKind.SIGNATURE, part) for part in _signatures(shown, is_derived=is_derived)),
        *((TraceKind.NUMBER, number.encode()) for number in (shown.id,) if number),
        *((TraceKind.STATUS, _canonical(entry)) for entry in shown.status),
        *_owner(shown),
    ]


def _inside(shown: Credential, limits: Limits) -> Iterator[Credential]:
    for document in shown.presented:
        # What is no badge that can be read has no parts by which badges are recognised.
        with contextlib.suppress(UnreadableError):
            yield parse(document, limits)


def _signatures(shown: Credential, *, is_derived: bool) -> Iterator[bytes]:
    """Yield what each signature keeps whatever is shown."""
    if shown.source.securing is not Securing.EMBEDDED:
        yield shown.source.content.partition(b"~")[0]
    for proof in shown.proofs:
        suite, value = proof.get("cryptosuite"), proof.get("proofValue")
        if suite == _ECDSA_SD:
            yield ecdsa_sd_proof_value.parse(value).signature
        elif suite != _BBS or not is_derived:
            yield _canonical(proof)


def _owner(shown: Credential) -> Iterator[_Found]:
    confirmation = shown.source.payload.get("cnf")
    if isinstance(confirmation, Mapping):
        yield TraceKind.KEY, _key(confirmation)
    subjects = [string(subject.get("id")) for subject in objects(shown.claims.get("credentialSubject"))]
    for identifier in filter(None, dict.fromkeys([shown.subject_id or "", *subjects])):
        yield TraceKind.KEY if identifier.startswith("did:") else TraceKind.IDENTIFIER, identifier.encode()
    for identity in identities_of(shown):
        yield TraceKind.IDENTIFIER, identity.value.encode()


def _key(confirmation: JsonObject) -> bytes:
    """Return the DID of a key that a token is bound to (RFC 7800 section 3), else the binding itself."""
    jwk, kid = confirmation.get("jwk"), confirmation.get("kid")
    try:
        if isinstance(jwk, Mapping):
            return did_key_of(public_key_from_jwk(jwk)).encode()
    except ProofError:
        # A key of a kind that Rosette does not read is recognised by others all the same.
        return _canonical(confirmation)
    return did_of(kid).encode() if isinstance(kid, str) else _canonical(confirmation)


def _digests(value: JsonValue) -> int:
    """Return how many digests stand in a value (RFC 9901 section 4.2.4)."""
    if isinstance(value, list):
        return sum(map(_digests, value))
    if not isinstance(value, Mapping):
        return 0
    own = value.get(DIGESTS)
    return (len(own) if isinstance(own, list) else 0) + (ARRAY_DIGEST in value) + sum(map(_digests, value.values()))


def _hidden(proof: JsonObject) -> int:
    if proof.get("cryptosuite") != _BBS:
        return 0
    value = bbs_proof_value.parse(proof.get("proofValue"))
    return len(parse_proof(value.proof).hidden) if isinstance(value, bbs_proof_value.DerivedProof) else 0


def _trace(kind: TraceKind, part: bytes) -> Trace:
    return Trace(kind, hashlib.sha256(kind.encode() + b"\0" + part).hexdigest())


def _canonical(value: JsonObject) -> bytes:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
