from .base import *  # noqa: F403 (Django reads one flat module)
