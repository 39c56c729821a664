"""Says plainly what went wrong: a line with the file, the line and what to do, where Python would show its innards."""
