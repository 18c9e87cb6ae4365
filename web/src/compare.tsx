// Side by side: what each of up to four does with whom, by technology, in this view.
import type { Tie } from "./api";
import { EntityButton, StatusMark, TechnologyLink } from "./parts";
import { change, select, view, visible, whole } from "./state";
import { label } from "./subgraph";
import { relations } from "./words";

const MOST = 4;
const NO_FIELD = "";

/** Who is compared: what is selected, if two or more are; else the best tied. */
function compared(): string[] {
  const chosen = view.value.select.filter((id) => whole.value.entities.has(id));
  const count = new Map<string, number>();
  for (const end of visible.value.ties.flatMap((tie) => [tie.subject, tie.object])) count.set(end, (count.get(end) ?? 0) + 1);
  const best = [...count].sort((a, b) => b[1] - a[1]).map(([id]) => id);
  return [...new Set([...chosen, ...best])].slice(0, chosen.length > 1 ? chosen.length : Math.min(3, MOST));
}

export function Compare() {
  const ids = compared();
  const fields = rows(ids);
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="Comparison">
      <table class="table compare">
        <caption>
          Who does what with whom, by technology. Select two entities to compare just those.
        </caption>
        <thead>
          <tr>
            <th scope="col">Technology</th>
            {ids.map((id) => (
              <th scope="col" key={id}>
                <EntityButton id={id} entity={whole.value.entities.get(id)} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {fields.map(([field, cells]) => (
            <tr key={field}>
              <th scope="row">{field ? <TechnologyLink id={field} technology={whole.value.technologies.get(field)} /> : "No technology named"}</th>
              {ids.map((id) => (
                <td key={id}>
                  <Cell ties={cells.get(id) ?? []} id={id} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** By technology: the ties of each that is compared. What the most share comes first. */
function rows(ids: readonly string[]): [string, Map<string, Tie[]>][] {
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
  const rank = (field: string, cells: Map<string, Tie[]>): number => (field === NO_FIELD ? -1 : cells.size * 1000 + [...cells.values()].flat().length);
  return [...byField].sort((a, b) => rank(...b) - rank(...a));
}

function Cell({ ties, id }: { ties: readonly Tie[]; id: string }) {
  if (!ties.length) return <span class="meta">–</span>;
  return (
    <ul class="ties">
      {ties.map((tie) => {
        const outward = tie.subject === id;
        const other = outward ? tie.object : tie.subject;
        const words = outward ? relations[tie.relation].forward : relations[tie.relation].inverse;
        return (
          <li key={tie.id}>
            <button type="button" class="tie" onClick={() => (view.value.select.length > 1 ? change({ show: "table", select: [tie.id] }) : select(tie.id))}>
              <span>
                {words} <strong dir="auto">{label(whole.value.entities.get(other), other)}</strong>
              </span>
              <StatusMark tie={tie} />
            </button>
          </li>
        );
      })}
    </ul>
  );
}
