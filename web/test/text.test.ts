// Dates and numbers as a reader sees them, and as they compare.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Entity } from "../src/api.ts";
import type { Group } from "../src/subgraph.ts";
import { date, groupSentence, groupWords, lastDay, many, number, span } from "../src/text.ts";
import type { Relation } from "../src/words.ts";

const day = (text: string): number => Date.parse(`${text}T00:00:00Z`);

test("a date is no more exact than its source", () => {
  assert.equal(date("2024"), "2024");
  assert.match(date("2024-06"), /2024/);
  assert.notEqual(date("2024-06"), date("2024-06-17"));
  assert.equal(date("2024?"), "2024 (uncertain)");
  assert.equal(date("2024~"), "2024 (about)");
});

test("an interval names both ends, and an open one says so", () => {
  assert.equal(date("2022/2024"), "2022 – 2024");
  assert.equal(date("2022/.."), "2022 – …");
});

test("a form that is not common stays as it is written", () => {
  assert.equal(date("2024-21"), "2024-21");
  assert.equal(date("Y17E8"), "Y17E8");
});

test("a year, a month and a day last from their first to their last day", () => {
  assert.deepEqual(span("2024"), [day("2024-01-01"), day("2024-12-31")]);
  assert.deepEqual(span("2024-02"), [day("2024-02-01"), day("2024-02-29")]);
  assert.deepEqual(span("2024-06-17"), [day("2024-06-17"), day("2024-06-17")]);
  assert.deepEqual(span("2022/2024-03"), [day("2022-01-01"), day("2024-03-31")]);
});

test("what has no end lasts, and what gives no date has no span", () => {
  assert.deepEqual(span("2022/.."), [day("2022-01-01"), Number.POSITIVE_INFINITY]);
  assert.equal(span(""), null);
  assert.equal(lastDay("unknown"), Number.POSITIVE_INFINITY);
});

test("one is one, and more are many", () => {
  assert.equal(many(1, "tie"), "1 tie");
  assert.equal(many(2, "tie"), "2 ties");
  assert.equal(many(0, "entity"), "0 entities");
  assert.equal(number(1234567).replace(/\D/g, ""), "1234567");
});

test("what a group stands for is said in English, of it and of the entity beside it", () => {
  const group = (relation: string, outward: boolean): Group => ({
    id: "",
    kind: "Country",
    members: ["a", "b"],
    alike: { hub: "msp", relation: relation as Relation, outward },
  });
  const names = new Map([["msp", { id: "msp", short: "MSP" } as Entity]]);

  assert.equal(groupWords(group("MEMBER_OF", false)), "2 countries: each is a member of it");
  assert.equal(groupWords(group("FUNDS", true)), "2 countries that it funds");
  assert.equal(groupSentence(group("MEMBER_OF", false), names), "2 countries are one box: each is a member of MSP.");
  assert.equal(groupSentence(group("FUNDS", true), names), "2 countries that MSP funds are one box.");
  const rest: Group = { ...group("FUNDS", true), alike: null };
  assert.equal(groupWords(rest), "2 more countries");
  assert.equal(groupSentence(rest, names), "2 countries with few ties are one box.");
});
