// The ways in: each question of the catalogue in plain words, with a form for what it asks of the reader.
import { useSignal } from "@preact/signals";
import { useEffect, useId, useRef } from "preact/hooks";
import {
  argsOf,
  type Field,
  type Filled,
  type Form,
  filledFrom,
  formOf,
  forms,
  viewOf,
  withNames,
  wrongIn,
} from "./asking";
import { FieldOf, settled } from "./field";
import { closeWithEscape, Dialog } from "./parts";
import { says, filled as textOf } from "./says";
import { arrive, go, said, view } from "./state";
import { formFor } from "./text";
import { start, type View } from "./view";

/** All questions; one is open at a time. `done` is called when one is asked. */
export function Questions({ done }: { done?: () => void }) {
  const all = forms();
  const plain = all.filter((form) => form.plain);
  const half = Math.ceil(plain.length / 2);
  return (
    <div class="ask">
      {[plain.slice(0, half), plain.slice(half)].map((some) => (
        <List key={some[0]?.query} forms={some} done={done} />
      ))}
      <details class="others">
        <summary>{says.more}</summary>
        <List forms={all.filter((form) => !form.plain)} done={done} />
      </details>
    </div>
  );
}

interface Done {
  readonly done?: (() => void) | undefined;
}

function List({ forms, done }: Done & { forms: readonly Form[] }) {
  return (
    <ul>
      {forms.map((form) => (
        <li key={form.query}>
          <Question form={form} done={done} />
        </li>
      ))}
    </ul>
  );
}

/** A question in plain words, which opens to its form. */
function Question({ form, done }: Done & { form: Form }) {
  const open = useSignal(false);
  const box = useRef<HTMLDetailsElement>(null);
  // Opened by the reader, the first field has the focus; Escape leads back to the question.
  const toggled = (): void => {
    open.value = box.current?.open ?? false;
    if (open.value) setTimeout(() => firstField(box.current)?.focus());
  };
  const pressed = (event: KeyboardEvent): void => closeWithEscape(event, box.current);
  return (
    <details ref={box} name="question" class="question" onToggle={toggled} onKeyDown={pressed}>
      <summary>
        <span>{form.sentence.map(({ text, field }, at) => (field ? <em key={at}>{text}</em> : text))}</span>
      </summary>
      {open.value && <QuestionForm form={form} from={start} done={done} />}
    </details>
  );
}

const firstField = (within: Element | null): HTMLElement | null | undefined =>
  within?.querySelector<HTMLElement>("form :is(input, select, button)");

/** The form of a question, filled in as a view asks it. */
function QuestionForm({ form, from, done }: Done & { form: Form; from: View }) {
  const prefix = useId();
  const filled = useSignal<Filled>(filledFrom(form, from.args));
  const wrong = useSignal<ReadonlyMap<string, string>>(new Map());
  const asked = JSON.stringify(from.args);
  useEffect(() => {
    let wanted = true;
    const given = filledFrom(form, from.args);
    filled.value = given;
    wrong.value = new Map();
    void named(form, given).then((names) => {
      if (wanted) filled.value = withNames(filled.value, given, names);
    });
    return () => {
      wanted = false;
    };
  }, [asked]);

  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const ready = await named(form, filled.value);
    filled.value = ready;
    wrong.value = wrongIn(form, ready);
    const [first] = wrong.value.keys();
    if (first !== undefined) {
      said.value = textOf(formFor(wrong.value.size, says.wrong), { count: wrong.value.size });
      document.getElementById(`${prefix}-${first}`)?.focus();
      return;
    }
    done?.();
    go(viewOf(form, ready, from));
    arrive();
  };
  const slot = (field: Field) => ({
    field,
    entries: filled.value[field.name] ?? [],
    wrong: wrong.value,
    form: prefix,
    set: (entries: Filled[string]): void => {
      filled.value = { ...filled.value, [field.name]: entries };
      wrong.value = new Map([...wrong.value].filter(([key]) => !key.startsWith(`${field.name}-`)));
    },
  });
  const chosen = form.more.some(({ name }) => name in argsOf(form, filled.value));
  return (
    <form class="asks" noValidate onSubmit={(event) => void submit(event)}>
      {form.first.map((field) => (
        <FieldOf key={field.name} {...slot(field)} />
      ))}
      {form.more.length > 0 && (
        <details class="options" open={chosen}>
          <summary>{form.first.length ? says.options : says.narrowing}</summary>
          <div class="asks">
            {form.more.map((field) => (
              <FieldOf key={field.name} {...slot(field)} hint={field.hint} />
            ))}
          </div>
        </details>
      )}
      <button type="submit" class="main">
        {says.answer}
      </button>
    </form>
  );
}

/** What is filled in with the names of its ids, and with the ids of names that are written out. */
async function named(form: Form, filled: Filled): Promise<Filled> {
  const entries = [...form.first, ...form.more].map(async ({ name, type }) => {
    const settling = (filled[name] ?? []).map((entry) => settled(type, entry).catch(() => entry));
    return [name, await Promise.all(settling)] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

/** The question of the view, to be changed. */
export function Asked() {
  const form = formOf(view.value.query);
  return (
    <section class="asked" aria-label={says.change}>
      <QuestionForm key={form.query} form={form} from={view.value} />
    </section>
  );
}

export const QuestionsDialog = ({ close }: { close: () => void }) => (
  <Dialog title={says.questions} close={close}>
    <Questions done={close} />
  </Dialog>
);
