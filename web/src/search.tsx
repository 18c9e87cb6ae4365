// Search by name, alias or nearly one; a choice opens it, or adds it to what is there.
import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { type Answer, ask, type Entity, type Technology } from "./api";
import { KindMark } from "./parts";
import { change, go, view } from "./state";
import { country } from "./text";
import { question } from "./view";

interface Found {
  readonly id: string;
  readonly name: string;
  readonly thing: Entity | Technology;
}

const text = signal("");
const found = signal<readonly Found[]>([]);
const open = signal(false);
const at = signal(0);
const message = signal("");

const isEntity = (thing: Entity | Technology): thing is Entity => "kind" in thing;

function results({ rows, entities, technologies }: Answer<{ id: string; name: string }>): Found[] {
  const things = new Map<string, Entity | Technology>(
    [...entities, ...technologies].map((thing) => [`${thing.id} ${"kind" in thing}`, thing]),
  );
  const taken = new Set<string>();
  return rows.flatMap(({ id, name }) => {
    const key = taken.has(`${id} true`) || !things.has(`${id} true`) ? `${id} false` : `${id} true`;
    const thing = things.get(key);
    taken.add(key);
    return thing ? [{ id, name, thing }] : [];
  });
}

async function look(words: string): Promise<void> {
  try {
    const answer = await ask<{ id: string; name: string }>("search", { q: [words], limit: ["12"] });
    if (text.value.trim() !== words) return;
    found.value = results(answer);
    message.value = found.value.length ? "" : `Nothing is called “${words}”, or nearly so.`;
  } catch {
    message.value = "The search cannot be reached just now.";
  }
  at.value = 0;
  open.value = true;
}

const PAUSE_MS = 120;
let waiting: ReturnType<typeof setTimeout> | undefined;

function typed(words: string): void {
  text.value = words;
  clearTimeout(waiting);
  if (words.trim()) waiting = setTimeout(() => void look(words.trim()), PAUSE_MS);
  else open.value = false;
}

/** Opens what was found; with `add`, an entity joins the view that is there. */
function choose({ id, thing }: Found, add: boolean): void {
  open.value = false;
  text.value = "";
  if (!isEntity(thing)) go(question("partners", { technology: id }));
  else if (add && view.value.query) change({ add: [...view.value.add, id], select: [id] });
  else go({ ...question("neighbours", { id }), select: [id] });
}

function pressed(event: KeyboardEvent): void {
  const count = found.value.length;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    open.value = count > 0;
    at.value = (at.value + (event.key === "ArrowDown" ? 1 : count - 1)) % Math.max(count, 1);
  } else if (event.key === "Enter") {
    const choice = found.value[at.value];
    if (open.value && choice) choose(choice, event.shiftKey);
    else if (text.value.trim()) void look(text.value.trim());
  } else if (event.key === "Escape") open.value = false;
  else return;
  event.preventDefault();
}

/** Closes the list, unless the reader has come back to the field meanwhile. */
function leave(): void {
  if (document.activeElement?.id !== "search") open.value = false;
}

export function Search() {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (!view.value.query) field.current?.focus();
  }, [view.value.query]);
  return (
    <search class="search">
      <input
        ref={field}
        id="search"
        type="text"
        role="combobox"
        autocomplete="off"
        spellcheck={false}
        maxLength={200}
        placeholder="NASA, ISRO, quantum, NISAR …"
        aria-label="Search entities and technologies"
        aria-expanded={open.value}
        aria-controls="found"
        aria-autocomplete="list"
        aria-activedescendant={open.value && found.value.length ? `found-${at.value}` : undefined}
        value={text.value}
        onInput={(event) => typed(event.currentTarget.value)}
        onKeyDown={pressed}
        onBlur={() => setTimeout(leave, 150)}
      />
      <kbd aria-hidden="true">/</kbd>
      <ul id="found" role="listbox" aria-label="Found" hidden={!open.value || !found.value.length}>
        {found.value.map((one, index) => (
          <Choice key={`${one.id}${isEntity(one.thing)}`} one={one} index={index} />
        ))}
      </ul>
      {open.value && message.value && (
        <p class="none" role="status">
          {message.value}
        </p>
      )}
    </search>
  );
}

function Choice({ one, index }: { one: Found; index: number }) {
  const { thing, name } = one;
  const also = name !== thing.name ? name : undefined;
  return (
    <li
      id={`found-${index}`}
      role="option"
      aria-selected={index === at.value}
      onMouseDown={(event) => {
        event.preventDefault();
        choose(one, event.shiftKey);
      }}
    >
      {isEntity(thing) ? <KindMark kind={thing.kind} /> : <span class="mark field">◆</span>}
      <span>
        <bdi>{thing.name}</bdi>
        {also && (
          <small>
            {" "}
            <bdi>{also}</bdi>
          </small>
        )}
      </span>
      <small>{isEntity(thing) ? [thing.kind, ...(thing.country ?? []).map(country)].join(" · ") : "Technology"}</small>
    </li>
  );
}
