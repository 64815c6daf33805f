"""The few system packages that Qt and the tests need on Debian and Ubuntu; elsewhere nothing is asked."""

import importlib.util
import os
import shutil
import subprocess
import sys

from terminal import NEEDS_PACKAGES, Stop, say

# What the Qt wheels link to and do not bring, found by starting from a bare Debian 12.
_DRAWING = ("libegl1", "libgl1", "libglib2.0-0", "libdbus-1-3", "libfontconfig1", "libfreetype6", "libxkbcommon0")
_NETWORK = ("libx11-6", "libbrotli1", "libgssapi-krb5-2")
_X11 = ("libxcb-cursor0", "libxcb-icccm4", "libxcb-image0", "libxcb-keysyms1", "libxcb-randr0", "libxcb-render-util0")
_X11_MORE = ("libxcb-shape0", "libxcb-xfixes0", "libxcb-xkb1", "libxkbcommon-x11-0", "libx11-xcb1")
_WAYLAND = ("libwayland-cursor0", "libwayland-egl1")
_FONTS = ("fonts-dejavu-core",)
_RUN = _DRAWING + _NETWORK + _X11 + _X11_MORE + _WAYLAND + _FONTS
# A virtual display, and what is seen on it; a message bus and a keyring for the vault's tests; what opens backups, too.
_TEST = ("xvfb", "xauth", "x11-utils", "dbus", "gnome-keyring", "age")
# What Qt Multimedia links to: without it, no code is read by the camera, and everything else works.
_WISHED = ("libpulse0", "libxext6", "libxrandr2", "libdrm2")
_NEEDED = {"run": _RUN, "test": _RUN + _TEST}


def ensure(purpose: str) -> None:
    """Install what is missing where that is allowed.

    Raises:
        Stop: It is not allowed, or it failed; the text holds the line to type.
    """
    if not (shutil.which("apt-get") and shutil.which("dpkg-query")):
        return
    _ensure_needed(_missing(purpose))
    _try_wished([name for name in _WISHED if name not in _installed()])


def _ensure_needed(missing: list[str]) -> None:
    if not missing:
        return
    line = f"apt-get install -y --no-install-recommends {' '.join(missing)}"
    prefix = _root_prefix()
    if prefix is None:
        text = "Some system packages are missing. Type this line, then start again:"
        raise Stop(f"{text}\n\nsudo {line}\n", NEEDS_PACKAGES)
    say(f"Installing {len(missing)} system packages: {' '.join(missing)} …")
    if not _apt_get(prefix, missing):
        raise Stop(f"apt-get could not install them; its reason is above. The line was:\n\n{line}\n", NEEDS_PACKAGES)


def _try_wished(missing: list[str]) -> None:
    prefix = _root_prefix()
    if missing and (prefix is None or not _apt_get(prefix, missing)):
        say(f"Codes cannot be read by a camera without these packages: {' '.join(missing)}")


def _missing(purpose: str) -> list[str]:
    there = _installed()
    missing = [name for name in _NEEDED[purpose] if name not in there]
    if importlib.util.find_spec("ensurepip") is None:
        missing.append(f"python{sys.version_info.major}.{sys.version_info.minor}-venv")
    return missing


def _installed() -> set[str]:
    """Names of installed packages and of what they provide: `libglib2.0-0t64` provides `libglib2.0-0`."""
    query = ["dpkg-query", "--show", "--showformat", r"${db:Status-Status}\t${Package}\t${Provides}\n"]
    listed = subprocess.run(query, capture_output=True, text=True, check=False).stdout
    names = set()
    for line in listed.splitlines():
        status, package, provides = line.split("\t")
        if status == "installed":
            names |= {package} | {name.split()[0] for name in provides.split(",") if name.strip()}
    return names


def _root_prefix() -> list[str] | None:
    """What to put before a command to run it as root; None where that needs a password or is not allowed."""
    if os.geteuid() == 0:
        return []
    asked = shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
    return ["sudo", "-n"] if asked and not asked.returncode else None


def _apt_get(prefix: list[str], packages: list[str]) -> bool:
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "DPkg::Lock::Timeout=120"]
    if subprocess.run([*apt, "update"], check=False).returncode:
        say("The package lists could not be refreshed; trying with those that are here.")
    install = [*apt, "install", "-y", "--no-install-recommends", *packages]
    return subprocess.run(install, check=False, stdout=subprocess.DEVNULL).returncode == 0
