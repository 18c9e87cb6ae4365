// The keyboard on the picture.
import type { Core, NodeSingular } from "cytoscape";
import { fit } from "./frame";
import { told } from "./opened";
import { expand, hide, openGroup, said, select, unpin, view } from "./state";

const ARROWS: Record<string, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Makes the picture listen; `pin` keeps an entity where it is. The answer stops it. */
export function canvasKeys(core: Core, host: HTMLElement, pin: (node: NodeSingular) => void): () => void {
  const listen = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const step = ARROWS[event.key];
    const done = step ? walk(core, step) : act(core, event, pin);
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
  said.value = told(node.id()) || String(node.data("label"));
}

function act(core: Core, event: KeyboardEvent, pin: (node: NodeSingular) => void): boolean {
  const node = focused(core);
  switch (event.key) {
    case "+":
    case "=":
      zoom(core, 1.25);
      return true;
    case "-":
      zoom(core, 0.8);
      return true;
    case "0":
      fit(core);
      return true;
  }
  if (!node) return false;
  const group = node.hasClass("group");
  switch (event.key.toLowerCase()) {
    case " ":
      if (group) openGroup(node.id());
      else {
        select(node.id(), event.shiftKey);
        said.value = told(node.id());
      }
      return true;
    case "enter":
      if (group) openGroup(node.id());
      else expand(node.id());
      return true;
    case "h":
      if (!group) hide(node.id());
      return true;
    case "p":
      if (node.id() in view.value.pin) unpin(node.id());
      else pin(node);
      return true;
    default:
      return false;
  }
}

const zoom = (core: Core, by: number): void =>
  void core.zoom({ level: core.zoom() * by, renderedPosition: { x: core.width() / 2, y: core.height() / 2 } });
