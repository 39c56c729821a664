"""`python -m masthead`: what `invoke new-site` does."""

from .cli import main

main(prog_name=".venv/bin/invoke new-site")
