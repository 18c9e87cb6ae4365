// A question as a form, and the view that the form asks for.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  argsOf,
  type Entry,
  type Filled,
  filledFrom,
  formOf,
  forms,
  viewOf,
  withNames,
  wrongIn,
} from "../src/asking.ts";
import { spoken } from "../src/says.ts";
import { question, start } from "../src/view.ts";
import { queries } from "../src/words.ts";

const entry = (value: string, text = value): Entry => ({ value, text });
const names = (some: readonly { name: string }[]): string[] => some.map(({ name }) => name);
const fill = (query: string, filled: Filled): Filled => ({ ...filledFrom(formOf(query), {}), ...filled });
const faults = (query: string, filled: Filled): string[] => [...wrongIn(formOf(query), fill(query, filled)).keys()];

test("every question of the catalogue is a form, with a field for each parameter that it needs", () => {
  assert.deepEqual(
    forms().map(({ query }) => query),
    Object.keys(queries),
  );
  for (const { query, first, sentence } of forms()) {
    for (const needed of queries[query]?.required ?? [])
      assert.ok(names(first).includes(needed), `${query}: ${needed}`);
    assert.ok(
      sentence.some(({ text }) => text.trim()),
      query,
    );
  }
});

test("a question that is new in the catalogue has a form by its declaration alone", () => {
  const declared = queries.latest;
  assert.ok(declared);
  queries.riddles = {
    ...declared,
    required: ["entity"],
    fields: [
      { name: "entity", type: "entities", required: true },
      { name: "told_since", type: "day", pattern: "^[0-9]{4}$" },
    ],
  };
  const questions = spoken.questions as Record<string, unknown>;
  questions.riddles = {
    description: "Riddles.",
    asks: [{ text: "Which riddles has ", field: "entity", words: "somebody" }, { text: "?" }],
    fields: { entity: { label: "entity", hint: "" }, told_since: { label: "told since", hint: "A day" } },
  };
  try {
    const form = forms().at(-1);
    assert.ok(form);
    assert.equal(form.sentence.map(({ text }) => text).join(""), "Which riddles has somebody?");
    assert.deepEqual(
      [...form.first, ...form.more].map(({ label, type }) => [label, type]),
      [
        ["somebody", "entities"],
        ["told since", "day"],
      ],
    );
    const filled = { entity: [entry("sphinx", "The Sphinx")], told_since: [entry("1900")] };
    assert.deepEqual(viewOf(form, filled, start).args, { entity: ["sphinx"], told_since: ["1900"] });
  } finally {
    delete queries.riddles;
    delete questions.riddles;
  }
});

test("a form asks first for what its words name, in their order, and leaves filters to the filters", () => {
  const { first, more, sentence } = formOf("changes");

  assert.deepEqual(names(first), ["since", "entity", "technology"]);
  assert.deepEqual(names(more), ["lineage", "by"]);
  assert.equal(sentence.map(({ text }) => text).join(""), "What changed since a day for an entity or in a technology?");
  assert.deepEqual(
    first.map(({ label }) => label),
    ["a day", "an entity", "a technology"],
  );
});

test("a question without words of its own opens with its description, and its fields have names", () => {
  const { plain, sentence, first } = formOf("tie");

  assert.equal(plain, false);
  assert.deepEqual(sentence, [{ text: "One tie with all its claims", field: false }]);
  assert.deepEqual(
    first.map(({ label, type }) => [label, type]),
    [["a tie", "ties"]],
  );
});

test("a form that is filled in from a view asks for the same view", () => {
  const asked = [
    question("compare", { pair: ["india,russia", "india,united-states"], technology: "space" }),
    question("changes", { since: "2024-06", by: "arrival" }),
    question("entities", { kind: ["Agency", "Company"], country: ["IN", "US"] }),
    question("neighbours", { id: "nasa", depth: "2" }),
  ];
  for (const view of asked) {
    const form = formOf(view.query);
    assert.deepEqual(argsOf(form, filledFrom(form, view.args)), view.args);
  }
});

test("names that are found late do not undo what was typed meanwhile", () => {
  const given = filledFrom(formOf("paths"), { source: ["nasa"], target: ["isro"] });
  const now = { ...given, target: [entry("", "ros")] };
  const found = { ...given, source: [entry("nasa", "NASA")], target: [entry("isro", "ISRO")] };

  const filled = withNames(now, given, found);
  assert.deepEqual([filled.source, filled.target], [[entry("nasa", "NASA")], [entry("", "ros")]]);
});

test("what is usual is not asked for, and what is empty is not either", () => {
  assert.deepEqual(argsOf(formOf("partners"), fill("partners", { technology: [entry("quantum")] })), {
    technology: ["quantum"],
  });
});

test("what is needed has to be there, and a name has to be chosen", () => {
  assert.deepEqual(faults("paths", {}), ["source-0", "target-0"]);
  assert.deepEqual(faults("paths", { source: [entry("nasa", "NASA")], target: [entry("", "Roskosmos")] }), [
    "target-0",
  ]);
  assert.deepEqual(faults("latest", {}), []);
});

test("a day is EDTF", () => {
  for (const day of ["2024", "2024-06", "2024-06-17", "2024-02-29", "2024~"])
    assert.deepEqual(faults("changes", { since: [entry(day)] }), [], day);
  for (const day of ["June 2024", "06/2024", "2024-13", "2023-02-29", ""])
    assert.deepEqual(faults("changes", { since: [entry(day)] }), ["since-0"], day);
});

test("a number is within its bounds", () => {
  const hops = (text: string): string[] =>
    faults("paths", { source: [entry("a")], target: [entry("b")], max_hops: [entry(text)] });

  assert.deepEqual(hops("6"), []);
  for (const text of ["0", "7", "two"]) assert.deepEqual(hops(text), ["max_hops-0"], text);
});

test("a pair needs two that differ, and an empty one beside a whole one is left out", () => {
  const pair = [entry("india", "India"), entry("russia", "Russia")];
  const none = [entry(""), entry("")];

  assert.deepEqual(argsOf(formOf("compare"), fill("compare", { pair: [...pair, ...none] })), {
    pair: ["india,russia"],
  });
  assert.deepEqual(faults("compare", { pair: [...pair, ...none] }), []);
  assert.deepEqual(faults("compare", { pair: none }), ["pair-0"]);
  assert.deepEqual(faults("compare", { pair: [pair[0] as Entry, entry("")] }), ["pair-1"]);
  assert.deepEqual(faults("compare", { pair: [pair[0] as Entry, pair[0] as Entry] }), ["pair-1"]);
});

test("a question that is changed keeps its filters and how it is shown, and drops what was made of the old answer", () => {
  const from = {
    ...question("changes", { since: "2024", technology: "space", status: "active", after: "x" }),
    show: "graph" as const,
    mute: ["Person"],
    add: ["nasa"],
    select: ["nasa"],
  };
  const view = viewOf(formOf("changes"), fill("changes", { since: [entry("2025-06")] }), from);

  assert.deepEqual(view, {
    ...question("changes", { since: "2025-06", status: "active" }),
    show: "graph",
    mute: ["Person"],
  });
});

test("another question begins anew, shown as it is shown best", () => {
  const from = question("neighbours", { id: "nasa", status: "active" });

  assert.deepEqual(viewOf(formOf("disputes"), fill("disputes", {}), from), {
    ...start,
    query: "disputes",
    show: "table",
  });
  assert.equal(viewOf(formOf("timeline"), fill("timeline", {}), from).show, "timeline");
  assert.equal(viewOf(formOf("compare"), fill("compare", {}), from).show, "compare");
});
