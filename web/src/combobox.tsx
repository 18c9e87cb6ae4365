// A field with a list of what fits, as ARIA describes a combobox: the search and the forms share it.
import { type Signal, signal } from "@preact/signals";
import type { ComponentChildren, RefObject } from "preact";

export interface Offers<T> {
  readonly options: readonly T[];
  /** What is to be said beside them, such as that there are none. */
  readonly said: string;
}

const PAUSE_MS = 120;

/** What stands in a combobox, and what it offers. */
export class Offering<T> {
  readonly text: Signal<string>;
  readonly options = signal<readonly T[]>([]);
  readonly said = signal("");
  readonly open = signal(false);
  readonly at = signal(0);
  private waiting: ReturnType<typeof setTimeout> | undefined;

  /** `find` gives what fits some words; with `browsing` also what there is where none are written. */
  constructor(
    private readonly find: (words: string) => Promise<Offers<T>>,
    readonly browsing = false,
    text = "",
  ) {
    this.text = signal(text);
  }

  typed(text: string): void {
    this.text.value = text;
    clearTimeout(this.waiting);
    if (this.browsing || text.trim()) this.waiting = setTimeout(() => void this.look(), PAUSE_MS);
    else this.open.value = false;
  }

  async look(): Promise<void> {
    const words = this.text.value.trim();
    const offers = await this.find(words);
    if (this.text.value.trim() === words) this.show(offers);
  }

  show({ options, said }: Offers<T>): void {
    this.options.value = options;
    this.said.value = said;
    this.at.value = 0;
    this.open.value = true;
  }

  /** Closes the list and leaves a text. */
  settle(text: string): void {
    clearTimeout(this.waiting);
    this.open.value = false;
    this.text.value = text;
  }

  /** Goes on in the list, or opens it. */
  move(by: number): void {
    const count = this.options.value.length;
    if (this.open.value) this.at.value = (this.at.value + by + count) % Math.max(count, 1);
    else if (this.browsing || this.text.value.trim()) void this.look();
  }

  /** What Enter would choose. */
  get choice(): T | undefined {
    return this.open.value ? this.options.value[this.at.value] : undefined;
  }
}

interface ComboboxOf<T> {
  readonly offering: Offering<T>;
  readonly id: string;
  readonly field?: RefObject<HTMLInputElement | null>;
  readonly list: string;
  readonly keyOf: (option: T) => string;
  readonly draw: (option: T) => ComponentChildren;
  /** Takes an option; `beside` is whether it joins what is there, by Shift. */
  readonly choose: (option: T, beside: boolean) => void;
  readonly typed?: (text: string) => void;
  /** Whether Enter is for the form around it where there is nothing to choose. */
  readonly submits?: boolean;
  readonly label?: string;
  readonly placeholder?: string;
  readonly described?: string | undefined;
  readonly wrong?: boolean;
}

export function Combobox<T>(props: ComboboxOf<T>) {
  const { offering, id, field, list, label, placeholder, described, wrong } = props;
  const { text, options, said, open, at } = offering;
  const listed = open.value && options.value.length > 0;
  return (
    <>
      <input
        ref={field ?? null}
        id={id}
        type="text"
        role="combobox"
        autocomplete="off"
        spellcheck={false}
        maxLength={200}
        placeholder={placeholder}
        aria-label={label}
        aria-expanded={open.value}
        aria-controls={`${id}-found`}
        aria-autocomplete="list"
        aria-activedescendant={listed ? `${id}-found-${at.value}` : undefined}
        aria-describedby={described}
        aria-invalid={wrong || undefined}
        value={text.value}
        onInput={({ currentTarget }) => {
          offering.typed(currentTarget.value);
          props.typed?.(currentTarget.value);
        }}
        onClick={() => offering.browsing && !open.value && void offering.look()}
        onKeyDown={(event) => pressed(event, props)}
        onBlur={() => setTimeout(() => leave(props), 150)}
      />
      <div class="offers" hidden={!open.value}>
        {said.value && <p role="status">{said.value}</p>}
        <ul id={`${id}-found`} role="listbox" aria-label={list} hidden={!options.value.length}>
          {options.value.map((one, index) => (
            <Choice key={props.keyOf(one)} one={one} index={index} of={props} />
          ))}
        </ul>
      </div>
    </>
  );
}

function Choice<T>({ one, index, of: { offering, id, draw, choose } }: { one: T; index: number; of: ComboboxOf<T> }) {
  const chosen = offering.open.value && index === offering.at.value;
  return (
    <li
      ref={(item) => void (chosen && item?.scrollIntoView({ block: "nearest" }))}
      id={`${id}-found-${index}`}
      role="option"
      aria-selected={chosen}
      onMouseDown={(event) => {
        event.preventDefault();
        choose(one, event.shiftKey);
      }}
    >
      {draw(one)}
    </li>
  );
}

/** Closes the list, unless the reader has come back to the field meanwhile. */
function leave<T>({ offering, id }: ComboboxOf<T>): void {
  if (document.activeElement?.id !== id) offering.open.value = false;
}

function pressed<T>(event: KeyboardEvent, { offering, choose, submits }: ComboboxOf<T>): void {
  const { open, text, choice } = offering;
  if (event.key === "ArrowDown") offering.move(1);
  else if (event.key === "ArrowUp") offering.move(-1);
  else if (event.key === "Enter" && choice !== undefined) choose(choice, event.shiftKey);
  else if (event.key === "Enter" && !submits) text.value.trim() && void offering.look();
  else if (event.key === "Escape" && open.value) open.value = false;
  else return;
  event.preventDefault();
  event.stopPropagation();
}
