// The page: head, and either the start or the view with its filters, its picture and its evidence.
import { signal } from "@preact/signals";
import { useEffect, useLayoutEffect } from "preact/hooks";
import { plainly } from "./asking";
import { OfChart } from "./chart";
import { Compare } from "./compare";
import { Evidence } from "./evidence";
import { Filters } from "./filters";
import { Graph, WorldMap } from "./graph";
import { Grid } from "./grid";
import { help, pageKeys } from "./keys";
import { Languages } from "./languages";
import { Empty, Notice } from "./notice";
import { Dialog, ViewLink } from "./parts";
import { Asked, QuestionsDialog } from "./questions";
import { says } from "./says";
import { Search } from "./search";
import { Share } from "./share";
import { Printed } from "./sources";
import { Start } from "./start";
import { asMatrix, change, loading, retry, said, steps, undo, view, visible, worded } from "./state";
import { AsOf, Legend } from "./strip";
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
    document.title = view.value.query ? `${title()} · Entente` : says.site;
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
        {says.skip}
      </a>
      <ViewLink to={start} class="brand">
        Entente
      </ViewLink>
      <Search />
      <nav aria-label={says.page}>
        <button type="button" onClick={() => (dialog.value = "questions")}>
          {says.questions}
        </button>
        <a href="docs">API</a>
        <button type="button" class="icon" onClick={() => (dialog.value = "help")} aria-label={says.keyboard}>
          ?
        </button>
        <button type="button" class="icon" onClick={turn} aria-label={dark.value ? says.light : says.dark}>
          {dark.value ? "☀" : "☾"}
        </button>
        <Languages />
      </nav>
    </header>
  );
}

/** What the view asks: as its reader called it, or as the service says it; until that is there, its question. */
const title = (): string => view.value.title || worded.value?.title || plainly(view.value.query);

/** The view: of ties with filters and evidence, of records as their table. */
function Look() {
  const { show } = view.value;
  const ties = findsTies(view.value);
  const filters = ties && filtering.value;
  return (
    <main class={`look ${ties ? "" : "records"} ${filters ? "filtering" : ""}`} data-show={show} id="main">
      <Bar ties={ties} />
      {filters && <Filters close={() => (filtering.value = false)} />}
      <Answer />
      <section class="stage" aria-label={says.shows[show]} aria-busy={loading.value.at === "loading"}>
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
          {says.filters}
        </button>
      )}
      <button type="button" disabled={steps.value === 0} onClick={undo}>
        {says.undo}
      </button>
      <button type="button" class="main" onClick={() => (dialog.value = "share")}>
        {says.share}
      </button>
      {asks && asking.value && <Asked />}
      {loading.value.at === "loading" && <progress aria-label={says.loading} />}
    </div>
  );
}

const Tabs = () => (
  <div class="tabs" role="group" aria-label={says.showAs}>
    {showsOf(view.value.query).map((one) => (
      <button type="button" key={one} aria-pressed={view.value.show === one} onClick={() => change({ show: one })}>
        {says.shows[one]}
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
      {show === "graph" && (asMatrix.value ? <Grid /> : <Graph />)}
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
    <Dialog title={says.help} close={close}>
      <table class="keys">
        <tbody>
          {help().map(([key, what]) => (
            <tr key={key}>
              <th scope="row">
                <kbd>{key}</kbd>
              </th>
              <td>{what}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="meta">{says.mouse}</p>
    </Dialog>
  );
}
