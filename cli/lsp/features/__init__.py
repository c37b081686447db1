"""What the server can be asked, one request a file: each has `METHOD`, `OPTIONS` and `answer(session, params)`.

An answer that has nothing to say is None or empty; a `Refusal` is told to the writer."""
