"""What may be known of a locked wallet."""

from __future__ import annotations

from datetime import timedelta

from wallet.model.clock import SystemClock
from wallet.model.limits import Limits
from wallet.operations import door
from wallet.operations.wallet import Wallet, create_wallet, in_languages_now
from wallet.settings import Folders, Settings, load_settings, save_settings

PASSPHRASE = "four words and more"


def made(folders: Folders) -> Wallet:
    return create_wallet(folders, PASSPHRASE, SystemClock(), Limits())


def beside(folders: Folders) -> Folders:
    return Folders(folders.vault.parent / "other", folders.vault.parent / "other-packs", folders.config)


def places(tmp_path) -> Folders:
    return Folders(tmp_path / "vault", tmp_path / "packs", tmp_path / "config")


def test_a_wallet_that_was_closed_is_known_but_not_what_is_in_it(tmp_path):
    folders = places(tmp_path)
    assert door.last_used(folders) is None
    door.close(made(folders), folders)
    assert [known.folder for known in load_settings(folders.config).wallets] == [str(folders.vault)]
    assert door.badges_at_door(folders) is None
    used = door.last_used(folders)
    assert used is not None
    assert SystemClock().now() - used < timedelta(minutes=1)


def test_how_many_badges_there_are_is_said_where_the_owner_wants_it(tmp_path):
    folders = places(tmp_path)
    save_settings(folders.config, Settings(count_at_door=True))
    door.close(made(folders), folders)
    assert door.badges_at_door(folders) == 0


def test_the_other_wallets_are_those_that_are_still_there(tmp_path):
    folders = places(tmp_path)
    other = beside(folders)
    for each in (other, folders):
        door.close(made(each), each)
    assert [known.folder for known in door.other_wallets(folders)] == [str(other.vault)]
    other.vault.rename(tmp_path / "elsewhere")
    assert door.other_wallets(folders) == ()
    door.forget(other)
    door.forget(other)
    assert [known.folder for known in load_settings(folders.config).wallets] == [str(folders.vault)]


def test_an_open_wallet_follows_its_owners_language(tmp_path):
    folders = places(tmp_path)
    wallet = made(folders)
    save_settings(folders.config, Settings(language="fr"))
    assert in_languages_now(wallet, folders).languages[0] == "fr"
    door.close(wallet, folders)
