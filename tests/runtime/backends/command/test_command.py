"""Programs of another environment: told their places, watched, and what they leave looked at."""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml
from tests_clips import H, W, clip

from dramac.runtime.assemble import clips, wav
from dramac.runtime.backends import command
from dramac.runtime.backends.command import tools
from dramac.runtime.job import Fault, Job, Transient

MOUTHS = Path(__file__).parent / "mouths.py"
Named = Callable[..., Path]


@pytest.fixture
def named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Named:
    """Writes the machine's file of tools."""
    def write(**given: Any) -> Path:
        file = tmp_path / "tools.yaml"
        file.write_text(yaml.safe_dump(given))
        monkeypatch.setenv("DRAMAC_TOOLS", str(file))
        return file

    return write


def lips(*more: str) -> list[str]:
    return [sys.executable, str(MOUTHS), "{video}", "{audio}", "{out}", *more]


def grey(number: int) -> Any:
    return np.full((H, W, 3), 90, np.uint8)


def voice(file: Path, seconds: float, rate: int = 24000) -> Path:
    wav.write(file, 0.4 * np.sin(np.arange(int(seconds * rate)) * 0.3).astype(np.float32), rate)
    return file


def do(tmp_path: Path, action: str, clips_: list[Path], voices: list[Path] = [], told: list[float] | None = None,  # noqa: B006
       **params: Any) -> Path:
    folder = tmp_path / f"out-{action}-{len(list(tmp_path.iterdir()))}"
    folder.mkdir()
    roles = {f"clip:{at}": one for at, one in enumerate(clips_)} | {f"speech:{at}": one for at, one in enumerate(voices)}
    report = (lambda part: None) if told is None else told.append
    command.run(Job(action, {"model": "tool", "keep": [], "skip": [], **params}, roles, {"video": folder / "video"}, report))
    return folder / "video"


def mouths(file: Path, x: float) -> list[bool]:
    """In which frames the bar of the tool is seen at `x` (0 to 1)."""
    return [bool(frame[H // 2 + 4, int(x * W)][0] > 180 and frame[H // 2 + 4, int(x * W)][1] < 90) for frame in clips.read(file)]


@pytest.mark.parametrize("fps", [0, 25])
def test_lips_move_when_the_voice_is_heard(tmp_path: Path, named: Named, fps: int) -> None:
    """From frame 8 for half a second, whatever rate the tool wants; the clip keeps its frames, rate and size."""
    named(tool={"command": lips(), **({"fps": fps} if fps else {})})
    made = [clip(tmp_path / "one", 17, 16, grey), clip(tmp_path / "two", 9, 16, grey)]
    told: list[float] = []
    file = do(tmp_path, "lipsync", made, [voice(tmp_path / "voice", 0.5)], told, keep=[16, 8], skip=[1, 1], frames=24, fps=16,
              width=W, height=H, spoken=[{"input": "speech:0", "second": 0.5, "x": 0.0}])
    found = clips.known(file)
    assert (found.frames, found.step.denominator if found.step else 0, found.width, found.height) == (24, 16, W, H)
    assert mouths(file, 0.5) == [8 <= number < 16 for number in range(24)]
    assert told == sorted(told)
    assert told[-1] == 1.0


@pytest.mark.parametrize("faces", [True, False])
def test_each_of_two_mouths_has_its_own_voice(tmp_path: Path, named: Named, faces: bool) -> None:
    """One tool is told of both, another is shown the part of the picture around each."""
    named(tool={"command": lips("--faces", "{faces}") if faces else lips()})
    voices = [voice(tmp_path / "a", 0.5), voice(tmp_path / "b", 0.5)]
    # in a part of the picture that tool paints its middle: the faces are in the middle of the halves
    spoken = [{"input": "speech:0", "second": -0.25, "x": 0.5}, {"input": "speech:1", "second": 0.5, "x": -0.5}]
    file = do(tmp_path, "lipsync", [clip(tmp_path / "one", 16, 16, grey)], voices, keep=[16], skip=[0], frames=16, fps=16,
              width=W, height=H, spoken=spoken)
    assert mouths(file, 0.75) == [number < 4 for number in range(16)]
    assert mouths(file, 0.25) == [number >= 8 for number in range(16)]


def test_a_tool_that_is_a_little_short_is_held_and_one_that_is_much_is_refused(tmp_path: Path, named: Named) -> None:
    made, said = clip(tmp_path / "one", 16, 16, grey), [{"input": "speech:0", "second": 0.0, "x": 0.0}]
    params = {"keep": [16], "skip": [0], "frames": 16, "fps": 16, "width": W, "height": H, "spoken": said}
    named(tool={"command": lips("--late", "2")})
    assert clips.known(do(tmp_path, "lipsync", [made], [voice(tmp_path / "voice", 0.5)], **params)).frames == 16
    for more, why in ((("--late", "9"), "left 7 frames"), (("--rate", "30"), "left 16 frames at 30 a second"),
                      (("--narrow",), "left pictures of")):
        named(tool={"command": lips(*more)})
        with pytest.raises(Fault, match=why):
            do(tmp_path, "lipsync", [made], [voice(tmp_path / "voice", 0.5)], **params)


SMALLER = """
import cv2, pathlib, sys
given, out, wide, high = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
for one in sorted(given.iterdir()):
    cv2.imwrite(str(out / one.name), cv2.resize(cv2.imread(str(one)), (wide, high)))
"""


def test_pictures_in_folders_are_enlarged_to_the_wanted_size(tmp_path: Path, named: Named) -> None:
    program = tmp_path / "larger.py"
    program.write_text(SMALLER)
    named(tool={"command": [sys.executable, str(program), "{pictures}", "{out_pictures}", "{width}", "{height}"]})
    made = clip(tmp_path / "one", 5, 16, lambda number: np.full((64, 32, 3), 20 + 30 * number, np.uint8))
    file = do(tmp_path, "upscale", [made], keep=[4], skip=[1], frames=4, fps=16, width=64, height=128)
    assert [round(float(one.mean()) / 10) for one in clips.read(file)] == [5, 8, 11, 14]
    assert (clips.known(file).width, clips.known(file).height) == (64, 128)


def test_a_tool_that_doubles_frames_comes_to_the_films_rate(tmp_path: Path, named: Named) -> None:
    program = tmp_path / "double.py"
    program.write_text("""
import sys, av, numpy as np
with av.open(sys.argv[1]) as film:
    frames = [frame.to_ndarray(format="rgb24") for frame in film.decode(video=0)]
between = [((a.astype(int) + b) // 2).astype("uint8") for a, b in zip(frames, frames[1:] + frames[-1:])]
with av.open(sys.argv[2], "w") as film:
    stream = film.add_stream("libx264", rate=int(sys.argv[3]) * 2, options={"crf": "4"})
    stream.width, stream.height, stream.pix_fmt = frames[0].shape[1], frames[0].shape[0], "yuv420p"
    for pair in zip(frames, between):
        for frame in pair:
            film.mux(stream.encode(av.VideoFrame.from_ndarray(frame, format="rgb24")))
    film.mux(stream.encode(None))
""")
    named(tool={"command": [sys.executable, str(program), "{video}", "{out}", "{from_fps}"]})
    made = clip(tmp_path / "one", 12, 12, lambda number: np.full((64, 32, 3), 20 + 16 * number, np.uint8))
    file = do(tmp_path, "interpolate", [made], keep=[12], skip=[0], from_fps=12, frames=23, fps=24, width=32, height=64)
    assert [float(one.mean()) for one in clips.read(file)] == pytest.approx([20 + 8 * number for number in range(23)], abs=3)


def test_doubled_pictures_come_to_the_films_rate(tmp_path: Path, named: Named) -> None:
    """A tool that leaves twice as many pictures as it was given has doubled the rate."""
    program = tmp_path / "double.py"
    program.write_text("""
import cv2, pathlib, sys
frames = [cv2.imread(str(one)).astype(int) for one in sorted(pathlib.Path(sys.argv[1]).iterdir())]
for at, (a, b) in enumerate(zip(frames, frames[1:] + frames[-1:])):
    cv2.imwrite(f"{sys.argv[2]}/{2 * at:06d}.png", a)
    cv2.imwrite(f"{sys.argv[2]}/{2 * at + 1:06d}.png", (a + b) // 2)
""")
    named(tool={"command": [sys.executable, str(program), "{pictures}", "{out_pictures}"]})
    made = clip(tmp_path / "one", 17, 16, lambda number: np.full((64, 32, 3), 20 + 12 * number, np.uint8))
    file = do(tmp_path, "interpolate", [made], keep=[17], skip=[0], from_fps=16, frames=24, fps=24, width=32, height=64)
    assert [float(one.mean()) for one in clips.read(file)] == pytest.approx([20 + 8 * number for number in range(24)], abs=4.5)


def small(tmp_path: Path) -> dict[str, Any]:
    made = clip(tmp_path / "small", 3, 16, lambda number: np.full((64, 32, 3), 90, np.uint8))
    return {"clips_": [made], "keep": [3], "skip": [0], "frames": 3, "fps": 16, "width": 64, "height": 128}


@pytest.mark.parametrize(("program", "why"), [
    ("import sys; sys.stderr.write('CUDA out of luck\\n'); sys.exit(3)", r"failed \(3\): CUDA out of luck"),
    ("pass", "left nothing"),
    ("import sys; open(sys.argv[1], 'wb').write(b'no film')", "left a film that cannot be read"),
    ("import sys, pathlib; pathlib.Path(sys.argv[2], '1.png').write_bytes(b'no picture')", "cannot be read: 1.png")])
def test_what_a_tool_does_wrong_is_said_with_its_last_words(tmp_path: Path, named: Named, program: str, why: str) -> None:
    named(tool={"command": [sys.executable, "-c", program, "{out}", "{out_pictures}"]})
    with pytest.raises(Fault, match=why):
        do(tmp_path, "upscale", **small(tmp_path))


def test_a_tool_that_takes_too_long_is_ended_with_all_that_it_started(tmp_path: Path, named: Named) -> None:
    program = "import subprocess, sys, pathlib\none = subprocess.Popen(['sleep', '60'])\n" \
              f"pathlib.Path({str(tmp_path / 'pid')!r}).write_text(str(one.pid))\none.wait()"
    named(tool={"command": [sys.executable, "-c", program, "{out}"], "timeout": 1.5})
    with pytest.raises(Fault, match=r"longer than 1\.5 seconds"):
        do(tmp_path, "upscale", **small(tmp_path))
    pid = int((tmp_path / "pid").read_text())
    for _ in range(100):
        if not Path(f"/proc/{pid}").exists() or "Z" in Path(f"/proc/{pid}/stat").read_text().split()[2]:
            break
        time.sleep(0.05)
    else:
        pytest.fail("what the tool had started is still there")


def test_a_tool_that_is_killed_is_tried_again(tmp_path: Path, named: Named) -> None:
    named(tool={"command": [sys.executable, "-c", "import os; os.kill(os.getpid(), 9)", "{out}"]})
    with pytest.raises(Transient, match="signal 9"):
        do(tmp_path, "upscale", **small(tmp_path))


def test_no_shell_reads_the_command_and_its_environment_is_its_own(tmp_path: Path, named: Named,
                                                                  monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "/nowhere")
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    program = f"import os, sys, json; json.dump([sys.argv, dict(os.environ), os.getcwd()], open({str(tmp_path / 'said')!r}, 'w'))"
    (tmp_path / "home").mkdir()
    words = [sys.executable, "-c", program, "; touch hacked", "$(id)", "{{x}}", "{out}"]
    named(tool={"command": words, "folder": str(tmp_path / "home"), "environment": {"MODEL": 7}})
    with pytest.raises(Fault, match="left nothing"):
        do(tmp_path, "upscale", **small(tmp_path))
    argv, environment, folder = json.loads((tmp_path / "said").read_text())
    assert argv[1:4] == ["; touch hacked", "$(id)", "{x}"]
    assert environment["MODEL"] == "7"
    assert not {"PYTHONPATH", "OMP_NUM_THREADS"} & environment.keys()
    assert folder == str(tmp_path / "home")


@pytest.mark.parametrize(("text", "why"), [
    ("tool: 3", r"tools\.yaml:1: tool needs a `command:`"),
    ("# a list\n\ntool:\n  comand: [x, '{out}']", r"tools\.yaml:3: tool: comand is not known"),
    ("tool: {command: 'x {out}'}", "list of words"),
    ("tool: {command: [x, '{vidoe}', '{out}']}", r"\{vidoe\} is not known"),
    ("tool: {command: [x, '{video}']}", "says nowhere where the result goes"),
    ("tool: {command: [x, '{out.__class__}']}", "is not known"),
    ("tool: {command: [x, '{out']}", "does not fit"),
    ("tool: {command: [x, '{out}'], timeout: forever}", "timeout"),
    ("tool: {command: [x, '{out}'], fps: 23.9}", "fps"),
    ("a: {command: [x, '{out}']}\na: {command: [x, '{out}']}", r"tools\.yaml:2: a is there twice"),
    ("- a", "a line `name:` for each"),
    ("tool: {command: [x", "no YAML"),
    ("tool: !!python/object/apply:os.system [id]", "no YAML"),
    ("tool: {command: [/no/such/program, '{out}']}", "is not there, or may not be run"),
    ("tool: {command: [sh, '{out}'], folder: /no/such/folder}", "folder of tool is not there"),
    ("", "no program is named for tool on this machine")])
def test_mistakes_in_the_file_are_told_with_their_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str,
                                                       why: str) -> None:
    (tmp_path / "tools.yaml").write_text(text)
    monkeypatch.setenv("DRAMAC_TOOLS", str(tmp_path / "tools.yaml"))
    assert re.search(why, tools.lacking(["tool"])["tool"].message)


def test_tools_are_looked_for_in_the_users_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DRAMAC_TOOLS", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert tools.read() == {}
    (tmp_path / "dramac").mkdir()
    (tmp_path / "dramac" / "tools.yaml").write_text(f"tool: {{command: [{sys.executable}, '{{out}}'], version: '1.6'}}")
    assert tools.lacking(["tool", "other"]).keys() == {"other"}
    assert tools.tool("tool").version == "1.6"


def test_work_that_lacks_a_place_of_the_command_is_a_fault(tmp_path: Path, named: Named) -> None:
    named(tool={"command": lips()})
    with pytest.raises(Fault, match=r"has no \{audio\}"):
        do(tmp_path, "upscale", **small(tmp_path))


def test_damaged_parameters_are_faults(tmp_path: Path, named: Named) -> None:
    named(tool={"command": lips()})
    made = clip(tmp_path / "one", 4, 16, grey)
    good = {"keep": [4], "skip": [0], "frames": 4, "fps": 16, "width": W, "height": H}
    for bad in ({"spoken": []}, {"spoken": [{"x": 9, "second": 0, "input": "speech:0"}]}, {"spoken": "x"},
                {"spoken": [{"x": 0, "second": 0, "input": "speech:7"}]}, {"keep": [1, 2]}, {"frames": 0}):
        with pytest.raises(Fault):
            do(tmp_path, "lipsync", [made], [voice(tmp_path / "voice", 0.2)], **{**good, **bad})
