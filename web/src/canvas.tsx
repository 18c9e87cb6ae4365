// The picture: Cytoscape.js kept equal to the view.

import { effect } from "@preact/signals";
import cytoscape, { type CollectionReturnValue, type Core, type NodeSingular, type Position } from "cytoscape";
import { useEffect, useRef } from "preact/hooks";
import { labelWidth } from "./boxes";
import { drawing } from "./drawing";
import { type Drawn, drawn } from "./elements";
import { first, fit, fits, inSight, intoSight, moving, scrolled, type Viewport } from "./frame";
import { spots } from "./labels";
import { arrange, LABELLED, type Placed, type Places, type Point } from "./layout";
import { type Bounds, extent, type Line, type Route, routes } from "./routes";
import { filled, says, spoken } from "./says";
import { change, expand, openGroup, said, select, view, visible, worded } from "./state";
import { anchors } from "./subgraph";
import { many } from "./text";
import { dark } from "./theme";
import type { View } from "./view";
import { canvasKeys } from "./walk";

export default function Canvas() {
  const host = useRef<HTMLDivElement>(null);
  const around = useRef<HTMLDivElement>(null);
  const picture = useRef<Core>(null);
  useEffect(() => {
    if (!host.current || !around.current) return;
    const core = made(host.current);
    picture.current = core;
    layout = nothing;
    seen = nothing;
    const ends = [
      effect(() => void core.style(drawing(dark.value))),
      effect(() => redraw(core, drawn(visible.value), view.value)),
      canvasKeys(core, host.current, pinAt),
      keptInSize(core, host.current),
      scrolled(core, around.current),
    ];
    return () => {
      for (const end of ends) end();
      clearTimeout(waiting);
      core.stop().destroy();
    };
  }, []);
  return (
    <div ref={around} class="whole">
      <div
        ref={host}
        class="canvas"
        id="canvas"
        tabIndex={0}
        role="application"
        aria-roledescription={says.picture.role}
        aria-label={says.picture.label}
      />
      <button type="button" onClick={() => picture.current && fit(picture.current)}>
        {spoken.fit}
      </button>
    </div>
  );
}

function made(container: HTMLElement): Core {
  const core = cytoscape({ container, minZoom: 0.08, maxZoom: 3, boxSelectionEnabled: false, autounselectify: true });
  core.on("tap", "node, edge", ({ target, originalEvent }) => {
    const { shiftKey = false } = originalEvent as MouseEvent;
    const group = (target.isNode() ? target : target.connectedNodes()).filter(".group");
    if (group.nonempty()) openGroup(group[0].id());
    else if (target.hasClass("bundle")) change({ select: [target.source().id(), target.target().id()] }, true);
    else select(target.id(), shiftKey && target.isNode());
  });
  core.on("tap", ({ target }) => {
    if (target === core && view.value.select.length) change({ select: [] }, true);
  });
  core.on("dbltap", "node", ({ target }) => {
    if (!target.hasClass("group")) expand(target.id());
  });
  core.on("dragfree", "node", ({ target }) => pinAt(target as NodeSingular));
  core.on("mouseover", "node", ({ target }) => label(core, target.connectedEdges()));
  core.on("mouseout", "node", () => label(core));
  return core;
}

/** Makes the picture as large as its frame, also later, and keeps in sight what was. */
function keptInSize(core: Core, container: HTMLElement): () => void {
  const observer = new ResizeObserver(() => {
    const { bounds } = layout;
    const whole = inSight(core, bounds);
    core.resize();
    if (whole && !inSight(core, bounds)) core.viewport(opening(core));
    else if (chosen(core).nonempty()) intoSight(core, chosen(core));
  });
  observer.observe(container);
  return () => observer.disconnect();
}

/** Keeps an entity where it is, also for who gets the address. */
function pinAt(node: NodeSingular): void {
  const { x, y } = node.position();
  change({ pin: { ...view.value.pin, [node.id()]: [Math.round(x), Math.round(y)] } });
}

// What is drawn

interface Layout {
  /** What it is of, as text. */
  readonly of: string;
  readonly subject: string;
  readonly lines: Drawn["edges"][number]["data"][];
  readonly places: Places;
  readonly ways: ReadonlyMap<string, Route>;
  readonly bounds: Bounds;
}
const nothing: Layout = {
  of: "",
  subject: "",
  lines: [],
  places: { boxes: new Map(), ways: new Map() },
  ways: new Map(),
  bounds: { x1: 0, x2: 0, y1: 0, y2: 0 },
};
let layout = nothing;
/** The layout that was drawn last. */
let seen = nothing;

/** The drawing of a layout: a task of its own, so that the page answers in between. */
let waiting: ReturnType<typeof setTimeout> | undefined;

/** Draws the view: lays it out if other boxes or lines are in it than before, and what was there moves to its place. */
function redraw(core: Core, wanted: Drawn, now: View): void {
  const [boxes, lines] = [wanted.nodes.map(({ data }) => data), wanted.edges.map(({ data }) => data)];
  const of = JSON.stringify([boxes, lines, now.pin]);
  if (!boxes.length) {
    clearTimeout(waiting);
    core.elements().remove();
    layout = nothing;
    seen = nothing;
    return;
  }
  if (of === layout.of) {
    if (mark(core, now)) intoSight(core, chosen(core));
    return;
  }
  const places = arrange(boxes, lines, lines.length, now.pin);
  const ways = routes(lines, places);
  layout = { of, subject: subject(now), lines, places, ways, bounds: extent(places.boxes.values(), ways.values()) };
  clearTimeout(waiting);
  waiting = setTimeout(() => draw(core, wanted));
}

/** Draws the layout. */
function draw(core: Core, wanted: Drawn): void {
  const anew = layout.subject !== seen.subject;
  const look = viewport(core, seen, anew);
  seen = layout;
  patch(core, wanted, anew);
  core.stop();
  if (anew) core.viewport(look);
  else core.animate(look, { duration: moving() });
  const { entities, ties } = visible.peek();
  const counts = { entities: many(entities.length, "entity"), ties: many(ties.length, "tie") };
  const drawn = filled(says.picture.drawn, counts);
  said.value = worded.peek() ? `${worded.peek()?.sentence} ${drawn}` : drawn;
  if (mark(core, view.peek()) && anew) intoSight(core, chosen(core));
  // Else all of them get their styles within the first frame, which has enough to do.
  for (const element of core.elements().toArray()) element.numericStyle("opacity");
}

/** What is selected, a tie with its ends. */
const chosen = (core: Core): CollectionReturnValue => {
  const selected = core.elements(".selected");
  return selected.union(selected.connectedNodes());
};

/** What a view is about: when this changes, the picture begins anew. */
const subject = ({ query, args }: View): string =>
  JSON.stringify([query, args.id, args.source, args.target, query === "partners" && args.technology]);

/** Which part of a new layout is seen. What is selected stays where it was on the screen. */
function viewport(core: Core, before: Layout, anew: boolean): Viewport {
  const { bounds, places } = layout;
  const now = { zoom: core.zoom(), pan: { ...core.pan() } };
  if (anew) return opening(core);
  if (inSight(core, bounds)) return now;
  const held = view.peek().select.findLast((id) => before.places.boxes.has(id) && places.boxes.has(id)) ?? "";
  const [from, to] = [before.places.boxes.get(held), places.boxes.get(held)];
  if (fits(core, bounds) || !from || !to) return opening(core);
  return { zoom: now.zoom, pan: moved(now.pan, now.zoom * (from.x - to.x), now.zoom * (from.y - to.y)) };
}

const moved = ({ x, y }: Position, right: number, down: number): Position => ({ x: x + right, y: y + down });

/** The first look at the layout. */
function opening(core: Core): Viewport {
  const { places, lines, bounds } = layout;
  const { select } = view.peek();
  const ends = lines.filter(({ ties }) => ties.some((id) => select.includes(id)));
  const chosen = [...select, ...ends.flatMap(({ source, target }) => [source, target])];
  const inside = (ids: readonly string[]): Placed[] => ids.flatMap((id) => places.boxes.get(id) ?? []);
  const about = [chosen, anchors(view.peek())].map(inside).find((boxes) => boxes.length);
  const [beginning] = [...places.boxes.values()].sort((a, b) => a.x - b.x || a.y - b.y);
  return first(core, bounds, about ? extent(about, []) : null, beginning ? extent([beginning], []) : bounds);
}

/** Makes the elements those of the view, each in its place. */
function patch(core: Core, { nodes, edges }: Drawn, anew: boolean): void {
  const { places, ways } = layout;
  const wanted = new Set([...nodes, ...edges].map(({ data: { id } }) => id));
  core.batch(() => {
    core
      .elements()
      .filter((element) => !wanted.has(element.id()))
      .remove();
    for (const element of nodes) {
      const { x, y, width } = places.boxes.get(element.data.id) as Placed;
      const there = core.getElementById(element.data.id);
      const data = { ...element.data, width };
      if (there.empty()) core.add({ ...element, group: "nodes", data, position: { x, y } });
      else there.data(data).classes(element.classes ?? "");
    }
    for (const element of edges) {
      const way = ways.get(element.data.id);
      const there = core.getElementById(element.data.id);
      const data = { ...element.data, ...(way && drawnWay(way, places, element.data)) };
      const classes = `${element.classes} ${way?.bow ? "bow" : way?.bends.length ? "led" : ""}`;
      if (there.empty()) core.add({ ...element, group: "edges", data, classes });
      else there.data(data).classes(classes);
    }
  });
  for (const node of core.nodes().toArray() as NodeSingular[]) {
    const { x, y } = places.boxes.get(node.id()) as Placed;
    const { x: wasX, y: wasY } = node.position();
    node.stop();
    if (anew || !moving()) node.position({ x, y });
    else if (x !== wasX || y !== wasY) node.animate({ position: { x, y } }, { duration: moving() });
  }
}

/** A route as Cytoscape.js has it: ends from the middle of their boxes, bends along and beside the line between them. */
function drawnWay({ from, to, bends }: Route, { boxes }: Places, { source, target }: Line) {
  const end = ([x, y]: Point, id: string): string => {
    const { x: boxX = 0, y: boxY = 0 } = boxes.get(id) ?? {};
    return `${x - boxX}px ${y - boxY}px`;
  };
  const [right, down] = [to[0] - from[0], to[1] - from[1]];
  const long = Math.hypot(right, down) || 1;
  return {
    from: end(from, source),
    to: end(to, target),
    along: bends.map(([x, y]) => ((x - from[0]) * right + (y - from[1]) * down) / long ** 2),
    aside: bends.map(([x, y]) => ((y - from[1]) * right - (x - from[0]) * down) / long),
  };
}

/** Marks what the reader chose, with what it is about; all else is faded. Says whether other things are chosen now. */
function mark(core: Core, { select, pin, ...others }: View): boolean {
  const before = core.elements(".selected");
  const wanted = new Set(select);
  const chosen = core
    .elements()
    .filter((one) => wanted.has(one.id()) || ((one.data("ties") ?? []) as string[]).some((id) => wanted.has(id)));
  core.batch(() => {
    core.elements().removeClass("selected aside pinned anchor");
    for (const id of Object.keys(pin)) core.getElementById(id).addClass("pinned");
    for (const id of anchors({ select, pin, ...others })) core.getElementById(id).addClass("anchor");
    chosen.addClass("selected");
    if (chosen.nonempty()) core.elements().difference(meant(core, chosen)).addClass("aside");
  });
  label(core);
  return chosen.nonempty() && !chosen.same(before);
}

/** What is chosen with what it is tied to; of two, with the way between them. */
function meant(core: Core, chosen: CollectionReturnValue): CollectionReturnValue {
  const [from, to] = chosen.nodes().toArray();
  const way = from && to ? core.elements().aStar({ root: from, goal: to }).path : undefined;
  const near = chosen.union(chosen.closedNeighborhood()).union(chosen.connectedNodes());
  return way ? near.union(way) : near;
}

/** Labels where there is room: of the lines of what is chosen or pointed at, or of all lines where they are few. */
function label(core: Core, pointed: CollectionReturnValue = core.collection()): void {
  const chosen = core.edges(".selected");
  const own = new Set(
    pointed
      .union(chosen)
      .union(core.nodes(".selected").connectedEdges())
      .map((edge) => edge.id()),
  );
  const { lines, ways, places } = layout;
  const wanted = lines.filter(({ id }) => (own.size ? own.has(id) : lines.length <= LABELLED));
  const must = new Set(chosen.map((edge) => edge.id()));
  const found = spots(wanted, ways, places, labelWidth, must);
  core.batch(() => {
    core.edges().removeClass("labelled");
    for (const [id, { text, along, aside }] of found)
      core.getElementById(id).data({ text, textAlong: along, textX: aside[0], textY: aside[1] }).addClass("labelled");
  });
}
