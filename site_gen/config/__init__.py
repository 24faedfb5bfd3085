"""A site's settings: `site.yaml`, the look, the theme, own files."""
