"""The runtime: takes a render plan, asks the store for each key, runs what is missing, pours results into files."""
