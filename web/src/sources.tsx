// What the numbers in tables stand for, and where and when a printed page is from.
import { PageLink, WebLink } from "./parts";
import { spoken } from "./says";
import { view, worded } from "./state";
import { date } from "./text";

/** The documents that the tables cite, by their numbers there; each leads to its page and to itself. */
export function Sources() {
  const sources = worded.value?.sources ?? [];
  if (!sources.length) return null;
  return (
    <section class="sources">
      <h2>{spoken.headings.sources}</h2>
      <ol>
        {sources.map(({ number, id, text, url }) => (
          <li key={id} value={number}>
            <PageLink of="document" id={id}>
              {text}
            </PageLink>{" "}
            {url && <WebLink to={url}>{url}</WebLink>}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** What a printed page says of itself; its sources too, where it is no table that has them. */
export const Printed = () => (
  <footer class="printed">
    {view.value.show !== "table" && <Sources />}
    <p>
      {location.href} · {worded.value?.dataset.slice(0, 19)} · {date(new Date().toISOString().slice(0, 10))}
    </p>
  </footer>
);
