// Where boxes go: in columns, none on another, with few crossings, and the same for the same view.
import assert from "node:assert/strict";
import { test } from "node:test";
import { spots } from "../src/labels.ts";
import { arrange, type Box, type Link, type Placed, type Places, type Point } from "../src/layout.ts";
import { path, routes } from "../src/routes.ts";

const box = (id: string, column: number): Box => ({
  id,
  column,
  width: 80 + (id.length % 4) * 20,
  height: 37,
  shape: "rectangle",
});
const line = (source: string, target: string) => ({
  id: `${source}--${target}`,
  source,
  target,
  labels: ["funds · active", "active"],
});

const boxes = Array.from({ length: 30 }, (_, number) => box(`box-${number}`, number % 3));
const lines = boxes.slice(1).map(({ id }, number) => line(`box-${(number * 7) % 11}`, id));
const laidOut = (some: readonly Box[], ties: readonly Link[], pins: Record<string, Point> = {}): Places =>
  arrange(some, ties, ties.length, pins);
const at = (places: Places, id: string): Placed => places.boxes.get(id) as Placed;

function assertApart(places: Places): void {
  const all = [...places.boxes.values()];
  for (const [index, a] of all.entries())
    for (const b of all.slice(index + 1))
      assert.ok(
        Math.abs(a.x - b.x) >= (a.width + b.width) / 2 || Math.abs(a.y - b.y) >= (a.height + b.height) / 2,
        `${a.id} lies on ${b.id}`,
      );
}

test("the same boxes get the same places, in whatever order they come", () => {
  const [first, again] = [laidOut(boxes, lines), laidOut(boxes.toReversed(), lines.toReversed())];

  assert.deepEqual([...first.boxes.keys()].sort(), boxes.map(({ id }) => id).sort());
  for (const { id } of boxes) assert.deepEqual(at(again, id), at(first, id));
});

test("no box lies on another, and each stands in its column", () => {
  const places = laidOut(boxes, lines);

  assertApart(places);
  const columns = [0, 1, 2].map((column) => [...places.boxes.values()].filter((one) => one.column === column));
  const xs = columns.map((column) => new Set(column.map(({ x }) => x)));
  assert.deepEqual(
    xs.map(({ size }) => size),
    [1, 1, 1],
  );
  const [first = 0, second = 0, third = 0] = xs.flatMap((all) => [...all]);
  assert.ok(first < second && second < third);
});

test("lines that need not cross do not", () => {
  const pairs = ["d", "a", "c", "b", "e"].map((name, number) => [`left-${name}`, `right-${(number * 3) % 5}`] as const);
  const places = laidOut(
    pairs.flatMap(([left, right]) => [box(left, 0), box(right, 1)]),
    pairs.map(([left, right]) => line(left, right)),
  );

  for (const [left, right] of pairs) assert.equal(at(places, left).y, at(places, right).y, "side by side");
});

test("a line over a column between leads through a gap", () => {
  const between = ["b", "c", "d", "e"].map((id) => box(id, 1));
  const ties = [line("a", "f"), ...between.flatMap(({ id }) => [line("a", id), line(id, "f")])];
  const places = laidOut([box("a", 0), box("f", 2), ...between], ties);

  const way = path(routes(ties, places).get("a--f") ?? assert.fail());
  assert.equal(way.length, 4);
  for (const one of between.map(({ id }) => at(places, id)))
    for (const [x, y] of way.slice(1, 3))
      assert.ok(Math.abs(x - one.x) > one.width / 2 || Math.abs(y - one.y) > one.height / 2, `over ${one.id}`);
});

test("lines end at the edges of their boxes, each at a place of its own", () => {
  const ways = [...routes(lines, laidOut(boxes, lines)).values()];

  const ends = ways.flatMap(({ from, to }) => [from.join(), to.join()]);
  assert.equal(new Set(ends).size, 2 * ways.length);
});

test("what is pinned holds its place, and the others make room", () => {
  const free = laidOut(boxes, lines);
  const other = at(free, "box-4");
  const places = laidOut(boxes, lines, { "box-3": [other.x, other.y + 5] });

  assert.deepEqual([at(places, "box-3").x, at(places, "box-3").y], [other.x, other.y + 5]);
  assertApart(places);
});

test("a label covers no line, box or other label, and is left out where it would", () => {
  const ties = [line("a", "b"), line("a", "c")];
  const places = laidOut([box("a", 0), box("b", 1), box("c", 1)], ties);
  const ways = routes(ties, places);
  const shown = (wide: number) => [...spots(ties, ways, places, () => wide, new Set()).keys()];

  assert.deepEqual(shown(60), ["a--b", "a--c"]);
  assert.deepEqual(shown(400), [], "wider than the line");
  const short = spots(ties, ways, places, (text) => (text === "active" ? 60 : 400), new Set());
  assert.deepEqual(
    [...short.values()].map(({ text }) => text),
    ["active", "active"],
    "the same in short",
  );
  const same = { ...line("a", "b"), id: "again" };
  const crowd = Array.from({ length: 9 }, (_, number) => ({ ...same, id: `again-${number}` }));
  const crowded = routes(crowd, places);
  const few = spots(crowd, crowded, places, () => 90, new Set());
  assert.ok(few.size < 3, "no room between lines side by side");
  assert.ok(
    spots(crowd, crowded, places, () => 90, new Set(["again-4"])).has("again-4"),
    "what is chosen says what it is",
  );
});
