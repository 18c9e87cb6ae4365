// The languages of the page: a menu, and at the start an offer to who prefers another. Each is an address of its own.
import { useRef } from "preact/hooks";
import { codes, type Language, language, offered, offers, ownName } from "./language";
import { closeWithEscape } from "./parts";
import { absolute } from "./place";
import { says } from "./says";
import { view } from "./state";
import { addressOf } from "./view";

const addressIn = (code: Language): string => absolute(addressOf(view.value, code));

export function Languages() {
  const menu = useRef<HTMLDetailsElement>(null);
  const pressed = (event: KeyboardEvent): void => closeWithEscape(event, menu.current);
  const left = ({ relatedTarget }: FocusEvent): void => {
    if (menu.current && !menu.current.contains(relatedTarget as Node | null)) menu.current.open = false;
  };
  return (
    <details ref={menu} class="languages" onKeyDown={pressed} onFocusOut={left}>
      <summary aria-label={`${says.languages}: ${ownName(language)} (${language})`}>{language}</summary>
      <ul>
        {codes.map((code) => (
          <li key={code}>
            <a href={addressIn(code)} lang={code} hreflang={code} aria-current={code === language ? "true" : undefined}>
              {ownName(code)}
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** At the start in English, the language that the reader's browser prefers. */
export function Offer() {
  if (language !== "en" || !offered) return null;
  return (
    <p class="offer" lang={offered}>
      <a href={addressIn(offered)} hreflang={offered}>
        {offers[offered]}
      </a>
    </p>
  );
}
