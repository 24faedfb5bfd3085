"""`python -m site_gen` is the `site-gen` command."""

from site_gen.cli import main

main()
