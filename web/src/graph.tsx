// Views whose libraries are most of what the page ships: they come when they are opened.
import { type Signal, signal } from "@preact/signals";
import type { FunctionComponent } from "preact";
import { useEffect } from "preact/hooks";

type View = Signal<FunctionComponent | null>;
const canvas: View = signal(null);
const map: View = signal(null);
const RETRY_MS = 2000;

/** Fetches a part of the page; again and again while it does not come. */
async function read(view: View, fetch: () => Promise<{ default: FunctionComponent }>): Promise<void> {
  try {
    view.value ??= (await fetch()).default;
  } catch {
    setTimeout(() => void read(view, fetch), RETRY_MS);
  }
}

/** Fetches the picture's part of the page. */
export const readCanvas = (): Promise<void> => read(canvas, () => import("./canvas"));
const readMap = (): Promise<void> => read(map, () => import("./map"));

export const Graph = () => <Later view={canvas} read={readCanvas} />;
export const WorldMap = () => <Later view={map} read={readMap} />;

function Later({ view, read }: { view: View; read: () => Promise<void> }) {
  useEffect(() => void read(), []);
  const Shown = view.value;
  return Shown ? <Shown /> : <div class="canvas bones" aria-busy="true" />;
}
