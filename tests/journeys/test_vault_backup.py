"""A backup outlives Rosette: opened by the standard `age` program, rehearsed, and restored in a new home.

Everything is done by real processes; what they say is printed (`pytest -s` shows it).
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.simulators.canaries import Badges, make_badges
from wallet.export import backup_file

if sys.platform != "win32":
    import pty
    import termios

PASSPHRASE = "four words and more"
BACKUP_PASSPHRASE = "what opens the backup"
NEW_PASSPHRASE = "other words in a new home"


def say(text: str) -> None:
    sys.stdout.write(f"{text.rstrip()}\n")


@dataclass(frozen=True)
class Home:
    """A home folder, and who types there."""

    root: Path
    passphrase: str

    def rosette(self, *arguments: object, code: int = 0, shown: bool = True) -> str:
        """Type a command, and return what it answers."""
        kept = ("PATH", "QT_QPA_PLATFORM", "LANGUAGE")
        environment = {name: os.environ[name] for name in kept if name in os.environ} | {"HOME": str(self.root)}
        command = [sys.executable, "-m", "wallet", *map(str, arguments), "--passphrase-file", "-"]
        say(f"\n{self.root.name}$ rosette {' '.join(_named(word) for word in arguments)}")
        typed = f"{self.passphrase}\n"
        done = subprocess.run(command, env=environment, input=typed, capture_output=True, text=True, check=False)
        say(done.stdout + done.stderr if shown else "…")
        assert done.returncode == code, done.stderr
        return done.stdout


@dataclass(frozen=True)
class Kept:
    """A wallet and its backup.

    Attributes:
        home: Where the wallet is.
        badges: The files that were imported.
        backup: The backup.
        typed: A file with its passphrase.
    """

    home: Home
    badges: Badges
    backup: Path
    typed: Path


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    folder = tmp_path_factory.mktemp("backup")
    home, badges = Home(folder / "maya", PASSPHRASE), make_badges()
    for place in (home.root, folder / "badges", folder / "stick"):
        place.mkdir()
    for name, content in badges.files.items():
        (folder / "badges" / name).write_bytes(content)
    (folder / "typed").write_text(BACKUP_PASSPHRASE)
    kept = Kept(home, badges, folder / "stick" / "wallet.age", folder / "typed")
    home.rosette("vault", "create")
    home.rosette("import", folder / "badges", code=2)
    home.rosette("backup", kept.backup, "--backup-passphrase-file", kept.typed)
    return kept


@pytest.mark.skipif(shutil.which("age") is None, reason="needs age: apt-get install age")
def test_the_standard_program_opens_it(kept: Kept, tmp_path: Path) -> None:
    with age(kept.backup, BACKUP_PASSPHRASE, tmp_path / "wallet.tar") as opened, tarfile.open(opened) as tar:
        members = {member.name: tar.extractfile(member) for member in tar}
        found = {name: content.read() for name, content in members.items() if content is not None}
    manifest = json.loads(found.pop("manifest.json"))
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in found.items()}
    say("\n$ tar -tv, and the SHA-256 of each member against manifest.json")
    for name, digest in digests.items():
        same = "right" if manifest["members"][name] == digest else "WRONG"
        say(f"{len(found[name]):8} {name[:30]:30} {digest[:16]}… {same}")
    assert manifest["format"] == backup_file.FORMAT
    assert manifest["members"] == digests
    credentials = {content for name, content in found.items() if name.startswith("credentials/")}
    assert credentials == set(readable(kept.badges))
    assert len(credentials) == manifest["badges"] == 3


@pytest.mark.skipif(shutil.which("age") is None, reason="needs age: apt-get install age")
def test_another_passphrase_does_not_open_it(kept: Kept, tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="incorrect passphrase"), age(kept.backup, PASSPHRASE, tmp_path / "tar"):
        pass
    assert kept.home.rosette("rehearse", kept.backup, "--backup-passphrase-file", "-", code=6) == ""


def test_it_is_rehearsed_and_restored_in_a_new_home(kept: Kept, tmp_path: Path) -> None:
    backup = (kept.backup, "--backup-passphrase-file", kept.typed)
    new = Home(tmp_path / "new-laptop", NEW_PASSPHRASE)
    new.root.mkdir()
    said = new.rosette("rehearse", *backup)
    assert said.startswith(f"{kept.backup}: opens, holds 3 badges, all hashes right. It was made on ")
    assert list(new.root.rglob("*")) == []
    new.rosette("restore", *backup)
    before, after = (home.rosette("list", "--json") for home in (kept.home, new))
    assert sorted(after.splitlines()) == sorted(before.splitlines())
    assert len(after.splitlines()) == 3
    for line in after.splitlines():
        badge = json.loads(line)["id"]
        shows = [home.rosette("show", badge, "--json", shown=False) for home in (kept.home, new)]
        assert shows[0] == shows[1]
    # Only its new passphrase opens it.
    Home(new.root, PASSPHRASE).rosette("list", code=6)


def readable(badges: Badges) -> Iterator[bytes]:
    """The badges that are kept: all but the one whose end is missing."""
    return (content for name, content in badges.files.items() if "broken" not in name)


@contextmanager
def age(backup: Path, passphrase: str, out: Path) -> Iterator[Path]:
    """Open a backup with `age -d`, which asks for the passphrase on a terminal."""
    say(f"\n$ age -d -o {out.name} {backup.name}")
    terminal, end = pty.openpty()
    process = subprocess.Popen(
        ["age", "-d", "-o", out, backup], stdin=end, stdout=end, stderr=end, start_new_session=True
    )
    os.close(end)
    said = _hear(terminal, b"passphrase")
    while termios.tcgetattr(terminal)[3] & termios.ECHO:
        time.sleep(0.01)
    os.write(terminal, f"{passphrase}\n".encode())
    said += _hear(terminal)
    os.close(terminal)
    say(said.decode().partition("\r")[0])
    assert process.wait(60) == 0, said.decode()
    yield out


def _hear(terminal: int, until: bytes | None = None) -> bytes:
    """Read what stands on a terminal, up to a word or until nobody writes there any more."""
    said = b""
    while until is None or until not in said:
        try:
            part = os.read(terminal, 1024)
        except OSError:
            # So Linux says that the other end was closed.
            break
        if not part:
            break
        said += part
    return said


def _named(word: object) -> str:
    return word.name if isinstance(word, Path) else str(word)
