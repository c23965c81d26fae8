"""From where somebody comes, as limits count it."""

from ipaddress import IPv4Address, IPv6Network, ip_address

UNKNOWN = "unknown"
NETWORK_BYTES = 8


def place_of(address: str | None) -> str:
    """An address, or UNKNOWN where the server can't tell any.

    Of IPv6 the network alone: a household has the second half to itself, 2⁶⁴ addresses.
    """
    try:
        found = ip_address(address or "")
    except ValueError:
        return UNKNOWN
    if isinstance(found, IPv4Address):
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(IPv6Network((found.packed[:NETWORK_BYTES].ljust(16, b"\0"), 8 * NETWORK_BYTES)))
