"""Reports: a compiled series (or a folder of scripts) measured into plain data, and that data laid out as a page or a sheet."""
