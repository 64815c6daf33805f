"""The checks of a verification report: their order, outcomes and codes (VERIFICATION.md)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Outcome(StrEnum):
    """What came of one check. UNKNOWN is "could not check": neither good nor bad."""

    PASSED = "passed"
    FAILED = "failed"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"


class Source(StrEnum):
    """Where the evidence that a check used came from."""

    BUNDLED = "bundled"
    PACK = "pack"
    CACHE = "cache"
    ONLINE = "online"
    USER = "user"


class CheckId(StrEnum):
    """Every check, in the order in which reports list them."""

    PARSE = "parse"
    STRUCTURE = "structure"
    SCHEMA = "schema"
    CONTEXT_KNOWN = "context.known"
    CANONICAL_LOSSLESS = "canonical.lossless"
    PROOF_PRESENT = "proof.present"
    PROOF_SUITE = "proof.suite"
    KEY_STRENGTH = "key.strength"
    PROOF_SIGNATURE = "proof.signature"
    PROOF_PURPOSE = "proof.purpose"
    PROOF_TIME = "proof.time"
    ISSUER_BINDING = "issuer.binding"
    ISSUER_KEY = "issuer.key"
    ISSUER_TRUST = "issuer.trust"
    VALIDITY_PERIOD = "validity.period"
    STATUS = "status"
    DISCLOSURE_INTEGRITY = "disclosure.integrity"
    HOLDER_BINDING = "holder.binding"
    PRESENTATION_AUDIENCE = "presentation.audience"
    PRESENTATION_FRESHNESS = "presentation.freshness"
    PRESENTATION_INTEGRITY = "presentation.integrity"
    CONTAINER = "container"
    LIMITS = "limits"


class Code(StrEnum):
    """Stable reason codes. Codes are added, never renamed: reports are a public interface."""

    OK = "ok"
    NOT_APPLICABLE = "not_applicable"
    NOT_REACHED = "not_reached"
    INTERNAL = "internal"
    MALFORMED = "malformed"
    TOO_LARGE = "too_large"
    TOO_DEEP = "too_deep"
    TOO_COMPLEX = "too_complex"
    NOT_A_BADGE = "not_a_badge"
    MISSING_MEMBER = "missing_member"
    BAD_VALUE = "bad_value"
    BAD_DATE = "bad_date"
    SCHEMA_MISMATCH = "schema_mismatch"
    SCHEMA_FOREIGN = "schema_foreign"
    CONTEXT_UNKNOWN = "context_unknown"
    CONTEXT_ORDER = "context_order"
    CONTEXT_REDEFINES = "context_redefines"
    DATA_LOSS = "data_loss"
    PROOF_MISSING = "proof_missing"
    HOSTED_COPY_UNAVAILABLE = "hosted_copy_unavailable"
    HOSTED_COPY_DIFFERS = "hosted_copy_differs"
    SUITE_UNSUPPORTED = "suite_unsupported"
    ALGORITHM_FORBIDDEN = "algorithm_forbidden"
    ALGORITHM_KEY_MISMATCH = "algorithm_key_mismatch"
    CRITICAL_HEADER_UNKNOWN = "critical_header_unknown"
    KEY_WEAK = "key_weak"
    KEY_INVALID = "key_invalid"
    KEY_UNAVAILABLE = "key_unavailable"
    KEY_SELF_ASSERTED = "key_self_asserted"
    KEY_RETIRED = "key_retired"
    TIME_NOT_PROVEN = "time_not_proven"
    KEY_REVOKED = "key_revoked"
    METHOD_UNSUPPORTED = "method_unsupported"
    SIGNATURE_INVALID = "signature_invalid"
    SIGNATURE_ENCODING = "signature_encoding"
    PREVIOUS_PROOF_MISSING = "previous_proof_missing"
    PURPOSE_WRONG = "purpose_wrong"
    PURPOSE_NOT_LISTED = "purpose_not_listed"
    PROOF_FROM_FUTURE = "proof_from_future"
    PROOF_EXPIRED = "proof_expired"
    ISSUER_MISMATCH = "issuer_mismatch"
    CONTROLLER_MISMATCH = "controller_mismatch"
    ISSUER_NOT_LISTED = "issuer_not_listed"
    TEST_REGISTRY = "test_registry"
    EXPIRED = "expired"
    NOT_YET_VALID = "not_yet_valid"
    CLOCK_UNRELIABLE = "clock_unreliable"
    REVOKED = "revoked"
    SUSPENDED = "suspended"
    STATUS_UNAVAILABLE = "status_unavailable"
    STATUS_UNSUPPORTED = "status_unsupported"
    STATUS_ISSUER_DIFFERS = "status_issuer_differs"
    STATUS_LIST_INVALID = "status_list_invalid"
    STATUS_INDEX_RANGE = "status_index_range"
    NOT_SHOWN = "not_shown"
    STATUS_UNSIGNED = "status_unsigned"
    STATUS_MESSAGE = "status_message"
    STATUS_RENEWED = "status_renewed"
    STALE = "stale"
    NOT_AS_OF = "not_as_of"
    PACK_EXPIRED = "pack_expired"
    DISCLOSURE_INVALID = "disclosure_invalid"
    HOLDER_NOT_PROVEN = "holder_not_proven"
    HOLDER_MISMATCH = "holder_mismatch"
    AUDIENCE_MISMATCH = "audience_mismatch"
    NONCE_MISMATCH = "nonce_mismatch"
    NONCE_USED = "nonce_used"
    PRESENTATION_STALE = "presentation_stale"
    PRESENTATION_ALTERED = "presentation_altered"
    MORE_THAN_ONE = "more_than_one"


@dataclass(frozen=True, slots=True)
class Check:
    """One line of a report.

    Attributes:
        id: Which check.
        outcome: What came of it.
        code: Why, as a stable word; the worst one where there are several.
        detail: Why, as a plain sentence fit to show.
        as_of: The time the evidence speaks of, where evidence was needed.
        source: Where the evidence came from.
        more_codes: Further codes of the same check, worst first.
    """

    id: CheckId
    outcome: Outcome
    code: Code
    detail: str = ""
    as_of: datetime | None = None
    source: Source = Source.BUNDLED
    more_codes: tuple[Code, ...] = ()

    @property
    def is_limit(self) -> bool:
        """Whether the check passed with a reservation."""
        return self.outcome is Outcome.PASSED and self.code is not Code.OK
