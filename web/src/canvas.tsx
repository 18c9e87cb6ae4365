// The picture: Cytoscape.js kept equal to the view.

import { effect } from "@preact/signals";
import cytoscape, { type Core, type NodeSingular } from "cytoscape";
import { useEffect, useRef } from "preact/hooks";
import { drawing } from "./drawing";
import { type Drawn, drawn } from "./elements";
import { arrange, LABELLED, type Link, type Point } from "./layout";
import { answers, change, expand, openGroup, said, select, view, visible, worded } from "./state";
import { anchors } from "./subgraph";
import { many } from "./text";
import { calm, dark } from "./theme";
import type { View } from "./view";
import { canvasKeys } from "./walk";

const placed = new Map<string, Point>();

export default function Canvas() {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!host.current) return;
    const core = begin(host.current);
    const ends = [
      effect(() => void core.style(drawing(dark.value))),
      effect(() => void redraw(core, drawn(visible.value))),
      effect(() => mark(core, view.value.select, Object.keys(view.value.pin), anchors(view.value))),
      canvasKeys(core, host.current, pinAt),
      keptInSize(core, host.current),
      () => void round++, // a picture that is still being laid out is not drawn any more
    ];
    return () => {
      for (const end of ends) end();
      core.stop().destroy();
    };
  }, []);
  return (
    <div
      ref={host}
      class="canvas"
      id="canvas"
      tabIndex={0}
      role="application"
      aria-roledescription="graph"
      aria-label="The graph. Arrow keys walk from entity to entity, Space shows the evidence, Enter expands. The table shows the same as text."
    />
  );
}

function begin(container: HTMLElement): Core {
  const core = cytoscape({ container, minZoom: 0.08, maxZoom: 3, boxSelectionEnabled: false, autounselectify: true });
  core.on("tap", "node, edge", ({ target, originalEvent }) => {
    const { shiftKey = false } = originalEvent as MouseEvent;
    if (target.hasClass("group")) openGroup(target.isNode() ? target.id() : target.id().replace(/:tie$/, ""));
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
  core.on("mouseover", "node", ({ target }) => target.connectedEdges().addClass("labelled"));
  core.on("mouseout", "node", () => label(core));
  return core;
}

/** Makes the picture as large as its frame, also later, and keeps all in sight that was; gives what ends that. */
function keptInSize(core: Core, container: HTMLElement): () => void {
  const observer = new ResizeObserver(() => {
    const whole = inSight(core);
    core.resize();
    if (whole && !inSight(core)) core.fit(undefined, MARGIN);
  });
  observer.observe(container);
  return () => observer.disconnect();
}

/** Keeps an entity where it is, also for who gets the address. */
function pinAt(node: NodeSingular): void {
  const { x, y } = node.position();
  placed.set(node.id(), [x, y]);
  change({ pin: { ...view.value.pin, [node.id()]: [Math.round(x), Math.round(y)] } });
}

let round = 0;
let about = "";

async function redraw(core: Core, wanted: Drawn): Promise<void> {
  const mine = ++round;
  const now = subject(view.peek());
  if (now !== about) placed.clear();
  about = now;
  const first = placed.size === 0;
  const found = await places(wanted, first, () => mine !== round);
  if (!found || mine !== round) return;
  for (const [id, point] of found) placed.set(id, point);
  patch(core, wanted, found);
  mark(core, view.peek().select, Object.keys(view.peek().pin), anchors(view.peek()));
  frame(core, first);
  const drawn = `${many(wanted.nodes.length, "entity", "entities")} and ${many(wanted.edges.length, "tie")} in the picture.`;
  said.value = worded.peek() ? `${worded.peek()?.sentence} ${drawn}` : drawn;
}

/** Where everything goes: the question first and then what was added, one by one, as the reader did it. */
async function places(
  { nodes, edges }: Drawn,
  first: boolean,
  over: () => boolean,
): Promise<Map<string, Point> | null> {
  let found: Map<string, Point> | null = new Map(first ? [] : placed);
  for (const there of first ? stages() : [() => true]) {
    const boxes = nodes.map(({ data: { id, width, height } }) => ({ id, width, height })).filter(({ id }) => there(id));
    found = await arrange(
      boxes,
      links(edges.filter(({ data: { id, ties } }) => (ties ?? [id]).some(there))),
      found,
      over,
    );
    if (!found) return null;
  }
  for (const [id, point] of Object.entries(view.peek().pin)) if (found.has(id)) found.set(id, point);
  return found;
}

/** Which two are tied, however often. */
const links = (edges: Drawn["edges"]): Link[] => [
  ...new Map(
    edges.map(({ data: { source, target } }) => [[source, target].sort().join(), { source, target }]),
  ).values(),
];

/** For each answer of the view, what is there once it is in. A group stands beside its hub. */
function stages(): ((id: string) => boolean)[] {
  const all = answers.peek();
  const ids = all.map((_, last) => {
    const sofar = all.slice(0, last + 1);
    return new Set(sofar.flatMap(({ entities, ties }) => [...entities, ...ties].map(({ id }) => id)));
  });
  return [...ids.map((there) => (id: string) => there.has(id.split(":")[0] ?? "")).slice(0, -1), () => true];
}

/** What a view is about: as long as this stays, so does what was placed. */
const subject = ({ query, args }: View): string =>
  JSON.stringify([query, args.id, args.source, args.target, query === "partners" && args.technology]);

/** Makes the elements those of the view: what is new is put in its place, what stays is not touched. */
function patch(core: Core, { nodes, edges }: Drawn, places: ReadonlyMap<string, Point>): void {
  const wanted = new Map([...nodes, ...edges].map((element) => [element.data.id, element]));
  core.batch(() => {
    core
      .elements()
      .filter((element) => !wanted.has(element.id()))
      .remove();
    for (const element of nodes) {
      const [x, y] = places.get(element.data.id) ?? [0, 0];
      const there = core.getElementById(element.data.id);
      if (there.empty()) core.add({ group: "nodes", ...element, position: { x, y } });
      else if (!there.grabbed()) there.position({ x, y });
    }
    for (const element of edges) {
      const there = core.getElementById(element.data.id);
      if (there.empty()) core.add({ group: "edges", ...element });
      else there.data(element.data).classes(element.classes ?? "");
    }
  });
  label(core);
}

/** Pixels beside the outermost elements. */
const MARGIN = 36;

/** Whether all elements can be seen. */
function inSight(core: Core): boolean {
  const all = core.elements().boundingBox({});
  const seen = core.extent();
  return all.x1 >= seen.x1 && all.x2 <= seen.x2 && all.y1 >= seen.y1 && all.y2 <= seen.y2;
}

/** Shows all at first; later only moves when something new lies outside. */
function frame(core: Core, first: boolean): void {
  if (first) {
    core.fit(undefined, MARGIN);
    if (core.zoom() > 1.15) core.zoom({ level: 1.15, renderedPosition: { x: core.width() / 2, y: core.height() / 2 } });
    core.center();
  } else if (!inSight(core))
    core.animate({ fit: { eles: core.elements(), padding: MARGIN } }, { duration: calm() ? 0 : 350 });
}

const label = (core: Core): void =>
  core.batch(() => {
    core.edges().toggleClass("labelled", core.edges().length <= LABELLED);
    core.nodes(".selected").connectedEdges().addClass("labelled");
  });

function mark(core: Core, selected: readonly string[], pinned: readonly string[], about: readonly string[]): void {
  core.batch(() => {
    core.elements().removeClass("selected aside pinned anchor");
    for (const id of pinned) core.getElementById(id).addClass("pinned");
    for (const id of about) core.getElementById(id).addClass("anchor");
    const wanted = new Set(selected);
    const chosen = core
      .elements()
      .filter(
        (element) =>
          wanted.has(element.id()) || ((element.data("ties") ?? []) as string[]).some((id) => wanted.has(id)),
      );
    if (chosen.empty()) return;
    chosen.addClass("selected");
    const near = chosen.union(chosen.closedNeighborhood()).union(chosen.connectedNodes());
    core.elements().difference(near).addClass("aside");
  });
  label(core);
}
