"""Fills an environment with pip: the lock, then the project itself, then a look whether Qt can load."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

from terminal import NEEDS_PACKAGES, UNFINISHED, Progress, Stop, say

_REASONS = (
    ("No space left on device", "The disk is full. Free about 2 GB, then start again."),
    ("Disk quota exceeded", "Your disk quota is used up. Free about 2 GB, then start again."),
    ("DO NOT MATCH THE HASHES", "A package differs from the one that was locked. Do not trust that package index."),
    ("NewConnectionError", "The package index cannot be reached. Check the network or the proxy, then start again."),
    ("NameResolutionError", "The package index cannot be reached. Check the network or the proxy, then start again."),
    ("ConnectTimeoutError", "The package index does not answer. Check the network or the proxy, then start again."),
    ("ReadTimeoutError", "The package index stopped answering. Start again when the network is better."),
    ("ProxyError", "The proxy refuses. Check HTTPS_PROXY, then start again."),
    ("SSLError", "The package index shows a certificate that is not trusted here. Check the clock and the proxy."),
    ("No matching distribution found", "A package does not exist for this system or Python; it is named above."),
)


def install_lock(python: Path, lock: Path) -> None:
    """Install every package of the lock, refusing any whose hash differs.

    Raises:
        Stop: pip could not; the text says why.
    """
    total = sum("==" in line for line in lock.read_text(encoding="utf-8").splitlines())
    say(f"Installing up to {total} packages. The first time this is about 500 MB and takes some minutes …")
    progress = Progress(total)
    said = []
    with _pip(python, "install", "--require-hashes", "--requirement", str(lock)) as pip:
        for line in _lines(pip):
            said.append(line)
            if line.startswith(("Collecting ", "Requirement already satisfied: ")):
                progress.step(line.split(": ")[-1].removeprefix("Collecting ").split(" ")[0])
            elif line.startswith("Installing collected packages"):
                progress.finish()
                say("  unpacking …")
    _demand(pip.returncode, said)


def install_project(python: Path, root: Path) -> None:
    """Make the project importable where it lies; needs no network.

    Raises:
        Stop: pip could not; the text says why.
    """
    arguments = ["--no-index", "--no-deps", "--no-build-isolation", "--editable", str(root)]
    with _pip(python, "install", *arguments) as pip:
        said = list(_lines(pip))
    _demand(pip.returncode, said)


def try_imports(python: Path) -> None:
    """See whether the libraries that lean on the system load.

    Raises:
        Stop: One does not; the text names the missing file.
    """
    code = "import PySide6.QtWidgets, PySide6.QtNetwork, PySide6.QtSvg, sqlcipher3"
    tried = subprocess.run([python, "-c", code], capture_output=True, text=True, check=False)
    if tried.returncode:
        reason = tried.stderr.strip().splitlines()[-1]
        raise Stop(
            f"{reason}\nA system library is missing. Install the package that holds it, then start again.",
            NEEDS_PACKAGES,
        )


def _pip(python: Path, *arguments: str) -> "subprocess.Popen[str]":
    command = [str(python), "-I", "-m", "pip", "--disable-pip-version-check", "--no-input", *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace")


def _lines(pip: "subprocess.Popen[str]") -> Iterator[str]:
    for line in pip.stdout or ():
        yield line.rstrip()


def _demand(exit_code: int, said: list[str]) -> None:
    if not exit_code:
        return
    everything = "\n".join(said)
    reasons = [advice for sign, advice in _REASONS if sign in everything]
    advice = reasons[0] if reasons else "pip could not install; its last words are above."
    raise Stop(f"{_last_words(said)}\n\n{advice}", UNFINISHED)


def _last_words(said: list[str]) -> str:
    errors = [number for number, line in enumerate(said) if line.startswith("ERROR")]
    begin = errors[-1] if errors else -30
    return "\n".join(said[begin:][:30])
