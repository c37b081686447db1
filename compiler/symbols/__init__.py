"""Where everything that a project declares is declared, and where it is used: what editors ask."""
