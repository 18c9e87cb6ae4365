// The keyboard on the whole page, and the help for all keys.
import { close } from "./opened";
import { says } from "./says";
import { change, undo, view } from "./state";
import { turn } from "./theme";
import { findsTies, type Show, showsOf } from "./view";

/** What each key does, for the help. */
export const help = (): readonly (readonly [string, string])[] => {
  const { space, enter, escapeKey, ...keys } = says.keys;
  return [
    ["/", keys.search],
    ["Q", keys.questions],
    ["← ↑ → ↓", keys.walk],
    [space, keys.select],
    [enter, keys.expand],
    ["H", keys.hide],
    ["P", keys.pin],
    ["U", keys.undo],
    ["+  −  0", keys.zoom],
    ["1 2 3 …", keys.show],
    ["T", keys.theme],
    ["?", keys.help],
    [escapeKey, keys.escape],
  ];
};

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
  const show: Show | undefined = showsOf(view.value.query)[Number(key) - 1];
  if (show && findsTies(view.value)) change({ show });
  else if (key === "/") document.getElementById("search")?.focus();
  else if (key === "u" || key === "U") undo();
  else if (key === "t" || key === "T") turn();
  else if (key === "q" || key === "Q") open("questions");
  else if (key === "?") open("help");
  else if (key === "Escape" && view.value.select.length) close();
  else return false;
  return true;
}
