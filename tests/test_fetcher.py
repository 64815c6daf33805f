"""The one door to the network: what it opens, what it refuses, and that it asks where it says."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from wallet import fetcher as fetching
from wallet.fetcher import Fetcher, FetchError

PUBLIC = "93.184.215.14"


class Host(BaseHTTPRequestHandler):
    """A host on loopback that answers by path."""

    asked: ClassVar[list[tuple[str, str | None]]] = []

    def do_GET(self) -> None:
        self.asked.append((self.path, self.headers.get("Host")))
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/document")
            self.end_headers()
            return
        if self.path == "/dripping-headers":
            self.drip(b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 40)
            return
        self.send_response(200 if self.path != "/missing" else 404)
        self.end_headers()
        if self.path == "/slow":
            self.drip(b"x" * 20)
        else:
            self.wfile.write(b"x" * (2000 if self.path == "/large" else 10))

    def drip(self, data: bytes) -> None:
        with contextlib.suppress(ConnectionError):
            for byte in data:
                self.wfile.write(bytes([byte]))
                self.wfile.flush()
                time.sleep(0.05)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name that http.server uses)
        """Say nothing."""


@pytest.fixture
def host(socket_enabled: None) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Host)
    Host.asked.clear()
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://issuer.example:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def loopback(**settings: int) -> Fetcher:
    return Fetcher(resolve=lambda host, port: ["127.0.0.1"], dangerously_allow_loopback=True, **settings)


def test_a_document_is_fetched_by_pinned_address_and_true_name(host: str) -> None:
    assert loopback().fetch(f"{host}/document?x=1") == b"x" * 10
    assert Host.asked == [("/document?x=1", host.removeprefix("http://"))]


@pytest.mark.parametrize(
    ("path", "why"), [("/moved", "302"), ("/missing", "404"), ("/large", "larger than 1999 bytes")]
)
def test_redirects_errors_and_floods_are_refused(host: str, path: str, why: str) -> None:
    with pytest.raises(FetchError, match=why):
        loopback(most_bytes=1999).fetch(f"{host}{path}")
    assert len(Host.asked) == 1


def test_an_answer_at_the_limit_is_taken(host: str) -> None:
    assert len(loopback(most_bytes=2000).fetch(f"{host}/large")) == 2000


@pytest.mark.parametrize("path", ["/slow", "/dripping-headers"])
def test_a_host_that_drips_is_left(host: str, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each byte comes in good time, the whole does not."""
    monkeypatch.setattr(fetching, "MOST_SECONDS", 0.3)
    start = time.monotonic()
    with pytest.raises(FetchError, match="took longer"):
        loopback().fetch(f"{host}{path}")
    assert time.monotonic() - start < 0.9


def test_a_host_that_drips_through_its_handshake_is_left(socket_enabled: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A record of TLS that is announced as long and comes byte by byte."""
    monkeypatch.setattr(fetching, "MOST_SECONDS", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=_drip_handshake, args=(server,))
        thread.start()
        start = time.monotonic()
        with pytest.raises(FetchError, match="took longer"):
            loopback().fetch(f"https://issuer.example:{server.getsockname()[1]}/document")
        assert time.monotonic() - start < 0.9
        thread.join()


def _drip_handshake(server: socket.socket) -> None:
    connection, _ = server.accept()
    with connection, contextlib.suppress(ConnectionError):
        for byte in b"\x16\x03\x03\x40\x00\x02" + bytes(40):
            connection.send(bytes([byte]))
            time.sleep(0.05)


def test_proxies_of_the_environment_are_not_used(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
    assert loopback().fetch(f"{host}/document") == b"x" * 10


@pytest.mark.parametrize(
    "url",
    [
        "http://issuer.example/",
        "ftp://issuer.example/",
        "file:///etc/passwd",
        "https:///nowhere",
        "https://user:secret@issuer.example/",
        "https://issuer.example/#fragment",
        "https://issuer.example:0/",
        "https://issuer.example:99999/",
        "https://[::1/",
        "https://issuer.example/\u00e9",
        "https://\u00efssuer.example/",
        "https://issuer.example/\x01",
        "https://issuer.example/\ud800",
        "https://issuer.example/a b",
        f"https://issuer.example/{'x' * 10_000}",
        "",
    ],
)
def test_addresses_that_are_not_plain_https_are_never_opened(url: str) -> None:
    def resolve(host: str, port: int) -> list[str]:
        raise AssertionError(f"{host}:{port} was looked up")

    with pytest.raises(FetchError):
        Fetcher(resolve=resolve).fetch(url)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1",
        "224.0.0.1", "255.255.255.255", "::1", "fe80::1%eth0", "fd00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::",
        "64:ff9b::a00:1", "64:ff9b::7f00:1", "64:ff9b:1::a00:1", "2002:a00:1::1", "2002:7f00:1::", "::a00:1", "fec0::1",
    ],
)  # fmt: skip
def test_no_name_leads_into_the_users_own_network(address: str) -> None:
    for addresses in ([address], [PUBLIC, address]):
        fetcher = Fetcher(resolve=lambda host, port, found=addresses: found)  # type: ignore[misc]
        with pytest.raises(FetchError, match="public internet"):
            fetcher.fetch("https://issuer.example/did.json")


def test_a_public_address_that_is_translated_is_public() -> None:
    # What a network without IPv4 makes of a host that has no other: 93.184.215.14.
    assert Fetcher()._is_public("64:ff9b::5db8:d70e")


@pytest.mark.parametrize("host", ["a..b", f"{'a' * 70}.example"])
def test_a_name_that_cannot_be_one_is_not_found(host: str) -> None:
    def resolve(host: str, port: int) -> list[str]:
        return [host.encode("idna").decode()]

    with pytest.raises(FetchError, match="not found"):
        Fetcher(resolve=resolve).fetch(f"https://{host}/did.json")


def test_a_host_that_is_not_found_is_words() -> None:
    def resolve(host: str, port: int) -> list[str]:
        raise OSError("name or service not known")

    with pytest.raises(FetchError, match="not found"):
        Fetcher(resolve=resolve).fetch("https://issuer.example/did.json")
