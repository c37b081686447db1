"""What people call the stages of a plan, and places of tasks in scripts."""

from __future__ import annotations

from collections.abc import Mapping

from ...compiler.base.source import Source
from ...compiler.plan import stages
from ...compiler.plan.nodes import Task

STAGES = {stages.SPEECH: "Voices", stages.SOUND: "Sound", stages.MIX: "Mix", stages.TEXT: "Words", stages.PLATE: "Sets",
          stages.KEYFRAME: "Keyframes", stages.EDIT: "Keyframes", stages.SHOT: "Shots", stages.LIPS: "Lips",
          stages.UPSCALE: "Enlarging", stages.BETWEEN: "In between", stages.FINISH: "Finish", stages.MASTER: "Master"}


def stage_of(task: Task) -> str:
    """The name of the stage of `task`."""
    return STAGES.get(task.stage, f"Stage {task.stage}")


def place_of(task: Task, sources: Mapping[str, Source]) -> str:
    """`episodes/ep01.fountain:14` of the line that `task` comes from, or the empty string."""
    for span in task.spans:
        source = sources.get(span.path)
        if source is not None:
            return f"{span.path}:{source.position(span.start).line}"
    return ""
