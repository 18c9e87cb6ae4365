// The dialog: a live preview of an embed, and snippets to copy, made from the address and the options.
"use strict";
(() => {
  const base = document.querySelector("main").dataset.base;
  const form = document.querySelector("form");
  const frame = document.querySelector("iframe");
  const error = document.querySelector(".error");
  const files = document.querySelector(".files");
  const list = document.querySelector(".snippets");
  const suffixes = ["html", "svg", "png", "pdf", "docx", "xlsx", "csv", "md", "tex", "bib", "csl", "json", "jsonld", "graphml", "gexf", "mmd", "dot", "cypher"];

  const escape = (text) => text.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);
  const markdown = (text) => text.replace(/[\\`*_[\]<>]/g, "\\$&");
  const latex = (text) => text.replace(/[\\{}$&#%_~^]/g, (mark) => ({ "\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}" })[mark] || `\\${mark}`);

  // The answer's address, without host and format, and its options beside it.
  const read = () => {
    const values = new FormData(form);
    const given = new URL(values.get("url").trim(), `${base}/`);
    const own = given.href.startsWith(`${base}/`) ? given.href.slice(base.length).split(/[?#]/)[0] : given.pathname;
    const path = own.replace(new RegExp(`\\.(${suffixes.join("|")})$`), "");
    const options = ["theme", "lang", "width", "title"].map((name) => [name, values.get(name)]);
    return { path, query: given.searchParams, options: options.filter(([name, value]) => value && !(name === "lang" && value === "en")) };
  };
  const address = (asked, suffix, wanted = []) => {
    const query = new URLSearchParams(asked.query);
    for (const [name, value] of asked.options) if (wanted.includes(name)) query.set(name, value);
    const text = query.toString();
    return `${base}${asked.path}${suffix && `.${suffix}`}${text && `?${text}`}`;
  };

  const snippets = (asked, told) => {
    const drawn = ["theme", "lang", "width", "title"];
    const html = address(asked, "html", drawn);
    const svg = address(asked, "svg", drawn);
    const png = address(asked, "png", drawn);
    const plain = address(asked, "");
    const title = asked.options.find(([name]) => name === "title")?.[1] || told.title;
    const name = asked.path.split("/").filter(Boolean).join("-");
    const today = new Date().toISOString().slice(0, 10);
    const width = asked.options.find(([key]) => key === "width")?.[1];
    const style = `border:0;width:100%${width ? `;max-width:${width}px` : ""}`;
    const iframe = `<iframe src="${escape(html)}" title="${escape(title)}" sandbox="allow-scripts allow-popups" loading="lazy" height="${told.height}" style="${style}"></iframe>`;
    const version = told.dataset.slice(0, 19);
    return {
      "Frame": iframe,
      "Frame with automatic height": `${iframe}\n<script src="${base}/embed.js"></` + "script>",
      "Image": `<a href="${escape(plain)}"><img src="${escape(svg)}" alt="${escape(told.summary)}" style="max-width:100%"></a>`,
      "Markdown, Quarto": `[![${markdown(title)}](${png} "${markdown(title)}")](${plain})`,
      "LaTeX": `% curl -o ${name}.png '${png}'\n\\begin{figure}\n  \\includegraphics[width=\\linewidth]{${name}.png}\n  \\caption{${latex(title)}. Source: Entente, dataset ${version}, \\url{${plain.replace(/[%#]/g, "\\$&")}}.}\n\\end{figure}`,
      "Citation": `Entente. (${today.slice(0, 4)}). ${title} [Knowledge graph, dataset ${version}]. Retrieved ${today}, from ${plain}`,
      "BibTeX": `@misc{entente-${name},\n  title = {{${latex(title)}}},\n  author = {{Entente}},\n  year = {${today.slice(0, 4)}},\n  note = {Knowledge graph, dataset ${version}},\n  url = {${plain}},\n  urldate = {${today}}\n}`,
    };
  };

  const show = (found) => {
    list.replaceChildren(...Object.entries(found).map(([name, text], index) => {
      const box = document.createElement("section");
      box.className = "snippet";
      box.innerHTML = `<header><h2 id="s${index}"></h2><button type="button">Copy</button></header><textarea readonly spellcheck="false" aria-labelledby="s${index}"></textarea>`;
      box.querySelector("h2").textContent = name;
      const area = box.querySelector("textarea");
      area.value = text;
      const button = box.querySelector("button");
      button.setAttribute("aria-label", `Copy: ${name}`);
      button.addEventListener("click", async () => {
        area.select();
        try { await navigator.clipboard.writeText(text); } catch { document.execCommand("copy"); }
        button.textContent = "Copied";
        setTimeout(() => { button.textContent = "Copy"; }, 1500);
      });
      return box;
    }));
  };

  // What the address says of how it is to look, the form says from here on.
  const lift = () => {
    const { url } = form.elements;
    const [path, query = ""] = url.value.split("?");
    const given = new URLSearchParams(query);
    for (const name of ["theme", "lang", "width", "title"]) {
      if (given.has(name)) form.elements[name].value = given.get(name);
      given.delete(name);
    }
    const rest = given.toString();
    url.value = `${path}${rest && `?${rest}`}`;
  };

  let last = 0;
  const update = async () => {
    const turn = ++last;
    const asked = read();
    const plain = address(asked, "");
    const response = await fetch(`${base}/oembed?${new URLSearchParams({ url: plain })}`);
    const told = await response.json();
    if (turn !== last) return;
    error.textContent = response.ok ? "" : told.detail;
    if (!response.ok) return;
    const drawn = ["theme", "lang", "width", "title"];
    frame.src = address(asked, "html", drawn);
    const width = asked.options.find(([name]) => name === "width")?.[1];
    frame.parentElement.style.maxWidth = width ? `${width}px` : "";
    files.replaceChildren("All formats: ", ...suffixes.map((suffix) => {
      const link = document.createElement("a");
      link.href = address(asked, suffix);
      link.textContent = suffix;
      return link;
    }));
    show(snippets(asked, { ...told, dataset: told.entente_dataset, summary: told.entente_summary }));
    history.replaceState(null, "", `?${new URLSearchParams({ url: plain.slice(base.length) })}`);
  };
  let timer;
  form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(update, 350); });
  form.addEventListener("submit", (event) => { event.preventDefault(); update(); });
  lift();
  update();
})();
