// Small parts that the page repeats.
import { useComputed } from "@preact/signals";
import { type ComponentChildren, Fragment } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Entity, Tie } from "./api";
import { close, open } from "./opened";
import { pathOf } from "./paths";
import { absolute } from "./place";
import { says } from "./says";
import { go, view } from "./state";
import { label } from "./subgraph";
import { statusWithAge, unverified } from "./trust";
import { addressOf, inLanguage, question, type View } from "./view";
import { disputed, kinds, type LineLook, lineOf } from "./words";

/** A link to a view: a click goes there, and whatever else a browser does with links works too. */
export function ViewLink({
  to,
  class: name = "",
  children,
}: {
  to: View;
  class?: string;
  children: ComponentChildren;
}) {
  const follow = (event: MouseEvent): void => {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(to);
  };
  return (
    <a class={name} href={absolute(addressOf(to))} onClick={follow}>
      {children}
    </a>
  );
}

/** A link out of the page; only to the web, whatever the data say. */
export function WebLink({ to, children }: { to: string; children: ComponentChildren }) {
  if (!/^https?:\/\//i.test(to)) return <>{children}</>;
  return (
    <a href={to} target="_blank" rel="noopener noreferrer external">
      {children}
    </a>
  );
}

/** A link to the page of a record: it can be read without the explorer, cited and printed. */
export const PageLink = ({ of, id, children }: { of: "entity" | "tie" | "document"; id: string; children: string }) => (
  <a href={absolute(pathOf(of, { id: [id] }, "", inLanguage))}>{children}</a>
);

/** A text of the page with elements in its places. */
export function Filled({ text, values }: { text: string; values: Readonly<Record<string, ComponentChildren>> }) {
  const pieces = text.split(/\{(\w+)\}/);
  return <>{pieces.map((piece, at) => (at % 2 ? <Fragment key={piece}>{values[piece]}</Fragment> : piece))}</>;
}

/** A kind's mark: its shape in small, in its colour. */
export function KindMark({ kind }: { kind: keyof typeof kinds }) {
  return (
    <svg class={`mark ${kind}`} viewBox="0 0 20 14" aria-hidden="true">
      <path d={outlines[kinds[kind].shape] ?? outlines.rectangle} />
    </svg>
  );
}

const outlines: Record<string, string> = {
  ellipse: "M1 7a9 6 0 1 0 18 0a9 6 0 1 0-18 0z",
  "round-rectangle": "M4 1h12a3 3 0 0 1 3 3v6a3 3 0 0 1-3 3H4a3 3 0 0 1-3-3V4a3 3 0 0 1 3-3z",
  rectangle: "M1 1h18v12H1z",
  "cut-rectangle": "M4 1h12l3 3v6l-3 3H4l-3-3V4z",
  "round-hexagon": "M5 1h10l4 6-4 6H5L1 7z",
  octagon: "M6 1h8l5 4v4l-5 4H6L1 9V5z",
  barrel: "M2 2q8-2 16 0q2 5 0 10q-8 2-16 0q-2-5 0-10z",
  "round-tag": "M1 1h13l5 6-5 6H1z",
};

/** A status' line, as in the picture: hollow where all is unverified, with a cross where it is disputed. */
export function LineMark({ look, hollow = false }: { look: LineLook; hollow?: boolean }) {
  const line = { x1: "1", y1: "5", x2: "33", y2: "5", "stroke-dasharray": look.dash.join(" ") };
  return (
    <svg class="line" viewBox="0 0 34 10" aria-hidden="true">
      <line {...line} class={look.word} stroke-width={hollow ? look.width + 2 : look.width} />
      {hollow && <line {...line} class="ground" stroke-width={look.width} />}
      {look === disputed && <line class={look.word} x1="13" y1="1" x2="21" y2="9" stroke-width="2" />}
      {look === disputed && <line class={look.word} x1="13" y1="9" x2="21" y2="1" stroke-width="2" />}
    </svg>
  );
}

/** A tie's status: line and word. */
export function StatusMark({ tie }: { tie: Tie }) {
  return (
    <span class={`status ${tie.disputed ? "disputed" : tie.status}`}>
      <LineMark look={lineOf(tie)} hollow={unverified(tie)} /> {statusWithAge(tie)}
    </span>
  );
}

/** Closes an open `details` when Escape is pressed, and leads back to its summary. */
export function closeWithEscape(event: KeyboardEvent, box: HTMLDetailsElement | null): void {
  if (event.key !== "Escape" || !box?.open || event.defaultPrevented) return;
  event.preventDefault();
  event.stopPropagation();
  box.open = false;
  box.querySelector("summary")?.focus();
}

/** Closes the evidence. */
export const Close = () => (
  <button type="button" class="icon close" aria-label={says.clearSelection} onClick={close}>
    ×
  </button>
);

/** An entity's name; a click shows its evidence. */
export function EntityButton({ id, entity, tab = 0 }: { id: string; entity: Entity | undefined; tab?: number }) {
  const chosen = useComputed(() => view.value.select.includes(id));
  return (
    <button
      type="button"
      class="name"
      tabIndex={tab}
      onClick={(event) => open(id, event.currentTarget)}
      title={entity?.name}
      aria-pressed={chosen.value}
    >
      {entity && <KindMark kind={entity.kind} />}
      <bdi>{label(entity, id)}</bdi>
    </button>
  );
}

/** An entity's name, which leads to what it is tied to. */
export const EntityLink = ({ id, entity }: { id: string; entity: Entity | undefined }) => (
  <ViewLink to={{ ...question("neighbours", { id }), select: [id] }} class="entity">
    {entity && <KindMark kind={entity.kind} />} <bdi>{label(entity, id)}</bdi>
  </ViewLink>
);

export function TechnologyLink({ id, name }: { id: string; name: string | undefined }) {
  return (
    <ViewLink to={question("partners", { technology: id })} class="chip">
      <bdi>{name ?? id}</bdi>
    </ViewLink>
  );
}

/** A dialog over the page; it closes with Escape, its button, or a click beside it. */
export function Dialog({ title, close, children }: { title: string; close: () => void; children: ComponentChildren }) {
  const box = useRef<HTMLDialogElement>(null);
  useEffect(() => box.current?.showModal(), []);
  return (
    <dialog
      ref={box}
      class="dialog"
      aria-labelledby="dialog-title"
      onClose={close}
      onClick={(event) => event.target === box.current && close()}
    >
      <div class="inside">
        <header>
          <h2 id="dialog-title">{title}</h2>
          <button type="button" class="icon" aria-label={says.close} onClick={close}>
            ×
          </button>
        </header>
        {children}
      </div>
    </dialog>
  );
}
