"""After an import, no claim of any badge can be read in any file that Rosette wrote."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.simulators.world import TERM, World
from wallet.operations.sample_issuer import Course

CANARY = Course(
    "Zanzibar-7141", "Quetzalcoatl-7142", "Xylophone-7143", "Badge", 1, 80, 50, (("Kumquat-7144", "Wombat-7145"),)
)
CANARIES = ("Zanzibar-7141", "Quetzalcoatl-7142", "Xylophone-7143", "Kumquat-7144", "Wombat-7145", "Narwhal-7146")
PASSPHRASE = "Ocelot-7147 keeps the night"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "home" / "tmp").mkdir(parents=True)
    return tmp_path / "home"


def rosette(home: Path, *arguments: object, stdin: str = "") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "HOME": str(home), "TMPDIR": str(home / "tmp"), "XDG_DATA_HOME": str(home / "data")}
    environment.pop("ROSETTE_VAULT", None)
    command = [sys.executable, "-m", "wallet", "--verbose", "--passphrase-file", "-", *map(str, arguments)]
    return subprocess.run(command, input=stdin, capture_output=True, text=True, check=False, env=environment)


def test_no_claim_is_in_any_file_or_log(home: Path, tmp_path: Path) -> None:
    world = World()
    badge = world.issuer.sign_embedded(world.issuer.badge(CANARY, world.holder.did, TERM), TERM.signed)
    (tmp_path / "badge.json").write_bytes(badge)
    (tmp_path / "broken.json").write_bytes(badge[:-20])
    assert rosette(home, "vault", "create", stdin=PASSPHRASE).returncode == 0
    imported = rosette(home, "import", tmp_path / "badge.json", tmp_path / "broken.json", stdin=PASSPHRASE)
    badge_id = rosette(home, "list", stdin=PASSPHRASE).stdout.split()[0]
    noted = rosette(home, "note", badge_id, "Narwhal-7146", stdin=PASSPHRASE)
    found = rosette(home, "list", "--query", "Xylophone-7143", stdin=PASSPHRASE)
    assert badge_id in found.stdout
    files = [path for path in home.rglob("*") if path.is_file()]
    assert any(path.name == "vault.hdr" for path in files)
    logs = imported.stderr + noted.stderr + found.stderr
    for secret in (*CANARIES, PASSPHRASE, world.issuer.id, world.holder.did):
        spellings = [secret.encode(), secret.encode("utf-16-le"), secret.lower().encode()]
        leaks = [path for path in files if any(spelling in path.read_bytes() for spelling in spellings)]
        assert leaks == []
        assert secret not in logs
