"""`python -m pipeline` is `journey`."""

from pipeline.cli import main

main()
