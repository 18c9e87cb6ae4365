// What went wrong, and what can be done: as a card in the place of what is missing, or a line above what is there.
import { Offline, Problem } from "./api";
import { ViewLink } from "./parts";
import { filled, says } from "./says";
import { answers, view } from "./state";
import { many } from "./text";
import { withFilter } from "./view";

const words = (error: Error): readonly [string, string] => {
  if (error instanceof Offline) {
    return navigator.onLine
      ? [says.notice.unreachable, says.notice.starting]
      : [says.notice.offline, says.notice.offlineDetail];
  }
  if (error instanceof Problem && error.passing)
    return [error.details.title, `${error.message}. ${says.notice.goesOn}`];
  if (error instanceof Problem) return [error.details.title, error.message];
  return [says.notice.wrong, error.message];
};

export function Notice({ error, retry }: { error: Error; retry: () => void }) {
  const [title, detail] = words(error);
  const passing = error instanceof Offline || (error instanceof Problem && error.passing);
  return (
    <div class={`notice ${passing ? "passing" : "wrong"}`} role="alert">
      <h2>{title}</h2>
      <p>{detail}</p>
      {error instanceof Problem && <Suggestions problem={error} />}
      <button type="button" onClick={retry}>
        {says.notice.retry}
      </button>
    </div>
  );
}

/** The nearest ids that are there, each a click away. */
function Suggestions({ problem }: { problem: Problem }) {
  const { suggestions = [], parameter } = problem.details as { suggestions?: string[]; parameter?: string };
  if (!parameter || !suggestions.length || !view.value.query) return null;
  return (
    <p class="chips">
      {suggestions.map((id) => (
        <ViewLink key={id} class="chip" to={{ ...view.value, args: { ...view.value.args, [parameter]: [id] } }}>
          {id}
        </ViewLink>
      ))}
    </p>
  );
}

/** Nothing passes: why that may be, and the ways out. */
export function Empty() {
  const now = view.value;
  const narrowing = (["as_of", "status", "kind", "relation", "country", "from", "to"] as const).filter(
    (name) => now.args[name]?.length,
  );
  const disputed = answers.value[0]?.meta.excluded.disputed ?? 0;
  return (
    <div class="notice" role="status">
      <h2>{disputed ? says.notice.onlyDisputed : says.notice.noTies}</h2>
      <p>
        {disputed
          ? filled(says.notice.denied, { ties: many(disputed, "tie") })
          : narrowing.length
            ? says.notice.filtered
            : says.notice.none}
      </p>
      <p class="chips">
        {narrowing.map((name) => (
          <ViewLink key={name} class="chip" to={withFilter(now, name, [])}>
            {says.notice.without[name]}
          </ViewLink>
        ))}
        {now.mute.length + now.hide.length > 0 && (
          <ViewLink class="chip" to={{ ...now, mute: [], hide: [] }}>
            {says.notice.unhide}
          </ViewLink>
        )}
        {now.args.disputed?.[0] !== "include" && (
          <ViewLink class="chip" to={withFilter(now, "disputed", ["include"])}>
            {says.notice.withDisputed}
          </ViewLink>
        )}
      </p>
    </div>
  );
}
