"""site-gen: a folder of raw news articles in, a static news digest out."""

import sys

__version__ = "0.1.0"

# msgspec takes from typing_extensions, where it is there, what Python's own typing has since 3.11; loading it costs a
# tenth of a build that has nothing to do.
if "typing_extensions" not in sys.modules:
    sys.modules["typing_extensions"] = None  # type: ignore[assignment]  # as `import` documents: it is not there
    import msgspec  # noqa: F401

    del sys.modules["typing_extensions"]
