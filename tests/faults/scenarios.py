"""What is done to a vault while the disk or the process fails, and what must be there afterwards."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

from tests.faults.stories import STORIES, prepare, tell, was_told
from tests.faults.wallets import (
    LIMITS,
    THERE_BEFORE,
    Clock,
    acknowledge,
    acknowledged,
    folders,
    is_there,
    make_wallet,
    names,
    opened,
    usable,
)
from tests.vault.make_golden import FOLDER, GOLDEN_PASSPHRASE, fill
from tests.vault.making import AT, PASSPHRASE, make_badge, make_vault
from tests.vault.test_golden import holds_everything
from wallet.model.backup import SnapshotReason
from wallet.model.errors import RefusedError, VaultMissingError, WrongPassphraseError, WrongRecoveryCodeError
from wallet.operations.backing_up import BackupFile, back_up, rehearse
from wallet.operations.merging import merge
from wallet.operations.restoring import restore
from wallet.vault import unlocking
from wallet.vault.database import Copying
from wallet.vault.fingerprint import check_copy
from wallet.vault.recovery_code import RecoveryCode
from wallet.vault.slots import Slots
from wallet.vault.snapshots import FOLDER_NAME, list_snapshots
from wallet.vault.vault import Vault

BACKUP_PASSPHRASE = "a passphrase for the backup"
_OTHERS = ("another one", "a third one", "a fourth one")
_CODES = tuple(RecoveryCode.of([number] * 26) for number in (3, 5, 7))


@dataclass(frozen=True, slots=True)
class Scenario:
    """One thing that is done to a vault.

    Attributes:
        name: What it is called.
        prepare: Makes what is there before, in an empty folder.
        act: Does it, and acknowledges what is done.
        holds: Whether all that must be there is there, whatever became of `act`. It raises where a vault does not
            open, is not whole or cannot be used on; and it may put right what words ask for.
    """

    name: str
    prepare: Callable[[Path], None]
    act: Callable[[Path], None]
    holds: Callable[[Path], bool]


def _drain(steps: Iterable[object]) -> None:
    for _ in steps:
        pass


def _make(root: Path) -> None:
    with make_vault(root / "vault") as vault:
        acknowledge(root)
        vault.add(make_badge("The first one"))
        acknowledge(root)


def _made(root: Path) -> bool:
    said = acknowledged(root)
    try:
        Vault.open(root / "vault", PASSPHRASE).close()
    except VaultMissingError:
        if said:
            return False
        make_vault(root / "vault").close()
    with usable(root) as vault:
        return said < 2 or "The first one" in names(vault)


def _change_passphrase(root: Path) -> None:
    with opened(root) as wallet:
        for old, new in zip((PASSPHRASE, *_OTHERS), _OTHERS, strict=False):
            wallet.vault.change_passphrase(old, new)
            acknowledge(root)


def _old_or_new_passphrase(root: Path) -> bool:
    said = acknowledged(root)
    opening = _the_one_that_opens(root, (PASSPHRASE, *_OTHERS))
    with usable(root, opening) as vault:
        return is_there(vault) and opening in (PASSPHRASE, *_OTHERS)[said : said + 2]


def _the_one_that_opens(root: Path, passphrases: Sequence[str]) -> str:
    for passphrase in passphrases[:-1]:
        with contextlib.suppress(WrongPassphraseError):
            Vault.open(root / "vault", passphrase).close()
            return passphrase
    return passphrases[-1]


def _set_recovery_codes(root: Path) -> None:
    with opened(root) as wallet:
        for code in _CODES:
            with wallet.vault.slots() as slots:
                slots.set_recovery_code(code, AT)
            acknowledge(root)


def _old_or_new_code(root: Path) -> bool:
    said = acknowledged(root)
    with usable(root) as vault:
        found = is_there(vault)
    opening = [place for place, code in enumerate(_CODES, start=1) if _opens(root, code)] or [0]
    return found and opening in ([said], [said + 1])


def _opens(root: Path, code: RecoveryCode) -> bool:
    try:
        Slots.open_with_recovery_code(root / "vault", code)
    except (WrongRecoveryCodeError, RefusedError):
        return False
    return True


def _golden(root: Path) -> None:
    shutil.copytree(FOLDER / "schema-0006", root / "vault")


def _migrate(root: Path) -> None:
    Vault.open(root / "vault", GOLDEN_PASSPHRASE).close()


def _is_golden(root: Path) -> bool:
    with usable(root, GOLDEN_PASSPHRASE) as vault:
        return holds_everything(vault)


def _with_backup(root: Path) -> None:
    make_wallet(root)
    with opened(root) as wallet:
        _drain(back_up(wallet, root / "wallet.age", BACKUP_PASSPHRASE))


def _back_up(root: Path) -> None:
    with opened(root) as wallet:
        wallet.vault.add(make_badge("Not in the first backup"))
        _drain(back_up(wallet, root / "wallet.age", BACKUP_PASSPHRASE, replace=True))
        acknowledge(root)


def _backed_up(root: Path) -> bool:
    *_, last = rehearse(BackupFile(root / "wallet.age", BACKUP_PASSPHRASE, LIMITS))
    assert last.contents is not None
    with usable(root) as vault:
        known = vault.last_backup()
        return (
            is_there(vault)
            and last.contents.badges in (THERE_BEFORE + acknowledged(root), THERE_BEFORE + 1)
            and known is not None
            and known.badges in (THERE_BEFORE + acknowledged(root), last.contents.badges)
        )


def _golden_backup(root: Path) -> None:
    fill(root / "vault")
    with opened(root, GOLDEN_PASSPHRASE) as wallet:
        _drain(back_up(wallet, root / "wallet.age", BACKUP_PASSPHRASE))


def _backup(root: Path) -> BackupFile:
    return BackupFile(root / "wallet.age", BACKUP_PASSPHRASE, LIMITS)


def _restore(root: Path) -> None:
    _drain(restore(folders(root / "second"), _backup(root), PASSPHRASE, Clock()))
    acknowledge(root)


def _restored(root: Path) -> bool:
    second = root / "second"
    try:
        Vault.open(second / "vault", PASSPHRASE).close()
    except VaultMissingError:
        if acknowledged(root):
            return False
        _restore(root)
    with usable(second) as vault:
        return holds_everything(vault) and _is_golden(root)


def _merge(root: Path) -> None:
    with opened(root, GOLDEN_PASSPHRASE) as wallet:
        _drain(merge(wallet, _backup(root)))


def _keep(root: Path) -> None:
    _keep_one(root)
    acknowledge(root)


def _keep_one(root: Path) -> None:
    with opened(root) as wallet, wallet.vault.copying() as copy:
        copy.keep(AT, SnapshotReason.ASKED)


def _kept(root: Path) -> bool:
    found = list_snapshots(root / "vault")
    with usable(root) as vault:
        return (
            is_there(vault) and len(found) >= acknowledged(root) and all(_is_whole(root, x.name, vault) for x in found)
        )


def _is_whole(root: Path, name: str, vault: Vault) -> bool:
    with Copying.of_file(root / "vault" / FOLDER_NAME / name, vault._slots.key.for_database()) as copying:
        check_copy(copying)
    return True


def _with_snapshot(root: Path) -> None:
    make_wallet(root)
    _keep_one(root)


def _with_snapshot_and_damage(root: Path) -> None:
    _with_snapshot(root)
    (root / "vault" / "vault.db").write_bytes(bytes(4096 * 4))


def _return(root: Path) -> None:
    name = next(each.name for each in list_snapshots(root / "vault") if each.reason is SnapshotReason.ASKED)
    Vault.return_to(root / "vault", PASSPHRASE, name, AT + timedelta(hours=2)).close()


def _returned_in_the_end(root: Path) -> bool:
    _return(root)
    return _kept(root)


def _encrypt_anew(root: Path) -> None:
    unlocking.reencrypt(root / "vault", PASSPHRASE, _OTHERS[0]).close()
    acknowledge(root)


def _encrypted_anew(root: Path) -> bool:
    opening = _the_one_that_opens(root, (PASSPHRASE, _OTHERS[0]))
    with usable(root, opening) as vault:
        return is_there(vault) and (opening == _OTHERS[0] or not acknowledged(root))


def _make_smaller(root: Path) -> None:
    unlocking.compact(root / "vault", PASSPHRASE).close()


def _is_there(root: Path) -> bool:
    with usable(root) as vault:
        return is_there(vault)


SCENARIOS = (
    *(Scenario(name, partial(prepare, name), partial(tell, name), partial(was_told, name)) for name in STORIES),
    Scenario("make a vault", lambda _: None, _make, _made),
    Scenario("change the passphrase", make_wallet, _change_passphrase, _old_or_new_passphrase),
    Scenario("set a recovery code", make_wallet, _set_recovery_codes, _old_or_new_code),
    Scenario("migrate", _golden, _migrate, _is_golden),
    Scenario("back up", _with_backup, _back_up, _backed_up),
    Scenario("restore", _golden_backup, _restore, _restored),
    Scenario("merge", _golden_backup, _merge, _is_golden),
    Scenario("keep a snapshot", make_wallet, _keep, _kept),
    Scenario("return to a snapshot", _with_snapshot, _return, _kept),
    Scenario("return from damage", _with_snapshot_and_damage, _return, _returned_in_the_end),
    Scenario("encrypt anew", _with_snapshot, _encrypt_anew, _encrypted_anew),
    Scenario("make smaller", make_wallet, _make_smaller, _is_there),
)
