"""`python -m bulletin`: the command."""

from .cli import main

main()
