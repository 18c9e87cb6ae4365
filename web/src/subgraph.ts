// The subgraph of a view: answers put together, what is hidden left out, what is too much grouped.
import type { Answer, Document, Entity, Technology, Tie } from "./api";
import type { View } from "./view";
import type { Kind, Relation } from "./words";

export interface Subgraph {
  readonly entities: ReadonlyMap<string, Entity>;
  readonly ties: ReadonlyMap<string, Tie>;
  readonly technologies: ReadonlyMap<string, Technology>;
  readonly documents: ReadonlyMap<string, Document>;
}

/** Neighbours of one entity that look alike, shown as one. */
export interface Group {
  readonly id: string;
  readonly hub: string;
  readonly relation: Relation;
  readonly outward: boolean;
  readonly kind: Kind;
  readonly members: readonly string[];
}

export interface Shown {
  readonly entities: readonly Entity[];
  readonly ties: readonly Tie[];
  readonly groups: readonly Group[];
  /** How many entities and ties the reader or the legend put out. */
  readonly hidden: { readonly entities: number; readonly ties: number };
}

export const empty: Subgraph = { entities: new Map(), ties: new Map(), technologies: new Map(), documents: new Map() };

/** One subgraph of several answers; each thing once, in the order in which it is met. */
export function merged(answers: readonly Answer[]): Subgraph {
  const byId = <T extends { id: string }>(lists: (readonly T[])[]): Map<string, T> =>
    new Map(lists.flat().map((one) => [one.id, one]));
  return {
    entities: byId(answers.map((answer) => answer.entities)),
    ties: byId(answers.map((answer) => answer.ties)),
    technologies: byId(answers.map((answer) => answer.technologies)),
    documents: byId(answers.map((answer) => answer.documents)),
  };
}

/** Above so many entities, neighbours that look alike are grouped … */
const CROWDED = 70;
/** … where at least so many do. */
const ALIKE = 6;

/** What of a subgraph a view shows. */
export function shown(whole: Subgraph, view: View): Shown {
  const hidden = new Set(view.hide);
  const mute = new Set(view.mute);
  const out = (id: string): boolean => hidden.has(id) || mute.has(whole.entities.get(id)?.kind ?? "");
  const ties = [...whole.ties.values()].filter(
    (tie) => !out(tie.subject) && !out(tie.object) && !mute.has(tie.disputed ? "disputed" : tie.status),
  );
  const tied = new Set(ties.flatMap((tie) => [tie.subject, tie.object]));
  const kept = new Set([...anchors(view), ...view.select]);
  const entities = [...whole.entities.values()].filter(({ id }) => tied.has(id) || (kept.has(id) && !out(id)));
  return {
    entities,
    ties,
    groups: entities.length > CROWDED ? groupsOf(entities, ties, kept, view) : [],
    hidden: { entities: whole.entities.size - entities.length, ties: whole.ties.size - ties.length },
  };
}

/** The entities that a view is about. */
export const anchors = (view: View): string[] => [
  ...(view.query === "neighbours" || view.query === "entity" ? (view.args.id ?? []) : []),
  ...["entity", "source", "target"].flatMap((name) => view.args[name] ?? []),
  ...view.add.flatMap((entry) => entry.split("~")),
];

function groupsOf(entities: readonly Entity[], ties: readonly Tie[], kept: Set<string>, view: View): Group[] {
  const byEnd = new Map<string, Tie[]>();
  for (const tie of ties) for (const end of [tie.subject, tie.object]) byEnd.set(end, [...(byEnd.get(end) ?? []), tie]);
  const groups = new Map<string, Group & { members: string[] }>();
  for (const entity of entities) {
    const [tie, ...others] = byEnd.get(entity.id) ?? [];
    if (!tie || others.length || kept.has(entity.id) || entity.id in view.pin) continue;
    const outward = tie.object === entity.id;
    const hub = outward ? tie.subject : tie.object;
    const id = [hub, tie.relation, outward ? "out" : "in", entity.kind].join(":");
    const group = groups.get(id) ?? { id, hub, relation: tie.relation, outward, kind: entity.kind, members: [] };
    group.members.push(entity.id);
    groups.set(id, group);
  }
  return [...groups.values()].filter((group) => group.members.length >= ALIKE && !view.open.includes(group.id));
}

/** The label of an entity: what a picture or a table shows. */
export const label = (entity: Entity | undefined, id = ""): string => entity?.short ?? entity?.name ?? id;
