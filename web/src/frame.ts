// Which part of the picture is seen. It is never shrunk until nobody can read it: what does not fit begins at what it
// is about, or at its top left.
import type { CollectionReturnValue, Core, Position } from "cytoscape";
import type { Bounds } from "./routes";
import { calm } from "./theme";

export interface Viewport {
  readonly zoom: number;
  readonly pan: Position;
}

/** Pixels beside the outermost elements. */
const MARGIN = 16;
/** Room below the lowest box, so that the button there covers none. */
const BELOW = 56;
/** The scales of a first look: letters of 12 pixels become 11, and boxes not much larger than they are. */
const SMALLEST = 11 / 12;
const LARGEST = 1.15;
const MOVE_MS = 350;

/** How long a movement takes. */
export const moving = (): number => (calm() ? 0 : MOVE_MS);

/** The first look: all of it, or as wide as can be read, around what it is `about`; where it is about nothing, from the top
 * left, or further down if what it has to begin with is there. */
export function first(core: Core, all: Bounds, about: Bounds | null, beginning: Bounds): Viewport {
  const [wide, high] = [core.width() - 2 * MARGIN, core.height() - 2 * MARGIN];
  const across = wide / (all.x2 - all.x1);
  const zoom = Math.min(LARGEST, fits(core, all) ? scale(core, all) : Math.max(across, SMALLEST));
  const on = (axis: "x" | "y", room: number): number => {
    const [start, end] = [all[`${axis}1`] * zoom, all[`${axis}2`] * zoom];
    if (end - start <= room) return MARGIN + (room - start - end) / 2;
    const wish = about
      ? MARGIN + room / 2 - (zoom * (about[`${axis}1`] + about[`${axis}2`])) / 2
      : MARGIN + room - zoom * beginning[`${axis}2`];
    return Math.max(MARGIN + room - end, Math.min(MARGIN - start, wish));
  };
  return { zoom, pan: { x: on("x", wide), y: on("y", high) } };
}

/** The scale at which all of it just has room. */
const scale = (core: Core, { x1, x2, y1, y2 }: Bounds): number =>
  Math.min((core.width() - 2 * MARGIN) / (x2 - x1), (core.height() - 2 * MARGIN) / (y2 - y1));

/** Whether all of it can be seen at once and read. */
export const fits = (core: Core, all: Bounds): boolean => scale(core, all) >= SMALLEST;

/** Whether something is in sight as a whole. */
export function inSight(core: Core, { x1, x2, y1, y2 }: Bounds): boolean {
  const seen = core.extent();
  return x1 >= seen.x1 && x2 <= seen.x2 && y1 >= seen.y1 && y2 <= seen.y2;
}

/** Shows all, however small. */
export const fit = (core: Core): void =>
  void core.animate({ fit: { eles: core.elements(), padding: MARGIN } }, { duration: moving() });

/** Moves no further than it must for some elements to be seen, and away from them only if they are too far apart. */
export function intoSight(core: Core, elements: CollectionReturnValue): void {
  const bounds = elements.boundingBox({ includeLabels: false });
  const [now, before] = [core.zoom(), core.pan()];
  const zoom = Math.min(now, scale(core, bounds));
  const on = (axis: "x" | "y", room: number): number => {
    const pan = room / 2 - ((room / 2 - before[axis]) * zoom) / now;
    const [start, end] = [bounds[`${axis}1`] * zoom + pan, bounds[`${axis}2`] * zoom + pan];
    return pan + (Math.max(0, MARGIN - start) || Math.min(0, room - MARGIN - end));
  };
  const pan = { x: on("x", core.width()), y: on("y", core.height()) };
  if (zoom !== now || pan.x !== before.x || pan.y !== before.y) core.animate({ zoom, pan }, { duration: moving() });
}

/** Lets the wheel scroll what is larger than its frame, up to its end; with Ctrl it zooms. It is listened for around the
 * picture, before Cytoscape.js hears of it. Gives what ends that. */
export function scrolled(core: Core, around: HTMLElement): () => void {
  const listen = (event: WheelEvent): void => {
    if (event.ctrlKey) return;
    event.stopPropagation();
    const { x1, x2, y1, y2 } = core.elements().renderedBoundingBox({});
    const by = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : MARGIN;
    const step = (wish: number, start: number, end: number, room: number): number =>
      wish > 0 ? Math.max(0, Math.min(wish, MARGIN - start)) : Math.min(0, Math.max(wish, room - MARGIN - end));
    const [across, down] = event.shiftKey ? [event.deltaY, event.deltaX] : [event.deltaX, event.deltaY];
    const x = step(-across * by, x1, x2, core.width());
    const y = step(-down * by, y1, y2 + BELOW - MARGIN, core.height());
    if (!x && !y) return;
    event.preventDefault();
    core.stop().panBy({ x, y });
  };
  const how = { capture: true, passive: false };
  around.addEventListener("wheel", listen, how);
  return () => around.removeEventListener("wheel", listen, how);
}
