// The words and looks of the graph, as the service itself has them (`tools/build_web.py` writes the files). What is a
// word is that of the page's language, and so read only when it is said.
import type { components } from "../generated/api";
import given from "../generated/words.json";
import { says, spoken } from "./says";

export type Kind = components["schemas"]["Kind"];
export type Status = components["schemas"]["Status"];
export type Relation = components["schemas"]["Relation"];
/** How far along results are, in the order in which that is told. */
export const stages = ["held", "promised", "expected", "over", "disputed"] as const;
export type Stage = (typeof stages)[number];

interface KindLook {
  colour: string;
  fill: string;
  shape: string;
  dark_colour: string;
  dark_fill: string;
}
export interface LineLook {
  dash: number[];
  width: number;
  word: string;
  colour: string;
  dark_colour: string;
}
export interface FormatWords {
  suffix: string;
  description: string;
  /** Whether it shows a title. */
  titled: boolean;
  /** Whether it can be in other languages. */
  worded: boolean;
}
/** A parameter as a field of a form. */
export interface FieldWords {
  name: string;
  /** What it holds: the id of a record of a part, two entities as `one,other`, an EDTF date, or something simpler. */
  type: "entities" | "technologies" | "documents" | "ties" | "pair" | "day" | "choice" | "number" | "flag" | "text";
  required?: boolean;
  several?: boolean;
  choices?: string[];
  default?: string | number | boolean;
  /** How a day is written. */
  pattern?: string;
  /** The least and the greatest number; of what can be given several times, how often at most. */
  least?: number;
  most?: number;
}
interface QueryWords {
  path: string;
  parameters: string[];
  required: string[];
  ties: boolean;
  /** What its rows can be drawn as. */
  figures: string[];
  /** Which disputed ties it has where nobody asks; null where it has no ties to leave out. */
  disputed: "exclude" | "include" | "only" | null;
  /** How its answer opens. */
  show: "graph" | "table" | "timeline" | "compare";
  /** What a form asks for. */
  fields: FieldWords[];
}

export const kinds = given.kinds as Record<Kind, KindLook>;
export const statuses = given.statuses as Record<Status, LineLook & { stage: Stage }>;
export const disputed: LineLook = given.disputed;
/** Of a line for several ties that do not look alike. */
export const mixed: LineLook = { dash: [], width: 5, word: "mixed", colour: "#bccadb", dark_colour: "#4c5b6b" };
/** Registries of entities, by the name that `same_as` has of them. */
export const registries: Record<string, { name: string; prefix: string }> = given.registries;
/** After so many years without a word the line of a tie is faded. */
export const oldYears: number = given.old_years;
export const queries = given.queries as Partial<Record<string, QueryWords>>;
export const formats: readonly FormatWords[] = given.formats;

export const kindNames = Object.keys(kinds) as Kind[];
export const statusNames = Object.keys(statuses) as Status[];
export const relationNames = Object.keys(spoken.relations) as Relation[];

const symmetric = new Set<string>(given.symmetric);

/** What relates the one end of a tie to the other, each way, and whether it is the same both ways. */
export const relations = Object.fromEntries(
  relationNames.map((name) => [
    name,
    {
      get forward(): string {
        return spoken.relations[name]?.forward ?? name;
      },
      get inverse(): string {
        return spoken.relations[name]?.inverse ?? name;
      },
      symmetric: symmetric.has(name),
    },
  ]),
) as Record<Relation, { readonly forward: string; readonly inverse: string; readonly symmetric: boolean }>;

export const kindWord = (kind: Kind): string => spoken.kinds[kind] ?? kind;
export const plural = (kind: Kind): string => says.plurals[kind];
export const statusWord = (status: string): string => spoken.statuses[status]?.word ?? status;
export const reliabilityWord = (reliability: string): string => spoken.reliabilities[reliability]?.word ?? reliability;

/** How far along a tie is; a disputed one is no more than that. */
export const stageOf = (tie: { status: Status; disputed: boolean }): Stage =>
  tie.disputed ? "disputed" : statuses[tie.status].stage;

/** The line of a tie: that of a disputed one, whatever its status, or that of its status. */
export const lineOf = (tie: { status: Status; disputed: boolean }): LineLook =>
  tie.disputed ? disputed : statuses[tie.status];
