// How lines lead from box to box.
import { between, type Placed, type Places, type Point } from "./layout";

export interface Line {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  /** What it says, and the same in short. */
  readonly labels: readonly string[];
}
/** A line from end to end. A straight one has no bends; one beside its column is a bow around its bends. */
export interface Route {
  readonly from: Point;
  readonly to: Point;
  readonly bends: readonly Point[];
  readonly bow: boolean;
}
export interface Bounds {
  readonly x1: number;
  readonly x2: number;
  readonly y1: number;
  readonly y2: number;
}

export type Segment = readonly [Point, Point];
type Side = -1 | 1;
interface End {
  readonly line: Line;
  readonly box: Placed;
  readonly other: Placed;
  readonly side: Side;
  /** Whether the line leads back to the same side of a box in the same column. */
  readonly bow: boolean;
}

/** The most room between two lines at a box, and the room of a box's side that they leave free. */
const BESIDE = 9;
const CORNER = 12;
/** Ends no further within their column than this need no turn at its edge. */
const INSIDE = 3;
/** How far the shortest bow leads away from its column, how much further each longer one, and the longest at most. */
const BOW = 18;
const NEXT_BOW = 8;
const FURTHEST_BOW = 56;

/** The ways of lines between boxes in their places. */
export function routes(lines: readonly Line[], places: Places): Map<string, Route> {
  const ends = lines.flatMap((line): (readonly [End, End])[] => {
    const [source, target] = [places.boxes.get(line.source), places.boxes.get(line.target)];
    return source && target && source !== target ? [endsOf(line, source, target)] : [];
  });
  const ports = portsOf(ends.flat());
  const far = bowsOf(ends);
  return new Map(
    ends.map(([source, target]): [string, Route] => {
      const [from, to] = [ports.get(source) as Point, ports.get(target) as Point];
      if (!source.bow)
        return [source.line.id, { from, to, bends: bends(source, from, target, to, places), bow: false }];
      const outer = Math[source.side < 0 ? "min" : "max"](from[0], to[0]);
      const x = outer + source.side * (far.get(source.line.id) ?? BOW);
      return [source.line.id, { from, to, bends: [[x, from[1]] as const, [x, to[1]] as const], bow: true }];
    }),
  );
}

/** How far each bow leads away: beside a column, the longer around the shorter. */
function bowsOf(ends: readonly (readonly [End, End])[]): Map<string, number> {
  const bows = ends.flatMap(([source, target]) =>
    source.bow ? [{ ...source, long: Math.abs(source.box.y - target.box.y), column: source.box.column }] : [],
  );
  bows.sort((a, b) => a.long - b.long || (a.line.id < b.line.id ? -1 : 1));
  return new Map(
    bows.map((bow) => {
      const beside = bows.filter(({ column }) => column === bow.column);
      const step = Math.min(NEXT_BOW, (FURTHEST_BOW - BOW) / beside.length);
      return [bow.line.id, BOW + step * beside.indexOf(bow)];
    }),
  );
}

const left = ({ x, width }: Placed): number => x - width / 2;
const right = ({ x, width }: Placed): number => x + width / 2;

function endsOf(line: Line, source: Placed, target: Placed): readonly [End, End] {
  const ahead = left(target) > right(source);
  const back = left(source) > right(target);
  // Lines within the first column are outside, where there are no others.
  const own: Side = source.column === 0 && !source.pinned ? -1 : 1;
  const bow = !ahead && !back;
  return [
    { line, box: source, other: target, side: bow ? own : ahead ? 1 : -1, bow },
    { line, box: target, other: source, side: bow ? own : ahead ? -1 : 1, bow },
  ];
}

/** Where a line turns: at the edge of its columns, where it is so steep that it would lead over the boxes beside its ends,
 * and at the gaps through columns between. */
function bends(source: End, from: Point, target: End, to: Point, { ways }: Places): Point[] {
  const held = source.box.pinned || target.box.pinned;
  const gaps = (!held && ways.get(between(source.box.id, target.box.id))) || [];
  const passed = gaps.flatMap(({ left, right, y }): Point[] => [
    [left, y],
    [right, y],
  ]);
  const way = [from, ...(source.side > 0 ? passed : passed.reverse()), to];
  return [...edge(source, from, way[1] ?? to), ...way.slice(1, -1), ...edge(target, to, way.at(-2) ?? from)];
}

/** The edge of a box's column beside an end that lies further in, if the line is steep. */
function edge({ box, side }: End, [x, y]: Point, [nextX, nextY]: Point): Point[] {
  const outer = box.x + (side * box.width) / 2;
  return Math.abs(x - outer) > INSIDE && Math.abs(nextY - y) > Math.abs(nextX - x) ? [[outer, y]] : [];
}

/** Where at its box each line begins or ends: side by side, in the order of where they lead. */
function portsOf(ends: readonly End[]): Map<End, Point> {
  const sides = new Map<string, End[]>();
  for (const end of ends) {
    const key = `${end.box.id} ${end.side}`;
    sides.set(key, [...(sides.get(key) ?? []), end]);
  }
  const ports = new Map<End, Point>();
  for (const all of sides.values()) {
    all.sort(
      (a, b) => rank(a) - rank(b) || turn(a) * (height(a) - height(b)) || turn(a) * (a.line.id < b.line.id ? -1 : 1),
    );
    const { box, side } = all[0] as End;
    const step = Math.min(BESIDE, (box.height - CORNER) / Math.max(1, all.length - 1));
    for (const [at, end] of all.entries()) {
      const down = (at - (all.length - 1) / 2) * step;
      ports.set(end, [box.x + side * (box.width / 2 - inset(box, side, down)), box.y + down]);
    }
  }
  return ports;
}

/** Bows up, then what leads away, then bows down; nested bows do not cross. */
const rank = (end: End): number => (end.bow ? (end.other.y < end.box.y ? -1 : 1) : 0);
const height = ({ other }: End): number => other.y;
const turn = ({ bow }: End): Side => (bow ? -1 : 1);

/** How far within its box a shape ends, so far from the middle down. */
function inset({ shape, width, height }: Placed, side: Side, down: number): number {
  const share = Math.min(1, Math.abs(down) / (height / 2));
  switch (shape) {
    case "ellipse":
      return (width / 2) * (1 - Math.sqrt(1 - share * share));
    case "round-hexagon":
      return Math.max(TIP, (width / 4) * share);
    case "round-tag":
      return side > 0 ? Math.max(TIP, width * 0.375 * share) : 0;
    case "octagon":
      return Math.max(0, share - Math.SQRT2 + 1) * (width / 4);
    default:
      return 0;
  }
}

/** What is rounded off the tip of a hexagon or a tag. */
const TIP = 6;

/** A route as points. */
export function path({ from, to, bends, bow }: Route): readonly Point[] {
  const [first, second] = bends;
  if (!bow || !first || !second) return [from, ...bends, to];
  const middle: Point = [(first[0] + second[0]) / 2, (first[1] + second[1]) / 2];
  return [from, ...curve(from, first, middle), ...curve(middle, second, to)];
}

/** Points on a quadratic curve, without its first. */
const curve = (from: Point, bend: Point, to: Point): Point[] =>
  [1, 2, 3, 4, 5, 6].map((step) => {
    const t = step / 6;
    const of = (axis: 0 | 1): number =>
      (1 - t) * (1 - t) * from[axis] + 2 * t * (1 - t) * bend[axis] + t * t * to[axis];
    return [of(0), of(1)];
  });

/** The parts of a line of points. */
export const segments = (points: readonly Point[]): Segment[] =>
  points.slice(1).map((point, at) => [points[at] as Point, point]);

/** The edges of a box. */
export const border = (box: Placed): Segment[] => {
  const [top, bottom] = [box.y - box.height / 2, box.y + box.height / 2];
  const corners: Point[] = [
    [left(box), top],
    [right(box), top],
    [right(box), bottom],
    [left(box), bottom],
  ];
  return segments([...corners, corners[0] as Point]);
};

/** From where to where boxes and lines reach. */
export function extent(boxes: Iterable<Placed>, ways: Iterable<Route>): Bounds {
  const points = [...[...boxes].flatMap((box) => border(box).flat()), ...[...ways].flatMap(path)];
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return { x1: Math.min(...xs), x2: Math.max(...xs), y1: Math.min(...ys), y2: Math.max(...ys) };
}
