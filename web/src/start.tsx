// The start page: what the graph holds, its freshest and its disputed ties, the technologies, questions to click.

import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { type Answer, ask, type Ready, ready, type Tie } from "./api";
import { fields, namings, TieCount } from "./filters";
import { Offer } from "./languages";
import { Notice } from "./notice";
import { Filled, KindMark, StatusMark, ViewLink } from "./parts";
import { Questions } from "./questions";
import { filled, says, spoken } from "./says";
import { unknown } from "./state";
import { label } from "./subgraph";
import { date, noun, number } from "./text";
import { question, type View } from "./view";
import { relations } from "./words";

interface Holdings {
  readonly ready: Ready;
  readonly latest: Answer;
  readonly disputed: Answer;
}

const holdings = signal<Holdings | null>(null);
const failure = signal<Error | null>(null);
const FRESH = 7;
const RETRY_MS = 2000;

/** Where other programs ask, below the address of the service. */
const WAYS_IN = { matching: "reconcile", assistants: "mcp" };

async function read(): Promise<void> {
  try {
    const [state, latest, disputed] = await Promise.all([
      ready(),
      ask("latest", { limit: [String(FRESH)], disputed: ["include"] }),
      ask("ties", { limit: ["5"], disputed: ["only"] }),
    ]);
    holdings.value = { ready: state, latest, disputed };
    failure.value = null;
  } catch (error) {
    failure.value = error as Error;
    setTimeout(() => void read(), RETRY_MS);
  }
}

const examples: Record<keyof typeof says.exampleQuestions, View> = {
  partners: question("partners", { technology: "quantum" }),
  neighbours: question("neighbours", { id: "nasa" }),
  compare: question("compare", { pair: ["india,united-states", "india,russia"] }),
};

export function Start() {
  useEffect(() => {
    if (!holdings.value) void read();
  }, []);
  return (
    <main class="start" id="main">
      <Offer />
      <h1>{says.tagline}</h1>
      {unknown.value && (
        <p class="notice wrong" role="alert">
          {filled(says.noQuestion, { query: unknown.value })}
        </p>
      )}
      {/* They are about the seed, and would find nothing in data of another subject. */}
      {fields.value?.ties.has("quantum") !== false && (
        <p class="examples">
          <span>{says.examples}</span>
          {(["partners", "neighbours", "compare"] as const).map((name) => (
            <ViewLink key={name} to={examples[name]} class="chip">
              {says.exampleQuestions[name]}
            </ViewLink>
          ))}
        </p>
      )}
      <section class="card">
        <h2>{says.questions}</h2>
        <Questions />
      </section>
      {failure.value && <Notice error={failure.value} retry={() => void read()} />}
      {holdings.value ? <Holds {...holdings.value} /> : !failure.value && <Waiting />}
    </main>
  );
}

const Waiting = () => (
  <div class="columns" role="group" aria-busy="true" aria-label={says.loading}>
    <div class="card bones" />
    <div class="card bones" />
    <div class="card bones" />
  </div>
);

function Holds({ ready: { dataset }, latest, disputed }: Holdings) {
  const counts = [
    [dataset.entities, "entity"],
    [dataset.ties, "tie"],
    [dataset.claims, "claim"],
    [dataset.documents, "document"],
    [dataset.technologies, "technology"],
  ] as const;
  return (
    <>
      <ul class="counts" aria-label={says.holds}>
        {counts.map(([count, name]) => (
          <li key={name}>
            <strong>{number(count)}</strong> {noun(count, name)}
          </li>
        ))}
      </ul>
      <div class="columns">
        <section class="card">
          <h2>{says.recent}</h2>
          <Ties answer={latest} />
        </section>
        <section class="card">
          <h2>{spoken.headings.disputed}</h2>
          {disputed.ties.length ? <Ties answer={disputed} /> : <p class="meta">{says.noDispute}</p>}
          {disputed.meta.next && <ViewLink to={question("ties", { disputed: "only" })}>{says.all}</ViewLink>}
        </section>
        <section class="card">
          <h2>{spoken.headings.technologies}</h2>
          <Fields />
        </section>
      </div>
      <p class="meta">
        <Filled
          text={says.loaded}
          values={{ version: <code>{dataset.version.slice(0, 19)}</code>, day: date(dataset.loaded.slice(0, 10)) }}
        />{" "}
        <a href="docs">API</a>
      </p>
      {(["matching", "assistants"] as const).map((way) => (
        <p class="meta" key={way}>
          <Filled text={says[way]} values={{ address: <code>{new URL(WAYS_IN[way], document.baseURI).href}</code> }} />
        </p>
      ))}
    </>
  );
}

function Ties({ answer }: { answer: Answer }) {
  const entities = new Map(answer.entities.map((entity) => [entity.id, entity]));
  return (
    <ul class="ties">
      {answer.ties.map((tie) => (
        <li key={tie.id}>
          <ViewLink
            class="tie"
            to={{
              ...question("neighbours", { id: tie.subject, ...(tie.disputed ? { disputed: "include" } : {}) }),
              select: [tie.id],
            }}
          >
            <TieWords tie={tie} entities={entities} />
          </ViewLink>
        </li>
      ))}
    </ul>
  );
}

function TieWords({ tie, entities }: { tie: Tie; entities: ReadonlyMap<string, Answer["entities"][number]> }) {
  const [one, other] = [entities.get(tie.subject), entities.get(tie.object)];
  return (
    <>
      <span>
        {one && <KindMark kind={one.kind} />} <strong dir="auto">{label(one, tie.subject)}</strong>{" "}
        {relations[tie.relation].forward} {other && <KindMark kind={other.kind} />}{" "}
        <strong dir="auto">{label(other, tie.object)}</strong>
      </span>
      <span class="meta">
        <StatusMark tie={tie} /> · {date(tie.claims[0]?.published ?? "")}
      </span>
    </>
  );
}

function Fields() {
  const all = fields.value;
  if (!all) return <div class="bones" />;
  const counted = all.roots.map((field) => [field, namings(all, field.id)] as const).filter(([, count]) => count > 0);
  return (
    <p class="chips cloud">
      {[...counted]
        .sort((a, b) => b[1] - a[1])
        .map(([field]) => (
          <ViewLink key={field.id} class="chip" to={question("partners", { technology: field.id })}>
            {field.name} <TieCount all={all} id={field.id} />
          </ViewLink>
        ))}
    </p>
  );
}
