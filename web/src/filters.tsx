// The filters: each asks the service anew, and stands in the address.
import { signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { ask, type Technology } from "./api";
import { filled, says, spoken } from "./says";
import { change, go, view, whole } from "./state";
import { country, lastDay, number } from "./text";
import { type Filter, knows, question, toggled, withFilter } from "./view";
import { kindNames, plural, queries, relationNames, relations, statusNames, statusWord } from "./words";

interface Fields {
  readonly roots: readonly Technology[];
  readonly narrower: ReadonlyMap<string, readonly Technology[]>;
  readonly ties: ReadonlyMap<string, number>;
}

export const fields = signal<Fields | null>(null);
export const publishedDays = signal<readonly string[]>([]);

/** Reads the tree of technologies once; the page works without it until it is there. */
export async function readFields(): Promise<void> {
  const answer = await ask<{ id: string; ties: number }>("technologies", { limit: ["1000"] });
  const narrower = new Map<string, Technology[]>();
  for (const field of answer.technologies)
    for (const id of field.broader ?? []) narrower.set(id, [...(narrower.get(id) ?? []), field]);
  fields.value = {
    roots: answer.technologies.filter((field) => !field.broader?.length),
    narrower,
    ties: new Map(answer.rows.map(({ id, ties }) => [id, ties])),
  };
}

/** How often ties name a field or a narrower one. A tie can name two of them, so there are at most so many ties. */
export function namings(all: Fields, id: string, seen = new Set<string>()): number {
  if (seen.has(id)) return 0;
  seen.add(id);
  const own = all.ties.get(id) ?? 0;
  return (all.narrower.get(id) ?? []).reduce((sum, field) => sum + namings(all, field.id, seen), own);
}

/** How many ties a field has, where that is certain: of one with narrower fields the answer says it. */
export const TieCount = ({ all, id }: { all: Fields; id: string }) =>
  all.narrower.has(id) ? null : <small>{number(all.ties.get(id) ?? 0)}</small>;

const set = (filter: Filter, values: readonly string[]): void => go(withFilter(view.value, filter, values));
const given = (filter: Filter): readonly string[] => view.value.args[filter] ?? [];

export function Filters({ close }: { close: () => void }) {
  return (
    <aside class="filters" aria-label={says.filters}>
      <header>
        <h2>{says.filters}</h2>
        <button type="button" class="icon close" aria-label={says.filter.close} onClick={close}>
          ×
        </button>
      </header>
      {knows(view.value, "disputed") && <Disputed />}
      {knows(view.value, "status") && (
        <Choices
          title={spoken.headings.status}
          filter="status"
          options={statusNames.map((one) => [one, statusWord(one), spoken.statuses[one]?.meaning ?? ""])}
        />
      )}
      {knows(view.value, "reliability") && <Trust />}
      {knows(view.value, "kind") && (
        <Choices title={says.filter.kind} filter="kind" options={kindNames.map((one) => [one, plural(one), ""])} />
      )}
      {knows(view.value, "relation") && (
        <Choices
          title={spoken.headings.relation}
          filter="relation"
          options={relationNames.map((one) => [one, relations[one].forward, ""])}
        />
      )}
      {knows(view.value, "country") && <Choices title={says.filter.country} filter="country" options={countries()} />}
      {knows(view.value, "technology") && <Technologies />}
      {knows(view.value, "from") && <Days />}
      <button type="button" onClick={clear}>
        {says.filter.clear}
      </button>
    </aside>
  );
}

function clear(): void {
  const kept = ["id", "technology", "source", "target", "entity", "pair"];
  const own = view.value.query === "partners" ? kept : kept.filter((name) => name !== "technology");
  change({
    args: Object.fromEntries(Object.entries(view.value.args).filter(([name]) => own.includes(name))),
    mute: [],
    hide: [],
  });
}

type Option = readonly [value: string, name: string, hint: string];

function Choices({ title, filter, options }: { title: string; filter: Filter; options: readonly Option[] }) {
  const chosen = given(filter);
  return (
    <details open={chosen.length > 0}>
      <summary>
        {title}
        {chosen.length > 0 && <span class="count">{number(chosen.length)}</span>}
      </summary>
      <ul>
        {options.map(([value, name, hint]) => (
          <Check key={value} filter={filter} value={value} hint={hint}>
            {name}
          </Check>
        ))}
      </ul>
    </details>
  );
}

/** The countries of what is here, and those already chosen. */
function countries(): Option[] {
  const codes = new Set([...whole.value.entities.values()].flatMap((entity) => entity.country ?? []));
  for (const code of given("country")) codes.add(code);
  return [...codes].map((code): Option => [code, country(code), code]).sort((a, b) => a[1].localeCompare(b[1]));
}

function Disputed() {
  const chosen = given("disputed")[0] ?? queries[view.value.query]?.disputed;
  const { exclude, include, only } = says.filter;
  return (
    <fieldset class="row">
      <legend>{says.filter.disputed}</legend>
      {Object.entries({ exclude, include, only }).map(([value, word]) => (
        <label key={value}>
          <input type="radio" name="disputed" checked={chosen === value} onChange={() => set("disputed", [value])} />{" "}
          {word}
        </label>
      ))}
    </fieldset>
  );
}

/** How sure a tie has to be. */
function Trust() {
  const chosen =
    given("reliability").length +
    (["sources", "overdue", "reported_since"] as const).filter((one) => given(one).length).length;
  return (
    <details open={chosen > 0}>
      <summary>
        {says.filter.sure}
        {chosen > 0 && <span class="count">{number(chosen)}</span>}
      </summary>
      <ul>
        {Object.entries(spoken.reliabilities).map(([reliability, { word, meaning }]) => (
          <Check key={reliability} filter="reliability" value={reliability} hint={meaning}>
            {filled(says.filter.best, { reliability: word })}
          </Check>
        ))}
        {knows(view.value, "sources") && (
          <>
            <Check filter="sources" value="2" hint={says.filter.twoHint}>
              {says.filter.two}
            </Check>
            <Check filter="overdue" value="true" hint={says.filter.overdueHint}>
              {spoken.overdue}
            </Check>
          </>
        )}
      </ul>
      {knows(view.value, "reported_since") && (
        <fieldset class="row">
          <legend>{says.filter.lastWord}</legend>
          <Day filter="reported_since" name={says.filter.since} />
        </fieldset>
      )}
    </details>
  );
}

interface CheckOf {
  readonly filter: Filter;
  readonly value: string;
  readonly hint: string;
  readonly children: ComponentChildren;
}

function Check({ filter, value, hint, children }: CheckOf) {
  return (
    <li>
      <label title={hint}>
        <input
          type="checkbox"
          checked={given(filter).includes(value)}
          onChange={() => set(filter, toggled(given(filter), value))}
        />{" "}
        {children}
      </label>
    </li>
  );
}

function Days() {
  return (
    <fieldset class="row">
      <legend>{says.filter.lasting}</legend>
      <Day filter="from" name={says.filter.from} />
      <Day filter="to" name={says.filter.to} />
    </fieldset>
  );
}

const Day = ({ filter, name }: { filter: "from" | "to" | "reported_since"; name: string }) => (
  <label>
    {name}{" "}
    <input
      type="text"
      size={10}
      placeholder="2024-06"
      pattern="[0-9?~%.\/\-]{4,21}"
      value={given(filter)[0] ?? ""}
      onChange={({ currentTarget }) =>
        currentTarget.reportValidity() && set(filter, currentTarget.value ? [currentTarget.value] : [])
      }
    />
  </label>
);

function Technologies() {
  const all = fields.value;
  if (!all) return null;
  const chosen = given("technology")[0];
  return (
    <details open={chosen !== undefined}>
      <summary>{spoken.headings.technology}</summary>
      {chosen !== undefined && view.value.query !== "partners" && (
        <button type="button" onClick={() => set("technology", [])}>
          {says.filter.allTechnologies}
        </button>
      )}
      <Branch all={all} of={all.roots} chosen={chosen} trail={[]} />
    </details>
  );
}

interface BranchOf {
  readonly all: Fields;
  readonly of: readonly Technology[];
  readonly chosen: string | undefined;
  readonly trail: readonly string[];
}

function Branch({ all, of, chosen, trail }: BranchOf) {
  return (
    <ul class="tree">
      {of
        .filter(({ id }) => !trail.includes(id) && namings(all, id) > 0)
        .map((field) => (
          <Twig key={field.id} field={field} all={all} chosen={chosen} trail={trail} />
        ))}
    </ul>
  );
}

function Twig({ field, all, chosen, trail }: Omit<BranchOf, "of"> & { field: Technology }) {
  const below = all.narrower.get(field.id) ?? [];
  const button = (
    <button type="button" aria-pressed={field.id === chosen} onClick={() => choose(field.id)}>
      {field.name} <TieCount all={all} id={field.id} />
    </button>
  );
  if (!below.length) return <li>{button}</li>;
  return (
    <li>
      <details open={chosen !== undefined && holds(all, field.id, chosen)}>
        <summary>{button}</summary>
        <Branch all={all} of={below} chosen={chosen} trail={[...trail, field.id]} />
      </details>
    </li>
  );
}

const holds = (all: Fields, id: string, wanted: string): boolean =>
  (all.narrower.get(id) ?? []).some((field) => field.id === wanted || holds(all, field.id, wanted));

const choose = (id: string): void =>
  view.value.query === "partners" ? go(question("partners", { technology: id })) : set("technology", [id]);

/** Reads the days on which documents came out; between them the graph does not change. */
export async function readDays(): Promise<void> {
  const answer = await ask("documents", { limit: ["1000"] });
  publishedDays.value = [...new Set(answer.documents.map(({ published }) => published))].sort(
    (one, other) => lastDay(one) - lastDay(other),
  );
}
