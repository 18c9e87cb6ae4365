// What a view has more than it shows: left out by default, hidden, grouped, or more than comes at once.
import { filled, says } from "./says";
import { answers, change, openGroup, view, visible, whole } from "./state";
import { groupSentence, many } from "./text";

export function LeftOut() {
  const excluded = answers.value[0]?.meta.excluded.disputed ?? 0;
  const more = answers.value.some((answer) => answer.meta.next);
  const { groups, hidden } = visible.value;
  const boxes = view.value.show === "table" ? [] : groups;
  const showDisputed = (): void => change({ args: { ...view.value.args, disputed: ["include"] } });
  return (
    <ul class="leftout">
      {excluded > 0 && (
        <li>
          {filled(says.leftOut, { ties: many(excluded, "disputed") })}{" "}
          <button type="button" onClick={showDisputed}>
            {says.show}
          </button>
        </li>
      )}
      {hidden.entities + hidden.ties > 0 && (
        <li>
          {filled(says.hidden, { entities: many(hidden.entities, "entity"), ties: many(hidden.ties, "tie") })}{" "}
          <button type="button" onClick={() => change({ hide: [], mute: [] })}>
            {says.show}
          </button>
        </li>
      )}
      {boxes.map((group) => (
        <li key={group.id}>
          <bdi>{groupSentence(group, whole.value.entities)}</bdi>{" "}
          <button type="button" onClick={() => openGroup(group.id)}>
            {says.open}
          </button>
        </li>
      ))}
      {more && <li>{says.thereIsMore}</li>}
    </ul>
  );
}
