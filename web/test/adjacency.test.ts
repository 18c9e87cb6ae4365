// Who with whom, as a matrix has it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { adjacencyOf, cellsOf, crowded } from "../src/adjacency.ts";
import type { Answer, Entity, Tie } from "../src/api.ts";
import { between } from "../src/layout.ts";
import { merged, shown } from "../src/subgraph.ts";
import { question } from "../src/view.ts";

const entity = (id: string, kind = "Agency"): Entity => ({ id, kind, name: id }) as unknown as Entity;
const tie = (subject: string, object: string, relation = "PARTNERS_WITH"): Tie =>
  ({ id: `${subject}--${relation}--${object}`, subject, object, status: "active", relation }) as unknown as Tie;
const visible = (entities: Entity[], ties: Tie[]) =>
  shown(merged([{ entities, ties, technologies: [], documents: [] } as unknown as Answer]), question("ties", {}));
const all = (count: number): Entity[] => Array.from({ length: count }, (_, at) => entity(`agency-${at}`));

test("a cell holds all ties of its two, whichever of them is the subject", () => {
  const seen = visible(
    [entity("isro"), entity("nasa"), entity("india", "Country")],
    [tie("nasa", "isro"), tie("isro", "nasa", "FUNDS"), tie("nasa", "india")],
  );
  const { vertices, ties } = adjacencyOf(seen);

  assert.deepEqual(
    vertices.map(({ id }) => id),
    ["india", "nasa", "isro"],
    "countries first, then the best tied",
  );
  assert.equal(ties.get(between("isro", "nasa"))?.length, 2);
  assert.equal(ties.get(between("india", "isro")), undefined);
  assert.deepEqual(
    vertices.map((row) => cellsOf(row, { vertices, ties })),
    [
      [{ at: 1, gap: 1 }],
      [
        { at: 0, gap: 0 },
        { at: 2, gap: 1 },
      ],
      [{ at: 1, gap: 1 }],
    ],
  );
});

test("groups stand after what has a box of its own, and no tie is lost in one", () => {
  const agencies = all(90);
  const seen = visible(
    [...agencies, entity("india", "Country")],
    [
      ...agencies.flatMap(({ id }, at) => [tie("india", id), tie(id, `agency-${(at + 1) % 90}`)]),
      ...agencies.slice(1).map(({ id }) => tie("agency-0", id, "FUNDS")),
    ],
  );
  const { vertices, ties } = adjacencyOf(seen);
  const rest = vertices.find(({ group }) => group)?.id ?? "";

  assert.equal(vertices.at(-1)?.id, rest);
  assert.equal([...ties.values()].flat().length, seen.ties.length);
  assert.ok(ties.has(between(rest, rest)), "what a group has within");
});

test("a picture is crowded by its lines, not by ties of the same two or within a group", () => {
  const agencies = all(16);
  const pairs = agencies.flatMap(({ id }, at) => agencies.slice(at + 1).map((other) => tie(id, other.id)));
  const doubled = pairs.slice(0, 80).flatMap((one) => [one, tie(one.object, one.subject, "FUNDS")]);

  assert.equal(pairs.length, 120);
  assert.equal(crowded(adjacencyOf(visible(agencies, pairs))), true);
  assert.equal(crowded(adjacencyOf(visible(agencies, doubled))), false, "160 ties on 80 lines");
  const hub = [entity("hub"), ...all(45)];
  const spokes = all(45).flatMap(({ id }, at) => [tie("hub", id), tie(id, `agency-${(at + 7) % 45}`)]);
  assert.equal(crowded(adjacencyOf(visible(hub, spokes))), false, "90 lines can be followed");
});
