"""`make fuzz`: throws made-up bytes at the reader for some seconds a target. `python tests/fuzz/run.py 60 [target]`.

What breaks a promise is written to tests/fuzz/crashes/, where the tests replay it for ever.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
WORDS = ("[[", "]]", "/*", "*/", "INT. ", "EXT. ", "内景 ", "第1场 ", "CUT TO:", "\n\n", "\n  \n", "\r\n", "Title: ", "@",
         "＠", "（", "）", "^", "[[shot: ", "[[id: ", "**", "\\*", "~", "> ", " <", "===", "(V.O.)", "CLOSE ON ", "!", "#1#")


def fuzz(target: str) -> None:
    """Run libFuzzer on `target` in this process, with the arguments that follow its name."""
    sys.path[:0] = [str(ROOT / ".dev"), str(HERE.parent)]
    import atheris

    with atheris.instrument_imports(include=["dramac", "lark"]):
        from fuzz.targets import TARGETS
    atheris.Setup([sys.argv[0], *sys.argv[3:]], TARGETS[target])
    atheris.Fuzz()


def main() -> int:
    """Fuzz the named target, or each of them, for so many seconds each."""
    seconds = sys.argv[1] if len(sys.argv) > 1 else "60"
    if len(sys.argv) > 3:
        fuzz(sys.argv[2])
        return 0
    sys.path.insert(0, str(HERE.parent))
    from fuzz.seeds import seeds

    failed = 0
    for target in sys.argv[2:3] or ("whole", "directives"):
        corpus = ROOT / "build" / "fuzz" / target
        corpus.mkdir(parents=True, exist_ok=True)
        for index, seed in enumerate(seeds()):
            (corpus / f"seed-{index:03d}").write_bytes(seed)
        words = corpus.parent / "words.txt"
        words.write_text("".join(f'"{_quoted(word)}"\n' for word in WORDS), encoding="ascii")
        print(f"fuzz {target} for {seconds} s", flush=True)
        done = subprocess.run([sys.executable, __file__, seconds, target, str(corpus), f"-max_total_time={seconds}",
                               "-timeout=20", "-rss_limit_mb=4096", "-max_len=4096", f"-dict={words}", "-verbosity=0",
                               "-print_final_stats=1", f"-artifact_prefix={HERE / 'crashes' / target}-"], check=False)
        failed = failed or done.returncode
    return failed


def _quoted(word: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in word.encode("utf-8"))


if __name__ == "__main__":
    sys.exit(main())
