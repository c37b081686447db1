"""How the page looks: light and dark as the reader's system is set, and on paper."""

from __future__ import annotations

_INK = {
    "light": {"paper": "#fbf9f6", "card": "#ffffff", "ink": "#1f1b17", "soft": "#6f675e", "rule": "#ddd6cc", "grid": "#ece7df",
              "band": "#f5f1ea", "odd": "#fbf9f6", "past": "#ece6f4", "accent": "#a63c2c", "good": "#3f8f6b", "bad": "#c2593f",
              "error": "#b3261e", "warning": "#9a6700", "hint": "#4f6d8f", "on": "#ffffff"},
    "dark": {"paper": "#151412", "card": "#1d1b18", "ink": "#ece6dc", "soft": "#a49a8d", "rule": "#3a362f", "grid": "#2b2823",
             "band": "#23201c", "odd": "#1d1b18", "past": "#2c2638", "accent": "#e5826f", "good": "#5fb58d", "bad": "#dd7c62",
             "error": "#ff8a80", "warning": "#e0b052", "hint": "#8fb3d9", "on": "#14120f"},
}
_PEOPLE = {
    "light": ("#a63c2c", "#2f6690", "#4f8a5b", "#b07d1e", "#7a5195", "#2a8c8c", "#c1558b", "#6b705c", "#8c5a3c", "#4759a6"),
    "dark": ("#e5826f", "#7fb2dc", "#86c594", "#e2b55a", "#b896d6", "#6ccccc", "#ee94bf", "#b3b89f", "#cf9d7c", "#97a6ee"),
}
PEOPLE = len(_PEOPLE["light"])
_SIZES = {
    "light": ("#d7e3ec", "#b9d0e0", "#98bad1", "#76a2c0", "#5588ab", "#3b6e93", "#2a5678", "#1c3f5c", "#102a40"),
    "dark": ("#22313c", "#2c4251", "#375568", "#446b82", "#55829c", "#6e9bb4", "#8db4ca", "#b0cddd", "#d6e6ef"),
}
_ORDER = ("els", "ws", "fs", "mls", "ms", "mcu", "cu", "bcu", "ecu")

_SHEET = """
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-behavior:smooth}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 -apple-system,BlinkMacSystemFont,"Segoe UI","Noto Sans",
"Helvetica Neue",Arial,"PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC",sans-serif;
font-variant-numeric:tabular-nums}
main,header,footer,nav{max-width:1120px;margin:0 auto;padding:0 24px}
header{padding-top:56px;padding-bottom:8px}
h1,h2,h3{font-family:"Iowan Old Style","Palatino Linotype",Palatino,"Source Serif 4",Georgia,"Songti SC","Noto Serif CJK SC",
"SimSun",serif;font-weight:600;line-height:1.2;text-wrap:balance}
h1{font-size:clamp(2rem,5vw,3.25rem);margin:.1em 0 .25em;letter-spacing:-.01em}
h2{font-size:1.75rem;margin:64px 0 6px;padding-top:16px;border-top:1px solid var(--rule)}
h3{font-size:1.15rem;margin:0}
.over{color:var(--accent);font-size:.8rem;letter-spacing:.14em;text-transform:uppercase;margin:0}
.lead{color:var(--soft);font-size:1.05rem;max-width:46em;margin:.2em 0 0}
a{color:var(--accent);text-decoration-thickness:1px;text-underline-offset:3px}
nav{position:sticky;top:0;z-index:2;background:var(--paper);display:flex;gap:4px 18px;overflow-x:auto;padding-top:12px;
padding-bottom:12px;white-space:nowrap;font-size:.9rem;scrollbar-width:none}
nav a{color:var(--soft);text-decoration:none}nav a:hover{color:var(--ink)}
.facts{display:grid;grid-template-columns:repeat(4,1fr);gap:1px;background:var(--rule);
border:1px solid var(--rule);border-radius:10px;overflow:hidden;margin:28px 0 8px;padding:0;list-style:none}
.facts li{background:var(--card);padding:16px 18px}
.facts b{display:block;font:600 1.7rem/1.15 "Iowan Old Style",Palatino,Georgia,"Songti SC","Noto Serif CJK SC",serif;
font-variant-numeric:lining-nums tabular-nums}
.facts span{color:var(--soft);font-size:.82rem}
.notes{padding:0;margin:24px 0 0;list-style:none;border-left:2px solid var(--accent)}
.notes li{padding:4px 0 4px 18px}
section,figure{break-inside:avoid}
figure{margin:26px 0;padding:20px 22px 14px;background:var(--card);border:1px solid var(--rule);border-radius:10px}
figcaption p,.told{color:var(--soft);font-size:.88rem;margin:.25em 0 1em;max-width:64em}
.plot{overflow-x:auto}
svg{display:block;width:100%;min-width:680px;height:auto}
svg.spark{width:150px;min-width:0}
svg text{font:11.5px -apple-system,BlinkMacSystemFont,"Segoe UI","Noto Sans","Helvetica Neue",Arial,"PingFang SC",
"Microsoft YaHei","Noto Sans CJK SC",sans-serif;fill:var(--ink);font-variant-numeric:tabular-nums}
svg .tick{fill:var(--soft);font-size:10.5px}svg .axis{font-weight:600}svg .name{font-size:12px}
svg .halo{paint-order:stroke;stroke:var(--card);stroke-width:4px;stroke-linejoin:round}
svg .inside{font-size:10.5px;fill:var(--on);pointer-events:none}svg .faint{fill:var(--ink)}svg .black{fill:#1a1714}
svg .white{fill:#fff}
.rule{stroke:var(--rule);stroke-width:1}.grid{stroke:var(--grid);stroke-width:1}.thread{stroke:var(--grid);stroke-width:1}
.band{fill:var(--band)}.odd{fill:var(--odd)}.past{fill:var(--past)}
.there{fill:var(--k);background:var(--k);fill-opacity:.26}i.there{opacity:.3}.says{fill:var(--k);background:var(--k)}
.held{fill:var(--k);stroke:var(--rule);stroke-width:1}.away{fill-opacity:.28}
.bar{fill:var(--k)}.cx{--k:var(--soft)}
.area{fill:var(--accent);fill-opacity:.14}.curve{fill:none;stroke:var(--accent);stroke-width:1.6;stroke-linejoin:round}
.touch{fill:transparent}.shot{fill:var(--c1);fill-opacity:.72}
.mark{stroke:var(--accent);stroke-width:1;stroke-dasharray:3 3}.mark.paywall,.mark.ad-break{stroke:var(--c3)}
svg .marked{font-size:10.5px;fill:var(--accent)}svg .marked.paywall,svg .marked.ad-break{fill:var(--c3)}
.good{fill:var(--good);background:var(--good);fill-opacity:.7}.bad{fill:var(--bad);background:var(--bad);fill-opacity:.7}
path.meant{fill:none;stroke:var(--ink);stroke-width:1.5}circle.meant{fill:var(--card);stroke:var(--ink);stroke-width:2}
i.meant{background:var(--ink);border-radius:50%}
.tie{stroke:var(--soft);stroke-opacity:.45}.node{fill:var(--k);stroke:var(--card);stroke-width:2}
.heat{fill:var(--accent)}.self{fill:var(--band)}svg .on-heat{fill:var(--on);font-size:10.5px}
.key{display:inline-block;width:14px;height:10px;border-radius:2px;margin-right:7px}
.legend{display:flex;flex-wrap:wrap;gap:4px 20px;list-style:none;padding:0;margin:10px 0 4px;font-size:.82rem;color:var(--soft)}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.88rem;margin:8px 0}
th,td{padding:7px 12px 7px 0;text-align:left;border-bottom:1px solid var(--grid);vertical-align:top}
th{color:var(--soft);font-weight:500;white-space:nowrap;border-bottom-color:var(--rule)}
.n{text-align:right;white-space:nowrap;padding-right:16px}td .spark{margin:-2px 0}
details{font-size:.9rem;margin:6px 0}summary{cursor:pointer;color:var(--soft);padding:4px 0}
details.episode{border-top:1px solid var(--rule);margin:0}
details.episode>summary{color:var(--ink);padding:16px 0;font-size:1rem;display:flex;gap:16px;align-items:center;flex-wrap:wrap}
details.episode>summary h3{font-size:1.35rem}details.episode>summary span{color:var(--soft)}
.level{font-size:.72rem;letter-spacing:.06em;text-transform:uppercase;font-weight:600}
.why{min-width:17em}.plus{color:var(--good)}.see{fill-opacity:.55}.error{color:var(--error)}.warning{color:var(--warning)}.hint{color:var(--hint)}
code{font:.88em ui-monospace,SFMono-Regular,Menlo,Consolas,"Noto Sans Mono",monospace}
footer{color:var(--soft);font-size:.82rem;padding-top:40px;padding-bottom:56px}
@media (max-width:640px){main,header,footer,nav{padding-left:16px;padding-right:16px}figure{padding:16px 14px 10px;
margin-left:-4px;margin-right:-4px}header{padding-top:32px}.facts{grid-template-columns:repeat(2,1fr)}}
@page{margin:14mm}
@media print{body{font-size:10.5pt;background:#fff}nav,summary{display:none}main,header,footer{max-width:none;padding:0}
details.episode>summary{display:flex}details.episode::details-content{display:block;content-visibility:visible;height:auto}
figure{border:none;padding:0}.plot{overflow:visible}svg{min-width:0}h2,summary{break-after:avoid}
details.episode+details.episode{break-before:page}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
"""


def style() -> str:
    """The style sheet."""
    light, dark = _variables("light"), _variables("dark")
    classes = "".join(f".c{at}{{--k:var(--c{at})}}" for at in range(PEOPLE))
    shades = "".join(f".z-{id}{{fill:var(--z{at});background:var(--z{at})}}svg .on.z-{id}{{fill:var({ink})}}"
                     for at, id in enumerate(_ORDER) for ink in ("--ink" if at < 4 else "--on",))
    return (f":root{{color-scheme:light dark;{light}}}@media (prefers-color-scheme:dark){{:root{{{dark}}}}}"
            f"@media print{{:root{{{light}}}}}{classes}{_SHEET}{shades}")


def _variables(mode: str) -> str:
    named = [*_INK[mode].items(), *((f"c{at}", one) for at, one in enumerate(_PEOPLE[mode])),
             *((f"z{at}", one) for at, one in enumerate(_SIZES[mode]))]
    return "".join(f"--{name}:{value};" for name, value in named)
