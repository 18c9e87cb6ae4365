// Evidence that a button opens: it has the focus once it is there; when it is closed, the button has it again.
import { stacked } from "./room";
import { filled, says } from "./says";
import { change, said, select, visible, whole } from "./state";
import { label } from "./subgraph";
import { many, sentence } from "./text";
import { statusWords } from "./trust";
import { kindWord } from "./words";

let opener: HTMLElement | null = null;

/** Shows the evidence of an entity or a tie, or of what `choose` chooses. */
export function open(id: string, by: HTMLElement, choose = (): void => select(id)): void {
  // From evidence to evidence the way back is to where the first was opened.
  if (!by.closest(".chosen")) opener = by;
  choose();
  said.value = told(id);
  soon(() => {
    if (stacked.value) opener?.scrollIntoView({ block: "nearest" });
    const evidence = document.querySelector<HTMLElement>(".chosen");
    evidence?.scrollIntoView({ block: "nearest" });
    // What it is evidence for stays in sight above it.
    evidence?.closest(".beneath")?.previousElementSibling?.scrollIntoView({ block: "nearest" });
    evidence?.querySelector("h2")?.focus({ preventScroll: true });
  });
}

/** Closes the evidence that is open. */
export function close(): void {
  const focused = document.activeElement?.closest(".chosen");
  change({ select: [] }, true);
  if (focused)
    soon(() => (opener?.isConnected ? opener : document.querySelector<HTMLElement>(".evidence h2"))?.focus());
}

/** What an entity or a tie is, in a few words. */
export function told(id: string): string {
  const { entities, ties } = whole.value;
  const [entity, tie] = [entities.get(id), ties.get(id)];
  if (tie) return `${sentence(tie, entities)}, ${statusWords(tie)}. ${many(tie.claims.length, "claim")}.`;
  if (!entity) return "";
  const here = visible.value.ties.filter(({ subject, object }) => subject === id || object === id);
  return `${label(entity)}, ${kindWord(entity.kind)}, ${filled(says.here, { ties: many(here.length, "tie") })}`;
}

/** Once the page is drawn anew. */
const soon = (act: () => void): void => void setTimeout(act);
