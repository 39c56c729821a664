"""Courier: publishes a newsroom's site from a workflow on GitHub, and says there what became of it.

It needs nothing but Python: the job that may write to the repository runs it without anything installed.
"""
