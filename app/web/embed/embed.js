// The embed's controls: highlight, filter by status, the evidence of a tie, zoom, and telling the page around its height.
"use strict";
(() => {
  const stage = document.querySelector(".stage");
  const panel = document.querySelector(".panel");
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  const tellHeight = () => {
    const height = document.documentElement.offsetHeight;
    if (parent !== window) parent.postMessage({ type: "entente-height", height, src: location.href }, "*");
  };
  new ResizeObserver(tellHeight).observe(document.documentElement);
  tellNewer();
  if (!stage) return; // a page without ties has no figure

  const svgs = all("svg", stage); // the figure, laid out for frames of several widths
  const ties = all(".tie", stage);
  const boxes = all(".box", stage);
  const endsOf = (tie) => tie.dataset.ends.split(" ");

  // A thin line is hard to point at: each gets an unseen, wider twin.
  for (const tie of ties) {
    const hit = tie.querySelector(".l").cloneNode();
    hit.removeAttribute("stroke-dasharray");
    hit.setAttribute("class", "hit");
    tie.prepend(hit);
  }

  const near = (element) => {
    const around = (selector) => all(selector, element.ownerSVGElement);
    if (element.classList.contains("tie")) {
      return [element, ...around(".box").filter((box) => endsOf(element).includes(box.dataset.id))];
    }
    const touching = around(".tie").filter((tie) => endsOf(tie).includes(element.dataset.id));
    const ends = new Set(touching.flatMap(endsOf));
    return [element, ...touching, ...around(".box").filter((box) => ends.has(box.dataset.id))];
  };
  const light = (element) => {
    const lit = new Set(element ? near(element) : []);
    const lines = new Set([...lit].map((one) => one.dataset.line));
    for (const svg of svgs) svg.classList.toggle("busy", svg === element?.ownerSVGElement);
    for (const one of [...ties, ...boxes]) one.classList.toggle("near", lit.has(one));
    for (const word of all(".w", stage)) word.classList.toggle("near", lines.has(word.dataset.line));
  };

  let chosen = null;
  const close = () => {
    if (!chosen) return;
    chosen.classList.remove("chosen");
    panel.replaceChildren();
    chosen.focus({ preventScroll: true });
    chosen = null;
    light(null);
  };
  const choose = (element) => {
    if (chosen) chosen.classList.remove("chosen");
    chosen = element;
    chosen.classList.add("chosen");
    const shown = near(element).filter((one) => one.classList.contains("tie"));
    const ids = new Set(shown.flatMap((tie) => tie.dataset.ties.split(" ")));
    const heading = document.createElement("h2");
    heading.textContent = element.getAttribute("aria-label");
    heading.tabIndex = -1;
    const button = document.createElement("button");
    button.className = "close";
    button.textContent = "×";
    button.setAttribute("aria-label", panel.dataset.close);
    button.addEventListener("click", close);
    const texts = all(".evidence .tie-text").filter((text) => ids.has(text.dataset.tie));
    panel.replaceChildren(button, heading, ...texts.map((text) => text.cloneNode(true)));
    for (const link of all("[id]", panel)) link.removeAttribute("id"); // sources lead back to the text itself
    light(element);
    heading.focus({ preventScroll: true });
    panel.scrollIntoView({ block: "nearest" });
  };

  for (const element of [...ties, ...boxes]) {
    element.addEventListener("pointerenter", () => chosen || light(element));
    element.addEventListener("pointerleave", () => chosen || light(null));
    element.addEventListener("focus", () => chosen || light(element));
    element.addEventListener("blur", () => chosen || light(null));
    element.addEventListener("click", () => choose(element));
    element.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        choose(element);
      }
    });
  }
  document.addEventListener("keydown", (event) => event.key === "Escape" && close());

  for (const button of all(".tools [data-status]")) {
    button.addEventListener("click", () => {
      const on = button.getAttribute("aria-pressed") === "false";
      button.setAttribute("aria-pressed", String(on));
      for (const one of all(`.d .s-${button.dataset.status}`, stage)) one.classList.toggle("off", !on);
    });
  }

  const fit = () => {
    for (const svg of svgs) svg.style.width = svg.style.maxWidth = "";
  };
  const scale = (factor) => {
    const svg = svgs.find((svg) => svg.getClientRects().length);
    const { width, height } = svg.getBoundingClientRect();
    const x = (stage.scrollLeft + stage.clientWidth / 2) / width;
    const y = (stage.scrollTop + stage.clientHeight / 2) / height;
    const wanted = Math.max(120, Math.min(4 * svg.viewBox.baseVal.width, width * factor));
    svg.style.maxWidth = "none";
    svg.style.width = `${wanted}px`;
    stage.scrollTo(x * wanted - stage.clientWidth / 2, (y * height * wanted) / width - stage.clientHeight / 2);
  };
  const actions = { in: () => scale(1.25), out: () => scale(0.8), fit };
  for (const button of all(".tools [data-zoom]")) button.addEventListener("click", actions[button.dataset.zoom]);
  stage.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    scale(event.deltaY < 0 ? 1.1 : 0.91);
  }, { passive: false });
  addEventListener("resize", fit);

  // Of a snapshot: whether newer data differ, and in what.
  function tellNewer() {
    const newer = document.querySelector(".newer");
    if (!newer) return;
    fetch(newer.dataset.changes)
      .then((response) => (response.ok ? response.json() : Promise.reject(response.status)))
      .then((changes) => {
        newer.textContent = told(changes, JSON.parse(newer.dataset.words));
        newer.hidden = false;
      })
      .catch(() => {});
  }
  function told({ newest, differs, changes }, words) {
    if (!differs) return words.same;
    if (newest === null) return words.gone;
    const counted = (ids) =>
      Object.entries(ids).filter(([, { length }]) => length).map(([how, { length }]) => words[how].replace("{}", length));
    const parts = Object.entries(changes)
      .map(([part, ids]) => [words[part], counted(ids).join(", ")])
      .filter(([, counts]) => counts);
    return `${words.differs} ${parts.map((part) => part.join(": ")).join("; ")}`;
  }
})();
