"""The only door to the network: one GET at a time, at the user's word, to a public address over TLS.

No redirects, no proxies from the environment, no cookies, no credentials; the address is resolved once and pinned, so
that a name cannot change its mind between the check and the connection (VAULT.md, "Foreign input").
"""

from __future__ import annotations

import ipaddress
import re
import socket
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from wallet import __version__
from wallet.model.errors import WalletError
from wallet.model.limits import MIB

MOST_BYTES = MIB
"""Largest answer, by default (VAULT.md)."""
MOST_SECONDS = 10.0
"""Longest wait for a whole answer (VAULT.md)."""

_ADDRESS = re.compile(r"[\x21-\x7e]{1,8192}")
"""An address is written in ASCII, without spaces (RFC 3986 section 2); a longer one is nobody's."""
_UNICAST = ipaddress.ip_network("2000::/3")
"""The addresses of IPv6 that lead through the public internet (RFC 4291 section 2.4)."""
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")
"""Those that stand for an address of IPv4, its last 32 bits, in a network without it (RFC 6052 section 2.1)."""
_TUNNELLED = ipaddress.ip_network("2002::/16")
"""Those that lead to an address of IPv4, whichever it is (RFC 3056)."""

Resolve = Callable[[str, int], Iterable[str]]
"""From a host name and port to its addresses, as text."""


class FetchError(WalletError):
    """A document could not be fetched."""


def system_addresses(host: str, port: int) -> list[str]:
    """Return the addresses the operating system knows a host by."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(entry[4][0]) for entry in found]


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Fetches documents.

    Attributes:
        resolve: How host names become addresses.
        most_bytes: Largest answer accepted, in bytes.
        dangerously_allow_loopback: Whether this computer itself may be asked, and without TLS; for development alone.
    """

    resolve: Resolve = system_addresses
    most_bytes: int = MOST_BYTES
    dangerously_allow_loopback: bool = False

    def fetch(self, url: str) -> bytes:
        """Return the document at an address.

        Args:
            url: An https address, without user name or fragment.

        Raises:
            FetchError: Where the address is not allowed, the host does not answer as it should, or the answer is too
                large or too slow.
        """
        parts = self._allowed(url)
        address = self._pinned(parts)
        return self._get(parts, address)

    def _allowed(self, url: str) -> SplitResult:
        try:
            parts = urlsplit(url if _ADDRESS.fullmatch(url) else "")
            port = parts.port
        except ValueError as error:
            raise _refused(url, "It is not an address.") from error
        schemes = ("https", "http") if self.dangerously_allow_loopback else ("https",)
        if parts.scheme not in schemes or not parts.hostname:
            raise _refused(url, "Only https addresses are opened.")
        if parts.username is not None or parts.fragment or port == 0:
            raise _refused(url, "Addresses with a user name, a fragment or no port are not opened.")
        return parts

    def _pinned(self, parts: SplitResult) -> str:
        host = parts.hostname or ""
        try:
            addresses = list(self.resolve(host, _port(parts)))
        except (OSError, UnicodeError) as error:
            raise _refused(host, "The host was not found.", "Check your connection, then try again.") from error
        # One private address among them is enough: the name may be used to reach into the user's own network.
        if not addresses or not all(self._is_public(address) for address in addresses):
            raise _refused(host, "It is not on the public internet.")
        return addresses[0]

    def _is_public(self, text: str) -> bool:
        address = _in_the_end(ipaddress.ip_address(text.split("%", 1)[0]))
        if address.is_loopback:
            return self.dangerously_allow_loopback
        is_unicast = address.version == 4 or (address in _UNICAST and address not in _TUNNELLED)
        return is_unicast and address.is_global and not address.is_multicast

    def _get(self, parts: SplitResult, address: str) -> bytes:
        import httpx  # noqa: PLC0415 (140 ms that only the network needs)

        host = f"[{address}]" if ":" in address else address
        target = parts._replace(netloc=f"{host}:{_port(parts)}").geturl()
        headers = {"Host": parts.netloc, "Accept-Encoding": "identity", "User-Agent": f"Rosette/{__version__}"}
        deadline = time.monotonic() + MOST_SECONDS
        try:
            with (
                httpx.Client(trust_env=False, follow_redirects=False, timeout=MOST_SECONDS) as client,
                client.stream("GET", target, headers=headers, extensions={"sni_hostname": parts.hostname}) as answer,
            ):
                if answer.status_code != httpx.codes.OK:
                    raise _refused(parts.netloc, f"The host answered {answer.status_code}.")
                return self._read(answer.iter_raw(), parts.netloc, deadline)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise _refused(
                parts.netloc, "The host did not answer.", "Check your connection, then try again."
            ) from error

    def _read(self, chunks: Iterable[bytes], host: str, deadline: float) -> bytes:
        content = bytearray()
        for chunk in chunks:
            content += chunk
            if len(content) > self.most_bytes:
                raise _refused(host, f"The answer is larger than {self.most_bytes} bytes.")
            if time.monotonic() > deadline:
                raise _refused(host, f"The answer took longer than {MOST_SECONDS:.0f} seconds.")
        return bytes(content)


def _in_the_end(
    address: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    """Return the address of IPv4 that one of IPv6 stands for; any other is returned as it is."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in _TRANSLATED:
        return ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
    return address.ipv4_mapped or address


def _port(parts: SplitResult) -> int:
    return parts.port or (443 if parts.scheme == "https" else 80)


def _refused(place: str, why: str, remedy: str = "") -> FetchError:
    return FetchError(f"Nothing was fetched from {place}.", why, remedy)
