"""Brings the built site, or what it is built from, to a git remote: `invoke publish`."""
