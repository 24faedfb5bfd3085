"""site-gen: a folder of raw news articles in, a static news digest out."""

__version__ = "0.1.0"
