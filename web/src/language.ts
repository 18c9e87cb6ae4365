// The language of the page: as its address says, and English where that says nothing. An address shows the same to
// everybody, so what a browser prefers is offered and never taken.

/** How each language offers itself. */
export const offers = {
  en: "Read this in English",
  de: "Auf Deutsch lesen",
  fr: "Lire en français",
  ru: "Читать по-русски",
  hi: "हिन्दी में पढ़ें",
} as const;
export type Language = keyof typeof offers;
export const codes = Object.keys(offers) as Language[];

/** What a language calls itself: `Deutsch`. */
export function ownName(code: Language): string {
  const name = new Intl.DisplayNames(code, { type: "language" }).of(code) ?? code;
  return name.charAt(0).toLocaleUpperCase(code) + name.slice(1);
}

/** The language that an address names. */
export const languageOf = (search: string): Language => {
  const given = new URLSearchParams(search).get("lang");
  return codes.find((code) => code === given) ?? "en";
};

export const language = languageOf(location.search);

const preferred = navigator.languages ?? [];
const isOf = (code: string, locale: string): boolean => locale.split("-")[0] === code;

/** How dates and numbers are written: as the reader's own variety of the language has it. */
export const locale: readonly string[] = [...preferred.filter((one) => isOf(language, one)), language];

/** The language to offer, where the reader's browser prefers another to English. */
export const offered = codes.find((code) => code !== "en" && isOf(code, preferred[0] ?? "en"));
