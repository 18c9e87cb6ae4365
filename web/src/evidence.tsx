// The evidence: of a tie, of an entity or of two, or of all that is shown.
import { Fragment } from "preact";
import { useEffect, useState } from "preact/hooks";
import { askInWords, type Entity, type Line, type Tie } from "./api";
import { useGradually } from "./gradually";
import { LeftOut } from "./leftout";
import { open } from "./opened";
import { Close, EntityButton, Filled, KindMark, PageLink, StatusMark, ViewLink, WebLink } from "./parts";
import { argsOf, pathOf } from "./paths";
import { stacked } from "./room";
import { filled, says, spoken } from "./says";
import { answers, change, expand, hide, loading, pathBetween, unpin, view, visible, whole } from "./state";
import { label } from "./subgraph";
import { opened, Words } from "./table";
import { country, many } from "./text";
import { OfTie } from "./tie";
import { inLanguage, question } from "./view";
import { kindWord, registries, relations } from "./words";

export function Evidence() {
  const { select: selected, show } = view.value;
  // What the table has below its line stands there alone.
  const [first = "", second] = opened.value ? [] : selected;
  const tie = whole.value.ties.get(first);
  const entity = whole.value.entities.get(first);
  const other = second === undefined ? undefined : whole.value.entities.get(second);
  // Where it stands below the picture, both are seen.
  const below = Boolean(tie || entity) && show === "graph" && stacked.value;
  useEffect(() => {
    if (below) document.querySelector(".stage")?.scrollIntoView();
  }, [below, first]);
  // All that the view has is in the table itself.
  if (show === "table" && !tie && !entity) return null;
  return (
    <aside class={`evidence ${tie || entity ? "chosen" : ""}`} aria-label={says.evidence}>
      {tie ? (
        <OfTie tie={tie} />
      ) : entity && other ? (
        <OfTwo one={entity} other={other} />
      ) : entity ? (
        <OfEntity entity={entity} />
      ) : (
        <OfView />
      )}
    </aside>
  );
}

function OfEntity({ entity }: { entity: Entity }) {
  return (
    <>
      <header>
        <h2 tabIndex={-1}>
          <KindMark kind={entity.kind} /> <bdi>{entity.name}</bdi>
        </h2>
        <Close />
      </header>
      <p class="meta">
        {[
          kindWord(entity.kind),
          entity.type && (spoken.types[entity.type] ?? entity.type),
          entity.short !== entity.name && entity.short,
          ...(entity.country ?? []).map(country),
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
      {entity.description && (
        <p>
          <bdi>{entity.description}</bdi>
        </p>
      )}
      <Actions id={entity.id} />
      <PathTo id={entity.id} />
      <TiesOf id={entity.id} />
      <Elsewhere entity={entity} />
    </>
  );
}

function Actions({ id }: { id: string }) {
  const pinned = id in view.value.pin;
  return (
    <p class="actions">
      <button type="button" onClick={() => expand(id)}>
        {says.expand}
      </button>
      <button type="button" onClick={() => hide(id)}>
        {says.hide}
      </button>
      {pinned && (
        <button type="button" onClick={() => unpin(id)}>
          {says.unpin}
        </button>
      )}
      <ViewLink class="button" to={{ ...question("neighbours", { id }), select: [id] }}>
        {says.onlyThis}
      </ViewLink>
      <PageLink of="entity" id={id}>
        {says.itsPage}
      </PageLink>
    </p>
  );
}

/** The shortest path to another entity of the view. */
function PathTo({ id }: { id: string }) {
  const others = visible.value.entities.filter((entity) => entity.id !== id);
  if (others.length < 2) return null;
  return (
    <label class="path-to">
      {says.pathsTo}{" "}
      <select
        value=""
        onChange={(event) => {
          const target = event.currentTarget.value;
          if (target) pathBetween(id, target);
        }}
      >
        <option value="">…</option>
        {[...others]
          .sort((a, b) => label(a).localeCompare(label(b)))
          .map((entity) => (
            <option key={entity.id} value={entity.id}>
              {label(entity)}
            </option>
          ))}
      </select>
    </label>
  );
}

function TiesOf({ id }: { id: string }) {
  const ties = visible.value.ties.filter((tie) => tie.subject === id || tie.object === id);
  return (
    <>
      <h3>{filled(says.here, { ties: many(ties.length, "tie") })}</h3>
      <ul class="ties">
        {ties.map((tie) => (
          <li key={tie.id}>
            <TieButton tie={tie} from={id} />
          </li>
        ))}
      </ul>
    </>
  );
}

function TieButton({ tie, from }: { tie: Tie; from: string }) {
  const outward = tie.subject === from;
  const rule = relations[tie.relation];
  const other = outward ? tie.object : tie.subject;
  return (
    <button type="button" class="tie" onClick={(event) => open(tie.id, event.currentTarget)}>
      <span>
        {outward ? rule.forward : rule.inverse}{" "}
        <strong dir="auto">{label(whole.value.entities.get(other), other)}</strong>
        {tie.topic && <small> ({tie.topic.replaceAll("-", " ")})</small>}
      </span>
      <StatusMark tie={tie} />
    </button>
  );
}

function Elsewhere({ entity }: { entity: Entity }) {
  const known = entity.same_as as Record<string, string | undefined>;
  const links = [
    ...(entity.website ? [{ name: spoken.headings.website, to: entity.website }] : []),
    ...Object.entries(registries).flatMap(([registry, { name, prefix }]) => {
      const id = known[registry];
      return id ? [{ name, to: prefix + id }] : [];
    }),
  ];
  return (
    <p class="meta">
      {links.map(({ name, to }, index) => (
        <Fragment key={name}>
          {index > 0 && " · "}
          <WebLink to={to}>{name}</WebLink>
        </Fragment>
      ))}
    </p>
  );
}

function OfTwo({ one, other }: { one: Entity; other: Entity }) {
  const between = visible.value.ties.filter((tie) =>
    [tie.subject, tie.object].every((end) => end === one.id || end === other.id),
  );
  return (
    <>
      <header>
        <h2 tabIndex={-1}>
          <Filled text={says.two} values={{ one: <bdi>{label(one)}</bdi>, other: <bdi>{label(other)}</bdi> }} />
        </h2>
        <Close />
      </header>
      <p class="actions">
        <button type="button" onClick={() => pathBetween(one.id, other.id)}>
          {says.pathsBetween}
        </button>
        <button type="button" onClick={() => change({ show: "compare" })}>
          {says.compareThem}
        </button>
      </p>
      <Paths one={one.id} other={other.id} />
      <h3>{between.length ? filled(says.between, { ties: many(between.length, "tie") }) : says.noneBetween}</h3>
      <ul class="ties">
        {between.map((tie) => (
          <li key={tie.id}>
            <TieButton tie={tie} from={one.id} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** So many entities are drawn in one task. */
const AT_ONCE = 40;

/** With nothing selected: what is here, the best tied first, and what is not shown. */
function OfView() {
  const { entities, ties } = visible.value;
  const count = new Map<string, number>();
  for (const end of ties.flatMap((tie) => [tie.subject, tie.object])) count.set(end, (count.get(end) ?? 0) + 1);
  const drawn = useGradually(entities.length, AT_ONCE);
  if (!entities.length) return loading.value.at === "loading" ? <div class="bones" aria-busy="true" /> : <LeftOut />;
  const ranked = [...entities].sort((a, b) => (count.get(b.id) ?? 0) - (count.get(a.id) ?? 0));
  return (
    <>
      <h2 tabIndex={-1}>
        {many(entities.length, "entity")}, {many(ties.length, "tie")}, {many(whole.value.documents.size, "document")}
      </h2>
      <p class="meta">{says.choosing}</p>
      <LeftOut />
      <ul class="entities">
        {ranked.slice(0, drawn).map((entity) => (
          <li key={entity.id}>
            <EntityButton id={entity.id} entity={entity} /> <small>{many(count.get(entity.id) ?? 0, "tie")}</small>
          </li>
        ))}
      </ul>
    </>
  );
}

/** The paths between two, as the answers put them into words. */
function Paths({ one, other }: { one: string; other: string }) {
  const asked = answers.value.filter(({ meta }) => {
    const { source, target } = meta.parameters as { source?: string; target?: string };
    return meta.query === "paths" && [source, target].every((end) => end === one || end === other);
  });
  const addresses = asked.map(({ meta }) => pathOf("paths", argsOf(meta.parameters), "table", inLanguage));
  const lines = useLines(addresses);
  if (!addresses.length) return null;
  return (
    <>
      <h3>{says.shortest}</h3>
      <ol class="paths">
        {lines.map(({ cells: [path, ...more] }) => (
          <li key={path?.text} dir="auto">
            {path && <Words cell={path} />} <small>{more.map(({ text }) => text).join(", ")}</small>
          </li>
        ))}
      </ol>
    </>
  );
}

/** The lines of the answers in words at some addresses, once they are there; the pictures stand without them too. */
function useLines(addresses: readonly string[]): readonly Line[] {
  const [lines, setLines] = useState<readonly Line[]>([]);
  useEffect(() => {
    let wanted = true;
    void Promise.all(addresses.map(askInWords)).then(
      (found) => wanted && setLines(found.flatMap(({ tables }) => tables[0]?.lines ?? [])),
      () => wanted && setLines([]),
    );
    return () => {
      wanted = false;
    };
  }, addresses);
  return lines;
}
