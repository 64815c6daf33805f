"""The only door to the network: one GET at a time, at the user's word, to a public address over TLS.

No redirects, no proxies from the environment, no cookies, no credentials; the address is resolved once and pinned, so
that a name cannot change its mind between the check and the connection (VAULT.md, "Foreign input"). The whole of an
answer has one deadline, however it drips: handshake, headers and content.
"""

from __future__ import annotations

import ipaddress
import re
import socket
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import SplitResult, urlsplit

from wallet import __version__
from wallet.model.errors import WalletError
from wallet.model.limits import MIB

if TYPE_CHECKING:
    import ssl

    import httpcore
    import httpx

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
        import httpcore  # noqa: PLC0415 (140 ms that only the network needs)
        import httpx  # noqa: PLC0415 (likewise)

        host, place = f"[{address}]" if ":" in address else address, parts.netloc
        target = parts._replace(netloc=f"{host}:{_port(parts)}").geturl()
        headers = {"Host": place, "Accept-Encoding": "identity", "User-Agent": f"Rosette/{__version__}"}
        try:
            with (
                httpx.Client(transport=_transport(_Deadline(place)), trust_env=False, follow_redirects=False) as client,
                client.stream("GET", target, headers=headers, extensions={"sni_hostname": parts.hostname}) as answer,
            ):
                if answer.status_code != httpx.codes.OK:
                    raise _refused(place, f"The host answered {answer.status_code}.")
                return self._read(answer.iter_raw(), place)
        except httpcore.TimeoutException as error:
            raise _too_slow(place) from error
        except (httpcore.NetworkError, httpcore.ProtocolError, httpx.HTTPError, httpx.InvalidURL) as error:
            raise _refused(place, "The host did not answer.", "Check your connection, then try again.") from error

    def _read(self, chunks: Iterable[bytes], host: str) -> bytes:
        content = bytearray()
        for chunk in chunks:
            content += chunk
            if len(content) > self.most_bytes:
                raise _refused(host, f"The answer is larger than {self.most_bytes} bytes.")
        return bytes(content)


class _Deadline:
    """When an answer from a host must be there."""

    def __init__(self, host: str) -> None:
        self._host = host
        self._end = time.monotonic() + MOST_SECONDS

    def within(self, timeout: float | None) -> float:
        """Return how many seconds may be waited, by what is left and by a time that something has of its own.

        Raises:
            FetchError: If none are left.
        """
        left = self._end - time.monotonic()
        if left <= 0:
            raise _too_slow(self._host)
        return left if timeout is None else min(left, timeout)


def _transport(deadline: _Deadline) -> httpx.BaseTransport:
    """Return what carries a client's requests, on which every wait ends by one deadline.

    Source: https://www.python-httpx.org/advanced/transports/ (custom transports)
    """
    import httpcore  # noqa: PLC0415 (as above)
    import httpx  # noqa: PLC0415 (as above)

    # The library asks only for what this has, not that it be descended from its own.
    network = cast("httpcore.NetworkBackend", _Network(httpcore.SyncBackend(), deadline))

    class Transport(httpx.BaseTransport):
        def __init__(self) -> None:
            self._pool = httpcore.ConnectionPool(network_backend=network)

        def handle_request(self, request: httpx.Request) -> httpx.Response:
            url = httpcore.URL(
                scheme=request.url.raw_scheme,
                host=request.url.raw_host,
                port=request.url.port,
                target=request.url.raw_path,
            )
            asked = httpcore.Request(request.method, url, headers=request.headers.raw, extensions=request.extensions)
            answer = self._pool.handle_request(asked)
            return httpx.Response(answer.status, headers=answer.headers, content=answer.iter_stream())

        def close(self) -> None:
            self._pool.close()

    return Transport()


class _Network:
    """A way to hosts on which every wait ends by one deadline (`httpcore.NetworkBackend`)."""

    def __init__(self, plain: httpcore.NetworkBackend, deadline: _Deadline) -> None:
        self._plain = plain
        self._deadline = deadline

    def connect_tcp(self, host: str, port: int, timeout: float | None = None, **options: Any) -> _Stream:
        return _Stream(self._plain.connect_tcp(host, port, self._deadline.within(timeout), **options), self._deadline)


class _Stream:
    """A connection of it (`httpcore.NetworkStream`)."""

    def __init__(self, plain: httpcore.NetworkStream, deadline: _Deadline) -> None:
        self._plain = plain
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._plain.read(max_bytes, self._deadline.within(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._plain.write(buffer, self._deadline.within(timeout))

    def close(self) -> None:
        self._plain.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> _Stream:
        return _Stream(
            self._plain.start_tls(ssl_context, server_hostname, self._deadline.within(timeout)), self._deadline
        )

    def get_extra_info(self, info: str) -> Any:
        return self._plain.get_extra_info(info)


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


def _too_slow(host: str) -> FetchError:
    return _refused(host, f"The answer took longer than {MOST_SECONDS:.0f} seconds.")


def _refused(place: str, why: str, remedy: str = "") -> FetchError:
    return FetchError(f"Nothing was fetched from {place}.", why, remedy)
