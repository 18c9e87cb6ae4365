// Which countries ties join.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Entity, Tie } from "../src/api.ts";
import { joined } from "../src/between.ts";

const entities = new Map(
  [
    { id: "isro", country: ["IN"] },
    { id: "jaxa", country: ["JP"] },
    { id: "nisar", country: ["IN", "US"] },
    { id: "aukus", country: ["AU", "GB", "US"] },
    { id: "quad", country: [] },
  ].map((one) => [one.id, one as unknown as Entity]),
);
const tie = (subject: string, object: string, status: string, disputed = false): Tie =>
  ({ id: `${subject}--${object}`, subject, object, status, disputed }) as unknown as Tie;

test("a tie joins the countries of its ends, once in whatever direction", () => {
  const { pairs } = joined([tie("isro", "jaxa", "active"), tie("jaxa", "isro", "planned")], entities);

  assert.deepEqual(
    pairs.map(({ one, other, ties }) => [one, other, ties.length]),
    [["IN", "JP", 2]],
  );
  assert.deepEqual(pairs[0]?.counts, { held: 1, promised: 1, expected: 0, over: 0, disputed: 0 });
});

test("what belongs to several countries stands for each", () => {
  const pairs = joined([tie("isro", "nisar", "active"), tie("isro", "aukus", "expected")], entities).pairs;
  assert.deepEqual(pairs.map(({ one, other }) => one + other).sort(), ["AUIN", "GBIN", "INUS"]);
});

test("a disputed tie is never counted as done", () => {
  const [pair] = joined([tie("isro", "jaxa", "completed", true)], entities).pairs;
  assert.deepEqual(pair?.counts, { held: 0, promised: 0, expected: 0, over: 0, disputed: 1 });
});

test("what is on no map is counted", () => {
  const { within, nowhere } = joined([tie("isro", "isro", "active"), tie("isro", "quad", "active")], entities);
  assert.deepEqual([within, nowhere], [1, 1]);
});
