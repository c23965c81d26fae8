import pytest

from commons.notifications.rules import plain_address


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("", ""),
        ("/ideas/3/#post-4", "/ideas/3/#post-4"),
        ("/en/ideas/3/#post-4", "/ideas/3/#post-4"),
        ("/fr/ideas/3/", "/ideas/3/"),
        ("/friends/", "/friends/"),
        ("/de/ideas/", "/de/ideas/"),
    ],
)
def test_an_address_is_kept_without_its_language(given, kept):
    assert plain_address(given) == kept


@pytest.mark.parametrize(
    "given", ["https://evil.example/", "//evil.example/", "/\\evil.example", "ideas/3/", "javascript:x", "/a\r\nB: c"]
)
def test_an_address_that_leads_elsewhere_is_refused(given):
    with pytest.raises(ValueError, match="not an address"):
        plain_address(given)
