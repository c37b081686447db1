"""What an edit changes: two states of a series compared, shot by shot and task by task, each difference with its cause."""
