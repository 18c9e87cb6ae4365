// From when to when ties last, as far as anybody says so.
import type { Tie } from "./api";
import { span } from "./text";

/** Moments in milliseconds of UTC, from the first day that the start can mean to the last that the end can. */
export interface Lasts {
  /** Null where no start is stated. */
  readonly from: number | null;
  /** Null where the tie is taken to go on. */
  readonly to: number | null;
  /** When it was due, of what was promised for a day that has passed with no later word; else null. */
  readonly due: number | null;
}

/** From when to when; without an end, what is done ends with its start, and anything else goes on. Null without a date. */
export function lasts(tie: Tie): Lasts | null {
  const [start, end] = sides(tie).map((edtf) => (edtf ? span(edtf) : null));
  if (!start && !end) return null;
  const done = tie.status === "completed" || tie.status === "ended";
  const to = end?.[1] ?? (done && start ? start[1] : Number.POSITIVE_INFINITY);
  return {
    from: start?.[0] ?? null,
    to: Number.isFinite(to) ? to : null,
    due: (tie.overdue && tie.due && span(tie.due)?.[1]) || null,
  };
}

/** The start and the end; a start alone can be an interval, either side of which can be open. */
function sides({ start, end }: Tie): readonly (string | null | undefined)[] {
  if (end || !start?.includes("/")) return [start, end];
  return start.split("/").map((side) => (side === ".." ? null : side));
}
