import pytest

from commons.realtime.addresses import UNKNOWN, place_of


@pytest.mark.parametrize(
    "address, place",
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", UNKNOWN),
        (None, UNKNOWN),
        ("testclient", UNKNOWN),
        ("192.0.2.7:443", UNKNOWN),
    ],
)
def test_a_household_is_one_place(address, place):
    assert place_of(address) == place
