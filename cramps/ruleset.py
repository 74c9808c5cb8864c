"""The version of the rules of the flag, a word that accounts and rules share."""

RULES_VERSION = "2026-11-27"
"""The date of the rule set: a changed threshold moves the past, so it is shown wherever the flag is."""


def current_rules() -> str:
    """The version that somebody new begins with: they are told of later changes alone."""
    return RULES_VERSION
