// Asks the API. Types come from its OpenAPI description, queries and their paths from its catalogue.
import type { components } from "../generated/api";
import { type Args, pathOf } from "./paths";
import { absolute } from "./place";
import { filled, says } from "./says";

type Schemas = components["schemas"];
export type Entity = Schemas["Entity"];
export type Tie = Schemas["Tie"];
export type Claim = Schemas["Claim"];
export type Document = Schemas["Document"];
export type Technology = Schemas["Technology"];
export type Amount = Schemas["Amount"];
export type Share = Schemas["Share"];
export type Ready = Schemas["Ready"];
export type Made = Schemas["Made"];
export type ProblemDetails = Schemas["Problem"];
export type Row = Record<string, unknown>;
/** The one shape of every answer; what its rows are depends on the query. */
export type Answer<R = Row> = Omit<Schemas["Answer_Row_"], "rows"> & { rows: R[] };

/** A cell of a table: its text, the records that it names, and what it is ordered by where that is not the text. */
export interface Cell {
  readonly text: string;
  readonly names?: readonly { readonly id: string; readonly name: string }[];
  readonly value?: string | number;
}
/** A line of a table, with the ties that it is about and how far along it is. */
export interface Line {
  readonly cells: readonly Cell[];
  readonly ties: readonly string[];
  readonly state: Schemas["Status"] | null;
}
/** A channel of a figure: the column that it shows, if the table has it, and what is read in an empty cell of that. */
export interface Channel {
  readonly channel: string;
  readonly column: string | null;
  readonly unstated: string;
}
export interface Column {
  readonly name: string;
  readonly heading: string;
  readonly what: string;
}
export interface WordedTable {
  readonly heading: string | null;
  readonly columns: readonly Column[];
  /** What its lines can be drawn as, the best first. */
  readonly figures: readonly { readonly name: string; readonly channels: readonly Channel[] }[];
  readonly lines: readonly Line[];
}
/** An answer in words, as the service puts it. */
export interface Worded {
  readonly title: string;
  readonly sentence: string;
  /** How many results are how far along, and how that is known. */
  readonly stages: readonly { readonly name: string; readonly text: string; readonly known: readonly string[] }[];
  readonly remarks: readonly { readonly text: string; readonly url: string | null }[];
  readonly dataset: string;
  readonly tables: readonly WordedTable[];
  /** The documents by the numbers that tables cite them by. */
  readonly sources: readonly {
    readonly number: number;
    readonly id: string;
    readonly text: string;
    readonly url: string | null;
  }[];
}

/** What the API says is wrong (RFC 9457). */
export class Problem extends Error {
  constructor(readonly details: ProblemDetails) {
    super(details.detail);
  }
  /** Whether asking again later can help. */
  get passing(): boolean {
    return this.details.status >= 502;
  }
}

/** The service cannot be reached at all. */
export class Offline extends Error {}

const KEPT = 200;
const kept = new Map<string, Promise<unknown>>();
let dataset = "";

/** The answer to a query, asked once for each dataset version. Throws Problem or Offline. */
export function ask<R = Row>(query: string, args: Args): Promise<Answer<R>> {
  return once<Answer<R>>(pathOf(query, args), (answer) => answer.meta.dataset);
}

/** The answer to a plain question, where the service understands it. Throws Problem or Offline. */
export const askPlainly = (text: string): Promise<Answer> =>
  fetchJson<Answer>(`/ask?${new URLSearchParams({ q: text })}`);

/** The answer in words at a path, in the same way. */
export function askInWords(path: string): Promise<Worded> {
  return once<Worded>(path, (answer) => answer.dataset);
}

function once<T>(path: string, datasetOf: (answer: T) => string): Promise<T> {
  const known = kept.get(path) as Promise<T> | undefined;
  if (known) return known;
  if (kept.size >= KEPT) kept.delete(kept.keys().next().value ?? "");
  const asked = fetchJson<T>(path).then((answer) => {
    if (dataset && datasetOf(answer) !== dataset) kept.clear();
    dataset = datasetOf(answer);
    return answer;
  });
  kept.set(path, asked);
  asked.catch(() => kept.delete(path));
  return asked;
}

/** Forgets all answers, so that the next are asked anew. */
export function forget(): void {
  kept.clear();
}

/** Which dataset the graph holds, also while the service warms up: it answers already. Throws Problem or Offline. */
export async function ready(): Promise<Ready> {
  try {
    return await fetchJson<Ready>("/ready");
  } catch (error) {
    const { dataset } = (error instanceof Problem ? error.details : {}) as { dataset?: Ready["dataset"] };
    if (dataset?.version) return { status: "ready", dataset };
    throw error;
  }
}

/** How many snapshots readers may still make here. Throws Problem or Offline. */
export const snapshotsLeft = async (): Promise<number> => (await fetchJson<Schemas["Allowance"]>("/snapshots")).left;

export interface BrowserLogin {
  user: string | null;
  whose: "administrator" | "service" | "reader";
}

/** As whom the links to Neo4j Browser lead there, and whose login that is. */
export const browserLogin = (): Promise<BrowserLogin> => fetchJson<BrowserLogin>("/browser/login");

/** Has the service freeze the answer at one of its addresses. Throws Problem or Offline. */
export const freeze = (address: string): Promise<Made> =>
  fetchJson<Made>("/snapshots", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ address }),
  });

const BOOKMARK = "Entente-Bookmark";
/** What the last answer had seen of the graph: the next may not show less, whichever server gives it. */
let bookmark = "";

async function fetchJson<T>(path: string, sent: RequestInit = {}): Promise<T> {
  const headers = { Accept: "application/json", ...(bookmark && { [BOOKMARK]: bookmark }), ...sent.headers };
  const response = await fetch(absolute(path), { ...sent, headers }).catch((error: unknown) => {
    throw new Offline(String(error));
  });
  bookmark = response.headers.get(BOOKMARK) ?? bookmark;
  if (response.ok) return (await response.json()) as T;
  if (response.status === 422) bookmark = "";
  throw new Problem(await problemOf(response));
}

async function problemOf(response: Response): Promise<ProblemDetails> {
  try {
    return (await response.json()) as ProblemDetails;
  } catch {
    const { status, statusText } = response;
    return {
      type: "about:blank",
      title: statusText,
      status,
      detail: filled(says.notice.answered, { status }),
      instance: "",
    };
  }
}
