// The view that is looked at and the answers to it, as signals; the address and the history follow.
import { batch, computed, effect, signal } from "@preact/signals";
import { adjacencyOf, crowded } from "./adjacency";
import { type Answer, ask, askInWords, forget, Offline, Problem, ready, type Worded } from "./api";
import { absolute } from "./place";
import { says } from "./says";
import { empty, merged, type Subgraph, shown } from "./subgraph";
import { addressOf, pathOfView, readView, toggled, unknownIn, type View } from "./view";
import { queries } from "./words";

export type Loading =
  | { readonly at: "start" | "loading" | "ready" }
  | { readonly at: "failed"; readonly problem: Problem | Offline };

export const view = signal<View>(readView(location.search));
/** What the address names as a question though it is none. */
export const unknown = signal(unknownIn(location.search));
export const loading = signal<Loading>({ at: "start" });
export const answers = signal<readonly Answer[]>([]);
/** The view in words; null until it is there. */
export const worded = signal<Worded | null>(null);
export const whole = signal<Subgraph>(empty);
export const visible = computed(() => shown(whole.value, view.value));
/** Who with whom of what is visible. */
export const adjacency = computed(() => adjacencyOf(visible.value));
/** Whether that stands as a matrix, since a picture of it would have too many lines. */
export const asMatrix = computed(() => view.value.show === "graph" && crowded(adjacency.value));
/** What a screen reader is told when the view has changed. */
export const said = signal("");
export const steps = signal<number>((history.state as { step?: number } | null)?.step ?? 0);

/** Goes on to another view. With `replace` the view before it is not kept for undo. */
export function go(next: View, replace = false): void {
  const address = addressOf(next);
  if (address === addressOf(view.value) && !unknown.value) return;
  const step = replace ? steps.value : steps.value + 1;
  history[replace ? "replaceState" : "pushState"]({ step }, "", absolute(address));
  batch(() => {
    steps.value = step;
    view.value = next;
    unknown.value = "";
  });
}

/** Goes on to the view with some of it changed. */
export const change = (some: Partial<View>, replace = false): void => go({ ...view.value, ...some }, replace);

/** Moves the focus to what a view is called, once it is there. */
export const arrive = (): void =>
  void setTimeout(() => document.querySelector<HTMLElement>("main h1")?.focus({ preventScroll: true }));

export const undo = (): void => {
  if (steps.value > 0) history.back();
};

export const expand = (id: string): void => {
  const { add, args, query } = view.value;
  const there = add.includes(id) || (query === "neighbours" && args.id?.[0] === id && !args.depth);
  if (there) said.value = says.allHere;
  else change({ add: [...add, id], select: [id] });
};

export const hide = (id: string): void =>
  change({ hide: [...view.value.hide, id], select: view.value.select.filter((one) => one !== id) });

/** Shows each member of a group. */
export const openGroup = (id: string): void => change({ open: [...view.value.open, id] });

/** Lets an entity go that was held at a place. */
export function unpin(id: string): void {
  const { [id]: _, ...others } = view.value.pin;
  change({ pin: others });
}

export const select = (id: string, second = false): void => {
  const { select: before } = view.value;
  const next = second && before.length < 2 && !before.includes(id) ? [...before, id] : [id];
  change({ select: second && before.includes(id) ? toggled(before, id) : next }, true);
};

/** Adds the shortest paths between two, and selects both. */
export const pathBetween = (source: string, target: string): void =>
  change({ add: [...new Set([...view.value.add, `${source}~${target}`])], select: [source, target] });

addEventListener("popstate", (event) => {
  batch(() => {
    steps.value = (event.state as { step?: number } | null)?.step ?? 0;
    view.value = readView(location.search);
    unknown.value = unknownIn(location.search);
  });
  // What had the focus may go with the view before.
  setTimeout(() => document.activeElement === document.body && arrive());
});

/** How much of what comes in pages comes at once; what is more is said. */
const MANY = "500";
const WAYS = "3";

type Question = readonly [query: string, args: Record<string, readonly string[]>];

/** The questions behind the view: the first is what it asks, the others what was added. */
export const questions = computed((): readonly Question[] => {
  const { query, args, add } = view.value;
  if (!query) return [];
  const narrowed = Object.fromEntries(
    Object.entries(args).filter(([name]) => !["id", "limit", "after", "depth", "entity"].includes(name)),
  );
  const { technology: _, ...common } = narrowed;
  const added = add.map((entry): Question => {
    const [source = "", target] = entry.split("~");
    if (!target) return ["neighbours", { ...(query === "partners" ? common : narrowed), id: [source], limit: [MANY] }];
    return ["paths", { ...common, source: [source], target: [target], limit: [WAYS] }];
  });
  return [[query, queries[query]?.parameters.includes("after") ? { limit: [MANY], ...args } : args], ...added];
});

// As text, so that only a change of what is asked asks.
const asked = computed(() => (questions.value.length ? JSON.stringify(questions.value) : ""));

let latest = 0;

async function load(what: string): Promise<void> {
  const mine = ++latest;
  loading.value = { at: "loading" };
  try {
    const found = await Promise.all((JSON.parse(what) as Question[]).map(([query, args]) => ask(query, args)));
    if (mine !== latest) return;
    batch(() => {
      answers.value = found;
      whole.value = merged(found);
      loading.value = { at: "ready" };
    });
  } catch (error) {
    if (mine !== latest) return;
    const problem = error instanceof Problem || error instanceof Offline ? error : new Offline(String(error));
    loading.value = { at: "failed", problem };
    if (passes(problem)) void untilReady(mine, what);
  }
}

/** Whether asking again later can help. */
const passes = (error: unknown): boolean => error instanceof Offline || (error instanceof Problem && error.passing);

const RETRY_MS = 2000;
const pause = (): Promise<void> => new Promise((done) => setTimeout(done, RETRY_MS));

/** Waits until the service answers again, then goes on with what was asked. */
async function untilReady(mine: number, what: string): Promise<void> {
  await pause();
  if (mine !== latest) return;
  try {
    await ready();
    forget();
    await load(what);
  } catch {
    await untilReady(mine, what);
  }
}

/** Asks again at once, without waiting for the next look. */
export const retry = (): void => {
  if (asked.value) void load(asked.value);
};

effect(() => {
  const what = asked.value;
  if (what) void load(what);
  else {
    latest += 1;
    batch(() => {
      answers.value = [];
      whole.value = empty;
      loading.value = { at: "start" };
    });
  }
});

/** Where the view is in words: as the service has it, with what was added and without what is hidden. */
const inWords = computed((): string => {
  const [question] = questions.value;
  return question ? pathOfView({ ...view.value, args: question[1], pin: {} }, "table") : "";
});

let wordedQuery = "";

/** The answer in words comes when it is there; what fails with the question itself is told once. The words of another
 * question go at once. */
async function loadWords(path: string): Promise<void> {
  const { query } = view.peek();
  if (query !== wordedQuery) worded.value = null;
  wordedQuery = query;
  try {
    const found = path ? await askInWords(path) : null;
    if (path === inWords.value) worded.value = found;
  } catch (error) {
    if (path === inWords.value) worded.value = null;
    if (!passes(error)) return;
    await pause();
    if (path === inWords.value) await loadWords(path);
  }
}

effect(() => void loadWords(inWords.value));

effect(() => {
  if (worded.value) said.value = `${worded.value.title}. ${worded.value.sentence}`;
});
