// Where ties lead: the countries that they join, on a map, and the same as a table.
import { geoCentroid, geoNaturalEarth1, geoPath } from "d3-geo";
import type { Feature, Polygon } from "geojson";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import atlas from "world-atlas/countries-110m.json";
import numbers from "../generated/countries.json";
import { type Between, joined } from "./between";
import { open } from "./opened";
import { filled, says, spoken } from "./says";
import { change, visible, whole } from "./state";
import { country, many } from "./text";
import { type Stage, stages } from "./words";

type Place = [number, number];
const WIDTH = 960;
const HEIGHT = 480;
/** Room around the countries that are tied, and the least part of the world that is shown, in pixels of the whole. */
const ROOM = 70;
const LEAST = 400;
/** How wide what is shown is in sizes of its letters, and how wide a letter is in these, about. */
const LETTERS = 58;
const LETTER = 0.62;

const topology = atlas as unknown as Topology<{ countries: GeometryCollection<{ name: string }> }>;
const countries = feature(topology, topology.objects.countries).features;
const projection = geoNaturalEarth1().fitSize([WIDTH, HEIGHT], { type: "Sphere" });
const path = geoPath(projection);
const shapes = new Map(countries.map((one) => [String(one.id), path(one) ?? ""]));
const alpha2 = new Map(Object.entries(numbers).map(([code, number]) => [number, code]));
/** The middle of each country, or of its largest part: of France in Europe, not in the Atlantic. */
const middles = new Map(
  countries.map((one) => [alpha2.get(String(one.id)) ?? "", projection(geoCentroid(largest(one)))]),
);

function largest(one: (typeof countries)[number]): Feature {
  if (one.geometry.type !== "MultiPolygon") return one;
  const parts = one.geometry.coordinates.map((coordinates): Polygon => ({ type: "Polygon", coordinates }));
  const [first] = parts.sort((a, b) => path.area(b) - path.area(a));
  return { type: "Feature", properties: null, geometry: first ?? one.geometry };
}

/** The middle of a country, if the map has it. */
const placesOf = (code: string): Place[] => {
  const middle = middles.get(code);
  return middle ? [middle] : [];
};

export default function WorldMap() {
  const { pairs, within, nowhere } = joined(visible.value.ties, whole.value.entities);
  const codes = [...new Set(pairs.flatMap(({ one, other }) => [one, other]))];
  const lost = codes.filter((code) => !middles.get(code));
  const frame = frameOf(codes.flatMap((code) => placesOf(code)));
  const size = frame.width / LETTERS;
  const left = [
    within && filled(says.map.within, { ties: many(within, "tie") }),
    nowhere && filled(says.map.nowhere, { ties: many(nowhere, "tie") }),
    lost.length && filled(says.map.lost, { countries: lost.map(country).join(", ") }),
  ].filter(Boolean);
  return (
    <div
      class="scroll map"
      tabIndex={0}
      role="region"
      aria-label={filled(says.map.caption, { pairs: many(pairs.length, "pair") })}
    >
      <svg
        viewBox={`${frame.left} ${frame.top} ${frame.width} ${frame.width / 2}`}
        font-size={size}
        stroke-width={size / 12}
        aria-hidden="true"
      >
        {[...shapes].map(([number, shape]) => (
          <path key={number} d={shape} class={codes.includes(alpha2.get(number) ?? "") ? "land tied" : "land"} />
        ))}
        {pairs.map((pair) => (
          <Lines key={pair.one + pair.other} pair={pair} size={size} />
        ))}
        {named(codes, size).map(({ code, x, y }) => (
          <text key={code} x={x} y={y} stroke-width={size / 4}>
            {country(code)}
          </text>
        ))}
      </svg>
      {left.length > 0 && <p class="meta">{filled(says.map.left, { what: left.join("; ") })}</p>}
      <p class="meta">{says.map.borders}</p>
      <Pairs pairs={pairs} />
    </div>
  );
}

/** The part of the world that is shown, twice as wide as high: all places, with room around them. */
function frameOf(places: readonly Place[]): { left: number; top: number; width: number } {
  if (!places.length) return { left: 0, top: 0, width: WIDTH };
  const [xs, ys] = [places.map(([x]) => x), places.map(([, y]) => y)];
  const [west, east, north, south] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const width = Math.min(WIDTH, Math.max(LEAST, east - west + 2 * ROOM, 2 * (south - north + 2 * ROOM)));
  const inside = (middle: number, length: number, all: number): number =>
    Math.min(Math.max(0, middle - length / 2), all - length);
  return { left: inside((west + east) / 2, width, WIDTH), top: inside((north + south) / 2, width / 2, HEIGHT), width };
}

interface OfPair {
  readonly pair: Between;
  /** How large letters are. */
  readonly size: number;
}

/** A line for each stage that there are ties of, so that what is promised never looks like what is done. */
function Lines({ pair, size }: OfPair) {
  const [from, to] = [middles.get(pair.one), middles.get(pair.other)];
  if (!from || !to) return null;
  const present = stages.filter((stage) => pair.counts[stage]);
  const wide = (stage: Stage): number => (size / 10) * Math.min(6, 1 + Math.sqrt(pair.counts[stage]));
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: for the mouse alone; the table below has a button for each pair
    <g onClick={() => choose(pair)}>
      <title>{told(pair)}</title>
      {present.map((stage, at) => (
        <path
          key={stage}
          class={`between ${stage}`}
          d={bow(from, to, size * (1 + 1.6 * at))}
          stroke-width={wide(stage)}
          stroke-dasharray={dashes[stage]?.map((length) => (length * size) / 10).join(" ")}
        />
      ))}
    </g>
  );
}

const dashes: Partial<Record<Stage, readonly number[]>> = { promised: [9, 6], expected: [2, 6], disputed: [5, 3] };

/** A line between two places that bows to its upper side by so much, and more where they are far apart. */
function bow([x, y]: Place, [u, v]: Place, by: number): string {
  const length = Math.hypot(u - x, v - y) || 1;
  const side = u < x ? -1 : 1;
  const aside = (side * (2 * by + length / 4)) / length;
  return `M${x} ${y}Q${(x + u) / 2 + aside * (v - y)} ${(y + v) / 2 - aside * (u - x)} ${u} ${v}`;
}

/** The names that have room, of countries with more ties first, each below the middle of its country. */
function named(codes: readonly string[], size: number): { code: string; x: number; y: number }[] {
  const taken: { code: string; x: number; y: number; half: number }[] = [];
  for (const code of codes) {
    for (const [x, y] of placesOf(code)) {
      const half = (country(code).length * size * LETTER) / 2;
      const below = { code, x, y: y + 1.3 * size, half };
      if (!taken.some((one) => Math.abs(one.x - x) < one.half + half && Math.abs(one.y - below.y) < 1.2 * size))
        taken.push(below);
    }
  }
  return taken;
}

function Pairs({ pairs }: { pairs: readonly Between[] }) {
  const present = stages.filter((stage) => pairs.some(({ counts }) => counts[stage]));
  return (
    <table class="table">
      <caption>{filled(says.map.caption, { pairs: many(pairs.length, "pair") })}</caption>
      <thead>
        <tr>
          <th scope="col">{says.plurals.Country}</th>
          {present.map((stage) => (
            <th key={stage} scope="col" class={stage}>
              {spoken.stages[stage]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {pairs.map((pair) => (
          <tr key={pair.one + pair.other}>
            <th scope="row">
              <button type="button" onClick={(event) => open("", event.currentTarget, () => choose(pair))}>
                {country(pair.one)} – {country(pair.other)}
              </button>
            </th>
            {present.map((stage) => (
              <td key={stage}>{pair.counts[stage] || ""}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const told = ({ one, other, counts }: Between): string =>
  `${country(one)} – ${country(other)}: ${stages
    .filter((stage) => counts[stage])
    .map((stage) => `${counts[stage]} ${spoken.stages[stage]}`)
    .join(", ")}`;

/** Shows the evidence of a pair: of the two countries where both are here, or else of the first tie between them. */
function choose({ one, other, ties }: Between): void {
  const ofCode = (code: string): string | undefined =>
    [...whole.value.entities.values()].find((entity) => entity.kind === "Country" && entity.country?.[0] === code)?.id;
  const [first, second] = [ofCode(one), ofCode(other)];
  const direct = ties.find((tie) => [tie.subject, tie.object].every((end) => end === first || end === second));
  const select = first && second && direct ? [first, second] : ties.slice(0, 1).map(({ id }) => id);
  change({ select });
}
