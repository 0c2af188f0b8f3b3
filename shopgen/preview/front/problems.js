/* What is wrong in the sources, over the page: where, what, and what to write instead. */

const STYLE = `
:host { position: fixed; inset: auto 0 0; z-index: 2147483647; color-scheme: dark; font: 400 14px/1.45 system-ui, sans-serif; color: oklch(0.94 0.006 250); display: block; }
* { box-sizing: border-box; }
.panel { background: oklch(0.2 0.01 250); border-block-start: 3px solid var(--tone); max-block-size: 60vh; overflow: auto; overscroll-behavior: contain; padding: 16px clamp(16px, 4vw, 32px) 20px; }
.panel.is-error { --tone: oklch(0.7 0.17 27); }
.panel.is-warning { --tone: oklch(0.8 0.13 80); }
header { display: flex; gap: 16px; align-items: baseline; justify-content: space-between; margin-block-end: 12px; }
h2 { font-size: 15px; font-weight: 650; margin: 0; }
ol { list-style: none; margin: 0; padding: 0; display: grid; gap: 20px 32px; grid-template-columns: repeat(auto-fill, minmax(min(100%, 34rem), 1fr)); align-items: start; }
li { display: grid; gap: 4px; max-inline-size: 80ch; }
.place { font: 13px/1.4 ui-monospace, monospace; color: oklch(0.78 0.1 250); background: none; border: 0; padding: 0; text-align: start; justify-self: start; }
button.place { cursor: pointer; text-decoration: underline; text-underline-offset: 3px; }
p { margin: 0; }
.more { margin-block-start: 20px; color: oklch(0.75 0.01 250); }
.hint { color: oklch(0.84 0.1 155); }
.kind { color: var(--tone); font-weight: 650; }
pre { margin: 4px 0 0; padding: 8px 0; overflow-x: auto; background: oklch(0.15 0.008 250); border-radius: 8px; font: 13px/1.5 ui-monospace, monospace; color: oklch(0.75 0.01 250); }
pre span { display: block; padding-inline: 12px; white-space: pre; min-inline-size: max-content; }
pre b { font-weight: 400; color: oklch(0.5 0.01 250); user-select: none; }
pre .is-meant { background: oklch(0.27 0.03 27); color: oklch(0.96 0.006 250); }
.close, .pill { font: inherit; color: inherit; background: oklch(0.28 0.01 250); border: 1px solid oklch(0.4 0.01 250); border-radius: 99px; padding: 4px 14px; cursor: pointer; }
.pill { position: absolute; inset: auto 16px 16px auto; }
.pill.is-error { border-color: oklch(0.7 0.17 27); }
.pill.is-warning { border-color: oklch(0.8 0.13 80); }
button:focus-visible { outline: 2px solid oklch(0.78 0.1 250); outline-offset: 2px; }
@media (forced-colors: active) { .panel, .close, .pill { border: 1px solid; } }
`;

const make = (name, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
};
const SHOWN = 50;
const count = (number, word) => `${number} ${word}${number === 1 ? "" : "s"}`;

export class Problems {
  #host = make("div", { id: "shopgen-problems" });
  #root = this.#host.attachShadow({ mode: "open" });
  #told = "";
  #isFolded = false;
  #open;

  /** `open` opens a source in an editor; without it a place is plain text. */
  constructor(open) {
    this.#open = open;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    this.#root.adoptedStyleSheets = [sheet];
    this.#host.setAttribute("role", "alert");
    addEventListener("keydown", ({ key }) => key === "Escape" && this.#fold(true));
  }

  /** Show these, and nothing where there are none. What was folded away comes back with a new error alone. */
  show(problems) {
    const told = JSON.stringify(problems);
    if (told === this.#told) return;
    this.#told = told;
    const hasErrors = problems.some(({ severity }) => severity === "error");
    this.#isFolded = !hasErrors;
    if (problems.length) document.body.append(this.#host);
    else this.#host.remove();
    this.#draw(problems, hasErrors);
  }

  #fold(isFolded) {
    this.#isFolded = isFolded;
    const problems = JSON.parse(this.#told || "[]");
    this.#draw(problems, problems.some(({ severity }) => severity === "error"));
  }

  #draw(problems, hasErrors) {
    const errors = problems.filter(({ severity }) => severity === "error").length;
    const counts = [errors && count(errors, "error"), problems.length - errors && count(problems.length - errors, "warning")];
    const title = counts.filter(Boolean).join(", ");
    const tone = hasErrors ? "is-error" : "is-warning";
    if (this.#isFolded) {
      this.#root.replaceChildren(make("button", { className: `pill ${tone}`, type: "button", textContent: title, onclick: () => this.#fold(false) }));
      return;
    }
    const close = make("button", { className: "close", type: "button", textContent: "Hide", onclick: () => this.#fold(true) });
    const note = hasErrors ? " – what you see is as it last was" : "";
    this.#root.replaceChildren(
      make(
        "section",
        { className: `panel ${tone}` },
        make("header", {}, make("h2", { textContent: title + note }), close),
        make("ol", {}, ...problems.slice(0, SHOWN).map((problem) => this.#item(problem))),
        ...(problems.length > SHOWN ? [make("p", { className: "more", textContent: `And ${problems.length - SHOWN} more: shopgen check has them all.` })] : []),
      ),
    );
  }

  #item({ path, line, column, message, hint, severity, excerpt }) {
    const place = line ? `${path}:${line}` : path;
    const where = this.#open
      ? make("button", { className: "place", type: "button", textContent: place, title: "Open it in the editor", onclick: () => this.#open({ path, line, column }) })
      : make("span", { className: "place", textContent: place });
    const kind = severity === "warning" ? [make("span", { className: "kind", textContent: "Warning: " })] : [];
    const width = String(excerpt.at(-1)?.[0] ?? "").length;
    const lines = excerpt.map(([number, text]) =>
      make("span", { className: number === line ? "is-meant" : "" }, make("b", { textContent: `${String(number).padStart(width)}  ` }), text || " "),
    );
    return make(
      "li",
      {},
      where,
      make("p", {}, ...kind, message),
      ...(hint ? [make("p", { className: "hint", textContent: hint })] : []),
      ...(lines.length ? [make("pre", {}, ...lines)] : []),
    );
  }
}

/** Have a source opened in the author's editor. */
export const openSource = (place) =>
  fetch("/_preview/open", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(place) });
