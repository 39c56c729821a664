"""`python -m delivery`: what `invoke gh-pages` and the end of `invoke publish` do."""

from .cli import main

main(prog_name="python -m delivery")
