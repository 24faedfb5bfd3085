"""Articles on one event become a story."""
