"""How fast the site is, each figure beside a floor of the same run (docs/decisions/0005-benchmarks.md)."""
