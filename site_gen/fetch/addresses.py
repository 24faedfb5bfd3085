"""Which addresses of the network may be asked: no machine of our own network, however its name is written."""

from __future__ import annotations

import ipaddress
import socket
import threading
from collections.abc import Sequence
from typing import Final

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")
_COMPATIBLE: Final = ipaddress.ip_network("::/96")


class UnknownNameError(Exception):
    """A host's name cannot be resolved."""


class RefusedAddressError(Exception):
    """A host is one that must not be asked."""


def networks(allow: Sequence[str]) -> tuple[Network, ...]:
    """The networks that `allow` names."""
    return tuple(ipaddress.ip_network(it, strict=False) for it in allow)


def checked(host: str, port: int, allow: Sequence[Network], timeout: float) -> list[str]:
    """The addresses to connect to, in order; raises `RefusedAddressError` where any address of the host is private.

    Whoever connects to what this gives back is safe from names that mean another machine a moment later.
    """
    found = _resolve(host, port, timeout)
    for address in found:
        if not is_allowed(ipaddress.ip_address(address.partition("%")[0]), allow):
            raise RefusedAddressError(
                f"'{host}' is the private address {address}; 'fetch: allow:' in site.yaml names networks to ask anyway"
            )
    return found


def is_allowed(address: IpAddress, allow: Sequence[Network]) -> bool:
    """Whether an address is public, or in a network that may be asked; an address inside another one counts too."""
    return all(_is_public(it) or any(it in network for network in allow) for it in _meant(address))


def _is_public(address: IpAddress) -> bool:
    return address.is_global and not address.is_multicast


def _meant(address: IpAddress) -> list[IpAddress]:
    """The addresses that one stands for: that of IPv4 inside a mapped, tunnelled or translated one."""
    if isinstance(address, ipaddress.IPv4Address):
        return [address]
    inner: list[IpAddress | None] = [address.ipv4_mapped, address.sixtofour]
    if address.teredo:
        inner += address.teredo
    if address in _NAT64 or (address in _COMPATIBLE and int(address) > 1):
        inner.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    found = [it for it in inner if it is not None]
    # A mapped address is only another way to write its IPv4 address; the others are asked by way of a relay.
    return found if address.ipv4_mapped else [address, *found]


def _resolve(host: str, port: int, timeout: float) -> list[str]:
    """The addresses of a host, asked in a thread of its own, as the system's resolver knows no time limit."""
    try:
        return [str(ipaddress.ip_address(host))]
    except ValueError:
        pass
    answer: list[list[str]] = []
    fault: list[str] = []

    def ask() -> None:
        try:
            rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answer.append(list(dict.fromkeys(str(row[4][0]) for row in rows)))
        except (OSError, UnicodeError) as error:
            fault.append(getattr(error, "strerror", None) or "not a name")

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(timeout)
    if answer and answer[0]:
        return answer[0]
    raise UnknownNameError(f"'{host}' cannot be resolved: {fault[0] if fault else 'no answer in time'}")
