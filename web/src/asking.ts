// A question as a form: its fields from the catalogue, what is filled in, and the view that it asks for.
import type { Args } from "./paths";
import { filled, says, spoken } from "./says";
import type { FieldSaid } from "./says/en";
import { question, type View } from "./view";
import { type FieldWords, queries } from "./words";

/** What stands in a field: the value that is asked with, and how it reads. A name that was not chosen has no value. */
export interface Entry {
  readonly value: string;
  readonly text: string;
}
/** Entries by field. Of pairs there are two each, one after the other. */
export type Filled = Readonly<Record<string, readonly Entry[]>>;

export interface Field extends FieldWords {
  /** What it is called, in the words of the question. */
  readonly label: string;
  /** What it is. */
  readonly hint: string;
  /** How its choices are called, in their order. */
  readonly words: readonly string[];
}
export interface Form {
  readonly query: string;
  /** The question in plain words; `field` is whether a part is the place of one. */
  readonly sentence: readonly { readonly text: string; readonly field: boolean }[];
  /** Whether these are words of its own, and not its description. */
  readonly plain: boolean;
  /** What it asks for first, in the order of its words. */
  readonly first: readonly Field[];
  readonly more: readonly Field[];
}

export const blank: Entry = { value: "", text: "" };

/** The forms of all questions, in the order of the catalogue. */
export const forms = (): Form[] => Object.keys(queries).map(formOf);

/** A question in plain words, which name what it asks for. */
export const plainly = (query: string): string =>
  formOf(query)
    .sentence.map(({ text }) => text)
    .join("");

/** The form of a question. */
export function formOf(query: string): Form {
  const { asks = [], fields: said = {}, description = "" } = spoken.questions[query] ?? {};
  const named = new Map(asks.flatMap(({ field, words }) => (field && words ? [[field, words] as const] : [])));
  const labelled = (queries[query]?.fields ?? []).map((field): Field => {
    const { label, hint, choices = [] }: FieldSaid = said[field.name] ?? { label: field.name, hint: "" };
    return { ...field, label: named.get(field.name) ?? label, hint, words: choices };
  });
  const opens = ({ name, required }: Field): boolean => named.has(name) || (required ?? false);
  const order = [...named.keys()];
  const place = ({ name }: Field): number => (named.has(name) ? order.indexOf(name) : order.length);
  return {
    query,
    plain: asks.length > 0,
    sentence: asks.length
      ? asks.flatMap(({ text, words }) => [{ text, field: false }, ...(words ? [{ text: words, field: true }] : [])])
      : [{ text: description.replace(/[.:;].*$/s, ""), field: false }],
    first: labelled.filter(opens).sort((one, other) => place(one) - place(other)),
    more: labelled.filter((field) => !opens(field)),
  };
}

const fieldsOf = ({ first, more }: Form): readonly Field[] => [...first, ...more];

/** Pairs that an empty form has room for: they are asked for to be compared. */
const PAIRS = 2;

/** A form as a question fills it in; without one, empty. Ids stand for names until these are known. */
export function filledFrom(form: Form, args: Args): Filled {
  return Object.fromEntries(fieldsOf(form).map((field) => [field.name, entriesOf(field, args[field.name] ?? [])]));
}

function entriesOf({ type, several, default: usual }: Field, given: readonly string[]): readonly Entry[] {
  const same = (value: string): Entry => ({ value, text: value });
  if (type === "pair") {
    const pairs = given.flatMap((pair) => pair.split(",").map(same));
    return pairs.length ? pairs : Array.from({ length: 2 * PAIRS }, () => blank);
  }
  if (several && type !== "choice") return [same(given.join(", "))];
  if (given.length || several) return given.map(same);
  return [usual === undefined ? blank : same(String(usual))];
}

/** What is filled in now, with the names that were found meanwhile for what was `given`; what was changed since stays. */
export const withNames = (now: Filled, given: Filled, names: Filled): Filled =>
  Object.fromEntries(
    Object.entries(now).map(([field, entries]) => [
      field,
      entries.map((entry, at) => (entry === given[field]?.[at] ? (names[field]?.[at] ?? entry) : entry)),
    ]),
  );

/** Whether a field holds the id of something that is called by a name. */
export const isNamed = ({ type }: FieldWords): boolean =>
  ["entities", "technologies", "documents", "ties", "pair"].includes(type);

/** What is wrong with what is filled in, by field and place in it. */
export function wrongIn(form: Form, filled: Filled): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const field of fieldsOf(form))
    for (const [index, said] of faults(field, filled[field.name] ?? [])) found.set(keyOf(field, index), said);
  return found;
}

/** What an entry of a form is found by. */
export const keyOf = ({ name }: FieldWords, index = 0): string => `${name}-${index}`;

function faults(field: Field, entries: readonly Entry[]): [number, string][] {
  const text = (index: number): string => entries[index]?.text.trim() ?? "";
  if (field.required && entries.every((entry) => !entry.text.trim())) return [[0, says.needed]];
  return entries.flatMap((entry, index): [number, string][] => {
    const said = field.type === "pair" ? faultOfEnd(entries, index) : text(index) ? faultOf(field, text(index)) : "";
    if (said) return [[index, said]];
    return isNamed(field) && text(index) && !entry.value ? [[index, filled(says.choose, { text: text(index) })]] : [];
  });
}

/** What is wrong with one end of a pair, beside its other end. */
function faultOfEnd(entries: readonly Entry[], index: number): string {
  const [own, other] = [entries[index], entries[index % 2 ? index - 1 : index + 1]];
  if (!own?.text.trim()) return other?.text.trim() ? says.halfPair : "";
  return index % 2 && own.value && own.value === other?.value ? says.samePair : "";
}

function faultOf({ type, pattern, least, most, several }: Field, text: string): string {
  if (type === "day" && pattern && !new RegExp(pattern).test(text)) return says.noDay;
  if (type !== "number" || several) return "";
  const [low, high] = [least ?? 0, most ?? Number.MAX_SAFE_INTEGER];
  return /^\d+$/.test(text) && Number(text) >= low && Number(text) <= high
    ? ""
    : filled(says.noNumber, { least: low, most: high });
}

/** What is asked with: the entries that say something else than is usual. */
export function argsOf(form: Form, filled: Filled): Args {
  return Object.fromEntries(
    fieldsOf(form)
      .map((field) => [field.name, valuesOf(field, filled[field.name] ?? [])] as const)
      .filter(([, values]) => values.length > 0),
  );
}

function valuesOf(field: Field, entries: readonly Entry[]): string[] {
  const values = entries.map(({ value }) => value.trim());
  if (field.type === "pair")
    return values.flatMap((value, index) => (index % 2 && value ? [`${values[index - 1]},${value}`] : []));
  const given = field.several && field.type !== "choice" ? values.flatMap((value) => value.split(/\s*,\s*/)) : values;
  return given.filter((value) => value && value !== String(field.default ?? ""));
}

/** The view that a form asks for. Asked from a view of the same question, what narrows that stays, and how it is shown. */
export function viewOf(form: Form, filled: Filled, from: View): View {
  const fresh = question(form.query, {});
  const own = new Set([...fieldsOf(form).map(({ name }) => name), "after"]);
  const same = from.query === form.query;
  const kept = same ? Object.fromEntries(Object.entries(from.args).filter(([name]) => !own.has(name))) : {};
  return {
    ...fresh,
    args: { ...argsOf(form, filled), ...kept },
    ...(same ? { show: from.show, mute: from.mute } : {}),
  };
}
