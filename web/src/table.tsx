// The answer as the service puts it into words: the sentence that it is, and its tables, for reading and sorting.
import { computed, signal, useComputed } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { Cell, Column, Line, Worded, WordedTable } from "./api";
import { useGradually } from "./gradually";
import { language } from "./language";
import { LeftOut } from "./leftout";
import { close, open } from "./opened";
import { EntityButton, EntityLink, LineMark, TechnologyLink, ViewLink, WebLink } from "./parts";
import { narrow } from "./room";
import { filled, says } from "./says";
import { Sources } from "./sources";
import { view, whole, worded } from "./state";
import { many } from "./text";
import { OfTie } from "./tie";
import { unverified } from "./trust";
import { findsTies, question } from "./view";
import { disputed, type LineLook, statuses } from "./words";

interface Order {
  readonly table: number;
  readonly by: number;
  readonly down: boolean;
}
const order = signal<Order | null>(null);

/** Whether the view is of ties. */
const tied = computed(() => findsTies(view.value));

/** The sentence that answers the question, and what must be known beside it. */
export function Answer() {
  const answer = worded.value;
  if (!answer) return null;
  return (
    <div class="answer">
      <p class="finding">{answer.sentence}</p>
      {narrow.value && answer.stages.length > 0 ? (
        <details>
          <summary>{says.known}</summary>
          <Stages answer={answer} />
        </details>
      ) : (
        <Stages answer={answer} />
      )}
      {answer.remarks.map(({ text, url }) => (
        <p key={text} class="meta">
          {text} {url && <WebLink to={url}>{url}</WebLink>}
        </p>
      ))}
    </div>
  );
}

/** How many results are how far along, and how that is known. */
const Stages = ({ answer }: { answer: Worded }) => (
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
);

/** The tables of the answer, as the view has it. */
export function Tables() {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={says.table.tables}>
      {tied.value && <LeftOut />}
      {worded.value?.tables.map((table, at) => (
        <Table key={table.heading} table={table} at={at} />
      ))}
      <Sources />
    </div>
  );
}

/** The line whose button was pressed. */
const pressed = signal<Line | null>(null);

/** The line that has its evidence below it: the one that was pressed, or else the first that the chosen tie is in. */
export const opened = computed((): Line | null => {
  const {
    show,
    select: [chosen = ""],
  } = view.value;
  if (show !== "table") return null;
  const lines = (worded.value?.tables ?? []).flatMap((table) =>
    table.lines.filter(({ ties }) => ties.includes(chosen)),
  );
  return lines.find((line) => line === pressed.value) ?? lines[0] ?? null;
});

function Table({ table, at }: { table: WordedTable; at: number }) {
  const by = order.value?.table === at ? order.value : null;
  const lines = useMemo(() => sorted(table.lines, by), [table, by]);
  const { columns } = table;
  // The last sources of a line are what opens its evidence; without them it has a button of its own.
  const sources = columns.findLast(({ what }) => what === "sources");
  const apart = tied.value && !sources;
  return (
    <table class="table lines">
      <caption>
        {filled(says.table.heading, {
          heading: table.heading ?? says.table.answer,
          lines: many(lines.length, "line"),
        })}
      </caption>
      <thead>
        <tr>
          {columns.map(({ name, heading }, by) => (
            <Head key={name} table={at} by={by} title={heading} />
          ))}
          {apart && (
            <th scope="col" class="onscreen">
              {says.evidence}
            </th>
          )}
        </tr>
      </thead>
      <Body key={lines} lines={lines} columns={columns} sources={sources} apart={apart} />
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

interface OfLines {
  readonly columns: readonly Column[];
  /** The column that opens the evidence, or whether it has one apart. */
  readonly sources: Column | undefined;
  readonly apart: boolean;
}

/** So many lines are drawn in one task. */
const AT_ONCE = 60;

/** The lines. */
function Body({ lines, ...of }: OfLines & { lines: readonly Line[] }) {
  // What is there is not drawn again with what follows.
  const parts = useMemo(
    () =>
      Array.from({ length: Math.ceil(lines.length / AT_ONCE) }, (_, at) => (
        <Part key={at} lines={lines.slice(at * AT_ONCE, (at + 1) * AT_ONCE)} {...of} />
      )),
    [],
  );
  return <tbody>{parts.slice(0, useGradually(parts.length, 1))}</tbody>;
}

const Part = ({ lines, ...of }: OfLines & { lines: readonly Line[] }) => (
  <>
    {lines.map((line) => (
      <Row key={`${line.ties} ${line.cells.map(({ text }) => text)}`} line={line} {...of} />
    ))}
  </>
);

function Row({ line, ...of }: OfLines & { line: Line }) {
  const isOpen = useComputed(() => line === opened.value).value;
  return (
    <>
      <Cells line={line} isOpen={isOpen} {...of} />
      {isOpen && <Beneath line={line} columns={of.columns.length + Number(of.apart)} />}
    </>
  );
}

function Cells({ line, isOpen, columns, sources, apart }: OfLines & { line: Line; isOpen: boolean }) {
  return (
    <tr class={isOpen ? "selected" : ""}>
      {line.cells.map((cell, at) => {
        const column = columns[at] as Column;
        const { name, heading, what } = column;
        return (
          <td key={name} class={what === "state" ? "stated" : ""} data-column={name} data-heading={heading}>
            {what === "state" ? (
              <State line={line} cell={cell} />
            ) : column === sources ? (
              <Opener line={line} isOpen={isOpen} text={cell.text || many(line.ties.length, "tie")} />
            ) : (
              <Words cell={cell} of={what} />
            )}
          </td>
        );
      })}
      {apart && (
        <td class="onscreen">
          <Opener line={line} isOpen={isOpen} text={many(line.ties.length, "tie")} />
        </td>
      )}
    </tr>
  );
}

/** Opens the evidence of a line below it, or closes it. */
function Opener({ line, isOpen, text }: { line: Line; isOpen: boolean; text: string }) {
  const [first] = line.ties;
  if (!first || !tied.value) return <>{text}</>;
  const press = (by: HTMLElement): void => {
    pressed.value = line;
    open(first, by);
  };
  return (
    <button
      type="button"
      class="opener"
      aria-expanded={isOpen}
      aria-label={`${text} ${filled(says.table.evidence, { ties: many(line.ties.length, "tie") })}`}
      onClick={({ currentTarget }) => (isOpen ? close() : press(currentTarget))}
    >
      {text}
    </button>
  );
}

/** The evidence of a line, below it. */
function Beneath({ line, columns }: { line: Line; columns: number }) {
  const ties = line.ties.flatMap((id) => whole.value.ties.get(id) ?? []);
  return (
    <tr class="beneath">
      <td colSpan={columns}>
        <section class="chosen" aria-label={says.evidence}>
          {ties.map((tie, at) => (
            <OfTie key={tie.id} tie={tie} closes={at === 0} />
          ))}
        </section>
      </td>
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
    const Entity = tied.value ? EntityButton : EntityLink;
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

function sorted(lines: readonly Line[], by: Order | null): readonly Line[] {
  if (!by) return lines;
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
