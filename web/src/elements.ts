// A view's subgraph as Cytoscape.js elements.
import type { ElementDefinition } from "cytoscape";
import type { Tie } from "./api";
import { entityLabel, groupLabel, type Label } from "./boxes";
import type { Group, Shown } from "./subgraph";
import { many } from "./text";
import { faded, lineWords, unverified } from "./trust";
import { lineOf, relations } from "./words";

type Node = ElementDefinition & { data: { id: string; width: number; height: number } };
type Edge = ElementDefinition & { data: { id: string; source: string; target: string; ties?: string[] } };
export interface Drawn {
  readonly nodes: readonly Node[];
  readonly edges: readonly Edge[];
}

/** More ties than these between the same two are one line for each look. */
const BESIDE = 4;

/** Boxes for entities and groups, lines for ties; a group's ties are one line. */
export function drawn({ entities, ties, groups }: Shown): Drawn {
  const grouped = new Set(groups.flatMap((group) => group.members));
  const alone = ties.filter((tie) => !grouped.has(tie.subject) && !grouped.has(tie.object));
  return {
    nodes: [
      ...entities
        .filter(({ id }) => !grouped.has(id))
        .map((entity) => node(entity.id, entity.kind, entityLabel(entity), "")),
      ...groups.map((group) => node(group.id, group.kind, groupLabel(group), "group")),
    ],
    edges: [
      ...by(alone, pair).flatMap((between) => (between.length > BESIDE ? bundled(between) : between.map(edge))),
      ...groups.map(groupEdge),
    ],
  };
}

const pair = (tie: Tie): string => [tie.subject, tie.object].sort().join(" ");

function by<T>(all: readonly T[], key: (one: T) => string): T[][] {
  const lists = new Map<string, T[]>();
  for (const one of all) {
    const list = lists.get(key(one));
    if (list) list.push(one);
    else lists.set(key(one), [one]);
  }
  return [...lists.values()];
}

const bundled = (ties: readonly Tie[]): Edge[] =>
  by(ties, look).map((alike) => (alike.length > 1 ? bundle(alike) : edge(alike[0] as Tie)));

function bundle(ties: readonly Tie[]): Edge {
  const [first = {} as Tie] = ties;
  const [source = "", target = ""] = pair(first).split(" ");
  return {
    data: {
      id: `${source}:${target}:${look(first).replaceAll(" ", "-")}`,
      source,
      target,
      label: `${many(ties.length, "tie")} · ${lineWords(first)}`,
      ties: ties.map(({ id }) => id),
    },
    classes: `bundle ${look(first)}`,
  };
}

const edge = (tie: Tie): Edge => ({
  data: {
    id: tie.id,
    source: tie.subject,
    target: tie.object,
    label: `${relations[tie.relation].forward} · ${lineWords(tie)}`,
  },
  classes: [look(tie), relations[tie.relation].symmetric ? "symmetric" : ""].join(" "),
});

/** The classes of a tie's line. */
const look = (tie: Tie): string =>
  [lineOf(tie).word, unverified(tie) && "hollow", faded(tie) && "faded"].filter(Boolean).join(" ");

const node = (id: string, kind: string, { text, width, height }: Label, classes: string): Node => ({
  data: { id, label: text, width, height },
  classes: `${kind} ${classes}`,
});

const groupEdge = ({ id, hub, relation, outward }: Group): Edge => ({
  data: { id: `${id}:tie`, source: outward ? hub : id, target: outward ? id : hub, label: relations[relation].forward },
  classes: "group",
});
