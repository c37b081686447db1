"""The stages of a plan, in order. A task stands in a later stage than its inputs, or in the same and after them.

Encoded words come first and need no other model in memory; then everything that stands still, which is quick to look at and
throw away; moving pictures, which cost most, last. The mix waits for no picture: made before the shots, it fills the cores
while the last of them are made.
"""

from __future__ import annotations

SPEECH, SOUND, MIX = 0, 1, 2
TEXT, PLATE, KEYFRAME, EDIT, SHOT, LIPS, UPSCALE, BETWEEN, FINISH, MASTER = 3, 4, 5, 6, 7, 8, 9, 10, 11, 12
