"""Results by the digest of their argument, files as they were seen, processes that share work; knows no article."""
