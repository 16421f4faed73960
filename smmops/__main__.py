"""`python -m smmops`."""

from smmops.cli.main import main

main()
