// Dates, numbers, money and names in the reader's own locale.
import type { Amount, Entity, Share, Tie } from "./api";
import { type Group, label } from "./subgraph";
import { plural, relations } from "./words";

const locale = navigator.languages.length ? [...navigator.languages] : ["en"];
const numbers = new Intl.NumberFormat(locale);
const countries = new Intl.DisplayNames(locale, { type: "region" });
const languages = new Intl.DisplayNames(locale, { type: "language" });
const days = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" });
const months = new Intl.DateTimeFormat(locale, { month: "short", year: "numeric", timeZone: "UTC" });

export const number = (value: number): string => numbers.format(value);
export const country = (code: string): string => countries.of(code) ?? code;
export const language = (code: string): string => languages.of(code) ?? code;
export const many = (count: number, one: string, more = `${one}s`): string =>
  `${number(count)} ${count === 1 ? one : more}`;

const PLAIN = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?([?~%]?)$/;
const MARKS: Record<string, string> = { "?": " (uncertain)", "~": " (about)", "%": " (about, uncertain)" };

/** An EDTF date for reading; a form that is not common stays as it is written. */
export function date(edtf: string): string {
  if (edtf.includes("/"))
    return edtf
      .split("/")
      .map((part) => (part && part !== ".." ? date(part) : "…"))
      .join(" – ");
  const [, year, month, day, mark = ""] = PLAIN.exec(edtf) ?? [];
  if (!year || Number(month ?? 1) > 12) return edtf;
  const moment = new Date(Date.UTC(Number(year), Number(month ?? 1) - 1, Number(day ?? 1)));
  const shape = day ? days : months;
  return (month ? shape.format(moment) : year) + (MARKS[mark] ?? "");
}

/** The month of a day (ISO 8601), for reading. */
export const month = (day: string): string => months.format(new Date(`${day}T00:00:00Z`));

/** The first and last day of an EDTF date, in milliseconds of UTC; null where it gives none. */
export function span(edtf: string): readonly [number, number] | null {
  const parts = [...edtf.matchAll(/(\d{4})(?:-(\d\d))?(?:-(\d\d))?/g)];
  const [first, last] = [parts[0], parts.at(-1)];
  if (!first || !last) return null;
  return [dayOf(first, false), edtf.endsWith("..") ? Number.POSITIVE_INFINITY : dayOf(last, true)];
}

/** The last day that an EDTF date can mean, in milliseconds of UTC; by it a document was out for certain. */
export const lastDay = (edtf: string): number => span(edtf)?.[1] ?? Number.POSITIVE_INFINITY;

function dayOf([, year, month, day]: RegExpMatchArray, end: boolean): number {
  const known = month && Number(month) <= 12 ? Number(month) : null;
  if (!end) return Date.UTC(Number(year), (known ?? 1) - 1, Number(day ?? 1));
  if (day) return Date.UTC(Number(year), (known ?? 1) - 1, Number(day));
  return known ? Date.UTC(Number(year), known, 0) : Date.UTC(Number(year), 11, 31);
}

/** From when to when a tie lasts, for reading. */
export function lasting(tie: Tie): string {
  if (tie.start && tie.end) return `${date(tie.start)} – ${date(tie.end)}`;
  if (tie.start) return date(tie.start);
  return tie.end ? `until ${date(tie.end)}` : "";
}

const DURATION = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?$/;

/** Money, with how the source hedges it and the time that it covers. */
export function money(amount: Amount): string {
  const shape = new Intl.NumberFormat(locale, {
    style: "currency",
    currency: amount.currency,
    maximumFractionDigits: 0,
  });
  const { min, max, value, qualifier, period, per } = amount;
  const figure =
    value != null
      ? shape.format(value)
      : min != null && max != null
        ? shape.formatRange(min, max)
        : min != null
          ? `at least ${shape.format(min)}`
          : `up to ${shape.format(max ?? 0)}`;
  const kind = amount.kind ? `(${amount.kind})` : "";
  const joint = amount.joint ? "(together with others)" : "";
  const ofOne = per ? `per ${per}` : "";
  return [qualifier, figure, ofOne, period ? `over ${duration(period)}` : "", kind, joint].filter(Boolean).join(" ");
}

/** A part of a whole, with how the source hedges it. */
export function share({ percent, qualifier, of }: Share): string {
  const figure = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 }).format(percent / 100);
  return [qualifier, figure, "of", of].filter(Boolean).join(" ");
}

function duration(iso: string): string {
  const [, years, months, days] = DURATION.exec(iso) ?? [];
  const parts = [years && many(+years, "year"), months && many(+months, "month"), days && many(+days, "day")];
  return parts.filter(Boolean).join(", ") || iso;
}

/** A tie as a sentence: “ISRO co-develops NISAR”. */
export const sentence = (tie: Tie, entities: ReadonlyMap<string, Entity>): string =>
  `${label(entities.get(tie.subject), tie.subject)} ${relations[tie.relation].forward} ${label(entities.get(tie.object), tie.object)}`;

/** The members of a group in number, and what they are to the entity beside them: “7 countries: each is a member of it”. */
export function groupWords(group: Group): string {
  if (!group.alike) return `${number(group.members.length)} more ${plural(group.kind).toLowerCase()}`;
  const { relation, outward } = group.alike;
  return `${members(group)}${outward ? " that it" : ": each"} ${relations[relation].forward}${outward ? "" : " it"}`;
}

/** The same as a sentence. */
export function groupSentence(group: Group, entities: ReadonlyMap<string, Entity>): string {
  if (!group.alike) return `${members(group)} with few ties are one box.`;
  const { hub, relation, outward } = group.alike;
  const [name, words] = [label(entities.get(hub), hub), relations[relation].forward];
  return outward
    ? `${members(group)} that ${name} ${words} are one box.`
    : `${members(group)} are one box: each ${words} ${name}.`;
}

const members = ({ kind, members }: Group): string =>
  many(members.length, kind.toLowerCase(), plural(kind).toLowerCase());
