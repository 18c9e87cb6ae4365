// The answer as the service puts it into words: the sentence that it is, and its tables, for reading and sorting.
import { signal } from "@preact/signals";
import type { Cell, Line, WordedTable } from "./api";
import { language } from "./language";
import { EntityButton, EntityLink, LineMark, TechnologyLink, ViewLink, WebLink } from "./parts";
import { filled, says } from "./says";
import { Sources } from "./sources";
import { select, view, whole, worded } from "./state";
import { many } from "./text";
import { unverified } from "./trust";
import { findsTies, question } from "./view";
import { disputed, type LineLook, statuses } from "./words";

const order = signal<{ table: number; by: number; down: boolean } | null>(null);

/** The sentence that answers the question, and what must be known beside it. */
export function Answer() {
  const answer = worded.value;
  if (!answer) return null;
  return (
    <div class="answer">
      <p class="finding">{answer.sentence}</p>
      <ul class="stages">
        {answer.stages.map(({ name, text, known }) => (
          <li key={name} class={name}>
            <strong>{text}</strong>
            {known.map((one) => (
              <small key={one}>{one}</small>
            ))}
          </li>
        ))}
      </ul>
      {answer.remarks.map(({ text, url }) => (
        <p key={text} class="meta">
          {text} {url && <WebLink to={url}>{url}</WebLink>}
        </p>
      ))}
    </div>
  );
}

/** The tables of the answer, as the view has it. */
export function Tables() {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={says.table.tables}>
      {worded.value?.tables.map((table, at) => (
        <Table key={table.heading} table={table} at={at} />
      ))}
      <Sources />
    </div>
  );
}

function Table({ table, at }: { table: WordedTable; at: number }) {
  const lines = sorted(table.lines, at);
  return (
    <table class="table">
      <caption>
        {filled(says.table.heading, {
          heading: table.heading ?? says.table.answer,
          lines: many(lines.length, "line"),
        })}
      </caption>
      <thead>
        <tr>
          {table.columns.map(({ name, heading }, by) => (
            <Head key={name} table={at} by={by} title={heading} />
          ))}
          {findsTies(view.value) && (
            <th scope="col" class="onscreen">
              {says.evidence}
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <Row key={`${line.ties} ${line.cells.map(({ text }) => text)}`} line={line} table={table} />
        ))}
      </tbody>
    </table>
  );
}

function Head({ table, by, title }: { table: number; by: number; title: string }) {
  const here = order.value?.table === table && order.value.by === by;
  const down = here && order.value?.down;
  return (
    <th scope="col" aria-sort={here ? (down ? "descending" : "ascending") : "none"}>
      <button type="button" onClick={() => (order.value = { table, by, down: here && !down })}>
        {title} <span aria-hidden="true">{here ? (down ? "▾" : "▴") : ""}</span>
      </button>
    </th>
  );
}

function Row({ line, table }: { line: Line; table: WordedTable }) {
  const [first] = line.ties;
  return (
    <tr class={line.ties.some((tie) => view.value.select.includes(tie)) ? "selected" : ""}>
      {line.cells.map((cell, at) => (
        <td key={table.columns[at]?.name}>
          {table.columns[at]?.what === "state" ? (
            <State line={line} cell={cell} />
          ) : (
            <Words cell={cell} of={table.columns[at]?.what} />
          )}
        </td>
      ))}
      {findsTies(view.value) && (
        <td class="onscreen">
          {first && (
            <button
              type="button"
              onClick={() => select(first)}
              aria-label={filled(says.table.evidence, { ties: many(line.ties.length, "tie") })}
            >
              {many(line.ties.length, "tie")}
            </button>
          )}
        </td>
      )}
    </tr>
  );
}

/** How far along a line is: the line that this has in the picture, and the words. */
function State({ line, cell }: { line: Line; cell: Cell }) {
  const ties = line.ties.flatMap((id) => whole.value.ties.get(id) ?? []);
  const look: LineLook | null = ties.some((tie) => tie.disputed) ? disputed : line.state && statuses[line.state];
  return (
    <span class={`status ${look?.word ?? ""}`}>
      {look && <LineMark look={look} hollow={ties.some(unverified)} />}
      <Words cell={cell} />
    </span>
  );
}

/** The text of a cell, in which the names of technologies and of what is in the answer lead to them. */
export function Words({ cell, of = "" }: { cell: Cell; of?: string | undefined }) {
  if (!cell.names) return <span dir="auto">{cell.text}</span>;
  return (
    <span class="names">
      {cell.names.map((one) => (
        <Name key={one.id} {...one} of={of} />
      ))}
    </span>
  );
}

/** A name: in a view of ties it shows an entity's evidence there; all others lead on. */
function Name({ id, name, of }: { id: string; name: string; of: string }) {
  const { entities, technologies, documents } = whole.value;
  if (of === "technology" || technologies.has(id)) return <TechnologyLink id={id} name={name} />;
  if (entities.has(id)) {
    const Entity = findsTies(view.value) ? EntityButton : EntityLink;
    return <Entity id={id} entity={entities.get(id)} />;
  }
  if (documents.has(id))
    return (
      <ViewLink to={question("document", { id })}>
        <bdi>{name}</bdi>
      </ViewLink>
    );
  return <bdi>{name}</bdi>;
}

function sorted(lines: readonly Line[], table: number): readonly Line[] {
  const by = order.value;
  if (!by || by.table !== table) return lines;
  const key = (line: Line): string | number => line.cells[by.by]?.value ?? line.cells[by.by]?.text ?? "";
  const way = by.down ? -1 : 1;
  const empty = (line: Line): number => Number(key(line) === "");
  // What is empty comes last either way.
  return [...lines].sort((one, other) => empty(one) - empty(other) || way * compared(key(one), key(other)));
}

/** Numbers by their size, texts as a dictionary has them. */
function compared(one: string | number, other: string | number): number {
  if (typeof one === "number" && typeof other === "number") return one - other;
  return String(one).localeCompare(String(other), language, { numeric: true });
}
