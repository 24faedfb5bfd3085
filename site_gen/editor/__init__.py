"""An editor's questions and decisions: article names go in, answers or lines of `editorial.yaml` come out."""
