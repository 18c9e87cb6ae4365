// Light or dark: as the system has it, or as the reader says; kept on this machine only.
import { computed, effect, signal } from "@preact/signals";

type Choice = "auto" | "light" | "dark";
const KEY = "theme";
const system = matchMedia("(prefers-color-scheme: dark)");
const systemDark = signal(system.matches);
system.addEventListener("change", () => {
  systemDark.value = system.matches;
});

const read = (): Choice => {
  try {
    const kept = localStorage.getItem(KEY);
    return kept === "light" || kept === "dark" ? kept : "auto";
  } catch {
    return "auto";
  }
};

export const choice = signal<Choice>(read());
export const dark = computed(() => (choice.value === "auto" ? systemDark.value : choice.value === "dark"));
export const calm = (): boolean => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** Goes from light to dark or back. */
export function turn(): void {
  choice.value = dark.value ? "light" : "dark";
  try {
    localStorage.setItem(KEY, choice.value);
  } catch {
    // A browser that keeps nothing still shows what was chosen.
  }
}

effect(() => {
  document.documentElement.dataset.theme = dark.value ? "dark" : "light";
});
