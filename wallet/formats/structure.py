"""The structure check: whether a credential is built as its data model says.

Source: VERIFICATION.md, check `structure`
"""

from __future__ import annotations

from wallet.formats.kinds import is_typed_as_status_list
from wallet.formats.ob3_rules import check_ob3
from wallet.formats.rules import broken
from wallet.formats.vcdm_rules import check_vcdm
from wallet.model.checks import Code, Outcome
from wallet.model.credential import ASSERTIONS, Credential, DataModel, Securing
from wallet.model.errors import ProofError
from wallet.model.report import Kind


def check_structure(credential: Credential) -> None:
    """Return if the credential or presentation keeps the rules of its data model and of its securing.

    Credentials inside a presentation are checked on their own, each by a call of its own.

    Raises:
        ProofError: STRUCTURE with MISSING_MEMBER, BAD_VALUE or BAD_DATE; the first fault found. NOT_SHOWN (unknown)
            where what is missing may be among what an SD-JWT keeps back.
    """
    try:
        _check_rules(credential)
    except ProofError as error:
        if error.code is Code.MISSING_MEMBER and _may_hide(credential):
            detail = f"{error.detail} It may be among what is kept back."
            raise ProofError(error.check, Code.NOT_SHOWN, detail, Outcome.UNKNOWN) from error
        raise


def _may_hide(credential: Credential) -> bool:
    source = credential.source
    if source.securing is not Securing.SD_JWT:
        return False
    from wallet.formats.sd_jwt_vc import hides_part  # noqa: PLC0415 (start-up counts)

    return hides_part(source.payload)


def _check_rules(credential: Credential) -> None:
    if credential.data_model in {*ASSERTIONS, DataModel.BLOCKCERTS_2, DataModel.SD_JWT_VC, DataModel.STATUS_TOKEN}:
        _check_other_rules(credential)
        return
    if credential.source.securing not in (Securing.EMBEDDED, Securing.JADES):
        from wallet.formats.jwt_rules import check_jwt  # noqa: PLC0415 (start-up counts)

        check_jwt(credential)
    check_vcdm(credential)
    if credential.kind is Kind.CREDENTIAL:
        check_ob3(credential)
    if credential.kind is Kind.STATUS_LIST and not is_typed_as_status_list(credential.types):
        raise broken(Code.MISSING_MEMBER, "It holds a status list, and its type does not say so.")


def _check_other_rules(credential: Credential) -> None:
    """Check a credential that is of no version of VCDM."""
    if credential.data_model is DataModel.SD_JWT_VC:
        from wallet.formats.sd_jwt_vc_rules import check_sd_jwt_vc  # noqa: PLC0415 (start-up counts)

        check_sd_jwt_vc(credential)
    elif credential.data_model is DataModel.STATUS_TOKEN:
        from wallet.formats.status_token import check_status_token  # noqa: PLC0415 (start-up counts)

        check_status_token(credential)
    else:
        from wallet.formats.ob2_rules import check_assertion  # noqa: PLC0415 (start-up counts)

        check_assertion(credential)
