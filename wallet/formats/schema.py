"""The check `schema`: the bundled JSON Schemas of the badge standards.

Source: https://json-schema.org/draft/2019-09; Open Badges 3.0 and CLR 2.0, appendix B; VCDM 2.0 section 4.11.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from wallet import resources
from wallet.formats.members import objects
from wallet.formats.rules import may_lack_members
from wallet.formats.schema_rules import follows
from wallet.model.checks import CheckId, Code, Outcome
from wallet.model.credential import Credential
from wallet.model.errors import ProofError
from wallet.model.json_types import JsonObject
from wallet.model.report import Kind

if TYPE_CHECKING:
    from jsonschema_rs import ValidationError, Validator

_SCHEMAS = {
    "AchievementCredential": "ob-v3p0-achievementcredential.json",
    "OpenBadgeCredential": "ob-v3p0-achievementcredential.json",
    "EndorsementCredential": "ob-v3p0-endorsementcredential.json",
    "ClrCredential": "clr-v2p0-clrcredential.json",
}
_STANDARD_SCHEMAS = (
    "https://purl.imsglobal.org/spec/ob/v3p0/schema/",
    "https://purl.imsglobal.org/spec/clr/v2p0/schema/",
)

_BY_HAND = 20
"""How many documents are judged by hand before the library, which then is much faster, is worth loading."""


def check_schema(credential: Credential) -> None:
    """Return if a credential follows the bundled schema of its standard.

    Args:
        credential: Any credential; those of no standard with a schema here have nothing to check.

    Raises:
        ProofError: SCHEMA_MISMATCH, naming the first place (a JSON Pointer) that breaks the schema; SCHEMA_FOREIGN,
            not applicable, where the credential itself names a schema that does not ship; NOT_APPLICABLE, so too,
            where there is nothing to check.
    """
    file = next((_SCHEMAS[name] for name in credential.types if name in _SCHEMAS), None)
    is_whole = credential.kind is Kind.CREDENTIAL and not may_lack_members(credential)
    if file is not None and is_whole:
        _check(credential, _standard(file))
    if any(_is_foreign(str(schema.get("id", ""))) for schema in objects(credential.claims.get("credentialSchema"))):
        raise _skipped(Code.SCHEMA_FOREIGN, "The badge names a schema of its issuer's own, which does not ship.")
    if file is None or not is_whole:
        raise _skipped(Code.NOT_APPLICABLE, "No schema that Rosette has is for documents of this kind.")


def _check(credential: Credential, standard: _Standard) -> None:
    error = standard.first_error(credential.claims)
    if error is not None:
        pointer = "".join(f"/{part}" for part in error.instance_path)
        place = f"at {pointer}" if pointer else "at the top"
        raise ProofError(
            CheckId.SCHEMA,
            Code.SCHEMA_MISMATCH,
            f"The badge breaks its standard's schema {place}: {_reason(error.kind)}.",
        )


class _Standard:
    """A bundled schema, and who judges by it: the first documents that follow it need no library.

    Args:
        schema: The schema.
    """

    def __init__(self, schema: dict[str, Any]) -> None:
        self._schema = schema
        self._judged_by_hand = 0
        self._library: Validator | None = None

    def first_error(self, claims: JsonObject) -> ValidationError | None:
        """Return what breaks the schema first; None where nothing does."""
        if self._library is None and self._judged_by_hand < _BY_HAND:
            self._judged_by_hand += 1
            if self._is_followed(claims):
                return None
        return next(iter(self._validator().iter_errors(claims)), None)

    def _is_followed(self, claims: JsonObject) -> bool:
        try:
            return follows(self._schema, claims)
        except RecursionError:
            # The library is not bound by how deep Python calls itself.
            return False

    def _validator(self) -> Validator:
        if self._library is None:
            import jsonschema_rs  # noqa: PLC0415 (start-up counts)

            self._library = jsonschema_rs.Draft201909Validator(self._schema)
        return self._library


def _reason(kind: object) -> str:
    """Say what is wrong in the schema's words alone, never in the badge's."""
    missing = getattr(kind, "property", None)
    if missing is not None:
        return f"{missing} is missing"
    return f"the rule “{getattr(kind, 'name', 'schema')}” does not hold"


def _is_foreign(url: str) -> bool:
    return not url.startswith(_STANDARD_SCHEMAS)


def _skipped(code: Code, detail: str) -> ProofError:
    return ProofError(CheckId.SCHEMA, code, detail, Outcome.NOT_APPLICABLE)


@cache
def _standard(file: str) -> _Standard:
    schema: dict[str, Any] = json.loads(resources.read_bytes("schemas", file))
    return _Standard(schema)
