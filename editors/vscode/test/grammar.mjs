// The grammar colours what it should. Run with `npm test`.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
const require = createRequire(import.meta.url);
const { Registry, INITIAL, parseRawGrammar } = require("vscode-textmate");
const oniguruma = require("vscode-oniguruma");

const here = new URL("../syntaxes/fountain.tmLanguage.json", import.meta.url);
await oniguruma.loadWASM((await readFile(require.resolve("vscode-oniguruma/release/onig.wasm"))).buffer);
const registry = new Registry({
  onigLib: Promise.resolve({
    createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
    createOnigString: (text) => new oniguruma.OnigString(text),
  }),
  loadGrammar: async () => parseRawGrammar(await readFile(here, "utf8"), "fountain.json"),
});
const grammar = await registry.loadGrammar("text.fountain");

/** The scopes of the first character of `words` in line `line` of `text`. */
function scopes(text, line, words) {
  let state = INITIAL;
  for (const [number, row] of text.split("\n").entries()) {
    const found = grammar.tokenizeLine(row, state);
    state = found.ruleStack;
    if (number === line) {
      const at = row.indexOf(words);
      assert.notEqual(at, -1, `"${words}" is not in "${row}"`);
      return found.tokens.find((one) => one.startIndex <= at && at < one.endIndex).scopes.join(" ");
    }
  }
}

const script = `Title: The White Fox
Episode: 1

INT. FOX SHRINE - NIGHT #12#

[[shot: CU LIN, push in, 4s]]

LIN YUE (V.O.)
(afraid)
Who are **you**? [[id: l7f3]]

She waits. /* not
yet */ More.

CLOSE ON LIN

@林晚（画外）
（压着嗓子）
你早就知道。

[[a comment]]

内景 客厅 夜

CUT TO:

> FADE OUT.

> THE END <

# Act one

= What happens.

~La la

[[end]]

.THE VOID

BAI ^
No.

[[镜头：特写 林晚]]
`;
const expected = [
  [0, "Title", "attribute-name"], [0, "The White", "string.unquoted.title-page"], [3, "INT.", "keyword.other.setting"],
  [3, "FOX", "entity.name.section.scene"], [3, "#12#", "constant.numeric.scene"], [5, "shot", "keyword.control.directive"],
  [5, "CU", "constant.language.shot"], [5, "LIN", "string.unquoted.argument"], [5, "4s", "constant.numeric.seconds"],
  [7, "LIN YUE", "entity.name.type.character"], [7, "(V.O.)", "storage.modifier"], [8, "(afraid)", "parenthetical"],
  [9, "**you", "markup.bold"], [9, "id", "keyword.control.directive"], [11, "/*", "comment.block.boneyard"],
  [12, "yet", "comment.block.boneyard"], [14, "CLOSE ON", "keyword.other.shot"], [16, "林晚", "entity.name.type.character"],
  [17, "（压", "parenthetical"], [20, "[[a", "comment.block.note"], [22, "内景", "keyword.other.setting"],
  [24, "CUT TO:", "keyword.other.transition"], [26, "FADE", "keyword.other.transition"], [28, "> THE", "meta.centred"],
  [30, "Act", "entity.name.section"], [32, "What", "markup.quote.synopsis"], [34, "La", "markup.italic.lyric"],
  [36, "end", "keyword.control.directive"], [38, "THE VOID", "entity.name.section.scene"], [40, "BAI", "entity.name.type.character"],
  [40, "^", "keyword.operator.dual"], [43, "镜头", "keyword.control.directive"],
];
for (const [line, words, scope] of expected) {
  const found = scopes(script, line, words);
  assert.ok(found.includes(scope), `line ${line + 1}, "${words}": expected ${scope}, found ${found}`);
}
for (const [line, words] of [[11, "She"], [12, "More"], [18, "你早"]]) {
  const found = scopes(script, line, words);
  assert.ok(!/entity|keyword|comment/.test(found), `line ${line + 1}, "${words}" is plain text, found ${found}`);
}
const begun = performance.now();
let state = INITIAL;
for (const row of ["A".repeat(20000), "[[shot: " + "x,".repeat(10000), "*".repeat(20000), "(".repeat(20000)]) {
  state = grammar.tokenizeLine(row, state, 2000).ruleStack;
}
assert.ok(performance.now() - begun < 10000, "hostile lines take too long");
console.log(`${expected.length} places are coloured as expected`);
