"""From the tree of a file to the text of one version: includes read, macros put in place, variables filled, variants
chosen."""
