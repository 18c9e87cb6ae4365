// What is looked at. A view and its address say the same: one can be made from the other.
import { language } from "./language";
import { type Args, pathOf, readable } from "./paths";
import { narrow } from "./room";
import { formats, queries } from "./words";

/** Figures that the service draws, of answers that can be drawn so. */
export const charts = ["bars", "years"] as const;
export type Chart = (typeof charts)[number];

export const shows = ["graph", "table", "timeline", "compare", "map", ...charts] as const;
export type Show = (typeof shows)[number];

export const isChart = (show: Show): show is Chart => charts.some((one) => one === show);

/** How the answer to a question opens where nobody says otherwise. */
const opensAs = (query: string): Show => (findsTies({ query }) ? (queries[query]?.show ?? "graph") : "table");

/** The same in this window: a picture that has no room, as the list of what is in it. */
function opening(query: string): Show {
  const best = opensAs(query);
  return best === "graph" && narrow.peek() ? "table" : best;
}

/** The ways in which the answer to a question can be shown. */
export const showsOf = (query: string): readonly Show[] =>
  shows.filter((one) => !isChart(one) || queries[query]?.figures.includes(one));

export interface View {
  /** Name of the question in the catalogue; empty on the start page. */
  readonly query: string;
  /** Its parameters, as the API has them. */
  readonly args: Args;
  readonly show: Show;
  /** What was added, in order: an entity's neighbours (`nasa`), or the paths between two (`nasa~isro`). */
  readonly add: readonly string[];
  readonly hide: readonly string[];
  /** Kinds and statuses that the legend puts out. */
  readonly mute: readonly string[];
  /** Groups of neighbours that were opened. */
  readonly open: readonly string[];
  /** Entities held at a place. */
  readonly pin: Readonly<Record<string, readonly [number, number]>>;
  /** Up to two entities, or one tie. */
  readonly select: readonly string[];
  /** What stands above it, in place of a title made from the question. */
  readonly title: string;
}

export const start: View = {
  query: "",
  args: {},
  show: "graph",
  add: [],
  hide: [],
  mute: [],
  open: [],
  pin: {},
  select: [],
  title: "",
};

const lists = ["add", "hide", "mute", "open", "select"] as const;
/** Most characters of a title. */
export const LONGEST_TITLE = 200;
const PIN = /^(.+)@(-?\d{1,6}),(-?\d{1,6})$/;

/** The question that an address names though there is none of that name; else nothing. */
export function unknownIn(search: string): string {
  const query = new URLSearchParams(search).get("query") ?? "";
  return Object.hasOwn(queries, query) ? "" : query.slice(0, LONGEST_TITLE);
}

/** The view that an address holds; what is not understood is left out. */
export function readView(search: string): View {
  const given = new URLSearchParams(search);
  const query = given.get("query") ?? "";
  const declared = Object.hasOwn(queries, query) ? queries[query] : undefined;
  if (!declared) return start;
  const args = Object.fromEntries(
    declared.parameters.filter((name) => given.has(name)).map((name) => [name, given.getAll(name)]),
  );
  const title = (given.get("title") ?? "").slice(0, LONGEST_TITLE);
  if (!declared.ties) return { ...start, query, args, show: "table", title };
  const show = showsOf(query).find((one) => one === given.get("show")) ?? opening(query);
  const listed = Object.fromEntries(lists.map((name) => [name, given.getAll(name)])) as Record<
    (typeof lists)[number],
    string[]
  >;
  return {
    query,
    args,
    show,
    ...listed,
    select: listed.select.slice(0, 2),
    pin: readPins(given.getAll("pin")),
    title,
  };
}

function readPins(given: string[]): View["pin"] {
  const pins = given.map((text) => PIN.exec(text)).filter((match) => match !== null);
  return Object.fromEntries(pins.map(([, id, x, y]) => [id as string, [Number(x), Number(y)] as const]));
}

/** The address of a view, in the language of the page or another. */
export function addressOf(view: View, lang = language): string {
  if (!view.query) return lang === "en" ? "/" : `/?lang=${lang}`;
  const given = new URLSearchParams({ query: view.query });
  for (const [name, values] of Object.entries(view.args)) for (const value of values) given.append(name, value);
  // Where another window would open something else, the address says what is shown.
  const same = view.show === opensAs(view.query) && view.show === opening(view.query);
  if (!same && findsTies(view)) given.set("show", view.show);
  for (const name of lists) for (const id of view[name]) given.append(name, id);
  for (const pin of pinned(view)) given.append("pin", pin);
  if (view.title) given.set("title", view.title);
  if (lang !== "en") given.set("lang", lang);
  return `/?${readable(given)}`;
}

const pinned = (view: View): string[] =>
  Object.entries(view.pin).map(([id, [x, y]]) => `${id}@${Math.round(x)},${Math.round(y)}`);

/** What the service is told of a view beside its question. */
export const beside = (view: View): Args => ({ add: view.add, hide: view.hide, mute: view.mute, pin: pinned(view) });

/** The path of the answer that a view shows, in a format, with `more` that this or the service is told. */
export const pathOfView = (view: View, suffix = "", more: Args = {}): string =>
  pathOf(view.query, view.args, suffix, { ...beside(view), ...(isWorded(suffix) ? inLanguage : {}), ...more });

/** What the service is told of the page's language, where that is not English. */
export const inLanguage: Args = language === "en" ? {} : { lang: [language] };

const isWorded = (suffix: string): boolean => formats.some((one) => one.suffix === suffix && one.worded);

/** A fresh look at a question, as its answer opens best. */
export const question = (query: string, args: Record<string, string | string[]>): View => ({
  ...start,
  query,
  show: opening(query),
  args: Object.fromEntries(Object.entries(args).map(([name, value]) => [name, [value].flat()])),
});

/** Whether a view is of ties; else it is a table of records. */
export const findsTies = ({ query }: Pick<View, "query">): boolean => queries[query]?.ties ?? false;

/** The parameters that narrow a question, whatever it asks. */
export const filters = [
  "technology",
  "kind",
  "relation",
  "country",
  "status",
  "disputed",
  "reliability",
  "sources",
  "reported_since",
  "overdue",
  "from",
  "to",
  "as_of",
] as const;
export type Filter = (typeof filters)[number];

/** Whether the view's question knows a filter; `partners` is about its technology, so there it does not narrow. */
export const knows = (view: View, filter: Filter): boolean => queries[view.query]?.parameters.includes(filter) ?? false;

/** The view with a filter set anew; no values take it away. */
export function withFilter(view: View, filter: Filter, values: readonly string[]): View {
  const { [filter]: _, ...others } = view.args;
  return { ...view, args: values.length ? { ...others, [filter]: values } : others };
}

/** A list with a member put in or taken out. */
export const toggled = (list: readonly string[], member: string): readonly string[] =>
  list.includes(member) ? list.filter((one) => one !== member) : [...list, member];
