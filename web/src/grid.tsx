// What stands in the picture's place where nobody could follow its lines: who is tied to whom, as a matrix.
import { Fragment } from "preact";
import { type Adjacency, cellsOf, type Vertex } from "./adjacency";
import type { Tie } from "./api";
import { useGradually } from "./gradually";
import { between } from "./layout";
import { open } from "./opened";
import { EntityButton, KindMark, LineMark } from "./parts";
import { filled, says } from "./says";
import { adjacency, change, openGroup, select, view } from "./state";
import { label } from "./subgraph";
import { groupWords, many } from "./text";
import { lineWords, unverified } from "./trust";
import { lineOf, stageOf, stages } from "./words";

/** So many rows are drawn in one task. */
const ROWS_AT_ONCE = 10;

/** The matrix; the arrows lead from cell to cell that has ties, and only one of them is a stop of the Tab key. */
export function Grid() {
  const all = adjacency.value;
  const { vertices } = all;
  return (
    <div class="scroll" role="region" aria-label={says.grid.label}>
      <table class="grid" role="grid" onKeyDown={walk} onFocusIn={rove}>
        <caption>{says.grid.caption}</caption>
        <thead>
          <tr>
            <td />
            {vertices.map((vertex) => (
              <th scope="col" key={vertex.id}>
                <span dir="auto">{nameOf(vertex)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {vertices.slice(0, useGradually(vertices.length, ROWS_AT_ONCE)).map((row, at) => (
            <tr key={row.id}>
              <th scope="row">
                <Head vertex={row} first={at === 0} />
              </th>
              <Cells row={row} all={all} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const nameOf = ({ entity, group, id }: Vertex): string => (group ? groupWords(group) : label(entity ?? undefined, id));

function Head({ vertex, first }: { vertex: Vertex; first: boolean }) {
  const { entity, group, id, kind } = vertex;
  if (!group) return <EntityButton id={id} entity={entity ?? undefined} tab={first ? 0 : -1} />;
  return (
    <button type="button" class="name" tabIndex={first ? 0 : -1} onClick={() => openGroup(id)}>
      <KindMark kind={kind} />
      <em dir="auto">{groupWords(group)}</em>
    </button>
  );
}

/** The cells of a row; those without ties are as one, since most are. */
function Cells({ row, all }: { row: Vertex; all: Adjacency }) {
  const cells = cellsOf(row, all);
  const left = all.vertices.length - 1 - (cells.at(-1)?.at ?? -1);
  return (
    <>
      {cells.map(({ at, gap }) => (
        <Fragment key={at}>
          {gap > 0 && <td colSpan={gap} />}
          <Cell row={row} column={all.vertices[at] as Vertex} at={at} ties={all.ties} />
        </Fragment>
      ))}
      {left > 0 && <td colSpan={left} />}
    </>
  );
}

interface OfCell {
  readonly row: Vertex;
  readonly column: Vertex;
  /** The place of the column. */
  readonly at: number;
  readonly ties: Adjacency["ties"];
}

/** How many ties two boxes have, with a line for each stage that these are at, as the picture draws it. */
function Cell({ row, column, at, ties: all }: OfCell) {
  const ties = all.get(between(row.id, column.id)) ?? [];
  const { select: chosen } = view.value;
  const words = wordsOf(row, column, ties);
  const pressed =
    chosen.length > 1 ? [row, column].every(({ id }) => chosen.includes(id)) : ties.some(({ id }) => id === chosen[0]);
  return (
    <td data-column={at}>
      <button
        type="button"
        tabIndex={-1}
        aria-label={words}
        aria-pressed={pressed}
        title={words}
        onClick={({ currentTarget }) => press(row, column, ties, currentTarget)}
      >
        {ties.length}
        {surest(ties).map((tie) => (
          <LineMark key={tie.id} look={lineOf(tie)} hollow={unverified(tie)} />
        ))}
      </button>
    </td>
  );
}

/** Opens what a cell holds: its only tie, what two have in common, or a group, to see whose ties these are. */
function press(row: Vertex, column: Vertex, ties: readonly Tie[], by: HTMLElement): void {
  const [tie] = ties;
  const group = row.group ?? column.group;
  if (ties.length === 1 && tie) open(tie.id, by, () => select(tie.id));
  else if (group) openGroup(group.id);
  else open(row.id, by, () => change({ select: [row.id, column.id] }, true));
}

/** One tie of each stage that there is, the surest first; in each one that is verified, if there is one. */
function surest(ties: readonly Tie[]): Tie[] {
  return stages.flatMap((stage) => {
    const alike = ties.filter((tie) => stageOf(tie) === stage);
    return alike.find((tie) => !unverified(tie)) ?? alike[0] ?? [];
  });
}

function wordsOf(row: Vertex, column: Vertex, ties: readonly Tie[]): string {
  const counted = many(ties.length, "tie");
  const here =
    row === column
      ? filled(says.grid.within, { group: nameOf(row), ties: counted })
      : filled(says.grid.between, { one: nameOf(row), other: nameOf(column), ties: counted });
  return `${here} (${surest(ties).map(lineWords).join(", ")})`;
}

// The keys

const steps: Record<string, readonly [down: number, across: number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** Moves the focus to the next button of the row or the column. */
function walk(event: KeyboardEvent): void {
  const step = steps[event.key];
  const cell = (event.target as HTMLElement).closest<HTMLTableCellElement>("td, th");
  if (!step || !cell) return;
  event.preventDefault();
  const cells = step[0] ? columnAround(cell) : [...(cell.closest("tr")?.cells ?? [])];
  const along = cells.filter((one) => one.querySelector("button"));
  along[along.indexOf(cell) + step[0] + step[1]]?.querySelector("button")?.focus();
}

/** All cells of the column that a cell is in. */
function columnAround(cell: HTMLTableCellElement): HTMLTableCellElement[] {
  const at = cell.getAttribute("data-column");
  const wanted = at === null ? "th[scope='row']" : `td[data-column='${at}']`;
  return [...(cell.closest("tbody")?.querySelectorAll<HTMLTableCellElement>(wanted) ?? [])];
}

/** Makes what has the focus the one stop of the Tab key. */
function rove({ target, currentTarget }: FocusEvent): void {
  const table = currentTarget as HTMLTableElement;
  for (const button of table.querySelectorAll<HTMLElement>("button[tabindex='0']")) button.tabIndex = -1;
  (target as HTMLElement).tabIndex = 0;
}
