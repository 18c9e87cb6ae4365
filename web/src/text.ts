// Dates, numbers, money and names in the language of the page.
import type { Amount, Entity, Share, Tie } from "./api";
import { language as spokenHere, locale as written } from "./language";
import { filled, says, spoken } from "./says";
import type { Forms } from "./says/en";
import { type Group, label } from "./subgraph";
import { kindWord, plural, relations } from "./words";

const locale = [...written];
const numbers = new Intl.NumberFormat(locale);
const rules = new Intl.PluralRules(locale);
const lists = new Intl.ListFormat(locale, { type: "conjunction" });
const countries = new Intl.DisplayNames(locale, { type: "region" });
const languages = new Intl.DisplayNames(locale, { type: "language" });
const days = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" });
const months = new Intl.DateTimeFormat(locale, { month: "short", year: "numeric", timeZone: "UTC" });

export const number = (value: number): string => numbers.format(value);
export const country = (code: string): string => countries.of(code) ?? code;
export const language = (code: string): string => languages.of(code) ?? code;
export const listed = (texts: readonly string[]): string => lists.format(texts);

type Noun = keyof typeof spoken.nouns | keyof typeof says.nouns;

/** The form of a word that goes with a number. */
export const formFor = (count: number, forms: Forms): string =>
  forms[rules.select(count)] ?? forms.other ?? forms.many ?? "";
/** What is counted, in the form that goes with the number. */
export const noun = (count: number, name: Noun): string => formFor(count, { ...spoken.nouns, ...says.nouns }[name]);
export const many = (count: number, name: Noun): string => `${number(count)} ${noun(count, name)}`;

const PLAIN = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?([?~%]?)$/;
const MARKS: Record<string, keyof typeof says.dates> = { "?": "uncertain", "~": "about", "%": "both" };

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
  const sure = month ? shape.format(moment) : year;
  const hedge = MARKS[mark];
  return hedge ? filled(says.dates[hedge], { date: sure }) : sure;
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
  return tie.end ? filled(spoken.until, { date: date(tie.end) }) : "";
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
          ? hedged("at least", shape.format(min))
          : hedged("up to", shape.format(max ?? 0));
  const said = qualifier ? hedged(qualifier, figure) : figure;
  const kind = amount.kind ? `(${spoken.amount_kinds[amount.kind] ?? amount.kind})` : "";
  const joint = amount.joint ? says.money.joint : "";
  const time = period ? filled(says.money.time, { time: duration(period) }) : "";
  return [per ? hedged("per", said, per) : said, time, kind, joint].filter(Boolean).join(" ");
}

/** Amounts in the places of a hedge. */
const hedged = (hedge: string, ...amounts: string[]): string =>
  amounts.reduce((text, amount) => text.replace("{}", () => amount), spoken.hedges[hedge] ?? `${hedge} {}`);

/** A part of a whole, with how the source hedges it. */
export function share({ percent, qualifier, of }: Share): string {
  const figure = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 }).format(percent / 100);
  return hedged("share", qualifier ? hedged(qualifier, figure) : figure, of);
}

function duration(iso: string): string {
  const [, years, months, days] = DURATION.exec(iso) ?? [];
  const parts = Object.entries({ year: years, month: months, day: days }).flatMap(([unit, count]) =>
    count ? new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).format(Number(count)) : [],
  );
  return parts.join(", ") || iso;
}

/** A tie as a sentence: “ISRO co-develops NISAR”. */
export const sentence = (tie: Tie, entities: ReadonlyMap<string, Entity>): string =>
  `${label(entities.get(tie.subject), tie.subject)} ${relations[tie.relation].forward} ${label(entities.get(tie.object), tie.object)}`;

/** The members of a group in number, and what they are to the entity beside them: “7 countries: each is a member of it”. */
export function groupWords(group: Group): string {
  if (!group.alike) return filled(says.group.rest, members(group));
  const { relation, outward } = group.alike;
  const text = outward ? says.group.outward : says.group.inward;
  return filled(text, { ...members(group), relates: relations[relation].forward });
}

/** The same as a sentence. */
export function groupSentence(group: Group, entities: ReadonlyMap<string, Entity>): string {
  if (!group.alike) return filled(says.grouped.rest, members(group));
  const { hub, relation, outward } = group.alike;
  const text = outward ? says.grouped.outward : says.grouped.inward;
  return filled(text, {
    ...members(group),
    hub: label(entities.get(hub), hub),
    relates: relations[relation].forward,
  });
}

function members({ kind, members }: Group): { count: string; kinds: string } {
  const kinds = members.length === 1 ? kindWord(kind) : plural(kind);
  // German writes nouns large.
  return { count: number(members.length), kinds: spokenHere === "de" ? kinds : kinds.toLowerCase() };
}
