// From when to when ties last: what is not stated is not made up.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Tie } from "../src/api.ts";
import { lasts } from "../src/lasts.ts";

const tie = (some: Partial<Tie>): Tie => ({ status: "planned", start: null, end: null, ...some }) as Tie;
const day = (text: string): number => Date.parse(`${text}T00:00:00Z`);

test("a start and an end are the first and the last day that they can mean", () => {
  assert.deepEqual(lasts(tie({ start: "2024-06", end: "2026" })), {
    from: day("2024-06-01"),
    to: day("2026-12-31"),
    due: null,
  });
});

test("an unknown start is none", () => {
  assert.deepEqual(lasts(tie({ end: "2025-03" })), { from: null, to: day("2025-03-31"), due: null });
  assert.deepEqual(lasts(tie({ start: "../2025" })), { from: null, to: day("2025-12-31"), due: null });
});

test("without an end, what is done ends with its start, and anything else goes on", () => {
  assert.equal(lasts(tie({ start: "2024", status: "completed" }))?.to, day("2024-12-31"));
  assert.equal(lasts(tie({ start: "2024", status: "active" }))?.to, null);
  assert.equal(lasts(tie({ start: "2024/..", status: "completed" }))?.to, day("2024-12-31"));
});

test("a start that is an interval has both sides", () => {
  assert.deepEqual(lasts(tie({ start: "2024/2029" })), { from: day("2024-01-01"), to: day("2029-12-31"), due: null });
});

test("what is overdue was due on a day", () => {
  assert.equal(lasts(tie({ end: "2025", overdue: true, due: "2025-12-31" }))?.due, day("2025-12-31"));
  assert.equal(lasts(tie({ end: "2025", overdue: false, due: "2025-12-31" }))?.due, null);
});

test("what has no date has no place in time", () => {
  assert.equal(lasts(tie({})), null);
});
