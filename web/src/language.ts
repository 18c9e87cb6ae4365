// The language of the page: as its address says, and English where that says nothing. An address shows the same to
// everybody, so what a browser prefers is offered and never taken.

/** What each language calls itself, and how it offers itself. */
export const languages = {
  en: { name: "English", offer: "Read this in English" },
  de: { name: "Deutsch", offer: "Auf Deutsch lesen" },
  fr: { name: "Français", offer: "Lire en français" },
  ru: { name: "Русский", offer: "Читать по-русски" },
  hi: { name: "हिन्दी", offer: "हिन्दी में पढ़ें" },
} as const;
export type Language = keyof typeof languages;
export const codes = Object.keys(languages) as Language[];

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
