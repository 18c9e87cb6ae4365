// Which countries the ties of a view join, and how far along these ties are.
import type { Entity, Tie } from "./api";
import { type Stage, stageOf } from "./words";

/** Two countries (ISO 3166-1 alpha-2, in the order of the alphabet), and the ties between them by how far along. */
export interface Between {
  readonly one: string;
  readonly other: string;
  readonly ties: readonly Tie[];
  readonly counts: Readonly<Record<Stage, number>>;
}

export interface Joined {
  readonly pairs: readonly Between[];
  /** How many ties stay within one country, and how many have an end that belongs to none. */
  readonly within: number;
  readonly nowhere: number;
}

/**
 * The pairs of countries that ties join, those with the most ties first. An end that belongs to several countries, as a
 * joint mission does, stands for each: ISRO's tie to NISAR, which is India's and the United States', joins these two.
 */
export function joined(ties: readonly Tie[], entities: ReadonlyMap<string, Entity>): Joined {
  const found = new Map<string, Tie[]>();
  let within = 0;
  let nowhere = 0;
  for (const tie of ties) {
    const [from, to] = [tie.subject, tie.object].map((id) => entities.get(id)?.country ?? []);
    if (!from?.length || !to?.length) nowhere += 1;
    else {
      const pairs = pairsOf(from, to);
      for (const pair of pairs) found.set(pair, [...(found.get(pair) ?? []), tie]);
      if (!pairs.size) within += 1;
    }
  }
  const pairs = [...found].map(([pair, between]) => {
    const [one = "", other = ""] = pair.split(" ");
    return { one, other, ties: between, counts: counted(between) };
  });
  pairs.sort((a, b) => b.ties.length - a.ties.length || (a.one + a.other < b.one + b.other ? -1 : 1));
  return { pairs, within, nowhere };
}

const pairsOf = (from: readonly string[], to: readonly string[]): Set<string> =>
  new Set(from.flatMap((one) => to.filter((other) => other !== one).map((other) => [one, other].sort().join(" "))));

const counted = (ties: readonly Tie[]): Record<Stage, number> => {
  const counts = { held: 0, promised: 0, expected: 0, over: 0, disputed: 0 };
  for (const tie of ties) counts[stageOf(tie)] += 1;
  return counts;
};
