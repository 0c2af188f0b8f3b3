/* The two frames: they show one page, follow each other and its sources, and keep a reader's place. */
import { dataOf, differInLooksAlone, read, replay, swapLooks } from "/_preview/update.js";

const SIZES = { "is-phone": [390, 844, 844], "is-desktop": [1280, 720, 1100] };
const QUERY = /\(\s*prefers-color-scheme\s*:\s*(light|dark)\s*\)/g;
const SANDBOX = "allow-same-origin allow-forms allow-popups allow-modals allow-downloads allow-top-navigation-by-user-activation";

/* A frame has no media of its own: what the page asks of the viewer's is answered in its rules. */
const lighten = (rules, scheme) => {
  for (const rule of rules ?? []) {
    if (rule.media) {
      const text = rule.media.mediaText;
      rule.media.mediaText = text.replace(QUERY, (_, asked) => (asked === scheme ? "(min-width: 0)" : "(max-width: 0)"));
    }
    if (/light/.test(rule.style?.colorScheme) && /dark/.test(rule.style.colorScheme)) rule.style.colorScheme = scheme;
    lighten(rule.cssRules, scheme);
  }
};

const sheetsOf = (root) => [
  ...root.styleSheets,
  ...root.adoptedStyleSheets,
  ...[...root.querySelectorAll("shop-module")].flatMap(({ shadowRoot }) => (shadowRoot ? sheetsOf(shadowRoot) : [])),
];

class Screen {
  text = "";
  data = new Map();

  constructor(figure, kind, onArrive) {
    this.screen = figure.querySelector(".screen");
    this.caption = figure.querySelector("figcaption");
    this.title = this.caption.textContent;
    [this.wide, this.least, this.most] = SIZES[kind];
    this.onArrive = onArrive;
    this.frame = null;
  }

  fit(width, height) {
    const scale = Math.min(1, width / this.wide, height / this.least);
    const tall = Math.round(Math.min(this.most, height / scale));
    for (const [name, value] of [["--wide", this.wide], ["--tall", tall], ["--scale", scale]])
      this.screen.style.setProperty(name, value);
    const percent = scale < 0.995 ? `, at ${Math.round(100 * scale)} %` : "";
    this.caption.textContent = `${this.title}, ${this.wide} × ${tall}${percent}`;
  }

  /* Whether the frame still shows a page of ours; a payment page is somebody else's, and is left alone. */
  get href() {
    try {
      return this.frame.contentWindow.location.href;
    } catch {
      return null;
    }
  }

  /* The page that is there stays until the next is whole. */
  show(href, look, kept) {
    const next = document.createElement("iframe");
    next.title = this.title;
    if (!look.script) next.sandbox = SANDBOX;
    next.className = "is-coming";
    next.src = href;
    this.coming?.remove();
    this.coming = next;
    this.screen.classList.add("is-busy");
    this.screen.append(next);
    return new Promise((done) => {
      next.onload = async () => {
        if (this.coming !== next) {
          if (this.frame === next) await this.#arrive(look);
          return;
        }
        if (next.contentWindow.location.href === "about:blank") return;
        this.coming = null;
        this.frame?.remove();
        this.frame = next;
        await this.#arrive(look, kept);
        next.classList.remove("is-coming");
        this.screen.classList.remove("is-busy");
        done();
      };
    });
  }

  /* A page has come in, by us or by a link in it. */
  async #arrive(look, kept) {
    const { href } = this;
    if (!href) return;
    this.dress(look);
    if (kept) replay(this.frame, kept);
    this.onArrive(this, href);
    this.text = await (await fetch(href)).text();
    this.data = await this.#fetchData();
  }

  async #fetchData() {
    const found = new Map();
    for (const [module, url] of dataOf(this.frame.contentDocument)) found.set(module, await (await fetch(url, { cache: "no-cache" })).text());
    return found;
  }

  /* Light or dark, and for this viewer. */
  dress(look) {
    const page = this.frame.contentDocument;
    if (look.scheme) {
      page.documentElement.style.colorScheme = look.scheme;
      for (const sheet of sheetsOf(page)) lighten(sheet.cssRules, look.scheme);
    }
    for (const module of page.querySelectorAll("shop-module")) {
      for (const [name, value] of Object.entries(look.viewer.attributes)) {
        if (value && module.getAttribute(name) !== value) module.setAttribute(name, value);
      }
      module.hidden = !look.viewer.isShown;
    }
  }

  /* The sources are others: the page too? */
  async follow(look) {
    const { href } = this;
    if (!href || this.coming) return;
    const answer = await fetch(href, { cache: "no-cache" });
    if (!answer.ok) return;
    const text = await answer.text();
    if (text !== this.text) {
      const before = this.text;
      this.text = text;
      if (!look.scheme && differInLooksAlone(before, text)) swapLooks(this.frame, text);
      else await this.show(href, look, read(this.frame));
      return;
    }
    const data = await this.#fetchData();
    for (const [module, found] of data) if (found !== this.data.get(module)) module.replaceWith(module.cloneNode(true));
    this.data = await this.#fetchData();
  }
}

export class Frames {
  #look = { script: true, scheme: "", viewer: { isShown: true, attributes: {} } };
  #href = "";

  constructor(stage, onArrive) {
    this.stage = stage;
    this.screens = Object.keys(SIZES).map((kind) => new Screen(stage.querySelector(`.${kind}`), kind, (screen, href) => this.#arrived(screen, href, onArrive)));
    new ResizeObserver(() => this.#fit()).observe(stage);
  }

  #fit() {
    const height = this.stage.clientHeight - 80;
    const [phone, desktop] = this.screens;
    const room = this.stage.clientWidth - 48;
    phone.fit(Math.min(room, 390), Math.max(height, 480));
    desktop.fit(Math.max(room - 32 - 390 * Math.min(1, Math.max(height, 480) / 844), 480), Math.max(height, 480));
  }

  show(href) {
    this.#href = href;
    return Promise.all(this.screens.map((screen) => screen.show(href, this.#look)));
  }

  set(look) {
    const before = this.#look;
    this.#look = { ...before, ...look };
    if (!this.#href) return;
    if (before.script !== this.#look.script || before.scheme !== this.#look.scheme) return this.show(this.#href);
    for (const screen of this.screens) if (screen.href) screen.dress(this.#look);
  }

  follow() {
    return Promise.all(this.screens.map((screen) => screen.follow(this.#look)));
  }

  /* Who taps a link in one frame sees the page in both. */
  #arrived(screen, href, onArrive) {
    if (href === this.#href) return;
    this.#href = href;
    for (const other of this.screens) if (other !== screen) other.show(href, this.#look);
    onArrive(href);
  }
}
