// Where boxes go. The same input gives the same places on every machine, and what was placed stays put.
import {
  forceLink,
  forceManyBody,
  forceSimulation,
  forceX,
  forceY,
  type Simulation,
  type SimulationLinkDatum,
  type SimulationNodeDatum,
} from "d3-force";

export interface Box {
  readonly id: string;
  readonly width: number;
  readonly height: number;
}
export interface Link {
  readonly source: string;
  readonly target: string;
}
export type Point = readonly [number, number];

interface Node extends SimulationNodeDatum, Box {
  x: number;
  y: number;
}
type Edge = SimulationLinkDatum<Node>;

const TICKS = 280;
/** Rounds of pushing apart at most, once the forces rest. */
const APART = 150;
const GAP = 18;
/** The least room between two boxes. */
const CLOSE = 6;
/** Length of a line between two boxes where there is room to say what it is, and where there is not. */
const LONG = 170;
const SHORT = 70;
/** Up to so many lines, each says what it is. */
export const LABELLED = 36;
/** Work for so long at most before the page may draw and listen, in milliseconds. */
const SLICE = 7;
const GOLDEN = Math.PI * (3 - Math.sqrt(5));

/** Places for the boxes that `placed` has none for. Stops with null when `over` says so. */
export async function arrange(
  boxes: readonly Box[],
  links: readonly Link[],
  placed: ReadonlyMap<string, Point>,
  over: () => boolean,
): Promise<Map<string, Point> | null> {
  if (boxes.every(({ id }) => placed.has(id))) return new Map(placed);
  const nodes = seeded(boxes, links, placed);
  const simulation = simulationOf(nodes, links);
  let began = performance.now();
  for (let tick = 0; tick < TICKS + APART; tick += 1) {
    if (tick < TICKS) simulation.tick();
    if (!separate(nodes) && tick >= TICKS) break;
    if (performance.now() - began > SLICE) {
      await drawn();
      if (over()) return null;
      began = performance.now();
    }
  }
  settle(nodes);
  return new Map(nodes.map((node) => [node.id, [Math.round(node.x), Math.round(node.y)]]));
}

/** Lets the page draw; in a tab that nobody sees nothing is drawn, and a timer does. */
const drawn = (): Promise<unknown> =>
  new Promise((done) => (document.hidden ? setTimeout(done) : requestAnimationFrame(done)));

function simulationOf(nodes: Node[], links: readonly Link[]): Simulation<Node, Edge> {
  const degree = new Map<string, number>();
  for (const end of links.flatMap(({ source, target }) => [source, target]))
    degree.set(end, (degree.get(end) ?? 0) + 1);
  const crowd = (id: string): number => Math.min(degree.get(id) ?? 1, 40);
  const length = links.length <= LABELLED ? LONG : SHORT;
  const edges: Edge[] = links.map(({ source, target }) => ({ source, target }));
  const end = (one: Edge["source"]): Node => one as Node;
  return forceSimulation<Node>(nodes)
    .stop()
    .alphaDecay(1 - 0.004 ** (1 / TICKS))
    .velocityDecay(0.35)
    .force(
      "link",
      forceLink<Node, Edge>(edges)
        .id((node) => node.id)
        .distance(
          ({ source, target }) =>
            length +
            (end(source).width + end(target).width) / 4 +
            4 * Math.min(crowd(end(source).id), crowd(end(target).id)),
        )
        .strength(({ source, target }) => 0.9 / Math.max(1, Math.min(crowd(end(source).id), crowd(end(target).id)))),
    )
    .force(
      "charge",
      forceManyBody<Node>()
        .strength((node) => -4 * length - 160 - 50 * crowd(node.id))
        .distanceMax(5 * length + 250),
    )
    .force("x", forceX<Node>(0).strength(0.06))
    .force("y", forceY<Node>(0).strength(0.09));
}

/** Nodes with a place to begin at: their own, or near the neighbours that have one, or on a spiral, the best tied inside. */
function seeded(boxes: readonly Box[], links: readonly Link[], placed: ReadonlyMap<string, Point>): Node[] {
  const near = new Map<string, Point[]>();
  const count = new Map<string, number>();
  for (const { source, target } of links) {
    for (const [one, other] of [
      [source, target],
      [target, source],
    ] as const) {
      count.set(one, (count.get(one) ?? 0) + 1);
      const point = placed.get(other);
      if (point) near.set(one, [...(near.get(one) ?? []), point]);
    }
  }
  const ranked = [...boxes].sort((a, b) => (count.get(b.id) ?? 0) - (count.get(a.id) ?? 0) || (a.id < b.id ? -1 : 1));
  return ranked.map((box, rank) => {
    const own = placed.get(box.id);
    if (own) return { ...box, x: own[0], y: own[1], fx: own[0], fy: own[1] };
    const around = near.get(box.id) ?? [];
    const reach = around.length ? 120 + 6 * Math.sqrt(rank) : 70 * Math.sqrt(rank);
    const [x, y] = centre(around);
    return { ...box, x: x + reach * Math.cos(rank * GOLDEN), y: y + reach * Math.sin(rank * GOLDEN) };
  });
}

const centre = (points: readonly Point[]): Point => [
  points.reduce((sum, [x]) => sum + x, 0) / (points.length || 1),
  points.reduce((sum, [, y]) => sum + y, 0) / (points.length || 1),
];

/** Pushes boxes that overlap apart, along the shorter way. Whether any did. */
function separate(nodes: Node[]): boolean {
  let moved = false;
  nodes.forEach((a, index) => {
    for (let other = index + 1; other < nodes.length; other += 1) {
      const b = nodes[other] as Node;
      const x = (a.width + b.width) / 2 + GAP - Math.abs(a.x - b.x);
      if (x <= 0) continue;
      const y = (a.height + b.height) / 2 + GAP - Math.abs(a.y - b.y);
      if (y <= 0) continue;
      moved = push(a, b, x, y) || moved;
    }
  });
  return moved;
}

/** Gives each box that still overlaps another the nearest free place on a spiral around its own. */
function settle(nodes: readonly Node[]): void {
  const firm = nodes.filter((node) => node.fx != null);
  for (const node of nodes) {
    if (node.fx != null) continue;
    const { x, y } = node;
    for (let turn = 1; firm.some((other) => touches(node, other)); turn += 1) {
      const reach = 14 * Math.sqrt(turn);
      node.x = x + 1.6 * reach * Math.cos(turn * GOLDEN);
      node.y = y + reach * Math.sin(turn * GOLDEN);
    }
    firm.push(node);
  }
}

const touches = (a: Node, b: Node): boolean =>
  Math.abs(a.x - b.x) < (a.width + b.width) / 2 + CLOSE && Math.abs(a.y - b.y) < (a.height + b.height) / 2 + CLOSE;

function push(a: Node, b: Node, x: number, y: number): boolean {
  const [fixedA, fixedB] = [a.fx != null, b.fx != null];
  if (fixedA && fixedB) return false;
  const share = fixedA ? 0 : fixedB ? 1 : 0.5;
  const axis = x < y ? "x" : "y";
  const way = (a[axis] < b[axis] ? -1 : 1) * (axis === "x" ? x : y);
  a[axis] += way * share;
  b[axis] -= way * (1 - share);
  return true;
}
