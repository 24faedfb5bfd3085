"""Articles as files of `content/`: filed, merged with what a person changed, read into briefs."""
