// The keyboard: on the picture, and everywhere.
import type { Core, NodeSingular } from "cytoscape";
import { openGroup, pinAt } from "./canvas";
import { change, expand, hide, said, select, undo, view, whole } from "./state";
import { label } from "./subgraph";
import { turn } from "./theme";
import { type Show, shows } from "./view";

/** What each key does, for the help. */
export const help: readonly (readonly [string, string])[] = [
  ["/", "Search"],
  ["← ↑ → ↓", "Walk from entity to entity in the picture"],
  ["Space", "Select: show the evidence (with Shift: a second one, to find the way between)"],
  ["Enter", "Expand: add what it is tied to; open a group"],
  ["H", "Hide the selected entity"],
  ["P", "Pin it where it is, or let it go"],
  ["U", "Undo"],
  ["+  −  0", "Zoom in, out, show all"],
  ["1 2 3 4", "Graph, table, timeline, comparison"],
  ["T", "Light or dark"],
  ["?", "This help"],
  ["Escape", "Close, select nothing"],
];

const ARROWS: Record<string, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Makes the picture listen; the answer stops it. */
export function canvasKeys(core: Core, host: HTMLElement): () => void {
  const listen = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const step = ARROWS[event.key];
    const done = step ? walk(core, step) : act(core, event);
    if (done) event.preventDefault();
  };
  const leave = (): void => void core.nodes().removeClass("focused");
  host.addEventListener("keydown", listen);
  host.addEventListener("blur", leave);
  return () => {
    host.removeEventListener("keydown", listen);
    host.removeEventListener("blur", leave);
  };
}

const focused = (core: Core): NodeSingular | undefined =>
  [...core.nodes(".focused").toArray(), ...core.nodes(".selected").toArray()][0] as NodeSingular | undefined;

/** To the nearest entity that way; distance aside counts double. */
function walk(core: Core, [right, down]: readonly [number, number]): boolean {
  const from = focused(core);
  const at = from?.position();
  let best: { node: NodeSingular; cost: number } | undefined;
  core.nodes().forEach((node) => {
    if (node === from) return;
    const [x, y] = [node.position("x") - (at?.x ?? 0), node.position("y") - (at?.y ?? 0)];
    const ahead = x * right + y * down;
    const cost = at ? ahead + 2 * Math.abs(x * down - y * right) : Math.hypot(x, y);
    if ((!at || ahead > 1) && (!best || cost < best.cost)) best = { node, cost };
  });
  if (best) focus(core, best.node);
  return true;
}

function focus(core: Core, node: NodeSingular): void {
  core.nodes().removeClass("focused");
  node.addClass("focused");
  const { x1, y1, x2, y2 } = node.renderedBoundingBox({});
  if (x1 < 0 || y1 < 0 || x2 > core.width() || y2 > core.height()) core.center(node);
  const entity = whole.value.entities.get(node.id());
  said.value = entity ? `${label(entity)}, ${entity.kind}, ${node.connectedEdges().length} ties here` : String(node.data("label"));
}

function act(core: Core, event: KeyboardEvent): boolean {
  const node = focused(core);
  switch (event.key) {
    case "+": case "=": zoom(core, 1.25); return true;
    case "-": zoom(core, 0.8); return true;
    case "0": core.fit(undefined, 36); return true;
  } // prettier-ignore
  if (!node) return false;
  const group = node.hasClass("group");
  switch (event.key.toLowerCase()) {
    case " ": if (group) openGroup(node.id()); else select(node.id(), event.shiftKey); return true;
    case "enter": if (group) openGroup(node.id()); else expand(node.id()); return true;
    case "h": if (!group) hide(node.id()); return true;
    case "p": if (node.id() in view.value.pin) unpin(node.id()); else pinAt(node); return true;
    default: return false;
  } // prettier-ignore
}

/** Lets an entity go that was held at a place. */
export function unpin(id: string): void {
  const { [id]: _, ...others } = view.value.pin;
  change({ pin: others });
}

const zoom = (core: Core, by: number): void =>
  void core.zoom({ level: core.zoom() * by, renderedPosition: { x: core.width() / 2, y: core.height() / 2 } });

/** The keys that work everywhere but where text is typed. */
export function pageKeys(open: (dialog: "help") => void): (event: KeyboardEvent) => void {
  return (event) => {
    const typing = event.target instanceof HTMLElement && event.target.matches("input:not([type=range]):not([type=checkbox]), textarea, select");
    if (typing || event.altKey || event.ctrlKey || event.metaKey || document.querySelector("dialog[open]")) return;
    if (everywhere(event.key, open)) event.preventDefault();
  };
}

function everywhere(key: string, open: (dialog: "help") => void): boolean {
  const show: Show | undefined = shows[Number(key) - 1];
  if (show && view.value.query) change({ show });
  else if (key === "/") document.getElementById("search")?.focus();
  else if (key === "u" || key === "U") undo();
  else if (key === "t" || key === "T") turn();
  else if (key === "?") open("help");
  else if (key === "Escape" && view.value.select.length) change({ select: [] }, true);
  else return false;
  return true;
}
