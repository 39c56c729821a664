"""`python -m preview FOLDER ADDRESS`: shows a built site."""

from .cli import main

main(prog_name="python -m preview")
