"""All headlines of a window against each other, in arrays."""
