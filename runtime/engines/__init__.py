"""Programs that speak, each in a process and an environment of its own: started once, asked over pipes, ended cleanly."""
