// All languages say the same, with the same places.
import assert from "node:assert/strict";
import { test } from "node:test";
import { codes, languageOf } from "../src/language.ts";
import de from "../src/says/de.ts";
import en from "../src/says/en.ts";
import fr from "../src/says/fr.ts";
import hi from "../src/says/hi.ts";
import ru from "../src/says/ru.ts";
import { filled } from "../src/says.ts";

const languages = { de, en, fr, hi, ru };

/** Each text by its path. */
function texts(of: object, path = ""): [path: string, text: string][] {
  return Object.entries(of).flatMap(([name, value]) =>
    typeof value === "string" ? [[`${path}/${name}`, value] as [string, string]] : texts(value, `${path}/${name}`),
  );
}

/** The plural categories of each language stand for one text. */
const single = (path: string): string => path.replace(/\/(one|few|many|other)$/, "/…");
const places = (text: string): string[] => [...new Set(text.match(/\{\w*\}/g))].sort();

for (const [code, { says }] of Object.entries(languages)) {
  test(`all texts are there in ${code}, each with its places`, () => {
    const english = new Map(texts(en.says).map(([path, text]) => [single(path), places(text)]));
    const own = texts(says);
    assert.deepEqual(new Set(own.map(([path]) => single(path))), new Set(english.keys()));
    for (const [path, text] of own) {
      assert.ok(text.trim(), path);
      // “One field” and “2 fields”: a form can do without its number.
      const counted = single(path) !== path;
      if (!counted) assert.deepEqual(places(text), english.get(path), path);
    }
  });

  test(`a number of any size has its word in ${code}`, () => {
    const rules = new Intl.PluralRules(code);
    const forms = Object.entries({ ...languages[code as keyof typeof languages].spoken.nouns, ...says.nouns });
    for (const [noun, words] of [...forms, ["wrong", says.wrong] as const])
      for (const count of [0, 1, 2, 5, 11, 21, 22, 101]) {
        const form = rules.select(count);
        assert.ok(words[form] ?? (form === "other" ? undefined : words.other), `${noun}: ${count} is ${form}`);
      }
  });

  test(`the service's words are there in ${code}`, () => {
    const words = languages[code as keyof typeof languages].spoken;
    const { questions, ...others } = words;
    const { questions: known, ...english } = en.spoken;
    const paths = (of: object): Set<string> => new Set(texts(of).map(([path]) => single(path)));
    assert.deepEqual(paths(others), paths(english));
    assert.deepEqual(Object.keys(questions), Object.keys(known));
    for (const [name, { asks }] of Object.entries(questions))
      assert.deepEqual(
        new Set(asks.flatMap(({ field }) => field ?? [])),
        new Set(known[name]?.asks.flatMap(({ field }) => field ?? [])),
        name,
      );
  });
}

test("what is said elsewhere than in English is not English", () => {
  const english = new Map(texts(en.says));
  for (const code of ["ru", "hi"] as const) {
    const same = texts(languages[code].says).filter(([path, text]) => english.get(path) === text);
    const keys = /^\/keys\/(space|enter|escapeKey)$|^\/table\/heading$/;
    assert.deepEqual(
      same.map(([path]) => path).filter((path) => !keys.test(path)),
      [],
      code,
    );
  }
});

test("an address names its language, and is in English where it names none that there is", () => {
  assert.equal(languageOf("?query=partners&lang=hi"), "hi");
  assert.equal(languageOf(""), "en");
  assert.equal(languageOf("?lang=xx"), "en");
  assert.deepEqual(codes, ["en", "de", "fr", "ru", "hi"]);
});

test("a text is filled in, and what looks like a place in what is filled in stays", () => {
  assert.equal(filled("From {source} to {target}", { source: "{target}", target: "ISRO" }), "From {target} to ISRO");
});
