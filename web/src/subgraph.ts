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

/** Entities of one kind shown as one: neighbours of one entity by one relation, or the least tied of all. */
export interface Group {
  readonly id: string;
  readonly kind: Kind;
  readonly members: readonly string[];
  /** What all of them are to one entity; null for the least tied. */
  readonly alike: { readonly hub: string; readonly relation: Relation; readonly outward: boolean } | null;
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
const CROWDED = 50;
/** … where at least so many do. */
const ALIKE = 3;
/** Above so many boxes even so, only so many of the best tied keep their own. */
const FULL = 70;
const OWN = 24;

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

function groupsOf(entities: readonly Entity[], ties: readonly Tie[], about: Set<string>, view: View): Group[] {
  const near = new Map<string, Map<string, Tie[]>>();
  for (const tie of ties)
    for (const [end, other] of [
      [tie.subject, tie.object],
      [tie.object, tie.subject],
    ] as const) {
      const others = near.get(end) ?? near.set(end, new Map()).get(end);
      others?.set(other, [...(others.get(other) ?? []), tie]);
    }
  const alone = new Set([...about, ...Object.keys(view.pin)]);
  const groups = gathered(entities, alone, ({ id, kind }) => {
    const [[tie, ...same] = [], ...others] = near.get(id)?.values() ?? [];
    if (!tie || others.length) return null;
    const outward = tie.object === id;
    if (same.some(({ relation, object }) => relation !== tie.relation || (object === id) !== outward)) return null;
    const hub = outward ? tie.subject : tie.object;
    const alike = { hub, relation: tie.relation, outward };
    return { id: [hub, tie.relation, outward ? "out" : "in", kind].join(":"), kind, alike };
  }).filter(({ members }) => members.length >= ALIKE);
  const opened = groups.filter(({ id }) => view.open.includes(id));
  const closed = groups.filter((group) => !opened.includes(group));
  const grouped = new Set(closed.flatMap(({ members }) => members));
  for (const id of opened.flatMap(({ members }) => members)) alone.add(id);
  const left = entities.filter(({ id }) => !grouped.has(id) && !alone.has(id));
  if (entities.length - grouped.size + closed.length <= FULL) return closed;
  const count = ({ id }: Entity): number => near.get(id)?.size ?? 0;
  const least = left.sort((a, b) => count(b) - count(a) || (a.id < b.id ? -1 : 1)).slice(OWN);
  const rest = gathered(least, alone, ({ kind }) => ({ id: `rest:${kind}`, kind, alike: null }));
  return [...closed, ...rest.filter(({ id, members }) => members.length > 1 && !view.open.includes(id))];
}

/** Entities by the group that each is in, if any. */
function gathered(
  entities: readonly Entity[],
  alone: ReadonlySet<string>,
  groupOf: (entity: Entity) => Omit<Group, "members"> | null,
): Group[] {
  const groups = new Map<string, Group & { readonly members: string[] }>();
  for (const entity of entities) {
    const group = alone.has(entity.id) ? null : groupOf(entity);
    if (!group) continue;
    const known = groups.get(group.id) ?? { ...group, members: [] };
    known.members.push(entity.id);
    groups.set(group.id, known);
  }
  return [...groups.values()];
}

/** The box that stands for an entity: its own, or that of the group that it is in. */
export function boxesOf(groups: readonly Group[]): (id: string) => string {
  const groupOf = new Map(groups.flatMap((group) => group.members.map((id) => [id, group.id])));
  return (id) => groupOf.get(id) ?? id;
}

/** Things by their keys, in the order in which these are met. */
export function by<T>(all: readonly T[], key: (one: T) => string): Map<string, T[]> {
  const lists = new Map<string, T[]>();
  for (const one of all) {
    const list = lists.get(key(one));
    if (list) list.push(one);
    else lists.set(key(one), [one]);
  }
  return lists;
}

/** The label of an entity: what a picture or a table shows. */
export const label = (entity: Entity | undefined, id = ""): string => entity?.short ?? entity?.name ?? id;
