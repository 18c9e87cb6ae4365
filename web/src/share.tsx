// From any view: its address, the API call behind it, every download, the embed, a snapshot, Neo4j Browser.
import { signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { type BrowserLogin, browserLogin, freeze, snapshotsLeft } from "./api";
import { Dialog } from "./parts";
import type { Args } from "./paths";
import { absolute } from "./place";
import { filled, says } from "./says";
import { answers, change, questions, said, view } from "./state";
import { addressOf, beside, LONGEST_TITLE, pathOfView } from "./view";
import { type FormatWords, formats, queries } from "./words";

const copied = signal("");

async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    copied.value = text;
    said.value = says.sharing.done;
  } catch {
    copied.value = "";
    said.value = says.sharing.refused;
  }
}

function Copy({ name, text }: { name: string; text: string }) {
  return (
    <div class="copy">
      <label>
        {name}
        <input type="text" readOnly value={text} onFocus={(event) => event.currentTarget.select()} />
      </label>
      <button type="button" onClick={() => void copy(text)} aria-label={filled(says.sharing.copyOf, { name })}>
        {copied.value === text ? says.sharing.copied : says.sharing.copy}
      </button>
    </div>
  );
}

/** How the command line asks the same: what must be given has its place, the rest has names. */
export function command(verb: string): string {
  const { query, args: asked } = view.value;
  const required = queries[query]?.required ?? [];
  const args: Args = { ...asked, ...beside(view.value) };
  const quoted = (value: string): string => (/^[\w.~/-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`);
  const placed = required.flatMap((name) => (args[name] ?? []).map(quoted));
  const named = Object.entries(args)
    .filter(([name]) => !required.includes(name))
    .flatMap(([name, values]) => values.map((value) => `--${name.replaceAll("_", "-")} ${quoted(value)}`));
  return ["entente", verb, query.replaceAll("_", "-"), ...placed, ...named].filter(Boolean).join(" ");
}

/** The address that leads to Neo4j Browser with the same question, and as much of its answer as is here. */
export const browserAddress = (): string => {
  const [query, args] = questions.value[0] ?? [view.value.query, view.value.args];
  const given = new URLSearchParams({ query });
  for (const [name, values] of Object.entries(args)) for (const value of values) given.append(name, value);
  return absolute(`/browser?${given}`);
};

/** The path of the view as a format gives it, with its title where the format shows one. */
const exported = ({ suffix, titled }: FormatWords): string =>
  pathOfView(view.value, suffix, { title: titled && view.value.title ? [view.value.title] : [] });

export function Share({ close }: { close: () => void }) {
  const html = formats.find(({ suffix }) => suffix === "html");
  return (
    <Dialog title={says.sharing.title} close={close}>
      <Copy name={says.sharing.view} text={absolute(addressOf(view.value))} />
      <label class="caption">
        {says.sharing.caption}
        <input
          type="text"
          maxLength={LONGEST_TITLE}
          placeholder={says.sharing.captionHint}
          value={view.value.title}
          onChange={({ currentTarget }) => change({ title: currentTarget.value.trim() }, true)}
        />
      </label>
      <h3>{says.sharing.download}</h3>
      <ul class="formats">
        {formats.map((format) => (
          <li key={format.suffix}>
            <a class="button" href={absolute(exported(format))} title={format.description} download>
              {format.suffix}
            </a>
          </li>
        ))}
      </ul>
      {html && <Embed source={exported(html)} />}
      <h3>{says.sharing.keep}</h3>
      <Keep />
      <h3>{says.sharing.ask}</h3>
      <Copy name="API" text={absolute(pathOfView(view.value))} />
      <Copy name={says.sharing.command} text={command("")} />
      <InBrowser />
    </Dialog>
  );
}

/** The way to Neo4j Browser, which asks for a login: it is said whose. */
function InBrowser() {
  const login = useSignal<BrowserLogin | null>(null);
  const look = async (): Promise<void> => {
    login.value = await browserLogin().catch(() => null);
  };
  useEffect(() => void look(), []);
  return (
    <p>
      <a class="button" href={browserAddress()} target="_blank" rel="noopener">
        {says.sharing.browser}
      </a>{" "}
      {says.sharing.asCypher}
      {login.value && ` ${asksForLogin(login.value)}`}
    </p>
  );
}

const asksForLogin = ({ user, whose }: BrowserLogin): string =>
  filled(says.sharing.login, { user: user ?? says.sharing.that, whose: says.sharing[whose] });

function Embed({ source }: { source: string }) {
  const frame = `<iframe src="${absolute(source).replaceAll("&", "&amp;")}" width="100%" height="480" loading="lazy" title="Entente"></iframe>`;
  return (
    <>
      <h3>{says.sharing.embed}</h3>
      <Copy name={says.sharing.frame} text={frame} />
      <p>
        <a class="button" href={absolute(`/embed?url=${encodeURIComponent(source)}`)} target="_blank" rel="noopener">
          {says.sharing.preview}
        </a>
      </p>
    </>
  );
}

/** Enough of a version to tell datasets apart: as much as figures show. */
const SHORT = 19;

/** Ways to keep the answer: an address that names its dataset, and a snapshot, here where readers may make one. */
function Keep() {
  const left = useSignal(0);
  const kept = useSignal("");
  const wrong = useSignal("");
  const path = pathOfView(view.value);
  const dataset = answers.value[0]?.meta.dataset.slice(0, SHORT);
  const look = async (): Promise<void> => {
    left.value = await snapshotsLeft().catch(() => 0);
  };
  const make = async (): Promise<void> => {
    try {
      kept.value = (await freeze(path)).address;
    } catch (error) {
      wrong.value = error instanceof Error ? error.message : String(error);
    }
  };
  useEffect(() => void look(), []);
  return (
    <>
      {dataset && (
        <>
          <Copy name={says.sharing.dataset} text={absolute(pathOfView(view.value, "", { dataset: [dataset] }))} />
          <p class="meta">{says.sharing.datasetHint}</p>
        </>
      )}
      <Copy name={says.sharing.snapshot} text={command("snapshot")} />
      {left.value > 0 && !kept.value && (
        <button type="button" onClick={() => void make()}>
          {says.sharing.freeze}
        </button>
      )}
      {kept.value && <Copy name={says.sharing.frozen} text={kept.value} />}
      {wrong.value && <p role="alert">{wrong.value}</p>}
    </>
  );
}
