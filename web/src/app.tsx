// The page: head, and either the start or the view with its filters, its picture and its evidence.
import { signal } from "@preact/signals";
import { useEffect, useLayoutEffect } from "preact/hooks";
import { OfChart } from "./chart";
import { Compare } from "./compare";
import { Evidence } from "./evidence";
import { Filters, fields } from "./filters";
import { Graph, WorldMap } from "./graph";
import { help, pageKeys } from "./keys";
import { Empty, Notice } from "./notice";
import { Dialog, ViewLink } from "./parts";
import { Asked, QuestionsDialog } from "./questions";
import { says } from "./says";
import { Search } from "./search";
import { Share } from "./share";
import { Printed } from "./sources";
import { Start } from "./start";
import { change, loading, retry, said, steps, undo, view, visible, whole, worded } from "./state";
import { AsOf, Legend } from "./strip";
import { label } from "./subgraph";
import { Answer, Tables } from "./table";
import { dark, turn } from "./theme";
import { Timeline } from "./timeline";
import { findsTies, isChart, showsOf, start } from "./view";
import { queries } from "./words";

const dialog = signal<"questions" | "share" | "help" | null>(null);
const filtering = signal(matchMedia("(min-width: 75rem)").matches);
const asking = signal(matchMedia("(min-width: 62rem) and (min-height: 54rem)").matches);
const close = (): void => {
  dialog.value = null;
};

export function App() {
  // Before the page is painted: what is seen can be used.
  useLayoutEffect(() => {
    const listen = pageKeys((which) => (dialog.value = which));
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
  useEffect(() => {
    document.title = view.value.query ? `${title()} · Entente` : "Entente: who works with whom on which technology";
  });
  return (
    <>
      <Head />
      {view.value.query ? <Look /> : <Start />}
      <p class="sr" role="status" aria-live="polite">
        {said.value}
      </p>
      {dialog.value === "questions" && <QuestionsDialog close={close} />}
      {dialog.value === "share" && <Share close={close} />}
      {dialog.value === "help" && <Help />}
    </>
  );
}

function Head() {
  return (
    <header class="head">
      <a class="skip" href="#main">
        Skip to the content
      </a>
      <ViewLink to={start} class="brand">
        Entente
      </ViewLink>
      <Search />
      <nav aria-label="Page">
        <button type="button" onClick={() => (dialog.value = "questions")}>
          {says.questions}
        </button>
        <a href="docs">API</a>
        <button type="button" class="icon" onClick={() => (dialog.value = "help")} aria-label="Keyboard help">
          ?
        </button>
        <button type="button" class="icon" onClick={turn} aria-label={dark.value ? "Light colours" : "Dark colours"}>
          {dark.value ? "☀" : "☾"}
        </button>
      </nav>
    </header>
  );
}

/** What the view asks, in words. */
function title(): string {
  const { query, args, title } = view.value;
  if (title) return title;
  const entity = (id = ""): string => label(whole.value.entities.get(id), id);
  const field = (id = ""): string =>
    whole.value.technologies.get(id)?.name ?? fields.value?.roots.find((one) => one.id === id)?.name ?? id;
  const about = ["id", "source", "target", "entity"].flatMap((name) => args[name] ?? []);
  const { entities, documents } = whole.value;
  // What an answer has nothing of is named in its words alone.
  if (worded.value && about.some((id) => !entities.has(id) && !documents.has(id))) return worded.value.title;
  switch (query) {
    case "partners":
      return `Partners in ${field(args.technology?.[0])}`;
    case "neighbours":
      return `What ${entity(args.id?.[0])} is tied to`;
    case "document":
      return `What “${whole.value.documents.get(args.id?.[0] ?? "")?.title ?? args.id?.[0]}” says`;
    case "paths":
      return `From ${entity(args.source?.[0])} to ${entity(args.target?.[0])}`;
    case "compare":
      return (args.pair ?? []).map((pair) => pair.split(",").map(entity).join(" – ")).join(" and ");
    case "ties":
      return args.disputed?.[0] === "only"
        ? "Disputed ties"
        : args.entity
          ? `Ties of ${entity(args.entity[0])}`
          : "Ties";
    default:
      return worded.value?.title ?? queries[query]?.description.replace(/[.:].*$/, "") ?? query;
  }
}

/** The view: of ties with filters and evidence, of records as their table. */
function Look() {
  const { show } = view.value;
  const ties = findsTies(view.value);
  const filters = ties && filtering.value;
  return (
    <main class={`look ${ties ? "" : "records"} ${filters ? "filtering" : ""}`} id="main">
      <Bar ties={ties} />
      {filters && <Filters close={() => (filtering.value = false)} />}
      <Answer />
      <section class="stage" aria-label={show} aria-busy={loading.value.at === "loading"}>
        <Stage ties={ties} />
        {ties && <Legend />}
        <AsOf />
      </section>
      {ties && <Evidence />}
      <Printed />
    </main>
  );
}

interface OfTies {
  /** Whether the view is of ties. */
  readonly ties: boolean;
}

function Bar({ ties }: OfTies) {
  const asks = queries[view.value.query]?.fields.length;
  return (
    <div class="bar">
      <h1 dir="auto" tabIndex={-1}>
        {title()}
      </h1>
      {ties && <Tabs />}
      {asks && (
        <button type="button" aria-expanded={asking.value} onClick={() => (asking.value = !asking.value)}>
          {says.question}
        </button>
      )}
      {ties && (
        <button type="button" aria-expanded={filtering.value} onClick={() => (filtering.value = !filtering.value)}>
          Filters
        </button>
      )}
      <button type="button" disabled={steps.value === 0} onClick={undo}>
        Undo
      </button>
      <button type="button" class="main" onClick={() => (dialog.value = "share")}>
        Share
      </button>
      {asks && asking.value && <Asked />}
      {loading.value.at === "loading" && <progress aria-label="Loading" />}
    </div>
  );
}

const Tabs = () => (
  <div class="tabs" role="group" aria-label="Show as">
    {showsOf(view.value.query).map((one) => (
      <button type="button" key={one} aria-pressed={view.value.show === one} onClick={() => change({ show: one })}>
        {one}
      </button>
    ))}
  </div>
);

function Stage({ ties }: OfTies) {
  const state = loading.value;
  const nothing = ties && visible.value.entities.length === 0;
  const { show } = view.value;
  return (
    <>
      {state.at === "failed" && <Notice error={state.problem} retry={retry} />}
      {state.at === "ready" && nothing && <Empty />}
      {show === "graph" && <Graph />}
      {show === "table" && !nothing && <Tables />}
      {show === "timeline" && !nothing && <Timeline />}
      {show === "compare" && !nothing && <Compare />}
      {show === "map" && !nothing && <WorldMap />}
      {isChart(show) && !nothing && <OfChart figure={show} />}
    </>
  );
}

function Help() {
  return (
    <Dialog title="Keyboard and mouse" close={close}>
      <table class="keys">
        <tbody>
          {help.map(([key, what]) => (
            <tr key={key}>
              <th scope="row">
                <kbd>{key}</kbd>
              </th>
              <td>{what}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="meta">
        Click selects, double click expands, drag moves and pins, Shift and click selects a second one. The wheel
        scrolls the picture, and zooms it with Ctrl. Below the picture, the legend filters, and the slider shows the
        graph as of a day.
      </p>
    </Dialog>
  );
}
