// The words and looks of the graph, as the service itself has them (`tools/build_web.py` writes the file).
import type { components } from "../generated/api";
import given from "../generated/words.json";

export type Kind = components["schemas"]["Kind"];
export type Status = components["schemas"]["Status"];
export type Relation = components["schemas"]["Relation"];

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
}
interface QueryWords {
  path: string;
  description: string;
  parameters: string[];
  required: string[];
  ties: boolean;
  /** What its rows can be drawn as. */
  figures: string[];
}

export const kinds = given.kinds as Record<Kind, KindLook>;
export const statuses = given.statuses as Record<Status, LineLook & { meaning: string }>;
export const disputed: LineLook = given.disputed;
export const relations = given.relations as Record<Relation, { forward: string; inverse: string; symmetric: boolean }>;
export const reliabilities: Record<string, string> = given.reliabilities;
export const standings: Record<string, string> = given.standings;
/** Registries of entities, by the name that `same_as` has of them. */
export const registries: Record<string, { name: string; prefix: string }> = given.registries;
/** After so many years without a word the line of a tie is faded. */
export const oldYears: number = given.old_years;
export const queries: Partial<Record<string, QueryWords>> = given.queries;
export const formats: readonly FormatWords[] = given.formats;

export const kindNames = Object.keys(kinds) as Kind[];
export const statusNames = Object.keys(statuses) as Status[];
export const relationNames = Object.keys(relations) as Relation[];

const plurals: Partial<Record<Kind, string>> = {
  Country: "Countries",
  Agency: "Agencies",
  Company: "Companies",
  Person: "People",
};
export const plural = (kind: Kind): string => plurals[kind] ?? `${kind}s`;

/** The line of a tie: that of a disputed one, whatever its status, or that of its status. */
export const lineOf = (tie: { status: Status; disputed: boolean }): LineLook =>
  tie.disputed ? disputed : statuses[tie.status];
