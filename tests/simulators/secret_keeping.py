"""A home with a wallet full of canaries, programs at work in it, and every place where one of these might show."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from tests.simulators.canaries import make_badges, word, words
from tests.simulators.display import Display
from tests.simulators.watching import VARIABLE, Watcher
from wallet.crypto.keys import KeyType
from wallet.crypto.wrapping import key_from_passphrase, unwrap_key
from wallet.model.badge import BadgeId
from wallet.model.clock import SystemClock
from wallet.model.disclosure import OwnPreset
from wallet.model.limits import Limits
from wallet.model.sharing import Share
from wallet.operations.library import set_note
from wallet.operations.recovering import draft_recovery_code, enforce_recovery_code
from wallet.operations.wallet import Wallet
from wallet.settings import Folders, Settings, Theme, save_settings
from wallet.vault.header_files import stored_headers
from wallet.vault.holder_keys import VaultSigner, _context
from wallet.vault.vault import Vault

PASSPHRASE = word("passphrase")
PLACES = ("vault", "config", "home", "out", "log", "run", "tmp", "typed")
_RECORD = re.compile(rb"^(?:DEBUG|INFO|WARNING|ERROR|CRITICAL):.*$", re.MULTILINE)
Contents = Callable[[], Iterable[bytes]]
Secrets = Mapping[str, str | bytes]


@dataclass(frozen=True)
class Home:
    """Where everything of one owner lies.

    Attributes:
        root: The folder of all: the wallet in ``vault``, preferences in ``config``, what logs say in ``log``, sockets
            in ``run``, temporary files in ``tmp``, the rest of the home in ``home``, backups in ``out``; in ``typed``
            what the owner wrote, where nobody searches.
        display: The display that windows are on.
    """

    root: Path
    display: Display
    ids: list[BadgeId] = field(default_factory=list)

    def make(self) -> None:
        for name in PLACES:
            (self.root / name).mkdir(mode=0o700)

    @property
    def folders(self) -> Folders:
        return Folders(self.root / "vault", self.root / "vault-packs", self.root / "config")

    @property
    def environment(self) -> dict[str, str]:
        """What programs at work here are given."""
        own = {
            "HOME": str(self.root / "home"),
            "TMPDIR": str(self.root / "tmp"),
            "XDG_RUNTIME_DIR": str(self.root / "run"),
            "ROSETTE_VAULT": str(self.folders.vault),
            VARIABLE: str(self.root),
            **self.display.environment,
        }
        kept = {name: text for name, text in os.environ.items() if name in {"PATH", "LANG", "LANGUAGE"}}
        return {**kept, **own}

    def watched(self) -> Watcher:
        return Watcher(str(self.root), self.root / "tmp")

    def rosette(self, *arguments: object, typed: str = PASSPHRASE, code: int = 0) -> str:
        """Run a command with all that it has to say in a log, and return its answer."""
        places = ["--config", self.folders.config, "--verbose", "--passphrase-file", "-"]
        command = [sys.executable, "-m", "wallet", *map(str, (*arguments, *places))]
        done = subprocess.run(command, env=self.environment, input=typed.encode(), capture_output=True, check=False)
        assert done.returncode == code, (arguments, done.returncode, done.stderr.decode())
        # Before it writes a presentation it tells its owner what that would show; that is no log.
        told = done.stderr if arguments[0] != "present" else b"\n".join(_RECORD.findall(done.stderr))
        with (self.root / "log" / "commands").open("ab") as log:
            log.write(told)
        return done.stdout.decode()

    def places(self, watcher: Watcher) -> dict[str, Contents]:
        """Return what can be seen in each place, whoever runs here."""
        return {
            "the wallet's folder": partial(files_in, self.folders.vault),
            "preferences": partial(files_in, self.folders.config),
            "the rest of the home folder": partial(files_in, self.root / "home"),
            "backup file": partial(files_in, self.root / "out"),
            "logs at DEBUG": partial(files_in, self.root / "log"),
            "temporary files, unlinked ones too": lambda: list(watcher.temporary_files),
            "process arguments": lambda: list(watcher.arguments),
            "process environments": lambda: list(watcher.environments),
            "window titles": lambda: [self.display.titles()],
            "single-instance socket": partial(self._said_at_sockets),
        }

    def _said_at_sockets(self) -> Iterator[bytes]:
        for path in (self.root / "run").glob("rosette-*"):
            yield os.fsencode(path)
            if not path.is_socket():
                continue
            with socket.socket(socket.AF_UNIX) as caller:
                caller.settimeout(5)
                caller.connect(str(path))
                caller.sendall(b'{"paths": [], "token": ""}\n')
                yield caller.recv(1 << 16)


def files_in(folder: Path) -> Iterator[bytes]:
    """Yield the name and the content of each file in a folder."""
    for path in sorted(folder.rglob("*")):
        yield os.fsencode(path.relative_to(folder))
        if path.is_file():
            yield path.read_bytes()


def allow_dumps() -> bool:
    """Let what is started from here dump its memory, if it does not mind; whether the system lets it, into a file.

    Source: core(5)
    """
    import resource  # noqa: PLC0415 (Windows has none)

    hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
    resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))
    return hard != 0 and Path("/proc/sys/kernel/core_pattern").read_text().strip() == "core"


def dump_of(pid: int, end: Callable[[], object]) -> list[bytes]:
    """Have a process dump its memory where the system lets it, and return what it left."""
    place = Path(f"/proc/{pid}/cwd").readlink()
    os.kill(pid, signal.SIGQUIT)
    end()
    return [path.read_bytes() for path in place.glob("core*") if path.is_file()]


def fill(home: Home) -> Secrets:
    """Make a wallet with canaries in all that it holds; return all of them."""
    made = make_badges()
    badges = home.root / "typed" / "badges"
    badges.mkdir()
    for name, content in made.files.items():
        (badges / name).write_bytes(content)
    home.rosette("vault", "create")
    home.rosette("import", badges, code=2)
    home.ids.extend(BadgeId(json.loads(line)["id"]) for line in home.rosette("list", "--json").splitlines())
    keys = _write_into(home)
    return {**words(), **made.addresses, **keys}


def use(home: Home) -> None:
    """Do with the commands what owners do."""
    (home.root / "typed" / "backup").write_text(word("backup-passphrase"))
    backup = (home.root / "out" / "wallet.age", "--backup-passphrase-file", home.root / "typed" / "backup")
    home.rosette("list", typed=word("wrong-passphrase"), code=6)
    home.rosette("show", home.ids[0])
    home.rosette("check-again")
    home.rosette("present", home.ids[0], "--out", home.root / "typed" / "shown.pdf")
    home.rosette("backup", *backup)
    home.rosette("rehearse", *backup)
    home.rosette("snapshots", "--take")
    home.rosette("doctor", "--unlock")


def _write_into(home: Home) -> Secrets:
    with Vault.open(home.folders.vault, PASSPHRASE) as vault:
        wallet = Wallet(vault, home.folders.packs, SystemClock(), Limits())
        for number, kind in enumerate(("note", "second-note")):
            set_note(wallet, home.ids[number], word(kind))
        now = wallet.clock.now()
        vault.add_share(
            Share(word("receiver"), now, word("nonce"), word("audience"), "0" * 64, "text", (), word("purpose"))
        )
        vault.change_presets((), [OwnPreset(word("preset"), frozenset({"name"}))], now)
        signers = [vault.holder(word("key-purpose"), kind, now) for kind in (KeyType.ED25519, KeyType.P256)]
        draft = draft_recovery_code(wallet, PASSPHRASE)
        enforce_recovery_code(wallet, draft)
        slot = stored_headers(home.folders.vault)[0].header.passphrase
        key = vault._slots.key
        found: dict[str, str | bytes] = {
            "vault key": key._secret,
            "database key": key.for_database(),
            "header key": key.for_header(),
            "key of the keys": key.for_holder_keys(),
            "key of the passphrase": key_from_passphrase(PASSPHRASE, slot.salt, slot.cost),
            "key of the recovery code": draft.code.wrapping_key(vault.id),
            "recovery code": draft.code.text,
            "recovery code as printed": " ".join(draft.code.groups),
        }
        for signer in signers:
            found[f"{signer.public_key.key_type} key"] = _secret_of(vault, signer)
            found[f"{signer.public_key.key_type} address"] = signer.did
    save_settings(home.folders.config, Settings(theme=Theme.DARK))
    return found


def _secret_of(vault: Vault, signer: VaultSigner) -> bytes:
    key = vault._slots.key
    secret = unwrap_key(signer._wrapped, key.for_holder_keys(), _context(key, signer.did))
    assert secret is not None
    return secret
