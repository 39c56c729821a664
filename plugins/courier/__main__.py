"""`python -m courier COMMAND`: the steps of `.github/workflows/` that are more than one command."""

from .cli import main

raise SystemExit(main())
