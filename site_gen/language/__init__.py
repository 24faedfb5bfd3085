"""Words, dates and scripts of the world's languages: as articles have them, and as pages print them."""
