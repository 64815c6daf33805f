"""Presets: selections that come ready-made, and those that the owner keeps under a name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wallet.model.disclosure import DisclosedBadge, OwnPreset, Preset, Selection
from wallet.model.errors import RefusedError
from wallet.operations.library import credential_of
from wallet.operations.wallet import Wallet
from wallet.presentation.disclosing import disclose
from wallet.presentation.presets import preset_of

READY_MADE = {"minimum": Preset.MINIMUM, "job": Preset.JOB_APPLICATION, "everything": Preset.EVERYTHING}
"""The presets that everybody has, by the names under which they are asked for."""


def own_presets(wallet: Wallet) -> list[OwnPreset]:
    """Return the owner's own presets, by name."""
    return wallet.vault.presets()


def find_preset(wallet: Wallet, name: str) -> Preset | OwnPreset:
    """Return the preset of a name, in any case of letters.

    Raises:
        RefusedError: Where there is none.
    """
    known: dict[str, Preset | OwnPreset] = {preset.name.casefold(): preset for preset in own_presets(wallet)}
    # Last: whatever a stranger's backup brought along, these mean what they mean everywhere.
    known |= READY_MADE
    found = known.get(_plain(name).casefold())
    if found is None:
        raise RefusedError(f"There is no preset “{name}”.", f"There are: {', '.join(known)}.")
    return found


def save_preset(wallet: Wallet, name: str, selections: Sequence[Selection]) -> OwnPreset:
    """Keep what is chosen of some badges as a preset that fits any badge; one of the same name gives way.

    Args:
        wallet: The open wallet.
        name: Its name.
        selections: What is chosen. A kind of detail of which something is kept back is not in the preset.

    Raises:
        RefusedError: Where the name is empty or that of a preset which everybody has, nothing is chosen, or a badge is
            not there.
    """
    preset = preset_of(_free_name(name), [_disclosed(wallet, selection) for selection in selections])
    if not preset.kinds:
        raise RefusedError("There is nothing to keep in this preset.", "No detail is chosen of which all is shown.")
    restore_preset(wallet, preset)
    return preset


def rename_preset(wallet: Wallet, name: str, new_name: str) -> OwnPreset:
    """Keep one of the owner's own presets under another name; one that has that name gives way.

    Raises:
        RefusedError: Where there is none of that name, everybody has it, or the new name cannot be used.
    """
    old = _own(wallet, name)
    renamed = OwnPreset(_free_name(new_name), old.kinds)
    _keep(wallet, renamed, old.name)
    return renamed


def restore_preset(wallet: Wallet, preset: OwnPreset) -> None:
    """Keep a preset as it is, such as one that was removed; one of the same name gives way."""
    _keep(wallet, preset)


def take_presets(wallet: Wallet, presets: Iterable[OwnPreset]) -> int:
    """Keep presets of another wallet whose names are free in this one, and return how many those were."""
    taken = {*READY_MADE, *(own.name.casefold() for own in own_presets(wallet))}
    free = {_plain(each.name).casefold(): OwnPreset(_plain(each.name), each.kinds) for each in presets}
    new = [preset for folded, preset in free.items() if folded and folded not in taken]
    wallet.vault.change_presets((), new, wallet.clock.now())
    return len(new)


def remove_preset(wallet: Wallet, name: str) -> None:
    """Forget one of the owner's own presets.

    Raises:
        RefusedError: Where there is none of that name, or everybody has it.
    """
    wallet.vault.change_presets((_own(wallet, name).name,), (), wallet.clock.now())


def _keep(wallet: Wallet, preset: OwnPreset, *replaced: str) -> None:
    folded = {name.casefold() for name in (preset.name, *replaced)}
    gone = [other.name for other in own_presets(wallet) if other.name.casefold() in folded]
    wallet.vault.change_presets(gone, (preset,), wallet.clock.now())


def _own(wallet: Wallet, name: str) -> OwnPreset:
    found = find_preset(wallet, name)
    if not isinstance(found, OwnPreset):
        raise RefusedError(f"The preset “{name}” comes with Rosette.", "It stays as it is.")
    return found


def _free_name(name: str) -> str:
    plain = _plain(name)
    if not plain or plain.casefold() in READY_MADE:
        raise RefusedError("This preset needs another name.", f"Not one of: {', '.join(READY_MADE)}.")
    return plain


def _disclosed(wallet: Wallet, selection: Selection) -> DisclosedBadge:
    credential = credential_of(wallet, wallet.vault.get(selection.badge))
    return disclose(selection.badge, credential, selection.pointers, wallet.limits)


def _plain(name: str) -> str:
    return " ".join(name.split())
