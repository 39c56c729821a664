"""What benchmarks/pages.py measures, one measure a module."""
