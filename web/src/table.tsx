// The view as a table: the same ties as the picture, for reading, sorting and screen readers.
import { signal } from "@preact/signals";
import type { Tie } from "./api";
import { EntityButton, StatusMark, TechnologyLink } from "./parts";
import { select, view, visible, whole } from "./state";
import { label } from "./subgraph";
import { date, lasting, many, money, number, span } from "./text";
import { relations, statusNames } from "./words";

type Column = "subject" | "relation" | "object" | "status" | "when" | "reported" | "claims";
const columns: readonly (readonly [Column, string])[] = [
  ["subject", "Who"],
  ["relation", "does what"],
  ["object", "with whom, or what"],
  ["status", "Status"],
  ["when", "When"],
  ["reported", "Last word"],
  ["claims", "Claims"],
];

const order = signal<{ by: Column; down: boolean } | null>(null);

const name = (id: string): string => label(whole.value.entities.get(id), id);
const keys: Record<Column, (tie: Tie) => string | number> = {
  subject: (tie) => name(tie.subject),
  relation: (tie) => relations[tie.relation].forward,
  object: (tie) => name(tie.object),
  status: (tie) => statusNames.indexOf(tie.status) + (tie.disputed ? 0.5 : 0),
  when: (tie) => (tie.start ? (span(tie.start)?.[0] ?? 0) : Number.POSITIVE_INFINITY),
  reported: (tie) => -Date.parse(tie.reported),
  claims: (tie) => -tie.claims.length,
};

function sorted(ties: readonly Tie[]): readonly Tie[] {
  if (!order.value) return ties;
  const key = keys[order.value.by];
  const way = order.value.down ? -1 : 1;
  const compare = (a: string | number, b: string | number): number =>
    typeof a === "string" ? a.localeCompare(String(b)) : a === b ? 0 : a < Number(b) ? -1 : 1;
  return [...ties].sort((a, b) => way * compare(key(a), key(b)));
}

export function Table() {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="Ties as a table">
      <table class="table">
        <caption>
          {many(visible.value.ties.length, "tie")} between {many(visible.value.entities.length, "entity", "entities")}
        </caption>
        <thead>
          <tr>
            {columns.map(([column, title]) => (
              <Head key={column} column={column} title={title} />
            ))}
            <th scope="col">Technologies</th>
          </tr>
        </thead>
        <tbody>
          {sorted(visible.value.ties).map((tie) => (
            <Line key={tie.id} tie={tie} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Head({ column, title }: { column: Column; title: string }) {
  const here = order.value?.by === column;
  const down = here && order.value?.down;
  return (
    <th scope="col" aria-sort={here ? (down ? "descending" : "ascending") : "none"}>
      <button type="button" onClick={() => (order.value = { by: column, down: here && !down })}>
        {title} <span aria-hidden="true">{here ? (down ? "▾" : "▴") : ""}</span>
      </button>
    </th>
  );
}

function Line({ tie }: { tie: Tie }) {
  const { entities, technologies } = whole.value;
  return (
    <tr class={view.value.select.includes(tie.id) ? "selected" : ""}>
      <td>
        <EntityButton id={tie.subject} entity={entities.get(tie.subject)} />
      </td>
      <td>
        {relations[tie.relation].forward}
        {tie.topic && <small> ({tie.topic.replaceAll("-", " ")})</small>}
        {tie.amount && <small class="money">{money(tie.amount)}</small>}
      </td>
      <td>
        <EntityButton id={tie.object} entity={entities.get(tie.object)} />
      </td>
      <td>
        <StatusMark tie={tie} />
      </td>
      <td>{lasting(tie)}</td>
      <td>{date(tie.reported)}</td>
      <td>
        <button type="button" onClick={() => select(tie.id)} aria-label={`Evidence: ${tie.claims.length} claims`}>
          {number(tie.claims.length)}
        </button>
      </td>
      <td class="chips">
        {tie.technologies?.map((id) => (
          <TechnologyLink key={id} id={id} technology={technologies.get(id)} />
        ))}
      </td>
    </tr>
  );
}
