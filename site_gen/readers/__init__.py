"""Seeds in, articles out."""
