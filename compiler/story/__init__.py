"""The story: scenes, beats and lines with every name resolved, and the continuity state they imply."""
