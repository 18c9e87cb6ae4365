// From any view: its address, the API calls behind it, every download, the embed, a snapshot, Neo4j Browser.
import { signal } from "@preact/signals";
import { pathOf } from "./api";
import { Dialog } from "./parts";
import { absolute } from "./place";
import { questions, said, view } from "./state";
import { addressOf } from "./view";
import { formats, queries } from "./words";

const copied = signal("");

async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    copied.value = text;
    said.value = "Copied.";
  } catch {
    copied.value = "";
    said.value = "This browser does not let the page copy; select the text instead.";
  }
}

function Copy({ name, text }: { name: string; text: string }) {
  return (
    <div class="copy">
      <label>
        {name}
        <input type="text" readOnly value={text} onFocus={(event) => event.currentTarget.select()} />
      </label>
      <button type="button" onClick={() => void copy(text)} aria-label={`Copy: ${name}`}>
        {copied.value === text ? "Copied" : "Copy"}
      </button>
    </div>
  );
}

/** How the command line asks the same: what must be given has its place, the rest has names. */
export function command(verb: string): string {
  const { query, args } = view.value;
  const required = queries[query]?.required ?? [];
  const quoted = (value: string): string => (/^[\w.~/-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`);
  const placed = required.flatMap((name) => (args[name] ?? []).map(quoted));
  const named = Object.entries(args)
    .filter(([name]) => !required.includes(name))
    .flatMap(([name, values]) => values.map((value) => `--${name.replaceAll("_", "-")} ${quoted(value)}`));
  return ["entente", verb, query.replaceAll("_", "-"), ...placed, ...named].filter(Boolean).join(" ");
}

/** The address that leads to Neo4j Browser with the same question. */
export const browserAddress = (): string => {
  const given = new URLSearchParams({ query: view.value.query });
  for (const [name, values] of Object.entries(view.value.args)) for (const value of values) given.append(name, value);
  return absolute(`/browser?${given}`);
};

export function Share({ close }: { close: () => void }) {
  const { query, args } = view.value;
  const path = pathOf(query, args);
  const embed = formats.some(({ suffix }) => suffix === "html");
  const added = questions.value.slice(1);
  return (
    <Dialog title="Share and take along" close={close}>
      <Copy name="This view" text={absolute(addressOf(view.value))} />
      <h3>The question behind it</h3>
      <Copy name="API" text={absolute(path)} />
      <Copy name="Command" text={command("")} />
      {added.length > 0 && (
        <details>
          <summary>What was added to it</summary>
          {added.map(([name, given]) => (
            <Copy key={pathOf(name, given)} name="API" text={absolute(pathOf(name, given))} />
          ))}
        </details>
      )}
      <p>
        <a class="button" href={browserAddress()} target="_blank" rel="noopener">
          Open in Neo4j Browser
        </a>{" "}
        with the same question as Cypher.
      </p>
      <h3>Download the answer</h3>
      <ul class="formats">
        {formats.map(({ suffix, description }) => (
          <li key={suffix}>
            <a class="button" href={absolute(pathOf(query, args, suffix))} title={description} download>
              {suffix}
            </a>
          </li>
        ))}
      </ul>
      {embed && <Embed path={path} query={query} args={args} />}
      <h3>Freeze it</h3>
      <Copy name="A snapshot stays the same whatever is loaded later" text={command("snapshot")} />
    </Dialog>
  );
}

function Embed({ path, query, args }: { path: string; query: string; args: Parameters<typeof pathOf>[1] }) {
  const source = absolute(pathOf(query, args, "html"));
  const frame = `<iframe src="${source.replaceAll("&", "&amp;")}" width="100%" height="480" loading="lazy" title="Entente"></iframe>`;
  return (
    <>
      <h3>Embed it</h3>
      <Copy name="Frame" text={frame} />
      <p>
        <a class="button" href={absolute(`/embed?url=${encodeURIComponent(path)}`)} target="_blank" rel="noopener">
          Preview and more snippets
        </a>
      </p>
    </>
  );
}
