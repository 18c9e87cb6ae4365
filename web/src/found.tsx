// What a search finds: entities and technologies by name, and how each looks in a list.
import { type Answer, ask, type Entity, type Technology } from "./api";
import { KindMark } from "./parts";
import { spoken } from "./says";
import { country } from "./text";
import { kindWord } from "./words";

export interface Found {
  readonly id: string;
  readonly name: string;
  readonly thing: Entity | Technology;
}
export interface Match {
  readonly id: string;
  readonly name: string;
  readonly how: string;
}

/** Most that a search offers. */
const OFFERED = "12";

export const isEntity = (thing: Entity | Technology): thing is Entity => "kind" in thing;

/** What the service finds for some words. Throws Problem or Offline. */
export const search = (words: string): Promise<Answer<Match>> => ask<Match>("search", { q: [words], limit: [OFFERED] });

/** What was found, in its order: of an entity and a technology of one id the entity first. */
export function results({ rows, entities, technologies }: Answer<Match>): Found[] {
  const things = new Map<string, Entity | Technology>(
    [...entities, ...technologies].map((thing) => [`${thing.id} ${isEntity(thing)}`, thing]),
  );
  const taken = new Set<string>();
  return rows.flatMap(({ id, name }) => {
    const key = taken.has(`${id} true`) || !things.has(`${id} true`) ? `${id} false` : `${id} true`;
    const thing = things.get(key);
    taken.add(key);
    return thing ? [{ id, name, thing }] : [];
  });
}

export function FoundChoice({ one: { thing, name } }: { one: Found }) {
  const also = name !== thing.name ? name : undefined;
  return (
    <>
      {isEntity(thing) ? <KindMark kind={thing.kind} /> : <span class="mark field">◆</span>}
      <span>
        <bdi>{thing.name}</bdi>
        {also && (
          <small>
            {" "}
            <bdi>{also}</bdi>
          </small>
        )}
      </span>
      <small>
        {isEntity(thing)
          ? [kindWord(thing.kind), ...(thing.country ?? []).map(country)].join(" · ")
          : spoken.headings.technology}
      </small>
    </>
  );
}
