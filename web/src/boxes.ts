// Boxes for names: broken into lines, measured, no name so long that it stretches the picture.
import type { Entity } from "./api";
import { type Group, label } from "./subgraph";
import { groupWords } from "./text";
import type { Kind } from "./words";

export const FONT = '13px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif';
/** Letters of labels on lines, in pixels. */
export const LABEL_SIZE = 12;
const LINE = 17;
const WIDEST = 120;
const MOST_LINES = 3;
const BOLD = 1.06;

/** Room between text and border, across and down, and how much wider than the text a shape with slanted sides must be. */
const room: Record<Kind, readonly [across: number, down: number, wider: number]> = {
  Country: [20, 20, 1.14],
  Agency: [20, 14, 1],
  Company: [20, 14, 1],
  Institution: [24, 14, 1],
  Initiative: [20, 14, 1.3],
  Bloc: [20, 18, 1.14],
  Event: [26, 18, 1],
  Person: [20, 14, 1.35],
};

export interface Label {
  readonly text: string;
  readonly width: number;
  readonly height: number;
}

const pen = document.createElement("canvas").getContext("2d");
const known = new Map<string, number>();

function measured(text: string): number {
  if (!pen) return text.length * 7;
  const before = known.get(text);
  if (before !== undefined) return before;
  pen.font = FONT;
  const width = pen.measureText(text).width * BOLD;
  known.set(text, width);
  return width;
}

/** How wide the label of a line is. */
export const labelWidth = (text: string): number => (measured(text) * LABEL_SIZE) / 13;

/** The label of an entity and the box that holds it. */
export const entityLabel = (entity: Entity): Label => boxed(label(entity), entity.kind);

/** The label of a group, which says what it stands for. */
export const groupLabel = (group: Group): Label => boxed(groupWords(group), group.kind);

function boxed(text: string, kind: Kind): Label {
  const lines = broken(text);
  const [across, down, wider] = room[kind];
  const width = Math.max(...lines.map(measured));
  return { text: lines.join("\n"), width: Math.ceil(width * wider + across), height: lines.length * LINE + down };
}

function broken(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/u).flatMap(pieces)) {
    const last = lines.at(-1);
    if (last !== undefined && measured(`${last} ${word}`) <= WIDEST) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.length > MOST_LINES ? [...lines.slice(0, MOST_LINES - 1), `${lines[MOST_LINES - 1]}…`] : lines;
}

/** A word that is wider than a line, in pieces that are not. */
function pieces(word: string): string[] {
  if (measured(word) <= WIDEST) return [word];
  const signs = [...word];
  const fitting = Math.max(1, Math.floor((signs.length * WIDEST) / measured(word)));
  return Array.from({ length: Math.ceil(signs.length / fitting) }, (_, at) =>
    signs.slice(at * fitting, (at + 1) * fitting).join(""),
  );
}
