// Side by side: what each of up to four does with whom, by technology, in this view.
import { computed } from "@preact/signals";
import { type Head, type Matrix, matrixOf, place } from "./matrix";
import { open } from "./opened";
import { StatusMark } from "./parts";
import { says, spoken } from "./says";
import { change, select, view, visible, whole, worded } from "./state";
import { label } from "./subgraph";
import { Words } from "./table";
import { queries, relations } from "./words";

const MOST = 4;
const NO_FIELD = "";

/** Who is compared: what is selected, if two or more are; else the best tied. */
function compared(): string[] {
  const chosen = view.value.select.filter((id) => whole.value.entities.has(id));
  const count = new Map<string, number>();
  for (const end of visible.value.ties.flatMap((tie) => [tie.subject, tie.object]))
    count.set(end, (count.get(end) ?? 0) + 1);
  const best = [...count].sort((a, b) => b[1] - a[1]).map(([id]) => id);
  return [...new Set([...chosen, ...best])].slice(0, chosen.length > 1 ? chosen.length : Math.min(3, MOST));
}

/** As the question declares its rows and columns, or as the view compares whom it is about. */
export function Compare() {
  const asked = queries[view.value.query]?.figures.includes("matrix");
  const matrix = asked ? answered() : byTechnology(compared());
  if (!matrix) return null;
  const { heading, columns, rows, ties } = matrix;
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={says.compare.label}>
      <table class="table compare">
        <caption>{asked ? worded.value?.title : says.compare.hint}</caption>
        <thead>
          <tr>
            <th scope="col">{heading}</th>
            {columns.map(({ key, cell, of }) => (
              <th scope="col" key={key}>
                <Words cell={cell} of={of} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">
                <Words cell={row.cell} of={row.of} />
              </th>
              {columns.map((column) => (
                <td key={column.key}>
                  <Ties ids={ties.get(place(row, column)) ?? []} from={column.cell.names?.[0]?.id} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The answer as the matrix that it declares; null until it is there. */
const answered = (): Matrix | null => worded.value?.tables.map(matrixOf).find((one) => one !== null) ?? null;

/** By technology: the ties of each that is compared. What the most share comes first. */
function byTechnology(ids: readonly string[]): Matrix {
  const { entities, technologies } = whole.value;
  const columns = ids.map((id) => headed(id, label(entities.get(id), id), "entity"));
  const unnamed: Head = { key: NO_FIELD, cell: { text: says.compare.noField }, of: "technology" };
  const rows = new Map<string, Head>();
  const ties = new Map<string, string[]>();
  for (const tie of visible.value.ties)
    for (const column of columns.filter(({ key }) => tie.subject === key || tie.object === key))
      for (const field of tie.technologies?.length ? tie.technologies : [NO_FIELD]) {
        const row = field ? headed(field, technologies.get(field)?.name ?? field, "technology") : unnamed;
        rows.set(field, row);
        ties.set(place(row, column), [...(ties.get(place(row, column)) ?? []), tie.id]);
      }
  const rank = (row: Head): number => {
    const cells = columns.map((column) => ties.get(place(row, column)) ?? []);
    return row === unnamed ? -1 : cells.filter(({ length }) => length).length * 1000 + cells.flat().length;
  };
  return {
    heading: spoken.headings.technology,
    columns,
    rows: [...rows.values()].sort((a, b) => rank(b) - rank(a)),
    ties,
  };
}

const headed = (id: string, name: string, of: string): Head => ({
  key: id,
  cell: { text: name, names: [{ id, name }] },
  of,
});

const shown = computed(() => new Map(visible.value.ties.map((tie) => [tie.id, tie])));

/** The ties of a cell that the view shows, told `from` the entity above it. */
function Ties({ ids, from }: { ids: readonly string[]; from: string | undefined }) {
  const ties = ids.flatMap((id) => shown.value.get(id) ?? []);
  if (!ties.length) return <span class="meta">–</span>;
  return (
    <ul class="ties">
      {ties.map((tie) => {
        const outward = tie.object !== from;
        const words = outward ? relations[tie.relation].forward : relations[tie.relation].inverse;
        const [one, other] = outward ? [tie.subject, tie.object] : [tie.object, tie.subject];
        return (
          <li key={tie.id}>
            <button
              type="button"
              class="tie"
              onClick={({ currentTarget }) =>
                open(tie.id, currentTarget, () =>
                  view.value.select.length > 1 ? change({ show: "table", select: [tie.id] }) : select(tie.id),
                )
              }
            >
              <span>
                {one !== from && <b dir="auto">{label(whole.value.entities.get(one), one)} </b>}
                {words} <strong dir="auto">{label(whole.value.entities.get(other), other)}</strong>
                {tie.topic && <small> ({tie.topic.replaceAll("-", " ")})</small>}
              </span>
              <StatusMark tie={tie} />
            </button>
          </li>
        );
      })}
    </ul>
  );
}
