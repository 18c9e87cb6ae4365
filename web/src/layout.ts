// Where boxes go: in columns by what they are, each column in an order that lets few lines cross. A pure function of
// what is shown: the same view is the same picture, however one came to it.
import type { Kind } from "./words";

export type Point = readonly [x: number, y: number];
export interface Box {
  readonly id: string;
  /** Of the columns that there are, which one; those without boxes take no room. */
  readonly column: number;
  readonly width: number;
  readonly height: number;
  /** A shape that Cytoscape.js knows. */
  readonly shape: string;
}
export interface Link {
  readonly source: string;
  readonly target: string;
}
/** A box in its place, which is its middle. As wide as all of its column, so that lines have the way between free. */
export interface Placed extends Box {
  readonly x: number;
  readonly y: number;
  /** Whether the reader holds it where it is. */
  readonly pinned: boolean;
}
export interface Places {
  readonly boxes: ReadonlyMap<string, Placed>;
  /** For two boxes with columns between them (`ways` has them by `between`), the gaps that a line goes through. */
  readonly ways: ReadonlyMap<string, readonly Gap[]>;
}
/** A free way through a column: from where to where across, and how far down. */
export interface Gap {
  readonly left: number;
  readonly right: number;
  readonly y: number;
}

/** The column of each kind: countries and what unites them, what they do together, who does it. */
export const columnOf: Readonly<Record<Kind, number>> = {
  Country: 0,
  Bloc: 0,
  Initiative: 1,
  Event: 1,
  Agency: 2,
  Company: 2,
  Institution: 2,
  Person: 2,
};

/** Room between two columns where lines say what they are, and where they do not. */
const LABELLED_CHANNEL = 156;
const CHANNEL = 108;
/** Up to so many lines, each says what it is where there is room. */
export const LABELLED = 36;
/** Room between boxes of a column, and between a line through a column and what is above and below. */
const GAP = 14;
const LANE_GAP = 5;
const LANE = 4;
const SWEEPS = 16;

/** The key of two boxes in `ways`. */
export const between = (one: string, other: string): string => (one < other ? `${one} ${other}` : `${other} ${one}`);

/** A box, or a line on its way through a column, while the order is looked for. */
interface Cell {
  readonly id: string;
  readonly column: number;
  readonly width: number;
  readonly height: number;
  /** What it holds; nothing where a line goes through. */
  readonly box: Box | null;
  /** Cells of the columns beside. */
  readonly beside: Cell[];
  /** Cells of the same column. */
  readonly along: Cell[];
  at: number;
  y: number;
}

/** Places for boxes; those that are pinned have theirs, and the others make room. */
export function arrange(
  boxes: readonly Box[],
  links: readonly Link[],
  lines: number,
  pins: Readonly<Record<string, Point>>,
): Places {
  const { columns, lanes } = cellsOf(boxes, links);
  order(columns);
  for (let sweep = 0; sweep < SWEEPS; sweep += 1)
    for (const column of sweep % 2 ? [...columns].reverse() : columns) stack(column);
  const xs = across(columns, lines <= LABELLED ? LABELLED_CHANNEL : CHANNEL);
  const top = Math.min(...columns.flat().map(({ y, height }) => y - height / 2));
  for (const cell of columns.flat()) cell.y = Math.round(cell.y - top);
  const placed = columns.map((cells, index) =>
    cells.flatMap(({ box, y }) => {
      const [pin, { x, width }] = [box && pins[box.id], xs[index] as Column];
      const at = pin ? { x: pin[0], y: pin[1] } : { x, y };
      return box ? [{ ...box, width, ...at, pinned: pin != null }] : [];
    }),
  );
  const held = placed.flat().filter(({ pinned }) => pinned);
  const free = placed.flatMap((column) =>
    besidePins(
      column.filter(({ pinned }) => !pinned),
      held,
    ),
  );
  const ways = [...lanes].map(
    ([key, cells]) => [key, cells.map((cell) => gap(cell, xs[cell.column] as Column))] as const,
  );
  return { boxes: new Map([...held, ...free].map((box) => [box.id, box])), ways: new Map(ways) };
}

interface Column {
  readonly x: number;
  readonly width: number;
}

const gap = ({ y }: Cell, { x, width }: Column): Gap => ({ left: x - width / 2, right: x + width / 2, y });

function across(columns: readonly Cell[][], channel: number): Column[] {
  let left = 0;
  return columns.map((cells) => {
    const width = Math.max(...cells.map((cell) => cell.width));
    const x = left + width / 2;
    left += width + channel;
    return { x, width };
  });
}

/** The cells of each column that has any, in the order in which they are met from the best tied on, and the lines' ways
 * through columns. */
function cellsOf(boxes: readonly Box[], links: readonly Link[]): { columns: Cell[][]; lanes: Map<string, Cell[]> } {
  const used = [...new Set(boxes.map(({ column }) => column))].sort((a, b) => a - b);
  const byId = new Map(
    boxes.map((box): readonly [string, Cell] => {
      const { id, width, height } = box;
      return [id, { id, column: used.indexOf(box.column), width, height, box, ...newly() }];
    }),
  );
  const lanes = new Map<string, Cell[]>();
  for (const [key, { source, target }] of new Map(links.map((link) => [between(link.source, link.target), link]))) {
    const ends = [byId.get(source), byId.get(target)].filter((end) => end !== undefined);
    const [left, right] = ends.sort((a, b) => a.column - b.column);
    if (!left || !right || left === right) continue;
    if (left.column === right.column) tie(left, right, "along");
    else {
      const way = Array.from({ length: right.column - left.column - 1 }, (_, step): Cell => {
        const column = left.column + step + 1;
        return { id: `${key} ${column}`, column, width: 0, height: LANE, box: null, ...newly() };
      });
      if (way.length) lanes.set(key, way);
      const all = [left, ...way, right];
      for (const [index, one] of all.slice(1).entries()) tie(all[index] as Cell, one, "beside");
    }
  }
  const columns = used.map((): Cell[] => []);
  for (const one of met([...byId.values()])) columns[one.column]?.push(one);
  return { columns, lanes };
}

const newly = () => ({ beside: [], along: [], at: 0, y: 0 });

function tie(one: Cell, other: Cell, how: "beside" | "along"): void {
  one[how].push(other);
  other[how].push(one);
}

const near = (cell: Cell): Cell[] => [...cell.beside, ...cell.along];

/** All cells, what is tied close together: breadth first, from the best tied of each part on. */
function met(cells: readonly Cell[]): Cell[] {
  const first = [...cells].sort((a, b) => near(b).length - near(a).length || (a.id < b.id ? -1 : 1));
  const found = new Set<Cell>();
  for (const start of first) {
    const next = [start];
    for (let cell = next.shift(); cell; cell = next.shift()) {
      if (found.has(cell)) continue;
      found.add(cell);
      next.push(...near(cell).sort((a, b) => near(b).length - near(a).length || (a.id < b.id ? -1 : 1)));
    }
  }
  return [...found];
}

// The order

function number(cells: readonly Cell[]): void {
  for (const [at, cell] of cells.entries()) cell.at = at;
}

/** Orders each column by the middle of what its cells are tied to, to and fro, and keeps the order that crosses least. */
function order(columns: Cell[][]): void {
  for (const cells of columns) number(cells);
  let best = columns.map((cells) => [...cells]);
  let least = cost(columns);
  for (let sweep = 0; sweep < SWEEPS && least > 0; sweep += 1) {
    for (const cells of sweep % 2 ? [...columns].reverse() : columns) {
      const wanted = new Map(cells.map((cell) => [cell, middle(cell, columns)]));
      cells.sort((a, b) => (wanted.get(a) ?? 0) - (wanted.get(b) ?? 0) || a.at - b.at);
      number(cells);
    }
    exchange(columns);
    const now = cost(columns);
    if (now < least) [best, least] = [columns.map((cells) => [...cells]), now];
  }
  for (const [index, cells] of best.entries()) {
    columns[index] = cells;
    number(cells);
  }
}

/** How far down what a cell is tied to is, from 0 to 1. */
function middle(cell: Cell, columns: readonly Cell[][]): number {
  const share = (one: Cell): number => (one.at + 0.5) / (columns[one.column]?.length ?? 1);
  const ties = near(cell);
  return ties.length ? ties.reduce((sum, one) => sum + share(one), 0) / ties.length : share(cell);
}

/** Exchanges cells that stand one above the other where that crosses fewer lines. */
function exchange(columns: readonly Cell[][]): void {
  for (let again = true, round = 0; again && round < 8; round += 1) {
    again = false;
    for (const cells of columns)
      for (let at = 0; at + 1 < cells.length; at += 1) {
        const [above, below] = [cells[at] as Cell, cells[at + 1] as Cell];
        if (crossed(above, below) <= crossed(below, above)) continue;
        [cells[at], cells[at + 1], above.at, below.at] = [below, above, at + 1, at];
        again = true;
      }
  }
}

/** How many lines of two cells cross when one stands above the other. */
function crossed(above: Cell, below: Cell): number {
  let count = 0;
  for (const one of above.beside)
    for (const other of below.beside) if (one.column === other.column && one.at > other.at) count += 1;
  return count;
}

/** Crossings between columns; and a little for what is tied within one and stands apart. */
function cost(columns: readonly Cell[][]): number {
  let count = 0;
  for (const [index, cells] of columns.entries()) {
    const lines = cells.flatMap((cell) =>
      cell.beside.filter(({ column }) => column === index + 1).map((other) => [cell.at, other.at] as const),
    );
    for (const [at, [from, to]] of lines.entries())
      for (const [otherFrom, otherTo] of lines.slice(at + 1)) if ((from - otherFrom) * (to - otherTo) < 0) count += 1;
    for (const cell of cells) for (const other of cell.along) count += Math.abs(cell.at - other.at) / 16;
  }
  return count;
}

// How far down

const apart = (above: Cell, below: Cell): number =>
  (above.height + below.height) / 2 + (!above.box || !below.box ? LANE_GAP : GAP);

/** Puts each cell of a column as near to the middle of what it is tied to as those above and below let it: the least
 * squares under the distances, by pooling those that want to be in each other's place. */
function stack(cells: readonly Cell[]): void {
  let offset = 0;
  const pools: { sum: number; count: number; members: { cell: Cell; offset: number }[] }[] = [];
  for (const [at, cell] of cells.entries()) {
    const above = cells[at - 1];
    if (above) offset += apart(above, cell);
    const ties = cell.beside.length ? cell.beside : cell.along;
    const wish = ties.length ? ties.reduce((sum, { y }) => sum + y, 0) / ties.length : cell.y;
    let pool = { sum: wish - offset, count: 1, members: [{ cell, offset }] };
    for (
      let before = pools.at(-1);
      before && before.sum / before.count >= pool.sum / pool.count;
      before = pools.at(-1)
    ) {
      pools.pop();
      const members = [...before.members, ...pool.members];
      pool = { sum: before.sum + pool.sum, count: before.count + pool.count, members };
    }
    pools.push(pool);
  }
  for (const { sum, count, members } of pools) for (const { cell, offset } of members) cell.y = sum / count + offset;
}

/** The boxes of a column further down where a pinned one stands in their place. */
function besidePins(cells: readonly Placed[], held: readonly Placed[]): Placed[] {
  let lowest = Number.NEGATIVE_INFINITY;
  return cells.map((cell) => {
    let y = Math.max(cell.y, lowest + cell.height / 2);
    const inTheWay = (): Placed | undefined => held.find((other) => touch({ ...cell, y }, other));
    for (let other = inTheWay(); other; other = inTheWay()) y = other.y + (other.height + cell.height) / 2 + GAP;
    lowest = y + cell.height / 2 + GAP;
    return { ...cell, y };
  });
}

const touch = (a: Placed, b: Placed): boolean =>
  Math.abs(a.x - b.x) < (a.width + b.width) / 2 + LANE_GAP &&
  Math.abs(a.y - b.y) < (a.height + b.height) / 2 + LANE_GAP;
