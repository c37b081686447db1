"""From text to tree: the lexer names the lines, the grammars gather them, and what is wrong is said with its place."""
