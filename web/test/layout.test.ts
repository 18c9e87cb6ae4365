// Where boxes go: the same on every machine, none on another.
import assert from "node:assert/strict";
import { test } from "node:test";
import { arrange, type Box, type Point } from "../src/layout.ts";

// As in a tab that nobody sees: a layout waits for no picture to be drawn.
Object.assign(globalThis, { document: { hidden: true } });

const boxes: Box[] = Array.from({ length: 24 }, (_, number) => ({ id: `box-${number}`, width: 120, height: 34 }));
const links = boxes.slice(1).map(({ id }, number) => ({ source: `box-${number % 5}`, target: id }));
const laidOut = async (placed = new Map<string, Point>()): Promise<ReadonlyMap<string, Point>> => {
  const found = await arrange(boxes, links, placed, () => false);
  assert.ok(found);
  return found;
};

test("the same boxes get the same places, and each gets one", async () => {
  const [first, second] = [await laidOut(), await laidOut()];

  assert.deepEqual([...first.keys()].sort(), boxes.map(({ id }) => id).sort());
  assert.deepEqual([...first], [...second]);
});

test("no box lies on another", async () => {
  const places = [...(await laidOut()).values()];
  for (const [index, [x, y]] of places.entries())
    for (const [otherX, otherY] of places.slice(index + 1))
      assert.ok(Math.abs(x - otherX) >= 120 || Math.abs(y - otherY) >= 34);
});

test("what was placed stays where it is", async () => {
  const placed = new Map<string, Point>([["box-3", [500, -200]]]);

  assert.deepEqual((await laidOut(placed)).get("box-3"), [500, -200]);
});

test("a layout that is over gives none", async () => {
  assert.equal(await arrange(boxes, links, new Map(), () => true), null);
});
