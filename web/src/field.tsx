// A field of a form, by what it holds: names from the search or the tree, days, choices, numbers and texts.
import { useLayoutEffect, useMemo } from "preact/hooks";
import { type Answer, ask, type Document, type Technology } from "./api";
import { blank, type Entry, type Field, keyOf } from "./asking";
import { Combobox, Offering, type Offers } from "./combobox";
import { fields, readFields } from "./filters";
import { type Found, FoundChoice, isEntity, results, search } from "./found";
import { filled, says } from "./says";
import { said, whole } from "./state";
import { label } from "./subgraph";
import { date, sentence } from "./text";

/** Where a form keeps a field: what stands in it, what is wrong, and how that changes. */
export interface Slot {
  readonly field: Field;
  readonly entries: readonly Entry[];
  readonly wrong: ReadonlyMap<string, string>;
  readonly set: (entries: readonly Entry[]) => void;
  /** What ids of the form begin with. */
  readonly form: string;
  /** What it is, where the question itself does not say. */
  readonly hint?: string;
}

export function FieldOf(slot: Slot) {
  const { field } = slot;
  if (field.type === "pair") return <Pairs {...slot} />;
  if (field.type === "choice" && field.several) return <Choices {...slot} />;
  const id = `${slot.form}-${keyOf(field)}`;
  return (
    <div class="field" data-type={field.type}>
      <label for={id}>
        {field.label} {!field.required && field.default === undefined && <small>{says.optional}</small>}
      </label>
      <Input {...slot} index={0} />
      {slot.hint && (
        <p class="hint" id={`${id}-hint`}>
          {slot.hint}
        </p>
      )}
    </div>
  );
}

interface InputOf extends Slot {
  readonly index: number;
  /** What it is called, where no label stands before it. */
  readonly called?: string;
}

/** What is typed or chosen at one place of a field, and what is wrong with it. */
function Input(props: InputOf) {
  const { field, entries, wrong, set, form, index, called, hint } = props;
  const id = `${form}-${keyOf(field, index)}`;
  const said = wrong.get(keyOf(field, index));
  const entry = entries[index] ?? blank;
  const fill = (filled: Entry): void => set(Object.assign([...entries], { [index]: filled }));
  const described = [said && `${id}-wrong`, hint && `${id}-hint`].filter(Boolean).join(" ") || undefined;
  const common = { id, "aria-describedby": described, "aria-invalid": said ? true : undefined } as const;
  const part = finders[field.type === "pair" ? "entities" : field.type];
  return (
    <>
      {part ? (
        <Name {...{ id, part, entry, fill, described, called }} wrong={said !== undefined} />
      ) : field.type === "choice" || field.type === "flag" ? (
        <select
          {...common}
          value={entry.value}
          onChange={({ currentTarget: { value } }) => fill({ value, text: value })}
        >
          {field.default === undefined && <option value="">{says.any}</option>}
          {optionsOf(field).map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>
      ) : (
        <input
          {...common}
          type="text"
          inputMode={field.type === "number" ? "numeric" : undefined}
          placeholder={field.type === "day" ? "2024-06" : undefined}
          maxLength={200}
          value={entry.text}
          onInput={({ currentTarget: { value } }) => fill({ value, text: value })}
        />
      )}
      {said && (
        <p class="fault" id={`${id}-wrong`}>
          {said}
        </p>
      )}
    </>
  );
}

const optionsOf = ({ type, choices = [], words }: Field): [string, string][] =>
  type === "flag"
    ? [
        ["true", says.yes],
        ["false", says.no],
      ]
    : choices.map((one, at) => [one, words[at] ?? one]);

/** Some of a list. */
function Choices({ field, entries, set, form }: Slot) {
  const chosen = entries.map(({ value }) => value);
  const toggle = (value: string): void =>
    set(chosen.includes(value) ? entries.filter((one) => one.value !== value) : [...entries, { value, text: value }]);
  return (
    <fieldset class="field choices">
      <legend>{field.label}</legend>
      {optionsOf(field).map(([value, words]) => (
        <label key={value}>
          <input
            id={`${form}-${field.name}-${value}`}
            type="checkbox"
            checked={chosen.includes(value)}
            onChange={() => toggle(value)}
          />{" "}
          {words}
        </label>
      ))}
    </fieldset>
  );
}

/** Pairs of entities, of which there can be more and fewer. */
function Pairs(slot: Slot) {
  const { field, entries, set, form } = slot;
  const count = Math.ceil(entries.length / 2);
  const focus = (index: number): void =>
    void setTimeout(() => document.getElementById(`${form}-${keyOf(field, index)}`)?.focus());
  const add = (): void => {
    set([...entries, blank, blank]);
    said.value = filled(says.pairAdded, { number: count + 1 });
    focus(entries.length);
  };
  const remove = (at: number): void => {
    set(entries.filter((_, index) => index !== 2 * at && index !== 2 * at + 1));
    said.value = says.pairRemoved;
    focus(Math.max(2 * at - 2, 0));
  };
  return (
    <div class="field pairs">
      {Array.from({ length: count }, (_, at) => (
        <fieldset key={at} class="pair">
          <legend>{filled(says.pair, { number: at + 1 })}</legend>
          <div class="name-field">
            <Input {...slot} index={2 * at} called={`${filled(says.pair, { number: at + 1 })}, ${says.first}`} />
          </div>
          <span>{says.with}</span>
          <div class="name-field">
            <Input {...slot} index={2 * at + 1} called={`${filled(says.pair, { number: at + 1 })}, ${says.second}`} />
          </div>
          {count > 1 && (
            <button
              type="button"
              class="icon"
              aria-label={filled(says.removePair, { number: at + 1 })}
              onClick={() => remove(at)}
            >
              ×
            </button>
          )}
        </fieldset>
      ))}
      {count < (field.most ?? Number.POSITIVE_INFINITY) && (
        <button type="button" class="add" onClick={add}>
          + {says.addPair}
        </button>
      )}
    </div>
  );
}

// Names

interface Named {
  readonly id: string;
  readonly name: string;
  /** What else is to be seen of it in a list. */
  readonly note: string;
  readonly found?: Found;
}

interface Finder {
  /** Whether what there is can be looked through without a word. */
  readonly browsing: boolean;
  readonly find: (words: string) => Promise<readonly Named[]>;
  /** What an id is called. */
  readonly name: (id: string) => Promise<string | undefined>;
}

const ONE = { limit: ["1"] };
/** Most documents that are offered, and most ties of an entity that are looked through. */
const LISTED = "50";
const MOST_TIES = "500";

const finders: Partial<Record<Field["type"], Finder>> = {
  entities: {
    browsing: false,
    find: async (words) =>
      words
        ? results(await search(words))
            .filter(({ thing }) => isEntity(thing))
            .map((found) => ({ id: found.id, name: nameOf(found), note: "", found }))
        : [],
    name: async (id) => {
      const known =
        whole.value.entities.get(id) ?? (await ask("entity", { id: [id] })).entities.find((one) => one.id === id);
      return known && label(known);
    },
  },
  technologies: {
    browsing: true,
    find: async (words) => fitting(words, await technologies()),
    name: async (id) => (await technologies()).find((one) => one.id === id)?.name,
  },
  documents: {
    browsing: true,
    find: async (words) =>
      (await ask("documents", { limit: [LISTED], ...(words && { q: [words] }) })).documents.map((one) => ({
        id: one.id,
        name: one.title,
        note: date(one.published),
      })),
    name: async (id) =>
      (await ask("document", { id: [id], ...ONE })).documents.find((one: Document) => one.id === id)?.title,
  },
  // By the name of an end, or of both.
  ties: {
    browsing: false,
    find: async (words) => {
      const end = words && results(await search(words)).find(({ thing }) => isEntity(thing));
      if (!end) return [];
      const all = tiesOf(await ask("ties", { entity: [end.id], disputed: ["include"], limit: [MOST_TIES] }));
      const fits = fitting(words, all);
      return fits.length ? fits : all;
    },
    name: async (id) => tiesOf(await ask("tie", { id: [id] }))[0]?.name,
  },
};

/** The ties of an answer as sentences, each with its topic. */
function tiesOf({ ties, entities }: Answer): (Named & { also: readonly string[] })[] {
  const named = new Map(entities.map((one) => [one.id, one]));
  return ties.map((tie) => {
    const [name, note] = [sentence(tie, named), tie.topic ?? ""];
    return { id: tie.id, name, note, also: [`${name} ${note}`] };
  });
}

const nameOf = ({ thing }: Found): string => (isEntity(thing) ? label(thing) : thing.name);

/** All technologies, each with the names that find it; a field before what is narrower. */
async function technologies(): Promise<(Named & { also: readonly string[] })[]> {
  if (!fields.value) await readFields();
  const all = fields.value;
  if (!all) return [];
  const listed = new Map<string, Named & { also: readonly string[] }>();
  const list = (some: readonly Technology[], note: string): void => {
    for (const one of some) {
      if (listed.has(one.id)) continue;
      listed.set(one.id, { id: one.id, name: one.name, note, also: one.aliases ?? [] });
      list(all.narrower.get(one.id) ?? [], one.name);
    }
  };
  list(all.roots, "");
  return [...listed.values()];
}

/** Those whose names have all words; those that begin so first. */
function fitting<T extends Named & { also?: readonly string[] }>(words: string, all: readonly T[]): T[] {
  const each = words.toLowerCase().split(/\s+/);
  const texts = (one: T): string[] => [one.name, ...(one.also ?? [])].map((name) => name.toLowerCase());
  const fits = all.filter((one) => texts(one).some((text) => each.every((word) => text.includes(word))));
  const begins = (one: T): number => Number(texts(one).some((text) => text.startsWith(words.toLowerCase())));
  return words ? fits.sort((one, other) => begins(other) - begins(one)) : fits;
}

async function offers(part: Finder, words: string): Promise<Offers<Named>> {
  try {
    const options = await part.find(words);
    return { options, said: options.length || !words ? "" : filled(says.nothing, { text: words }) };
  } catch {
    return { options: [], said: says.unreachable };
  }
}

interface NameOf {
  readonly id: string;
  readonly part: Finder;
  readonly entry: Entry;
  readonly fill: (entry: Entry) => void;
  readonly described: string | undefined;
  readonly wrong: boolean;
  readonly called: string | undefined;
}

/** A name that is found while it is typed. */
function Name({ id, part, entry, fill, described, wrong, called }: NameOf) {
  const offering = useMemo(() => new Offering((words) => offers(part, words), part.browsing, entry.text), []);
  // At once, before another letter is typed.
  useLayoutEffect(() => {
    if (offering.text.value !== entry.text) offering.settle(entry.text);
  }, [entry.text]);
  return (
    <Combobox
      offering={offering}
      id={id}
      list={says.found}
      {...(called ? { label: called } : {})}
      described={described}
      wrong={wrong}
      submits
      keyOf={(one) => one.id}
      draw={(one) => (one.found ? <FoundChoice one={one.found} /> : <ListedChoice one={one} />)}
      typed={(text) => fill({ value: "", text })}
      choose={({ id: value, name }) => {
        offering.settle(name);
        fill({ value, text: name });
      }}
    />
  );
}

function ListedChoice({ one }: { one: Named }) {
  return (
    <>
      <span class="mark field">◆</span>
      <bdi>{one.name}</bdi>
      <small>{one.note}</small>
    </>
  );
}

/** The entry with its name, or with its value where a text is the one name of something. */
export async function settled(type: Field["type"], entry: Entry): Promise<Entry> {
  const part = finders[type === "pair" ? "entities" : type];
  if (!part || !entry.text.trim()) return entry;
  if (entry.value) return { value: entry.value, text: (await part.name(entry.value)) ?? entry.text };
  const wanted = entry.text.trim().toLowerCase();
  const same = (one: Named): boolean =>
    [one.id, one.name, one.found?.name ?? one.name].some((name) => name.toLowerCase() === wanted);
  const [only, ...others] = (await part.find(entry.text.trim())).filter(same);
  return only && !others.length ? { value: only.id, text: only.name } : entry;
}
