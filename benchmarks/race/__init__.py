"""The same site, built by several programs in turn: used by builds.py."""
