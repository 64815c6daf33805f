"""Rules of structure of the Verifiable Credentials Data Model, versions 1.1 and 2.0.

Source: https://www.w3.org/TR/vc-data-model/, https://www.w3.org/TR/vc-data-model-2.0/
"""

from __future__ import annotations

from collections.abc import Collection

from wallet.formats.kinds import VCDM_1_CONTEXT, VCDM_2_CONTEXT
from wallet.formats.members import contexts, items, objects, string, types
from wallet.formats.rules import (
    broken,
    check_date,
    check_objects,
    check_optional_url,
    check_order,
    check_present,
    check_text,
    check_types,
    check_url,
)
from wallet.formats.vcdm import ENDS, STARTS
from wallet.model.checks import Code
from wallet.model.credential import Credential, DataModel
from wallet.model.json_types import JsonObject, JsonValue
from wallet.model.report import Kind

_ENVELOPED = "EnvelopedVerifiableCredential"
_DIGESTS = ("digestSRI", "digestMultibase")


def check_vcdm(credential: Credential) -> None:
    """Return if a credential, status list or presentation keeps the rules of its version.

    Raises:
        ProofError: STRUCTURE.
    """
    claims, is_version_2 = credential.claims, credential.data_model is DataModel.VCDM_2
    where = "The presentation" if credential.kind is Kind.PRESENTATION else "The badge"
    _check_context(claims, VCDM_2_CONTEXT if is_version_2 else VCDM_1_CONTEXT, where)
    check_optional_url(claims, "id", f"{where}'s")
    _check_proofs(claims)
    if credential.kind is Kind.PRESENTATION:
        _check_presentation(claims, is_version_2=is_version_2)
    elif is_version_2:
        _check_credential_2(claims)
    else:
        _check_credential_1(claims)


def _check_context(claims: JsonObject, base: str, where: str) -> None:
    """VCDM 2.0 section 4.3; VCDM 1.1 section 4.1: an ordered set, the data model's own first."""
    addresses = items(check_present(claims, "@context", where))
    if addresses[0] != base:
        raise broken(Code.BAD_VALUE, f"{where}'s first @context is not that of its data model.")
    for address in addresses[1:]:
        if not isinstance(address, dict):
            check_url(address, f"{where}'s @context")


def _check_proofs(claims: JsonObject) -> None:
    """VCDM 2.0 section 4.12; VCDM 1.1 section 4.7; Data Integrity 1.0 section 2.1."""
    if "proof" in claims:
        for proof in check_objects(claims["proof"], "The proof"):
            check_types(proof, "The proof")


def _check_credential_1(claims: JsonObject) -> None:
    check_types(claims, "The badge", ["VerifiableCredential"])
    _check_party(check_present(claims, "issuer", "The badge"), "The issuer")
    _check_subjects(claims)
    check_present(claims, "issuanceDate", "The badge")
    _check_validity(claims, "issuanceDate", "expirationDate")
    _check_services(claims, ["credentialSchema", "credentialStatus", "refreshService"])


def _check_credential_2(claims: JsonObject) -> None:
    check_types(claims, "The badge", ["VerifiableCredential"])
    _check_party(check_present(claims, "issuer", "The badge"), "The issuer")
    check_objects(check_present(claims, "credentialSubject", "The badge"), "The badge's subject")
    _check_subjects(claims)
    _check_validity(claims, "validFrom", "validUntil")
    _check_texts(claims)
    _check_related(claims)
    _check_services(claims, ["credentialSchema"])


def _check_party(value: JsonValue, where: str) -> None:
    """VCDM 2.0 sections 4.7 and 4.13: a URL, or an object with one as its `id`."""
    if isinstance(value, dict):
        check_url(check_present(value, "id", where), f"{where}'s id")
    else:
        check_url(value, where)


def _check_subjects(claims: JsonObject) -> None:
    """VCDM 2.0 section 4.8; VCDM 1.1 section 4.4, where a subject may have no claim at all."""
    if "credentialSubject" not in claims:
        raise broken(Code.MISSING_MEMBER, "The badge lacks credentialSubject.")
    for subject in items(claims["credentialSubject"]):
        if not isinstance(subject, dict):
            raise broken(Code.BAD_VALUE, "The badge's subject is not an object.")
        check_optional_url(subject, "id", "The subject's")


def _check_validity(claims: JsonObject, start: str, end: str) -> None:
    """VCDM 2.0 section 4.9; VCDM 1.1 sections 4.6 and 4.7."""
    check_order(check_date(claims, start, "The badge's"), check_date(claims, end, "The badge's"))
    # The other version's names hold as well (`vcdm.validity_of`), so they must be readable.
    for name in (*STARTS, *ENDS):
        check_date(claims, name, "The badge's")


def _check_texts(claims: JsonObject) -> None:
    """VCDM 2.0 section 4.6: names and descriptions of the badge and its issuer."""
    for holder, where in (
        (claims, "The badge's"),
        *((issuer, "The issuer's") for issuer in objects(claims.get("issuer"))),
    ):
        check_text(holder, "name", where)
        check_text(holder, "description", where)


def _check_related(claims: JsonObject) -> None:
    """VCDM 2.0 section 5.3 (Integrity of Related Resources)."""
    if "relatedResource" not in claims:
        return
    resources = check_objects(claims["relatedResource"], "relatedResource")
    for resource in resources:
        check_url(check_present(resource, "id", "A related resource"), "A related resource's id")
        if not any(name in resource for name in _DIGESTS):
            raise broken(Code.MISSING_MEMBER, "A related resource has no digest.")
    if len({str(resource["id"]) for resource in resources}) != len(resources):
        raise broken(Code.BAD_VALUE, "A related resource is named twice.")


def _check_services(claims: JsonObject, with_id: Collection[str]) -> None:
    """VCDM 2.0 sections 4.10, 4.11, 5.4 to 5.6; VCDM 1.1 sections 4.9, 5.4 to 5.6: each has a type, some an id."""
    for name in ("credentialStatus", "credentialSchema", "refreshService", "termsOfUse", "evidence"):
        if name not in claims:
            continue
        for service in check_objects(claims[name], name):
            check_types(service, name)
            if name in with_id:
                check_present(service, "id", name)
            check_optional_url(service, "id", f"The {name}'s")


def _check_presentation(claims: JsonObject, *, is_version_2: bool) -> None:
    """VCDM 2.0 section 4.13; VCDM 1.1 section 4.10."""
    check_types(claims, "The presentation", ["VerifiablePresentation"])
    if "holder" in claims:
        _check_party(claims["holder"], "The holder")
    for entry in items(claims.get("verifiableCredential")) if is_version_2 else ():
        _check_entry(entry)


def _check_entry(entry: JsonValue) -> None:
    """VCDM 2.0 section 4.13 and 4.13.1 (Enveloped Verifiable Credentials)."""
    if not isinstance(entry, dict):
        raise broken(Code.BAD_VALUE, "The presentation holds a bare token, which version 2 does not allow.")
    if _ENVELOPED not in types(entry):
        return
    if VCDM_2_CONTEXT not in contexts(entry) or not string(entry.get("id")).startswith("data:"):
        raise broken(Code.BAD_VALUE, "The presentation holds an envelope without its context or its data.")
