"""What an editor asks and decides: names of articles in, lines of `editorial.yaml` or answers out."""
