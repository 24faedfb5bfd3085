"""One line of an article: a byline, a name, a scrap of the page, a pointer to other headlines."""
