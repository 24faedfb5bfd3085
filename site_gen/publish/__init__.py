"""Publishing: pages are planned, made if stale, put into the output folder, and pruned."""
