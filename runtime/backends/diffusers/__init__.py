"""Pictures and clips by diffusion models, held by the worker. See `ask` for what an adapter is."""
