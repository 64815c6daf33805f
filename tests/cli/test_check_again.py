"""`rosette check-again`: what was imported before its issuer was trusted is verified once it is."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

from tests.cli.conftest import Rosette
from tests.simulators.world import World
from wallet.cli.exits import Exit
from wallet.model.clock import SystemClock
from wallet.trust.packs import EvidencePack, write_pack


def test_a_list_trusted_since_counts(rosette: Rosette, places: list[str], tmp_path: Path) -> None:
    now, world = SystemClock().now(), World()
    world.list_issuer()
    write_pack(tmp_path / "pack", EvidencePack("Fair", now, now + timedelta(days=9), 1, (), tuple(world.listed)))
    (tmp_path / "badge.sd-jwt").write_bytes(world.sd_jwt())
    assert rosette("vault", "create", *places).code == Exit.DONE
    imported = json.loads(rosette("import", *places, "--json", tmp_path / "badge.sd-jwt").out)
    assert imported["verdict"] == "issuer_unknown"
    assert rosette("trust", "add", *places, tmp_path / "pack").code == Exit.DONE

    today = f"{now:%Y-%m-%d}"
    assert f"Signed by someone not on your list on {today}" in rosette("list", *places).out
    for ids in ((imported["id"][:12],), ()):
        ran = rosette("check-again", *places, *ids)
        assert ran.code == Exit.DONE
        assert ran.out.startswith(f"{imported['id'][:12]}  Verified on {today}: ")
    assert f"Verified on {today}" in rosette("list", *places).out
    assert f"Checked: {today}" in rosette("show", *places, imported["id"]).out
    assert rosette("check-again", *places, "0" * 64).code == Exit.REFUSED
