"""Where an address leads: only to public hosts, each name looked up once and then held to.

An address in a feed or a redirect is written by a stranger. "http://169.254.169.254/" asks a cloud's
machine for its keys, "http://[::ffff:127.0.0.1]/" a service of ours; a name may resolve to either, and to
another host the second time it is asked.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

from sayso.errors import SaysoError

Address = IPv4Address | IPv6Address
_PORTS = {"http": 80, "https": 443}
_FIRST_FREE_PORT = 1024
_LONGEST_URL = 4096
_ONLY_PUBLIC = "only public http and https addresses are fetched"
_WRAPPING = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"), IPv6Network("::/96"))
"""Networks whose last 32 bits are an IPv4 address: translation by NAT64, and IPv4-compatible of old."""
_INSIDE = (IPv4Network("168.63.129.16/32"), IPv4Network("192.0.0.0/24"))
"""Public by their numbers, and yet the inside of a cloud (Azure, Oracle) or of a protocol (RFC 6890)."""


class ForbiddenAddressError(SaysoError):
    """An address that is not fetched: of another scheme, not public, or hiding where it leads."""

    def __init__(self, url: str, problem: str, remedy: str = _ONLY_PUBLIC) -> None:
        shown = url if len(url) <= 200 else url[:200] + "…"
        super().__init__(f"{shown}: {problem}; {remedy}")
        self.url, self.problem, self.remedy = url, problem, remedy


class UnknownHostError(ForbiddenAddressError):
    """A host that has no address, or whose address cannot be looked up just now."""


@dataclass(frozen=True, slots=True)
class Location:
    """A web address taken apart: the host as named, and what is asked of it."""

    url: str
    scheme: str
    host: str
    port: int
    target: str

    @property
    def authority(self) -> str:
        """The value of the Host header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme, host and port: what one robots.txt speaks for."""
        return f"{self.scheme}://{self.authority}"


def is_public(address: Address) -> bool:
    """Whether the address is that of a host on the open internet, also behind a translation."""
    if isinstance(address, IPv6Address):
        if address.scope_id is not None or address.is_site_local:
            return False
        if any(not is_public(inner) for inner in _wrapped(address)):
            return False
    is_inside = any(address in network for network in _INSIDE)
    return address.is_global and not address.is_multicast and not is_inside


def _wrapped(address: IPv6Address) -> list[IPv4Address]:
    inner = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if any(address in network for network in _WRAPPING):
        inner.append(IPv4Address(int(address) & 0xFFFFFFFF))
    return [found for found in inner if found is not None]


def lookup(host: str, port: int) -> list[Address]:
    """Every address of a host. Raises OSError where it has none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [ip_address(entry[4][0]) for entry in found]


def location_of(url: str) -> Location:
    """The parts of an address. Raises `ForbiddenAddressError` for one that is no plain web address."""
    if len(url) > _LONGEST_URL or any(ord(character) <= 32 or ord(character) == 127 for character in url):
        raise ForbiddenAddressError(url, "is too long or holds blanks")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise ForbiddenAddressError(url, "is no address") from None
    scheme, host = parts.scheme.lower(), parts.hostname or ""
    if scheme not in _PORTS:
        raise ForbiddenAddressError(url, f"has the scheme {scheme!r}" if scheme else "has no scheme")
    if not host or "%" in host or "\\" in url:
        raise ForbiddenAddressError(url, "names no host")
    if parts.username is not None or parts.password is not None:
        raise ForbiddenAddressError(url, "carries a user name, which hides the host")
    port = _PORTS[scheme] if port is None else port
    if port not in _PORTS.values() and port < _FIRST_FREE_PORT:
        raise ForbiddenAddressError(url, f"asks for port {port}")
    try:
        host = host if ":" in host else host.encode("idna").decode("ascii")
    except UnicodeError:
        raise ForbiddenAddressError(url, f"{host!r} is no name of a host") from None
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Location(url, scheme, host, port, target)


def address_of(
    location: Location,
    *,
    allowed: Callable[[Address], bool] = is_public,
    resolve: Callable[[str, int], Sequence[Address]] = lookup,
) -> str:
    """The address of the host, looked up once: the request goes there and nowhere else.

    Raises `ForbiddenAddressError` where any address of the host is not allowed: which one is tried must not
    decide.
    """
    try:
        addresses = resolve(location.host, location.port)
    except (OSError, UnicodeError, ValueError):
        addresses = []
    if not addresses:
        problem = f"the host {location.host!r} is not known"
        raise UnknownHostError(location.url, problem, "check its spelling, or your network")
    refused = next((address for address in addresses if not allowed(address)), None)
    if refused is not None:
        raise ForbiddenAddressError(location.url, f"leads to {refused}, which is no public address")
    return str(addresses[0])
