// Gives each embedded figure on a page the height that it tells; loaded by the page around from /embed.js.
"use strict";
addEventListener("message", (event) => {
  if (!event.data || event.data.type !== "entente-height") return;
  const height = Math.min(Number(event.data.height) || 0, 20000);
  for (const frame of document.querySelectorAll("iframe")) {
    if (frame.contentWindow === event.source && height > 0) frame.style.height = `${height}px`;
  }
});
