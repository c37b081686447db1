"""dramac report: what a series is like, scene by scene; what a production needs; which of a thousand scripts to read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from ..asking import LANGUAGE, PROJECT, VARIANT

SHORT = "Report on the series as one page: who is there and speaks, wardrobe and props, pace, cost, findings."
EPILOG = """\b
Examples:
  dramac report                            the series around this folder, as build/report.html
  dramac report ep01 ep02                  these episodes
  dramac report --lang en                  as its English dub runs
  dramac report --format json -o all.json  every number, for other programs
  dramac report --breakdown                cast, props, wardrobe, places of each scene: build/breakdown.csv
  dramac report --breakdown --bom          the same, so that Excel opens Chinese
  dramac report --corpus scripts           which scripts of a folder to read first, and why
  dramac report --corpus scripts --html    the same as a page: build/corpus.html
  dramac report --corpus scripts --csv -o ranking.csv
  dramac report cost                       what builds took and cost, against what was expected (has --help)

\b
Pages and breakdown sheets are written into build/, all else to standard output; -o FILE chooses, -o - is standard output.
Exit codes: 0 written, 1 it could not be written, 2 wrong usage, or nothing that can be read."""

COST = "cost"
_FORMS = ("html", "json", "csv", "text")
_KINDS = {"report": ("html", "json"), "--breakdown": ("csv", "json"), "--corpus": ("text", "html", "json", "csv")}
"""What each report can be written as, what it is by default first."""


class Report(click.Group):
    """A group that does its main work without a subcommand: what is no name of one, such as
    `cost`, is an episode."""

    def make_context(self, info_name: str | None, args: list[str], parent: click.Context | None = None,
                     **extra: Any) -> click.Context:
        if args and args[0] == COST and COST not in self.commands:
            from ..costs.spending import command as cost

            self.add_command(cost, COST)  # loaded when it is called
        if args and args[0] in self.commands:
            return self.commands[args[0]].make_context(f"{info_name} {args[0]}", args[1:], parent, **extra)
        return super().make_context(info_name, args, parent, **extra)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return click.Command.parse_args(self, ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        return click.Command.invoke(self, ctx) if ctx.command is self else ctx.command.invoke(ctx)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        return click.Command.collect_usage_pieces(self, ctx)


@click.group(cls=Report, epilog=EPILOG, short_help=SHORT, invoke_without_command=True,
             context_settings={"allow_interspersed_args": True})
@click.argument("episodes", nargs=-1)
@PROJECT
@LANGUAGE
@VARIANT
@click.option("--breakdown", is_flag=True, help="Write breakdown sheets: what each scene needs.")
@click.option("--corpus", type=click.Path(path_type=Path, file_okay=False, exists=True), metavar="DIR",
              help="Rank all scripts in DIR and below, with reasons.")
@click.option("--format", "form", type=click.Choice(_FORMS),
              help="html or json; csv or json with --breakdown; text, html, json or csv with --corpus.")
@click.option("--html", "form", flag_value="html", help="Short for --format html.")
@click.option("--json", "form", flag_value="json", help="Short for --format json.")
@click.option("--csv", "form", flag_value="csv", help="Short for --format csv.")
@click.option("-o", "--output", "out", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True), metavar="FILE",
              help="Where to write.")
@click.option("--bom", is_flag=True, help="Begin CSV with a byte-order mark, so that Excel reads it as UTF-8.")
@click.option("--top", type=click.IntRange(0), default=20, show_default=True, metavar="N",
              help="With --corpus as text: how many scripts to show (0: all).")
@click.option("-j", "--jobs", type=click.IntRange(1, 256), metavar="N",
              help="With --corpus: processes; one for each core by default.")
@click.option("-q", "--quiet", is_flag=True, help="With --corpus: show no progress.")
def command(episodes: tuple[str, ...], start: Path | None, language: str, variants: tuple[str, ...], breakdown: bool,
            corpus: Path | None, form: str | None, out: Path | None, bom: bool, top: int, jobs: int | None,
            quiet: bool) -> None:
    """Report on the series: who is there and speaks, wardrobe and props, pace, shot sizes, feelings, plants and payoffs,
    likeness of episodes, cost and findings, as one HTML page that needs no network, or as JSON.

    EPISODES are names of scripts (ep01, or a path); all of them by default. Lines that were not spoken yet are timed by
    estimate. Errors in the scripts are a part of the report and do not stop it.
    """
    if corpus is not None and (breakdown or episodes):
        raise click.UsageError("--corpus reads a folder of scripts: it goes with neither EPISODES nor --breakdown.")
    kind = "--corpus" if corpus is not None else "--breakdown" if breakdown else "report"
    form = form or _KINDS[kind][0]
    if form not in _KINDS[kind]:
        what = "the report" if kind == "report" else kind
        having = [name for name, forms in _KINDS.items() if name != "report" and form in forms]
        elsewhere = f" There is one with {' and with '.join(having)}." if having else ""
        raise click.UsageError(f"There is no {form} of {what}. There are: {', '.join(_KINDS[kind])}.{elsewhere}")
    if bom and form != "csv":
        raise click.UsageError("--bom is for CSV.")
    if corpus is not None:
        from ..corpus import report_corpus

        report_corpus(corpus, form, out, top, jobs or 0, bom, quiet)
        return
    from ..naming import named
    from ..reporting import report_breakdown, report_series
    from ..session import open_project

    meant = named(start, episodes)
    project = open_project(meant.start)
    if breakdown:
        report_breakdown(project, meant.episodes, language, variants, form, out, bom)
    else:
        report_series(project, meant.episodes, language, variants, form, out)

