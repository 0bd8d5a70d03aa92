from .preferences import preferences

__all__ = ["preferences"]
