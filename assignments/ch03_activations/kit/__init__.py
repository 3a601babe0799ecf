"""What the lessons and ``pytest`` use in this folder. You need not read it; the lessons call it."""

from .notebook import check

__all__ = ["check"]
