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

test("neighbours with several ties of one relation are in a group, those with others are not", () => {
  const members = Array.from({ length: 60 }, (_, number) => entity(`member-${number}`));
  const ties = members.flatMap(({ id }) => [tie("nasa", id), { ...tie("nasa", id), id: `${id}-again` }]);
  ties.push({ ...tie("nasa", "member-0"), id: "other", relation: "FUNDS" });

  const { groups } = shown(merged([answer([entity("nasa"), ...members], ties)]), view());

  assert.deepEqual(
    groups.map(({ members }) => members.length),
    [59],
  );
});

test("where there are too many boxes even so, the least tied of each kind are one, until it is opened", () => {
  const [agencies, companies] = ["Agency", "Company"].map((kind) =>
    Array.from({ length: 60 }, (_, number) => entity(`${kind}-${number}`, kind)),
  );
  const all = [...(agencies ?? []), ...(companies ?? [])];
  const ties = (agencies ?? []).flatMap(({ id }, number) =>
    [1, 2, 3].map((step) => tie(id, `Company-${(number * step) % 60}`)),
  );
  const crowd = merged([answer(all, ties)]);

  const { groups } = shown(crowd, view());
  const grouped = groups.flatMap(({ members }) => members);
  assert.deepEqual(groups.map(({ id }) => id).sort(), ["rest:Agency", "rest:Company"]);
  assert.equal(all.length - grouped.length, 24);
  const tied = (id: string): number =>
    new Set(ties.filter((one) => [one.subject, one.object].includes(id)).map((one) => [one.subject, one.object].join()))
      .size;
  const own = all.filter(({ id }) => !grouped.includes(id)).map(({ id }) => tied(id));
  assert.ok(Math.min(...own) >= Math.max(...grouped.map(tied)), "the best tied keep their boxes");
  const opened = shown(crowd, view({ open: ["rest:Agency"] })).groups;
  assert.deepEqual(
    opened.map(({ id }) => id),
    ["rest:Company"],
  );
});
