"""Pages of the desk's own."""

from __future__ import annotations

from typing import Final

ROUTES: Final = ()
