// Side by side: what each of up to four does with whom, by technology, in this view.
import type { components } from "../generated/api";
import type { Tie } from "./api";
import { EntityButton, StatusMark, TechnologyLink } from "./parts";
import { answers, change, select, view, visible, whole } from "./state";
import { label } from "./subgraph";
import { relations } from "./words";

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

interface Column {
  readonly id: string;
  readonly heads: readonly string[];
}
type Cells = ReadonlyMap<string, readonly Tie[]>;

/** As the question compares its pairs, or as the view compares whom it is about. */
export function Compare() {
  const asked = view.value.query === "compare";
  const columns = asked ? pairs() : compared().map((id) => ({ id, heads: [id] }));
  const fields = asked ? answered() : rows(columns.map(({ id }) => id));
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="Comparison">
      <table class="table compare">
        <caption>
          {asked
            ? "Who cooperates on what, pair by pair."
            : "Who does what with whom, by technology. Select two entities to compare just those."}
        </caption>
        <thead>
          <tr>
            <th scope="col">Technology</th>
            {columns.map(({ id, heads }) => (
              <th scope="col" key={id}>
                {heads.map((head) => (
                  <EntityButton key={head} id={head} entity={whole.value.entities.get(head)} />
                ))}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {fields.map(([field, cells]) => (
            <tr key={field}>
              <th scope="row">
                {field ? (
                  <TechnologyLink id={field} technology={whole.value.technologies.get(field)} />
                ) : (
                  "No technology named"
                )}
              </th>
              {columns.map(({ id, heads }) => (
                <td key={id}>
                  <Cell ties={cells.get(id) ?? []} from={heads[0] ?? ""} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const pairs = (): Column[] => (view.value.args.pair ?? []).map((pair) => ({ id: pair, heads: pair.split(",") }));

/** The rows of the answer: ids of ties, by technology and pair. */
function answered(): [string, Cells][] {
  const compared = (answers.value[0]?.rows ?? []) as unknown as components["schemas"]["Comparison"][];
  const shown = new Map(visible.value.ties.map((tie) => [tie.id, tie]));
  return compared.map(({ technology, cells }) => [
    technology ?? NO_FIELD,
    new Map(cells.map(({ pair, ties }) => [pair.join(","), ties.flatMap((id) => shown.get(id) ?? [])])),
  ]);
}

/** By technology: the ties of each that is compared. What the most share comes first. */
function rows(ids: readonly string[]): [string, Cells][] {
  const byField = new Map<string, Map<string, Tie[]>>();
  for (const tie of visible.value.ties) {
    for (const id of ids.filter((one) => tie.subject === one || tie.object === one)) {
      for (const field of tie.technologies?.length ? tie.technologies : [NO_FIELD]) {
        const cells = byField.get(field) ?? new Map<string, Tie[]>();
        cells.set(id, [...(cells.get(id) ?? []), tie]);
        byField.set(field, cells);
      }
    }
  }
  const rank = (field: string, cells: Map<string, Tie[]>): number =>
    field === NO_FIELD ? -1 : cells.size * 1000 + [...cells.values()].flat().length;
  return [...byField].sort((a, b) => rank(...b) - rank(...a));
}

function Cell({ ties, from }: { ties: readonly Tie[]; from: string }) {
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
              onClick={() =>
                view.value.select.length > 1 ? change({ show: "table", select: [tie.id] }) : select(tie.id)
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
