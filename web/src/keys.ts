// The keyboard on the whole page, and the help for all keys.
import { change, undo, view } from "./state";
import { turn } from "./theme";
import { findsTies, type Show, shows } from "./view";

/** What each key does, for the help. */
export const help: readonly (readonly [string, string])[] = [
  ["/", "Search"],
  ["Q", "All questions"],
  ["← ↑ → ↓", "Walk from entity to entity in the picture"],
  ["Space", "Select: show the evidence (with Shift: a second one, to find the path between)"],
  ["Enter", "Expand: add what it is tied to; open a group"],
  ["H", "Hide the selected entity"],
  ["P", "Pin it where it is, or unpin it"],
  ["U", "Undo"],
  ["+  −  0", "Zoom in, out, show all"],
  ["1 2 3 4", "Graph, table, timeline, comparison"],
  ["T", "Light or dark"],
  ["?", "This help"],
  ["Escape", "Close, clear the selection"],
];

/** The keys that work everywhere but where text is typed. */
export function pageKeys(open: (dialog: "help" | "questions") => void): (event: KeyboardEvent) => void {
  return (event) => {
    const typing =
      event.target instanceof HTMLElement &&
      event.target.matches("input:not([type=range]):not([type=checkbox]), textarea, select");
    if (typing || event.altKey || event.ctrlKey || event.metaKey || document.querySelector("dialog[open]")) return;
    if (everywhere(event.key, open)) event.preventDefault();
  };
}

function everywhere(key: string, open: (dialog: "help" | "questions") => void): boolean {
  const show: Show | undefined = shows[Number(key) - 1];
  if (show && findsTies(view.value)) change({ show });
  else if (key === "/") document.getElementById("search")?.focus();
  else if (key === "u" || key === "U") undo();
  else if (key === "t" || key === "T") turn();
  else if (key === "q" || key === "Q") open("questions");
  else if (key === "?") open("help");
  else if (key === "Escape" && view.value.select.length) change({ select: [] }, true);
  else return false;
  return true;
}
