"""`dramac.lock` on the command line: read before work, what a build is held to, what it adds."""
