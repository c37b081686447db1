"""Commands, one module each: `command` is the click command; its name is the module's."""
