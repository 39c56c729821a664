"""`python -m preview site FOLDER` and `python -m preview live FOLDER`."""

from .cli import main

main(prog_name="python -m preview")
