// A table as the matrix that its question declares.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Cell, Line, WordedTable } from "../src/api.ts";
import { type Head, matrixOf, place } from "../src/matrix.ts";

const named = (...ids: string[]): Cell => ({ text: ids.join(", "), names: ids.map((id) => ({ id, name: id })) });
const line = (cells: Cell[], ...ties: string[]): Line => ({ cells, ties, state: null });
const channels = [
  { channel: "row", column: "field", unstated: "no field named" },
  { channel: "column", column: "place", unstated: "" },
];
const table: WordedTable = {
  heading: null,
  columns: ["place", "field"].map((name) => ({ name, heading: name.toUpperCase(), what: "text" })),
  figures: [
    { name: "network", channels: [] },
    { name: "matrix", channels },
  ],
  lines: [
    line([named("india", "russia"), named("space")], "one", "two"),
    line([{ text: "elsewhere" }, named("space")]),
    line([named("india", "russia"), { text: "" }], "three"),
  ],
};
const texts = (heads: readonly Head[] = []): string[] => heads.map(({ cell }) => cell.text);

test("rows and columns are those that are declared, in order, and each cell has its ties", () => {
  const matrix = matrixOf(table);
  assert.ok(matrix);
  const [space, unnamed] = matrix.rows as [Head, Head];
  const [pair, elsewhere] = matrix.columns as [Head, Head];

  assert.equal(matrix.heading, "FIELD");
  assert.deepEqual(texts(matrix.rows), ["space", "no field named"]);
  assert.deepEqual(texts(matrix.columns), ["india, russia", "elsewhere"]);
  assert.deepEqual(matrix.ties.get(place(space, pair)), ["one", "two"]);
  assert.deepEqual(matrix.ties.get(place(space, elsewhere)), []);
  assert.deepEqual(matrix.ties.get(place(unnamed, pair)), ["three"]);
});

test("a column that says nothing anywhere is not in the table, and is one row of what is not stated", () => {
  const [row, column] = channels as [(typeof channels)[0], (typeof channels)[0]];
  const without = { ...table, figures: [{ name: "matrix", channels: [{ ...row, column: null }, column] }] };

  assert.deepEqual(texts(matrixOf(without)?.rows), ["no field named"]);
});

test("a table that declares no matrix is none", () => {
  assert.equal(matrixOf({ ...table, figures: [{ name: "timeline", channels }] }), null);
});
