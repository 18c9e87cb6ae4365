// Below the picture: the legend, which filters, and the graph as of a day.
import { signal } from "@preact/signals";
import { publishedDays } from "./filters";
import { KindMark, LineMark } from "./parts";
import { filled, says } from "./says";
import { asMatrix, change, go, view, visible, whole } from "./state";
import { date, lastDay } from "./text";
import { disputedWord, faded, unverified } from "./trust";
import { knows, toggled, withFilter } from "./view";
import {
  disputed,
  kindNames,
  mixed,
  oldYears,
  plural,
  reliabilityWord,
  statuses,
  statusNames,
  statusWord,
} from "./words";

/** What is there, by kind and by status; a click puts it out or back. */
export function Legend() {
  const kinds = new Set([...whole.value.entities.values()].map(({ kind }) => kind));
  const ties = [...whole.value.ties.values()];
  const lines = new Set(ties.map((tie) => (tie.disputed ? "disputed" : tie.status)));
  return (
    <div class="legend" role="group" aria-label={says.picture.legend}>
      {kindNames
        .filter((kind) => kinds.has(kind))
        .map((kind) => (
          <Key key={kind} word={kind} name={plural(kind)} mark={<KindMark kind={kind} />} />
        ))}
      {statusNames
        .filter((status) => lines.has(status))
        .map((status) => (
          <Key key={status} word={status} name={statusWord(status)} mark={<LineMark look={statuses[status]} />} />
        ))}
      {lines.has("disputed") && <Key word="disputed" name={disputedWord()} mark={<LineMark look={disputed} />} />}
      {view.value.show === "graph" && visible.value.groups.length > 0 && !asMatrix.value && (
        <span class="sample">
          <LineMark look={mixed} /> {says.picture.several}
        </span>
      )}
      {ties.some(unverified) && (
        <span class="sample">
          <LineMark look={statuses.active} hollow /> {reliabilityWord("unverified")}
        </span>
      )}
      {ties.some(faded) && (
        <span class="sample">
          <span class="faded">
            <LineMark look={statuses.active} />
          </span>{" "}
          {filled(says.picture.old, { count: oldYears })}
        </span>
      )}
    </div>
  );
}

function Key({ word, name, mark }: { word: string; name: string; mark: preact.JSX.Element }) {
  return (
    <button
      type="button"
      aria-pressed={!view.value.mute.includes(word)}
      onClick={() => change({ mute: toggled(view.value.mute, word) })}
    >
      {mark} {name}
    </button>
  );
}

const PAUSE_MS = 150;
const sliding = signal<number | null>(null);
let waiting: ReturnType<typeof setTimeout> | undefined;

/** The graph as the documents published by a day describe it; each step is a day on which one came out. */
export function AsOf() {
  const days = publishedDays.value;
  if (!days.length || !knows(view.value, "as_of")) return null;
  const day = view.value.args.as_of?.[0];
  const known = day === undefined ? days.length : days.filter((one) => lastDay(one) <= lastDay(day)).length - 1;
  const at = sliding.value ?? Math.max(known, 0);
  const slide = (step: number): void => {
    sliding.value = step;
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      sliding.value = null;
      const chosen = days[step];
      go(withFilter(view.value, "as_of", chosen === undefined ? [] : [chosen]));
    }, PAUSE_MS);
  };
  const reading = at >= days.length ? says.asOf.all : filled(says.asOf.day, { day: date(days[at] ?? "") });
  return (
    <label class="asof">
      <span>{says.asOf.label}</span>
      <input
        type="range"
        min={0}
        max={days.length}
        value={at}
        aria-label={says.asOf.label}
        aria-valuetext={reading}
        onInput={({ currentTarget }) => slide(Number(currentTarget.value))}
      />
      <output>{at >= days.length ? says.asOf.now : date(days[at] ?? "")}</output>
    </label>
  );
}
