"""Writing a policy down as a header."""

from collections.abc import Mapping, Sequence

Policy = Mapping[str, Sequence[str]]
"""Directive to sources, with Django 6's form of `SECURE_CSP`."""


def as_header(policy: Policy) -> str:
    """The header's value, directives in the order given; a directive without sources stands alone."""
    return "; ".join(" ".join([directive, *sources]) for directive, sources in policy.items())
