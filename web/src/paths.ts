// Where the service answers: paths of questions, in any format.
import { queries } from "./words";

/** Parameters and their values. */
export type Args = Readonly<Record<string, readonly string[]>>;

/** Parameters as an answer names them, each with its values. */
export const argsOf = (parameters: Readonly<Record<string, unknown>>): Args =>
  Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, [value].flat().map(String)]));

/** The path of a query with the parameters that it knows, and with others `beside` them; `suffix` names a format. */
export function pathOf(query: string, args: Args, suffix = "", beside: Args = {}): string {
  const declared = queries[query];
  if (!declared) throw new Error(`no query is named ${query}`);
  const rest = new URLSearchParams();
  const add = (name: string, values: readonly string[] = []): void => {
    for (const value of values) rest.append(name, value);
  };
  for (const name of declared.parameters) if (!declared.path.includes(`{${name}}`)) add(name, args[name]);
  for (const [name, values] of Object.entries(beside)) add(name, values);
  const path = declared.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(args[name]?.[0] ?? ""));
  const asked = readable(rest);
  return `${path}${suffix ? `.${suffix}` : ""}${asked ? `?${asked}` : ""}`;
}

/** A query string in which stays readable what is safe in one (RFC 3986). */
export const readable = (given: URLSearchParams): string =>
  given.toString().replace(/%2C/g, ",").replace(/%40/g, "@").replace(/%7E/g, "~").replace(/%3A/g, ":");
