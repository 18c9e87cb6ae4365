// What the page says in its language: its own texts, and the words that the service has of it.
import { type Language, language } from "./language";
import english, { type InLanguage } from "./says/en";

/** Each comes when a page is in it; English is always there. */
const others: Record<Exclude<Language, "en">, () => Promise<{ default: InLanguage }>> = {
  de: () => import("./says/de"),
  fr: () => import("./says/fr"),
  ru: () => import("./says/ru"),
  hi: () => import("./says/hi"),
};

export let { says, spoken } = english;

/** Makes the page speak its language, from when this is done. */
export async function speak(): Promise<void> {
  if (language !== "en") ({ says, spoken } = (await others[language]()).default);
}

/** A text with what stands in its places. */
export const filled = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
