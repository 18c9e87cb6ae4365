// How sure a tie is, in words: what makes it less sure, and how old the word is that it rests on.
import type { Tie } from "./api";
import { filled, says, spoken } from "./says";
import { view } from "./state";
import { lastDay, month } from "./text";
import { oldYears, reliabilityWord, statusWord } from "./words";

/** The status, and what makes it less sure. A disputed tie is told as what is claimed, never as what is. */
export function statusWords(tie: Tie): string {
  if (tie.disputed) return filled(says.tie.claimedAs, { status: statusWord(tie.status) });
  const doubts = [
    tie.standing === "contested" && spoken.standings.contested?.word,
    unverified(tie) && reliabilityWord("unverified"),
    tie.overdue && spoken.overdue,
  ];
  return [statusWord(tie.status), ...doubts.filter(Boolean)].join(", ");
}

/** The same as short as a line has room for. */
export const lineWords = (tie: Tie): string => (tie.disputed ? disputedWord() : statusWords(tie));

/** What stands for a status where sources deny the tie. */
export const disputedWord = (): string => spoken.standings.disputed?.word ?? "";

/** The same with the month of a word that is older than a year: “planned, as of Jun 2023”. */
export const statusWithAge = (tie: Tie): string =>
  older(tie, 1) ? `${statusWords(tie)}, ${filled(spoken.as_of, { month: month(tie.reported) })}` : statusWords(tie);

/** Whether all that supports a tie is unverified. */
export const unverified = (tie: Tie): boolean => tie.reliability === "unverified";

/** Whether a tie was last reported so long ago that its line is drawn faded. */
export const faded = (tie: Tie): boolean => older(tie, oldYears);

/** Whether the word that a tie rests on is older than some years, on the day that is asked for. */
function older(tie: Tie, years: number): boolean {
  const asked = view.value.args.as_of?.[0];
  const day = new Date(asked === undefined ? Date.now() : lastDay(asked));
  return Date.parse(tie.reported) < day.setUTCFullYear(day.getUTCFullYear() - years);
}
