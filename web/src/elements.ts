// A view's subgraph as Cytoscape.js elements.
import type { ElementDefinition } from "cytoscape";
import type { Tie } from "./api";
import { entityLabel, groupLabel, type Label } from "./boxes";
import { type Box, between, columnOf } from "./layout";
import type { Line } from "./routes";
import { boxesOf, by, type Shown } from "./subgraph";
import { many } from "./text";
import { faded, lineWords, unverified } from "./trust";
import { type Kind, kinds, lineOf, relations } from "./words";

type Node = ElementDefinition & { data: Box & { label: string } };
type Edge = ElementDefinition & { data: Line & { ties: readonly string[] } };
export interface Drawn {
  readonly nodes: readonly Node[];
  readonly edges: readonly Edge[];
}

/** More ties than these between the same two are one line for each look. */
const BESIDE = 4;

/** Boxes for entities and groups, lines for ties. Where there are groups, all ties between two boxes are one
 * line. */
export function drawn({ entities, ties, groups }: Shown): Drawn {
  const box = boxesOf(groups);
  const lines = ties
    .map((tie) => ({ tie, source: box(tie.subject), target: box(tie.object) }))
    .filter(({ source, target }) => source !== target);
  const drawnAs = (alike: readonly Tied[]): Edge[] =>
    alike.length === 1 || (!groups.length && alike.length <= BESIDE)
      ? alike.map(edge)
      : groups.length
        ? [bundle(alike)]
        : byLook(alike);
  return {
    nodes: [
      ...entities.filter(({ id }) => box(id) === id).map((entity) => node(entity, entityLabel(entity), "")),
      ...groups.map((group) => node(group, groupLabel(group), "group")),
    ],
    edges: [...by(lines, pair).values()].flatMap(drawnAs),
  };
}

/** A tie between two boxes, which are its entities or the groups that they are in. */
interface Tied {
  readonly tie: Tie;
  readonly source: string;
  readonly target: string;
}

const pair = ({ source, target }: Tied): string => between(source, target);

/** Lines for many ties between the same two: one for each look. */
const byLook = (lines: readonly Tied[]): Edge[] =>
  [...by(lines, ({ tie }) => look(tie)).values()].map((alike) =>
    alike.length > 1 ? bundle(alike) : edge(alike[0] as Tied),
  );

/** One line for ties between the same two; what they do not have in common it does not say. */
function bundle(lines: readonly Tied[]): Edge {
  const [first = {} as Tied] = lines;
  const [source = "", target = ""] = pair(first).split(" ");
  const alike = lines.every(({ tie }) => look(tie) === look(first.tie));
  const count = many(lines.length, "tie");
  const how = alike ? look(first.tie) : "mixed";
  return {
    data: {
      id: `${source}:${target}:${how.replaceAll(" ", "-")}`,
      source,
      target,
      labels: alike ? [`${count} · ${lineWords(first.tie)}`, count] : [count],
      ties: lines.map(({ tie }) => tie.id),
    },
    classes: `bundle ${how}`,
  };
}

const edge = ({ tie, source, target }: Tied): Edge => ({
  data: {
    id: tie.id,
    source,
    target,
    labels: [`${relations[tie.relation].forward} · ${lineWords(tie)}`, lineWords(tie)],
    ties: [tie.id],
  },
  classes: [look(tie), relations[tie.relation].symmetric ? "symmetric" : ""].join(" "),
});

/** The classes of a tie's line. */
const look = (tie: Tie): string =>
  [lineOf(tie).word, unverified(tie) && "hollow", faded(tie) && "faded"].filter(Boolean).join(" ");

const node = ({ id, kind }: { id: string; kind: Kind }, { text, width, height }: Label, classes: string): Node => ({
  data: { id, label: text, width, height, column: columnOf[kind], shape: kinds[kind].shape },
  classes: `${kind} ${classes}`,
});
