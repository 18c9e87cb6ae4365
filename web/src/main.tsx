// Begins the page.
import { render } from "preact";
import { App } from "./app";
import { readDays, readFields } from "./filters";
import { readCanvas } from "./graph";
import { language } from "./language";
import { speak } from "./says";

const RETRY_MS = 3000;
const until = async (read: () => Promise<void>): Promise<void> => {
  await read().catch(() => void setTimeout(() => void until(read), RETRY_MS));
};
void until(readFields);
void until(readDays);
// Once the page is there, so that the first click need not wait for it.
addEventListener("load", () => setTimeout(() => void readCanvas(), 300));

// Its words first: a page whose language changes while it is read helps nobody. Without them it is in English.
document.documentElement.lang = language;
await speak().catch(() => {
  document.documentElement.lang = "en";
});
const page = document.getElementById("page");
if (page) render(<App />, page);
