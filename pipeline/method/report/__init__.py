"""The report: what a finished analysis answers."""
