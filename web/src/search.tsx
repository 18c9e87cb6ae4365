// Search by name, and plain questions. A thing that is found opens, or joins what is there; a question is answered.
import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { type Answer, ask, askPlainly, type Entity, Problem, type Technology } from "./api";
import { KindMark } from "./parts";
import { argsOf, pathOf } from "./paths";
import { absolute } from "./place";
import { change, go, view } from "./state";
import { country } from "./text";
import { question } from "./view";
import { queries } from "./words";

interface Found {
  readonly id: string;
  readonly name: string;
  readonly thing: Entity | Technology;
}
interface Plain {
  /** A question in plain English. */
  readonly text: string;
}
type Option = Found | Plain;

interface Match {
  readonly id: string;
  readonly name: string;
  readonly how: string;
}

const text = signal("");
const options = signal<readonly Option[]>([]);
const open = signal(false);
const at = signal(0);
const message = signal("");

const isPlain = (option: Option): option is Plain => "text" in option;
const isEntity = (thing: Entity | Technology): thing is Entity => "kind" in thing;

function results({ rows, entities, technologies }: Answer<Match>): Found[] {
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

/** Most names that are offered where none has all of the words. */
const FEW = 4;

/** What is offered for some words: what is called so, and several words as a question, which comes first if no name has
 * all of them. */
function offered(words: string, answer: Answer<Match>): Option[] {
  const found = results(answer);
  if (!words.includes(" ")) return found;
  const partly = answer.rows.every(({ how }) => how === "part");
  return partly ? [{ text: words }, ...found.slice(0, FEW)] : [...found, { text: words }];
}

function show(offers: readonly Option[], said: string): void {
  options.value = offers;
  message.value = said;
  at.value = 0;
  open.value = true;
}

async function look(words: string): Promise<void> {
  try {
    const answer = await ask<Match>("search", { q: [words], limit: ["12"] });
    if (text.value.trim() !== words) return;
    const offers = offered(words, answer);
    show(offers, offers.length ? "" : `Nothing is called “${words}”, or nearly so.`);
  } catch {
    show([], "The search cannot be reached just now.");
  }
}

/** Goes on to the answer of a plain question; of what is not understood it says so, and offers what is near. */
async function answer(words: string): Promise<void> {
  try {
    const { query, parameters } = (await askPlainly(words)).meta;
    const args = parameters as Record<string, string | string[]>;
    reset();
    if (query === "entity") go(question("neighbours", args));
    else if (queries[query]?.ties) go(question(query, args));
    else location.assign(absolute(pathOf(query, argsOf(parameters), "html")));
  } catch (error) {
    const known = error instanceof Problem && !error.passing ? error.details : null;
    const said = known?.status === 404 ? "A name in it is not in the graph." : "This is not understood.";
    const near = known?.suggestions ?? [];
    show(
      near.map((one) => ({ text: one })),
      known ? `${said}${near.length ? " Near to it:" : ""}` : "The service cannot be reached just now.",
    );
  }
}

function reset(): void {
  open.value = false;
  text.value = "";
}

const PAUSE_MS = 120;
let waiting: ReturnType<typeof setTimeout> | undefined;

function typed(words: string): void {
  text.value = words;
  clearTimeout(waiting);
  if (words.trim()) waiting = setTimeout(() => void look(words.trim()), PAUSE_MS);
  else open.value = false;
}

/** Answers a question, or opens what was found; with `add`, an entity joins the view that is there. */
function choose(option: Option, add: boolean): void {
  if (isPlain(option)) return void answer(option.text);
  const { id, thing } = option;
  reset();
  if (!isEntity(thing)) go(question("partners", { technology: id }));
  else if (add && view.value.query) change({ add: [...view.value.add, id], select: [id] });
  else go({ ...question("neighbours", { id }), select: [id] });
}

function pressed(event: KeyboardEvent): void {
  const count = options.value.length;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    open.value = count > 0;
    at.value = (at.value + (event.key === "ArrowDown" ? 1 : count - 1)) % Math.max(count, 1);
  } else if (event.key === "Enter") {
    const choice = options.value[at.value];
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
        placeholder="NASA, quantum, or: what changed since June 2024"
        aria-label="Search, or ask a question"
        aria-expanded={open.value}
        aria-controls="found"
        aria-autocomplete="list"
        aria-activedescendant={open.value && options.value.length ? `found-${at.value}` : undefined}
        value={text.value}
        onInput={(event) => typed(event.currentTarget.value)}
        onKeyDown={pressed}
        onBlur={() => setTimeout(leave, 150)}
      />
      <kbd aria-hidden="true">/</kbd>
      <div class="offers" hidden={!open.value}>
        {message.value && <p role="status">{message.value}</p>}
        <ul id="found" role="listbox" aria-label="Found" hidden={!options.value.length}>
          {options.value.map((one, index) => (
            <Choice key={isPlain(one) ? one.text : `${one.id}${isEntity(one.thing)}`} one={one} index={index} />
          ))}
        </ul>
      </div>
    </search>
  );
}

function Choice({ one, index }: { one: Option; index: number }) {
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
      {isPlain(one) ? <PlainChoice text={one.text} /> : <FoundChoice one={one} />}
    </li>
  );
}

function PlainChoice({ text }: Plain) {
  return (
    <>
      <span class="mark">?</span>
      <bdi>{text}</bdi>
      <small>Question</small>
    </>
  );
}

function FoundChoice({ one: { thing, name } }: { one: Found }) {
  const also = name !== thing.name ? name : undefined;
  return (
    <>
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
    </>
  );
}
