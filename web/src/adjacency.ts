// Who with whom: the ties of a view by the two boxes that they are between, as a matrix has them.
import type { Entity, Tie } from "./api";
import { between, columnOf } from "./layout";
import { boxesOf, by, type Group, type Shown } from "./subgraph";
import type { Kind } from "./words";

/** What stands before a row and above a column: an entity, or a group of them. */
export interface Vertex {
  readonly id: string;
  readonly kind: Kind;
  /** One of the two. */
  readonly entity: Entity | null;
  readonly group: Group | null;
}
export interface Adjacency {
  /** In the order of the picture's columns, in each the best tied first. */
  readonly vertices: readonly Vertex[];
  /** The ties of two boxes, or within a group, by `between`. */
  readonly ties: ReadonlyMap<string, readonly Tie[]>;
}

/** More lines than these are too many for a picture that can be read … */
const LEGIBLE = 100;
/** … where there are so many for each box. Of fewer, such as one to each member of a bloc, each can be followed. */
const DENSE = 1.5;

/** Whether a picture would have more lines than can be followed. */
export function crowded({ vertices, ties }: Adjacency): boolean {
  const lines = ties.size - vertices.filter(({ id }) => ties.has(between(id, id))).length;
  return lines > Math.max(LEGIBLE, DENSE * vertices.length);
}

/** The cells of a row: each box that it has ties with, by its place among all, with how many have none before it. */
export function cellsOf(row: Vertex, { vertices, ties }: Adjacency): { readonly at: number; readonly gap: number }[] {
  const filled = vertices.flatMap(({ id }, at) => (ties.has(between(row.id, id)) ? [at] : []));
  return filled.map((at, index) => ({ at, gap: at - (filled[index - 1] ?? -1) - 1 }));
}

/** Who with whom of what a view shows. */
export function adjacencyOf({ entities, ties, groups }: Shown): Adjacency {
  const boxOf = boxesOf(groups);
  const counts = new Map<string, number>();
  for (const tie of ties)
    for (const id of new Set([boxOf(tie.subject), boxOf(tie.object)])) counts.set(id, (counts.get(id) ?? 0) + 1);
  const vertices: Vertex[] = [
    ...entities
      .filter(({ id }) => boxOf(id) === id)
      .map((entity) => ({ id: entity.id, kind: entity.kind, entity, group: null })),
    ...groups.map((group) => ({ id: group.id, kind: group.kind, entity: null, group })),
  ];
  const rank = ({ kind, group }: Vertex): number => columnOf[kind] * 2 + Number(group !== null);
  const count = ({ id }: Vertex): number => counts.get(id) ?? 0;
  return {
    vertices: vertices.sort((a, b) => rank(a) - rank(b) || count(b) - count(a) || (a.id < b.id ? -1 : 1)),
    ties: by(ties, (tie) => between(boxOf(tie.subject), boxOf(tie.object))),
  };
}
