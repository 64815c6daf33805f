"""Comprehensive Learner Record 2.0: https://www.imsglobal.org/spec/clr/v2p0/ .

A record (ClrCredential, appendix B) is a credential whose subject (ClrSubject) holds further credentials, achievements
that nobody made a credential of, and associations between any of them (`associations`).
"""

from __future__ import annotations

from wallet.formats.members import types
from wallet.model.credential import SecuredDocument
from wallet.model.json_types import JsonObject
from wallet.model.limits import Limits

RECORD_TYPE = "ClrCredential"
RECORDED = ("credentialSubject", "verifiableCredential")
"""Where the credentials of a record are."""


def recorded_in(document: SecuredDocument, claims: JsonObject, limits: Limits) -> tuple[SecuredDocument, ...]:
    """Return the credentials inside a record, in its order; nothing for a credential that is no record.

    Raises:
        UnreadableError: With code TOO_COMPLEX, where there are more than `limits.recorded`.
    """
    if RECORD_TYPE not in types(claims):
        return ()
    from wallet.formats.contained import documents_at  # noqa: PLC0415 (start-up counts)

    return documents_at(document, claims, RECORDED, limits.recorded, limits)
