// How much room the window has.
import { signal } from "@preact/signals";

function fits(query: string): { readonly value: boolean; peek(): boolean } {
  const media = matchMedia(query);
  const now = signal(media.matches);
  media.addEventListener("change", () => {
    now.value = media.matches;
  });
  return now;
}

/** Whether there is room for one column of text, as on a phone. */
export const narrow = fits("(max-width: 40rem)");
/** Whether there is no room for the evidence beside what it is about. */
export const stacked = fits("(max-width: 62rem)");
