// The view along time: a bar for each tie from its first day to its last; what has no date is listed below.
import type { Tie } from "./api";
import { open } from "./opened";
import { filled, says } from "./says";
import { view, visible, whole } from "./state";
import { date, lasting, many, sentence, span } from "./text";
import { statusWords } from "./trust";
import { lineOf } from "./words";

const YEAR = 365.25 * 24 * 3600 * 1000;

interface Dated {
  readonly tie: Tie;
  readonly from: number;
  readonly to: number;
  /** Whether the tie is taken to go on. */
  readonly open: boolean;
}

/** From when to when; without an end, what is done ends with its start, and anything else goes on. */
function dated(tie: Tie): Dated | null {
  const begin = tie.start ? span(tie.start) : null;
  const end = tie.end ? span(tie.end) : null;
  if (!begin && !end) return null;
  const done = tie.status === "completed" || tie.status === "ended";
  const last = end?.[1] ?? (done && begin ? begin[1] : Number.POSITIVE_INFINITY);
  return { tie, from: begin?.[0] ?? Number.NEGATIVE_INFINITY, to: last, open: !Number.isFinite(last) };
}

export function Timeline() {
  const all = visible.value.ties.map((tie) => [tie, dated(tie)] as const);
  const bars = all.flatMap(([, bar]) => bar ?? []).sort((a, b) => a.from - b.from || a.to - b.to);
  const undated = all.flatMap(([tie, bar]) => (bar ? [] : tie));
  const known = bars.flatMap(({ from, to }) => [from, to]).filter(Number.isFinite);
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
  const step = [1, 2, 5, 10, 20, 50].find((one) => years / one <= 10) ?? 100;
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

function Bar({ bar: { tie, from, to, open: goesOn }, first, last }: { bar: Dated; first: number; last: number }) {
  const look = lineOf(tie);
  const [x1, x2] = [Math.max(from, first), Math.min(to, last)];
  const name = sentence(tie, whole.value.entities);
  return (
    <li class={view.value.select.includes(tie.id) ? "selected" : ""}>
      <button
        type="button"
        onClick={(event) => open(tie.id, event.currentTarget)}
        aria-label={`${name}, ${statusWords(tie)}, ${lasting(tie)}${goesOn ? `, ${says.timeline.goesOn}` : ""}`}
      >
        <span class="what" dir="auto" title={name}>
          {name}
        </span>
        <svg class="lasts" aria-hidden="true">
          <line class="today" x1={share(Date.now(), first, last)} x2={share(Date.now(), first, last)} y1="0" y2="24" />
          <line
            class={look.word}
            x1={share(x1, first, last)}
            x2={share(x2, first, last)}
            y1="12"
            y2="12"
            stroke-width={look.width * 2}
            stroke-dasharray={look.dash.join(" ")}
          />
          {Number.isFinite(from) && <circle class={look.word} cx={share(x1, first, last)} cy="12" r="5" />}
          {!goesOn && <circle class={look.word} cx={share(x2, first, last)} cy="12" r="3.5" />}
        </svg>
        <span class="when">
          {tie.start ? date(tie.start) : "…"} · {statusWords(tie)}
        </span>
      </button>
    </li>
  );
}
