"""Results poured into files that people use, one file for each kind of delivery."""
