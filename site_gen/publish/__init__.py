"""Pages become files of the output folder: planned, made where stale, put in their places, pruned."""
