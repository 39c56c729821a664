"""Shows a site on this machine: as it will be on the web (`preview`), or as it is being written (`livereload`)."""
