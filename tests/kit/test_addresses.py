"""Only addresses of the public internet are public, in whatever clothes they come."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluestem.kit.addresses import NOT_PUBLIC, is_in, is_public

PUBLIC = ["1.1.1.1", "93.184.216.34", "193.191.0.1", "2606:4700::1111", "2a00:1450:4001::1", "64:ff9b::5db8:d822"]
PRIVATE = [
    *("127.0.0.1", "127.1.2.3", "0.0.0.0", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1"),  # noqa: S104
    *("169.254.169.254", "100.64.0.1", "100.127.255.254", "198.18.0.1", "192.0.0.8", "192.0.2.1", "198.51.100.7"),
    *("203.0.113.9", "224.0.0.1", "239.255.255.250", "255.255.255.255", "240.0.0.1", "192.88.99.1"),
    *("::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:a9fe:a9fe", "::127.0.0.1", "fe80::1", "fe80::1%eth0"),
    *("fc00::1", "fd12:3456::1", "ff02::1", "fec0::1", "2001:db8::1", "2001::1", "2002:7f00:1::", "2002:808:808::1"),
    *("64:ff9b::127.0.0.1", "64:ff9b::a00:1", "64:ff9b:1::808:808", "100::1", "3fff::1", "5f00::1", "4000::1"),
]


@pytest.mark.parametrize("address", PUBLIC)
def test_public(address):
    assert is_public(address)


@pytest.mark.parametrize("address", [*PRIVATE, "", "localhost", "2130706433", "0x7f.1", "127.1", "1.1.1.1.", "::g"])
def test_not_public(address):
    assert not is_public(address)


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_in_other_clothes_is_judged_as_itself(address: IPv4Address):
    mapped = IPv6Address(f"::ffff:{address}")
    translated = IPv6Address(int(IPv6Address("64:ff9b::")) | int(address))

    assert is_public(str(mapped)) == is_public(str(address))
    assert is_public(str(translated)) == is_public(str(address))


@given(st.sampled_from(NOT_PUBLIC).flatmap(lambda network: st.ip_addresses(network=network)))
def test_no_special_network_is_public(address):
    assert is_in(address, NOT_PUBLIC)
    assert not is_public(str(address))


@given(st.text())
def test_any_text_has_an_answer(text):
    assert is_public(text) in {True, False}
