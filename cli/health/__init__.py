"""What `dramac doctor` looks at, one file a subject. Each finding is whether it is there, what it is, and what to do."""

Finding = tuple[bool, str, str]
INSTALL = "pip install 'dramac[gpu]'"
