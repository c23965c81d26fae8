"""Proposing, discussing and asking."""
