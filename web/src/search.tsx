// Search by name, and plain questions. A thing that is found opens, or joins what is there; a question is answered.
import { useEffect, useRef } from "preact/hooks";
import { type Answer, askPlainly, Problem } from "./api";
import { Combobox, Offering, type Offers } from "./combobox";
import { type Found, FoundChoice, isEntity, type Match, results, search } from "./found";
import { filled, says } from "./says";
import { arrive, change, go, view } from "./state";
import { question } from "./view";

interface Plain {
  /** A question in plain English. */
  readonly text: string;
}
type Option = Found | Plain;

const isPlain = (option: Option): option is Plain => "text" in option;

/** Most names that are offered where none has all of the words. */
const FEW = 4;

/** What is offered for some words: what is called so, and several words as a question, which comes first if no name has
 * all of them. */
function offered(words: string, answer: Answer<Match>): Option[] {
  const found = results(answer);
  if (!words.includes(" ")) return found;
  const partly = answer.rows.every(({ how }) => how === "part");
  return partly ? [{ text: words }, ...found.slice(0, FEW)] : [...found, { text: words }];
}

async function look(words: string): Promise<Offers<Option>> {
  try {
    const options = offered(words, await search(words));
    return { options, said: options.length ? "" : filled(says.search.nothing, { text: words }) };
  } catch {
    return { options: [], said: says.search.unreachable };
  }
}

const offering = new Offering(look);

/** Goes on to the answer of a plain question; of what is not understood it says so, and offers what is near. */
async function answer(words: string): Promise<void> {
  try {
    const { query, parameters } = (await askPlainly(words)).meta;
    const args = parameters as Record<string, string | string[]>;
    offering.settle("");
    go(question(query === "entity" ? "neighbours" : query, args));
    arrive();
  } catch (error) {
    const known = error instanceof Problem && !error.passing ? error.details : null;
    const said = known?.status === 404 ? says.search.unknown : says.search.notUnderstood;
    const near = known?.suggestions ?? [];
    offering.show({
      options: near.map((text) => ({ text })),
      said: known ? [said, ...(near.length ? [says.search.near] : [])].join(" ") : says.search.noService,
    });
  }
}

/** Answers a question, or opens what was found; with `beside`, an entity joins the view that is there. */
function choose(option: Option, beside: boolean): void {
  if (isPlain(option)) return void answer(option.text);
  const { id, thing } = option;
  offering.settle("");
  if (!isEntity(thing)) go(question("partners", { technology: id }));
  else if (beside && view.value.query) change({ add: [...view.value.add, id], select: [id] });
  else go({ ...question("neighbours", { id }), select: [id] });
}

export function Search() {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (!view.value.query) field.current?.focus();
  }, [view.value.query]);
  return (
    <search class="search">
      <Combobox
        offering={offering}
        id="search"
        field={field}
        list={says.search.found}
        label={says.search.label}
        placeholder={says.search.placeholder}
        keyOf={(one) => (isPlain(one) ? one.text : `${one.id}${isEntity(one.thing)}`)}
        draw={(one) => (isPlain(one) ? <PlainChoice text={one.text} /> : <FoundChoice one={one} />)}
        choose={choose}
      />
      <kbd aria-hidden="true">/</kbd>
    </search>
  );
}

function PlainChoice({ text }: Plain) {
  return (
    <>
      <span class="mark">?</span>
      <bdi>{text}</bdi>
      <small>{says.search.question}</small>
    </>
  );
}
