// The picture, which comes after the page: its library is most of what the page ships.
import { signal } from "@preact/signals";
import type { FunctionComponent } from "preact";
import { useEffect } from "preact/hooks";

const canvas = signal<FunctionComponent | null>(null);
const RETRY_MS = 2000;

/** Fetches the picture's part of the page; again and again while it does not come. */
export async function readCanvas(): Promise<void> {
  try {
    canvas.value ??= (await import("./canvas")).default;
  } catch {
    setTimeout(() => void readCanvas(), RETRY_MS);
  }
}

export function Graph() {
  useEffect(() => void readCanvas(), []);
  const Canvas = canvas.value;
  return Canvas ? <Canvas /> : <div class="canvas bones" aria-busy="true" />;
}
