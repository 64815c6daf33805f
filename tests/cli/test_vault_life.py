"""`rosette vault`: what opens the wallet and what becomes of its files."""

from __future__ import annotations

import getpass
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from tests.cli.conftest import Ran, Rosette
from tests.simulators.world import World
from wallet.cli.exits import Exit
from wallet.crypto.wrapping import KdfCost
from wallet.operations import wallet
from wallet.operations.recovering import RecoveryDraft
from wallet.vault.vault import Vault

OLD = "correct horse battery staple"
NEW = "a passphrase that nobody saw"


@pytest.fixture
def made(rosette: Rosette, places: list[str], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setattr(KdfCost, "calibrated", KdfCost.dangerously_cheap)
    assert rosette("vault", "create", *places).code == Exit.DONE
    return places


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    path = tmp_path / "fresh"
    path.write_text(f"{NEW}\n")
    return path


@pytest.fixture
def terminal(rosette: Rosette, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A terminal, whose user types these lines; `getpass` asks for the secret ones."""
    lines: list[str] = []
    typing: Iterator[str] = iter(lambda: lines.pop(0), None)
    for stream in (sys.stdin, sys.stdout):
        monkeypatch.setattr(type(stream), "isatty", lambda stream: True)
    monkeypatch.setattr("builtins.input", lambda question: next(typing))
    monkeypatch.setattr(getpass, "getpass", lambda question: next(typing))
    return lines


def kit_of(tmp_path: Path, made: list[str], rosette: Rosette, name: str = "kit.pdf") -> tuple[Path, str]:
    """Write a kit, and return its file and the code that is on it."""
    path = tmp_path / name
    assert rosette("vault", "recovery", *made, "--kit", path, "--unconfirmed").code == Exit.DONE
    lines = pypdfium2.PdfDocument(path)[0].get_textpage().get_text_range().splitlines()
    groups = [lines[number + 1] for number, line in enumerate(lines) if line.startswith("Group ")]
    return path, "".join(groups)


def test_status_says_what_opens_it_and_what_it_holds(rosette: Rosette, made: list[str], tmp_path: Path) -> None:
    (tmp_path / "badge.json").write_bytes(World().badge())
    rosette("import", *made, tmp_path / "badge.json")
    kit_of(tmp_path, made, rosette)
    words = rosette("vault", "status", *made).out
    for part in ("1 badge.", "Opened by: the passphrase", "the recovery code made on", "never was a backup", "MiB"):
        assert part in words
    state = json.loads(rosette("vault", "status", *made, "--json").out)
    assert [slot["kind"] for slot in state["slots"]] == ["passphrase", "recovery"]
    assert (state["badges"], state["unsaved"], state["last_backup"], state["version"]) == (1, 1, None, 1)
    (tmp_path / "secret").write_text("a passphrase for it\n")
    backup = ("backup", *made, tmp_path / "wallet.age", "--backup-passphrase-file", tmp_path / "secret")
    assert rosette(*backup).code == Exit.DONE
    assert "wallet.age, with 1 badge; 0 came after it" in rosette("vault", "status", *made).out


def test_a_kit_opens_the_wallet_when_the_passphrase_is_forgotten(
    rosette: Rosette, made: list[str], tmp_path: Path, fresh: Path
) -> None:
    path, code = kit_of(tmp_path, made, rosette)
    assert path.stat().st_mode & 0o777 == 0o600
    (tmp_path / "code").write_text(f"{code.lower()}\n")
    places = [*made[:4], "--recovery-file", str(tmp_path / "code")]
    ran = rosette("vault", "passphrase", *places, "--new-passphrase-file", fresh)
    assert ran.code == Exit.DONE, ran.err
    assert rosette("list", *made).code == Exit.LOCKED
    assert rosette("list", *made, "--passphrase-file", fresh).code == Exit.DONE


def test_an_old_code_opens_nothing_once_there_is_a_new_one_or_none(
    rosette: Rosette, made: list[str], tmp_path: Path, fresh: Path
) -> None:
    _, old = kit_of(tmp_path, made, rosette)
    _, new = kit_of(tmp_path, made, rosette, "second.pdf")
    recover = ["vault", "passphrase", *made[:4], "--new-passphrase-file", fresh, "--recovery-file", tmp_path / "code"]
    (tmp_path / "code").write_text(old)
    ran = rosette(*recover)
    assert (ran.code, "not the recovery code of this wallet" in ran.err) == (Exit.LOCKED, True)
    assert rosette("vault", "recovery", *made, "--remove").code == Exit.DONE
    (tmp_path / "code").write_text(new)
    assert "has no recovery code" in rosette(*recover).err
    assert rosette("list", *made).code == Exit.DONE


def test_a_mistyped_code_is_said_before_a_passphrase_is_asked_for(
    rosette: Rosette, made: list[str], tmp_path: Path
) -> None:
    (tmp_path / "code").write_text("0123-4567")
    ran = rosette("vault", "passphrase", *made, "--recovery-file", tmp_path / "code")
    assert ran.code == Exit.LOCKED
    assert "It has 8 characters; a recovery code has 28." in ran.err


def test_on_a_terminal_the_code_is_shown_once_and_two_groups_are_typed_back(
    rosette: Rosette, made: list[str], terminal: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    drafts: list[RecoveryDraft] = []

    def hand_over(draft: RecoveryDraft, kit: Path | None) -> None:
        assert kit is None
        drafts.append(draft)
        right = [draft.code.groups[number - 1] for number in draft.asked]
        terminal.extend(["UUUU", right[1], right[0].lower(), right[1]])

    with monkeypatch.context() as patch:
        patch.setattr("wallet.cli.recovery._hand_over", hand_over)
        ran = rosette("vault", "recovery", *made)
    assert ran.code == Exit.DONE
    assert f"Group {drafts[0].asked[0]} is not that of the code." in ran.err
    assert "opens the wallet from now on" in ran.out
    terminal.extend([drafts[0].code.text, NEW, NEW])
    assert rosette("vault", "passphrase", *made[:4], "--recovery").code == Exit.DONE
    Vault.open(Path(made[1]), NEW).close()


def test_the_code_goes_nowhere_but_to_a_terminal_or_a_kit(
    rosette: Rosette, made: list[str], tmp_path: Path, terminal: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal.extend(["", ""])
    monkeypatch.setattr(type(sys.stdout), "isatty", lambda stream: False)
    piped = rosette("vault", "recovery", *made)
    assert (piped.code, piped.out) == (Exit.USAGE, "")
    assert "see --kit" in piped.err
    monkeypatch.setattr(type(sys.stdin), "isatty", lambda stream: False)
    assert "see --unconfirmed" in rosette("vault", "recovery", *made, "--kit", tmp_path / "kit.pdf").err
    assert rosette("vault", "recovery", *made, "--unconfirmed").code == Exit.USAGE
    assert not (tmp_path / "kit.pdf").exists()
    path, _ = kit_of(tmp_path, made, rosette)
    again = rosette("vault", "recovery", *made, "--kit", path, "--unconfirmed")
    assert (again.code, "there already" in again.err) == (Exit.REFUSED, True)


def test_a_seen_passphrase_opens_nothing_after_encrypting_anew(
    rosette: Rosette, made: list[str], tmp_path: Path, fresh: Path
) -> None:
    (tmp_path / "badge.json").write_bytes(World().badge())
    rosette("import", *made, tmp_path / "badge.json")
    kit_of(tmp_path, made, rosette)
    rosette("snapshots", *made, "--take")
    ran = rosette("vault", "reencrypt", *made, "--new-passphrase-file", fresh)
    assert ran.code == Exit.DONE, ran.err
    assert "no longer opened by the recovery code" in ran.out
    assert "Deleted, as the old passphrase opened them: " in ran.out
    assert rosette("list", *made).code == Exit.LOCKED
    assert rosette("list", *made, "--passphrase-file", fresh).out
    short = tmp_path / "short"
    short.write_text("short\n")
    refused = rosette("vault", "reencrypt", *made, "--passphrase-file", fresh, "--new-passphrase-file", short)
    assert refused.code == Exit.REFUSED


def test_compacting_says_what_came_of_it(rosette: Rosette, made: list[str]) -> None:
    ran = rosette("vault", "compact", *made)
    assert ran.code == Exit.DONE
    assert "it took" in ran.out
    assert rosette("list", *made).code == Exit.DONE


def test_wallets_that_lie_together_are_listed(rosette: Rosette, made: list[str], tmp_path: Path) -> None:
    other = ["--vault", str(tmp_path / "second"), *made[2:]]
    rosette("vault", "create", *other)
    listed = rosette("vault", "list", *made).out.splitlines()
    assert listed == [f"  {tmp_path / 'second'}", f"* {tmp_path / 'vault'}"]
    lines = [json.loads(line) for line in rosette("vault", "list", *other, "--json").out.splitlines()]
    assert [line["this"] for line in lines] == [True, False]


def test_deleting_names_what_is_lost_and_asks(
    rosette: Rosette, made: list[str], tmp_path: Path, terminal: list[str]
) -> None:
    (tmp_path / "badge.json").write_bytes(World().badge())
    rosette("import", *made, tmp_path / "badge.json")
    terminal.append("no")
    kept = rosette("vault", "delete", *made)
    assert kept.code == Exit.CANCELLED
    assert "Lost with this wallet: 1 badge, 0 notes, 0 signing keys, " in kept.err
    assert "There never was a backup." in kept.err
    assert rosette("vault", "status", *made).code == Exit.DONE
    terminal.append("vault")
    assert list((tmp_path / "config" / "generations").iterdir())
    assert rosette("vault", "delete", *made).code == Exit.DONE
    assert not list((tmp_path / "config" / "generations").iterdir())
    assert "no wallet" in rosette("list", *made).err


def test_without_a_terminal_deleting_needs_a_word(rosette: Rosette, made: list[str], fresh: Path) -> None:
    assert rosette("vault", "delete", *made).code == Exit.CANCELLED
    locked = rosette("vault", "delete", *made, "--passphrase-file", fresh, "--yes")
    assert locked.code == Exit.LOCKED
    assert rosette("vault", "status", *made).code == Exit.DONE
    assert rosette("vault", "delete", *made, "--forgotten", "--yes").code == Exit.DONE
    assert rosette("vault", "delete", *made, "--yes").code == Exit.UNREADABLE


@pytest.mark.parametrize(
    "command",
    [
        ("list",),
        ("vault", "status"),
        ("vault", "compact"),
        ("vault", "delete", "--forgotten", "--yes"),
        ("vault", "keys", "list"),
        ("vault", "reencrypt", "--new-passphrase-file", "-"),
    ],
    ids=" ".join,
)
def test_while_a_window_has_the_wallet_open_commands_say_so(
    rosette: Rosette, made: list[str], command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin.readline", lambda: NEW)
    with Vault.open(Path(made[1]), OLD):
        ran = rosette(*command, *made)
    assert ran.code == Exit.REFUSED
    assert "This wallet is already open. Another Rosette window or command is using it." in ran.err
    assert rosette("list", *made).code == Exit.DONE


def subject_of(world: World) -> dict[str, object]:
    subject: dict[str, object] = json.loads(world.badge())["credentialSubject"]
    return subject


def answered(ran: Ran) -> str:
    assert ran.code == Exit.DONE, ran.err
    return ran.out.strip()


def test_a_badge_issued_to_a_key_of_the_wallet_answers_a_request(
    rosette: Rosette, made: list[str], tmp_path: Path
) -> None:
    did = answered(rosette("vault", "keys", *["new", *made, "--purpose", "The Guild"]))
    world = World()
    (tmp_path / "badge.json").write_bytes(world.badge(credentialSubject={**subject_of(world), "id": did}))
    badge_id = json.loads(answered(rosette("import", *made, "--json", tmp_path / "badge.json")))["id"]
    answered(rosette("request", "--out", tmp_path / "r.json", "--claims", "name"))
    out = tmp_path / "answer.jwt"
    answered(rosette("present", *made, badge_id, "--request", tmp_path / "r.json", "--out", out))
    assert out.stat().st_size > 1000
    (listed,) = [json.loads(line) for line in answered(rosette("vault", "keys", "list", *made, "--json")).splitlines()]
    assert (listed["did"], listed["badges"], listed["shares"]) == (did, [badge_id], 1)
    assert badge_id[:12] in answered(rosette("vault", "keys", "list", *made))
    assert rosette("vault", "keys", "new", *made, "--purpose", "The Guild").code == Exit.REFUSED
    newer = answered(rosette("vault", "keys", "rotate", *made, did))
    lines = [json.loads(line) for line in answered(rosette("vault", "keys", "list", *made, "--json")).splitlines()]
    assert [(line["did"], line["newest"]) for line in lines] == [(newer, True), (did, False)]
    assert rosette("vault", "keys", "rotate", *made, did).code == Exit.REFUSED
    answered(rosette("present", *made, badge_id, "--request", tmp_path / "r.json", "--out", tmp_path / "second.jwt"))


def test_a_key_asks_for_the_passphrase_where_the_owner_has_set_it_so(
    rosette: Rosette, made: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "asked for" in answered(rosette("vault", "keys", "ask", *made, "on"))
    assert "asked for before a key signs" in answered(rosette("vault", "status", *made))
    (tmp_path / "badge.sd-jwt").write_bytes(World().sd_jwt())
    badge_id = json.loads(answered(rosette("import", *made, "--json", tmp_path / "badge.sd-jwt")))["id"]
    answered(rosette("present", *made, badge_id))
    assert "without asking" in answered(rosette("vault", "keys", "ask", *made, "off"))


def test_a_kit_holds_the_code_in_its_page_alone(rosette: Rosette, made: list[str], tmp_path: Path) -> None:
    path, code = kit_of(tmp_path, made, rosette)
    content = path.read_bytes()
    assert len(code) == 28
    for group in (code[:8], f"{code[:4]}-{code[4:8]}"):
        assert group.encode() not in content
        assert group not in json.dumps(pypdfium2.PdfDocument(path).get_metadata_dict())


@pytest.mark.parametrize("how", ["--portable", "portable.ini"])
def test_everything_lies_beside_a_portable_program(
    rosette: Rosette, places: list[str], tmp_path: Path, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(KdfCost, "calibrated", KdfCost.dangerously_cheap)
    monkeypatch.setattr("sys.argv", [str(tmp_path / "rosette")])
    monkeypatch.setenv("ROSETTE_VAULT", str(tmp_path / "elsewhere"))
    options = [*places[4:], *(["--portable"] if how == "--portable" else [])]
    if how == "portable.ini":
        (tmp_path / "portable.ini").touch()
    answered(rosette("vault", "create", *options))
    assert (tmp_path / "rosette-data" / "vault" / "vault.db").is_file()
    assert not (tmp_path / "elsewhere").exists()
    assert str(tmp_path / "rosette-data" / "vault") in answered(rosette("vault", "list", *options))
    answered(rosette("vault", "create", "--vault", tmp_path / "other", *options))
    assert (tmp_path / "other" / "vault.db").is_file()


def test_who_unlocked_with_the_keyring_types_the_passphrase_to_sign(
    rosette: Rosette, made: list[str], tmp_path: Path, terminal: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    did = answered(rosette("vault", "keys", "new", *made, "--purpose", "The Guild"))
    (tmp_path / "badge.json").write_bytes(World().badge(credentialSubject={**subject_of(World()), "id": did}))
    badge_id = json.loads(answered(rosette("import", *made, "--json", tmp_path / "badge.json")))["id"]
    answered(rosette("vault", "keys", "ask", *made, "on"))
    monkeypatch.setattr("wallet.cli.unlocking.keyring_opens", lambda folders: True)
    monkeypatch.setattr(
        "wallet.cli.unlocking.unlock_with_keyring", lambda folders, *rest: wallet.unlock(folders, OLD, *rest)
    )
    present = ("present", *made[:4], badge_id, "--nonce", "n-1", "--audience", "The Zoo")
    assert json.loads(answered(rosette("present", *made, *present[5:])))["holder"] == did
    terminal.append("another one")
    assert rosette(*present).code == Exit.LOCKED
    terminal.append(OLD)
    assert json.loads(answered(rosette(*present)))["holder"] == did
    assert terminal == []
    assert rosette("vault", "keys", "list", *made[:4]).code == Exit.DONE
