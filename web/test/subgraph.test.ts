// What of an answer a view shows.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Answer, Entity, Tie } from "../src/api.ts";
import { merged, shown } from "../src/subgraph.ts";
import { question, type View } from "../src/view.ts";

const entity = (id: string, kind = "Agency"): Entity => ({ id, kind, name: id }) as unknown as Entity;
const tie = (subject: string, object: string, status = "active", disputed = false): Tie =>
  ({ id: `${subject}--${object}`, subject, object, status, disputed, relation: "PARTNERS_WITH" }) as unknown as Tie;
const answer = (entities: Entity[], ties: Tie[]): Answer =>
  ({ entities, ties, technologies: [], documents: [] }) as unknown as Answer;

const graph = merged([
  answer([entity("nasa"), entity("isro")], [tie("nasa", "isro")]),
  answer(
    [entity("isro"), entity("india", "Country"), entity("jaxa")],
    [tie("isro", "india", "planned", true), tie("jaxa", "isro", "planned")],
  ),
]);
const view = (more: Partial<View> = {}): View => ({ ...question("neighbours", { id: "nasa" }), ...more });
const ids = (some: readonly { id: string }[]): string[] => some.map(({ id }) => id).sort();

test("several answers are one graph, each entity once", () => {
  assert.deepEqual(ids([...graph.entities.values()]), ["india", "isro", "jaxa", "nasa"]);
  assert.equal(graph.ties.size, 3);
});

test("what is hidden goes with its ties and with what only they held, and is counted", () => {
  const seen = shown(graph, view({ hide: ["isro"] }));

  assert.deepEqual(ids(seen.entities), ["nasa"], "what a question is about stays");
  assert.deepEqual(seen.hidden, { entities: 3, ties: 3 });
});

test("the legend puts out a kind, a status, and the disputed apart from their status", () => {
  assert.deepEqual(ids(shown(graph, view({ mute: ["Country"] })).ties), ["jaxa--isro", "nasa--isro"]);
  assert.deepEqual(ids(shown(graph, view({ mute: ["planned"] })).ties), ["isro--india", "nasa--isro"]);
  assert.deepEqual(ids(shown(graph, view({ mute: ["disputed"] })).ties), ["jaxa--isro", "nasa--isro"]);
});

test("a crowd of neighbours that look alike is a group, until it is opened or one of them is selected", () => {
  const members = Array.from({ length: 80 }, (_, number) => entity(`member-${number}`));
  const crowd = merged([
    answer(
      [entity("nasa"), ...members],
      members.map(({ id }) => tie("nasa", id)),
    ),
  ]);

  const [group, ...others] = shown(crowd, view()).groups;
  assert.ok(group);
  assert.equal(others.length, 0);
  assert.equal(group.members.length, 80);
  assert.equal(shown(crowd, view({ open: [group.id] })).groups.length, 0);
  assert.equal(shown(crowd, view({ select: ["member-7"] })).groups[0]?.members.length, 79);
});
