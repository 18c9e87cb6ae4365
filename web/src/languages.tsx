// The languages of the page: a menu, and at the start an offer to who prefers another. Each is an address of its own.
import { useRef } from "preact/hooks";
import { codes, type Language, language, languages, offered } from "./language";
import { absolute } from "./place";
import { says } from "./says";
import { view } from "./state";
import { addressOf } from "./view";

const addressIn = (code: Language): string => absolute(addressOf(view.value, code));

export function Languages() {
  const menu = useRef<HTMLDetailsElement>(null);
  const close = (): void => {
    if (menu.current) menu.current.open = false;
  };
  const pressed = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || !menu.current?.open) return;
    close();
    menu.current.querySelector("summary")?.focus();
    event.stopPropagation();
  };
  const left = ({ relatedTarget }: FocusEvent): void => {
    if (!menu.current?.contains(relatedTarget as Node | null)) close();
  };
  return (
    <details ref={menu} class="languages" onKeyDown={pressed} onFocusOut={left}>
      <summary aria-label={`${says.languages}: ${languages[language].name} (${language})`}>{language}</summary>
      <ul>
        {codes.map((code) => (
          <li key={code}>
            <a href={addressIn(code)} lang={code} hreflang={code} aria-current={code === language ? "true" : undefined}>
              {languages[code].name}
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
        {languages[offered].offer}
      </a>
    </p>
  );
}
