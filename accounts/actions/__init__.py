"""The only writers of companies' people and of what a person set up for themselves."""

from .preferences import set_preferences

__all__ = ["set_preferences"]
