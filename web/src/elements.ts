// A view's subgraph as Cytoscape.js elements.
import type { ElementDefinition } from "cytoscape";
import { type Label, entityLabel, groupLabel } from "./boxes";
import type { Shown } from "./subgraph";
import { relations, statusWords } from "./words";

export interface Drawn {
  readonly nodes: readonly (ElementDefinition & { data: { id: string; width: number; height: number } })[];
  readonly edges: readonly (ElementDefinition & { data: { id: string; source: string; target: string } })[];
}

/** Boxes for entities and groups, lines for ties; a group's ties are one line. */
export function drawn({ entities, ties, groups }: Shown): Drawn {
  const grouped = new Set(groups.flatMap((group) => group.members));
  const nodes = [
    ...entities.filter(({ id }) => !grouped.has(id)).map((entity) => node(entity.id, entity.kind, entityLabel(entity), "")),
    ...groups.map((group) => node(group.id, group.kind, groupLabel(group), "group")),
  ];
  const edges = ties
    .filter((tie) => !grouped.has(tie.subject) && !grouped.has(tie.object))
    .map((tie) => ({
      data: {
        id: tie.id,
        source: tie.subject,
        target: tie.object,
        label: `${relations[tie.relation].forward} · ${statusWords(tie)}`,
      },
      classes: [tie.disputed ? "disputed" : tie.status, relations[tie.relation].symmetric ? "symmetric" : ""].join(" "),
    }));
  return { nodes, edges: [...edges, ...groups.map(groupEdge)] };
}

const node = (id: string, kind: string, { text, width, height }: Label, classes: string) => ({
  data: { id, label: text, width, height },
  classes: `${kind} ${classes}`,
});

const groupEdge = ({ id, hub, relation, outward }: Shown["groups"][number]) => ({
  data: {
    id: `${id}:tie`,
    source: outward ? hub : id,
    target: outward ? id : hub,
    label: relations[relation].forward,
  },
  classes: "group",
});
