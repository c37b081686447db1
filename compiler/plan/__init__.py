"""The render plan: its nodes, how cuts become tasks, what a plan must satisfy, what it costs."""
