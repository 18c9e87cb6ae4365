// Where there is room to say what lines are.
import type { Places, Point } from "./layout";
import { border, type Line, path, type Route, type Segment, segments } from "./routes";

/** A label and where it stands: how far along its line, and how its middle is moved from there. */
export interface Spot {
  readonly text: string;
  readonly along: number;
  readonly aside: Point;
}

const LINE_HEIGHT = 16;
/** Middle of a label beside its line. */
const ASIDE = 10;
/** What a label leaves free of its line before an end, for the arrow. */
const ARROW = 12;
const ALONG = [0.5, 0.4, 0.6, 0.3, 0.7];

interface Seat extends Omit<Spot, "text"> {
  readonly at: Point;
  readonly angle: number;
}

/** Where labels stand so that they cover nothing: no box, no other label, no line, nor their own. Those that have no room
 * have no spot; those that `must` be shown whole have the one that covers least. */
export function spots(
  lines: readonly Line[],
  ways: ReadonlyMap<string, Route>,
  places: Places,
  wide: (label: string) => number,
  must: ReadonlySet<string>,
): Map<string, Spot> {
  const taken = [
    ...[...ways.values()].flatMap((route) => segments(path(route))),
    ...[...places.boxes.values()].flatMap(border),
  ];
  const labels: Segment[] = [];
  const found = new Map<string, Spot>();
  const urgent = lines.filter(({ id }) => must.has(id));
  for (const line of new Set([...urgent, ...lines])) {
    const way = ways.get(line.id);
    if (!way) continue;
    let best:
      | { readonly text: string; readonly half: number; readonly seat: Seat; readonly covered: number }
      | undefined;
    for (const text of must.has(line.id) ? line.labels.slice(0, 1) : line.labels) {
      const half = wide(text) / 2;
      for (const seat of best?.covered === 0 ? [] : seats(path(way), half)) {
        const covered = cut(taken, seat, half, LINE_HEIGHT / 2) + 4 * cut(labels, seat, half + 4, LINE_HEIGHT);
        if (!best || covered < best.covered) best = { text, half, seat, covered };
        if (covered === 0) break;
      }
    }
    if (!best || (best.covered > 0 && !must.has(line.id))) continue;
    const { text, half, seat } = best;
    found.set(line.id, { text, along: seat.along, aside: seat.aside });
    const [x, y] = [half * Math.cos(seat.angle), half * Math.sin(seat.angle)];
    labels.push([
      [seat.at[0] - x, seat.at[1] - y],
      [seat.at[0] + x, seat.at[1] + y],
    ]);
  }
  return found;
}

/** Where a label could stand beside a line that is long enough for it, the best first. */
function seats(points: readonly Point[], half: number): Seat[] {
  const parts = segments(points).map(([from, to]) => ({
    from,
    to,
    long: Math.hypot(to[0] - from[0], to[1] - from[1]),
  }));
  const long = parts.reduce((sum, part) => sum + part.long, 0);
  return ALONG.map((share) => share * long)
    .filter((along) => along > half + ARROW && along < long - half - ARROW)
    .flatMap((along) => {
      let before = 0;
      for (const { from, to, long } of parts) {
        if (before + long >= along)
          return beside(from, to, (along - before) / long).map((seat) => ({ ...seat, along }));
        before += long;
      }
      return [];
    });
}

/** The two seats beside a point of a segment. */
function beside(from: Point, to: Point, share: number): Omit<Seat, "along">[] {
  const [right, down] = [to[0] - from[0], to[1] - from[1]];
  const angle = right ? Math.atan(down / right) : Math.PI / 2; // never upside down
  return [-ASIDE, ASIDE].map((off) => {
    const aside: Point = [-off * Math.sin(angle), off * Math.cos(angle)];
    return { aside, angle, at: [from[0] + share * right + aside[0], from[1] + share * down + aside[1]] };
  });
}

/** How many segments a label on its seat covers a part of. */
function cut(all: readonly Segment[], { at, angle }: Seat, half: number, high: number): number {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const turned = ([x, y]: Point): Point => [
    (x - at[0]) * cos + (y - at[1]) * sin,
    (y - at[1]) * cos - (x - at[0]) * sin,
  ];
  return all.filter(([from, to]) => within(turned(from), turned(to), half, high)).length;
}

/** Whether a segment meets a rectangle around the origin. */
function within(from: Point, to: Point, half: number, high: number): boolean {
  let [start, end] = [0, 1];
  for (const [axis, most] of [
    [0, half],
    [1, high],
  ] as const) {
    const way = to[axis] - from[axis];
    if (way === 0) {
      if (Math.abs(from[axis]) > most) return false;
      continue;
    }
    const [one, other] = [(-most - from[axis]) / way, (most - from[axis]) / way];
    start = Math.max(start, Math.min(one, other));
    end = Math.min(end, Math.max(one, other));
  }
  return start <= end;
}
