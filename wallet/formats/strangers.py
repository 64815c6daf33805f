"""JSON that is no badge, told apart so that the refusal can say what it looks like."""

from __future__ import annotations

from collections.abc import Callable

from wallet.formats.kinds import uses_blockcerts
from wallet.formats.members import contexts, types
from wallet.model.checks import Code
from wallet.model.errors import UnreadableError
from wallet.model.json_types import JsonObject, JsonValue

_OPEN_BADGES_2_TYPES = frozenset({"Assertion", "BadgeClass", "Issuer", "CryptographicKey", "RevocationList"})
_PACK_FORMAT = "rosette-evidence-pack/1"


def not_a_badge(document: JsonValue, otherwise: str = "other JSON data") -> UnreadableError:
    """Return the refusal of JSON that is no badge, with what it looks like, or else what it is called."""
    if not isinstance(document, dict):
        return UnreadableError(
            Code.NOT_A_BADGE,
            "This JSON is not one badge:",
            "it holds no object.",
            "Add each badge as a file of its own.",
        )
    what, remedy = next(((what, remedy) for is_it, what, remedy in _STRANGERS if is_it(document)), (otherwise, ""))
    return UnreadableError(Code.NOT_A_BADGE, "This is no badge:", f"it looks like {what}.", remedy)


def _is_open_badges_2(document: JsonObject) -> bool:
    addresses = contexts(document)
    named = any("w3id.org/openbadges" in address or "openbadgespec.org" in address for address in addresses)
    return named or bool(_OPEN_BADGES_2_TYPES.intersection(types(document))) or _is_open_badges_1(document)


def _is_open_badges_1(document: JsonObject) -> bool:
    # Open Badges 1.0 has neither context nor type: an assertion names its recipient and its badge.
    return {"recipient", "badge"} <= document.keys() or {"criteria", "issuer", "image"} <= document.keys()


def _is_blockcerts_1(document: JsonObject) -> bool:
    # Version 1.1 has no context: a certificate names its assertion, its class and its recipient side by side.
    is_1_2 = "document" in document and uses_blockcerts(document)
    return is_1_2 or {"assertion", "certificate", "recipient"} <= document.keys()


def _is_did_document(document: JsonObject) -> bool:
    is_did = str(document.get("id", "")).startswith("did:")
    has_keys = bool({"verificationMethod", "publicKey", "authentication", "assertionMethod"} & document.keys())
    return (is_did and has_keys) or any("/ns/did/" in address for address in contexts(document))


def _is_key(document: JsonObject) -> bool:
    names = types(document)
    return "kty" in document or "Multikey" in names or any("VerificationKey" in name for name in names)


def _is_sealed(document: JsonObject) -> bool:
    return "payload" in document and bool({"signature", "signatures"} & document.keys())


def _is_type(name: str) -> Callable[[JsonObject], bool]:
    return lambda document: name in types(document)


def _has(*names: str) -> Callable[[JsonObject], bool]:
    return lambda document: any(name in document for name in names)


_STRANGERS: tuple[tuple[Callable[[JsonObject], bool], str, str], ...] = (
    (lambda document: not document, "nothing, or something that cannot be read", ""),
    (
        lambda document: document.get("format") == _PACK_FORMAT,
        "an evidence pack",
        "Give it as evidence.",
    ),
    (_is_type("UniversalWallet2020"), "another wallet's backup, which holds private keys", "Keep it safe."),
    (
        _is_blockcerts_1,
        "a Blockcerts certificate of version 1",
        "Rosette reads Blockcerts from version 2 on: ask its issuer for a newer one.",
    ),
    (uses_blockcerts, "a part of Blockcerts, and no certificate", "It can go into an evidence pack."),
    (_is_open_badges_2, "a part of Open Badges 1 or 2, and no award", "It can go into an evidence pack."),
    (_is_did_document, "a DID document, which says where an issuer's keys are", "It can go into an evidence pack."),
    (_is_key, "a key", ""),
    (_has("keys"), "a set of keys", "It can go into an evidence pack."),
    (_is_sealed, "a signature in JSON form over something that is no European credential", ""),
    (_has("proofPurpose"), "a proof without the badge it belongs to", ""),
    (_has("credential_issuer", "credential_configuration_ids"), "an offer of a badge, not the badge", ""),
    (_has("presentation_definition", "input_descriptors", "dcql_query"), "a request to present a badge", ""),
    (_has("$schema"), "a JSON Schema", ""),
    (lambda document: document.keys() == {"@context"}, "a JSON-LD context", ""),
)
