"""What an editor set up: `site.yaml`, the look, the theme."""
