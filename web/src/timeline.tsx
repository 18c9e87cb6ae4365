// The view along time: a bar for each tie from its first day to its last; what has no date is listed below.
import type { Tie } from "./api";
import { type Lasts, lasts } from "./lasts";
import { open } from "./opened";
import { filled, says, spoken } from "./says";
import { view, visible, whole } from "./state";
import { lasting, many, sentence } from "./text";
import { statusWords } from "./trust";
import { lineOf } from "./words";

const YEAR = 365.25 * 24 * 3600 * 1000;

interface Dated extends Lasts {
  readonly tie: Tie;
}

export function Timeline() {
  const all = visible.value.ties.map((tie) => ({ tie, time: lasts(tie) }));
  const bars = all
    .flatMap(({ tie, time }): Dated[] => (time ? [{ tie, ...time }] : []))
    .sort((a, b) => (a.from ?? 0) - (b.from ?? 0) || (a.to ?? b.to ?? 0) - (b.to ?? a.to ?? 0));
  const undated = all.flatMap(({ tie, time }) => (time ? [] : tie));
  const known = bars.flatMap(({ from, to }) => [from, to]).filter((one) => one !== null);
  const first = Math.min(...known, Date.now()) - YEAR / 4;
  const last = Math.max(...known, Date.now()) + YEAR / 2;
  return (
    <div class="scroll timeline" tabIndex={0} role="region" aria-label={says.timeline.label}>
      {bars.length > 0 && <Years first={first} last={last} />}
      <ol>
        {bars.map((bar) => (
          <Bar key={bar.tie.id} bar={bar} first={first} last={last} />
        ))}
      </ol>
      <p class="meta">
        {bars.some(({ from, to }) => from === null || to === null) && <span>{spoken.open_side}</span>}{" "}
        {bars.some(({ due }) => due) && <span>!: {spoken.overdue}</span>}
      </p>
      {undated.length > 0 && (
        <details open={!bars.length}>
          <summary>{filled(says.timeline.undated, { ties: many(undated.length, "tie") })}</summary>
          <ul>
            {undated.map((tie) => (
              <li key={tie.id}>
                <button type="button" onClick={(event) => open(tie.id, event.currentTarget)} dir="auto">
                  {sentence(tie, whole.value.entities)}, {statusWords(tie)}
                </button>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

const share = (moment: number, first: number, last: number): string => `${((moment - first) / (last - first)) * 100}%`;

function Years({ first, last }: { first: number; last: number }) {
  const years = Math.ceil((last - first) / YEAR);
  const step = [1, 2, 5, 10, 20, 50].find((one) => years / one <= 6) ?? 100;
  const begin = Math.ceil((new Date(first).getUTCFullYear() + 1) / step) * step;
  const marks = Array.from(
    { length: Math.max(0, Math.floor((new Date(last).getUTCFullYear() - begin) / step) + 1) },
    (_, at) => begin + at * step,
  );
  return (
    <div class="years" aria-hidden="true">
      <svg>
        {marks.map((year) => (
          <text key={year} x={share(Date.UTC(year, 0, 1), first, last)} y="14">
            {year}
          </text>
        ))}
        <text class="now" x={share(Date.now(), first, last)} y="28">
          {says.timeline.today}
        </text>
      </svg>
    </div>
  );
}

interface OfBar {
  readonly bar: Dated;
  readonly first: number;
  readonly last: number;
}

function Bar({ bar, first, last }: OfBar) {
  const { tie, from, to } = bar;
  const name = sentence(tie, whole.value.entities);
  const beyond = [from === null && says.timeline.startUnknown, to === null && says.timeline.goesOn].filter(Boolean);
  return (
    <li class={view.value.select.includes(tie.id) ? "selected" : ""}>
      <button type="button" onClick={(event) => open(tie.id, event.currentTarget)}>
        <span class="what" dir="auto" title={name}>
          {name}
        </span>{" "}
        <Lane bar={bar} first={first} last={last} />{" "}
        <span class="when">
          {lasting(tie)} · {statusWords(tie)}
          {beyond.length > 0 && <span class="sr"> · {beyond.join(" · ")}</span>}
        </span>
      </button>
    </li>
  );
}

/** A line from the start, which has a mark, to the end, which has a smaller one; a side that is not stated is open. */
function Lane({ bar: { tie, from, to, due }, first, last }: OfBar) {
  const look = lineOf(tie);
  const at = (moment: number): string => share(moment, first, last);
  const [begin, end] = [at(from ?? first), at(to ?? last)];
  return (
    <svg class={`lasts ${look.word}`} aria-hidden="true">
      <line class="today" x1={at(Date.now())} x2={at(Date.now())} y1="0" y2="24" />
      <line
        class={from === null ? "unstated" : ""}
        x1={begin}
        x2={end}
        y1="12"
        y2="12"
        stroke-width={look.width * 2}
        stroke-dasharray={look.dash.join(" ")}
      />
      {from === null ? <Open at={begin} way="M-5 -5L-10 0L-5 5M1 -5L-4 0L1 5" /> : <circle cx={begin} cy="12" r="5" />}
      {to === null ? <Open at={end} way="M-1 -5L4 0L-1 5M5 -5L10 0L5 5" /> : <circle cx={end} cy="12" r="3.5" />}
      {due !== null && <Overdue at={at(due)} />}
    </svg>
  );
}

/** The sign of an open side, as in figures. */
const Open = ({ at, way }: { at: string; way: string }) => (
  <svg class="open" x={at} y="12">
    <path d={way} />
  </svg>
);

/** The sign of what should have come by then, and of which nobody tells. */
const Overdue = ({ at }: { at: string }) => (
  <svg class="overdue" x={at} y="12">
    <circle r="7.5" />
    <text y="4">!</text>
  </svg>
);
