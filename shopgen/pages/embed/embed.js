/* <shop-module src="https://shop.example/acme/"><a href="https://shop.example/acme/">Acme's shop</a></shop-module>
 *
 * A brand's products as a carousel in someone else's page. The element reads module.json beside `src`, builds what
 * it says by createElement within the lists below and puts it into a shadow root of its own. No HTML is parsed, so
 * a page may require Trusted Types; no <style> is made, so its CSP needs no 'unsafe-inline'. The link inside stays
 * until there is something to show, and for good where something fails. Where the server has included the module
 * already (declarative shadow DOM), only the buttons are brought to life. The page gets no global but the element.
 */
const ELEMENTS =
  /^(section|header|footer|div|h[23]|p|[uo]l|li|a|button|picture|source|img|span|s|del|ins|strong|em|b|small|bdi|time|br)$/;
const ATTRIBUTES =
  /^(class|href|src|srcset|sizes|width|height|alt|loading|decoding|fetchpriority|lang|dir|role|part|type|hidden|tabindex|id|media|datetime|aria-[a-z]+)$/;
const SCHEMES = /^(https?|mailto):$/;

/* Whatever the data says, it shows inside this box only. What is important in the first cascade layer wins over all
 * that comes later, whatever its specificity (CSS Cascade 5, section 6.4.4), and no one can add to a layer without
 * a name. */
const FRAME =
  "@layer{:host{display:block!important;contain:content!important;position:relative!important}:host([hidden]){display:none!important}}";

const address = (text, base) => {
  const url = new URL(text, base);
  if (!SCHEMES.test(url.protocol)) throw new TypeError(`shop-module: ${url.protocol} is no address to show`);
  return url.href;
};

/* "a.jpg 320w, b.jpg 640w": our own addresses have neither spaces nor commas in them. */
const addresses = (text, base) => text.replace(/[^\s,]+(?=\s+[\d.]+[wx])/g, (url) => address(url, base));

const build = (node, base) => {
  if (typeof node === "string") return document.createTextNode(node);
  const [name, attributes, ...children] = node;
  if (!ELEMENTS.test(name)) throw new TypeError(`shop-module: <${name}> is not allowed`);
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (!ATTRIBUTES.test(key)) throw new TypeError(`shop-module: ${key}= is not allowed`);
    const text = String(value);
    element.setAttribute(
      key,
      key === "href" || key === "src" ? address(text, base) : key === "srcset" ? addresses(text, base) : text,
    );
  }
  element.append(...children.map((child) => build(child, base)));
  return element;
};

const sheet = (text) => {
  /* A sheet can ask for pictures: only those that it brings along. Escapes could hide the word. */
  if (/\\|@import|image-set\(|url\((?!["']?data:)/i.test(text)) throw new TypeError("shop-module: a style that fetches");
  const made = new CSSStyleSheet();
  made.replaceSync(text);
  return made;
};

/* Previous, next, and where one is. Scrolling itself, by finger, wheel or Tab, is the browser's. */
const enliven = (root, signal) => {
  const shop = root.querySelector(".shop");
  const list = root.querySelector(".list");
  const nav = root.querySelector(".nav");
  if (!list || !nav) return;
  const [back, on] = nav.querySelectorAll("button");
  const where = nav.querySelector(".where");
  const at = nav.querySelector(".at");
  const cards = [...list.children];
  const down = shop.classList.contains("is-column");
  /* From the start of the list, in the direction of reading; in a right-to-left page the left is its end. */
  const sign = shop.dir === "rtl" && !down ? -1 : 1;
  const start = (element) => {
    const box = element.getBoundingClientRect();
    return down ? box.top : sign < 0 ? -box.right : box.left;
  };
  const size = () => (down ? list.clientHeight : list.clientWidth);
  const room = () => (down ? list.scrollHeight : list.scrollWidth) - size();
  const gone = () => Math.abs(down ? list.scrollTop : list.scrollLeft);

  const update = () => {
    const left = room();
    const first = gone() < 4;
    const last = gone() > left - 4;
    const edge = start(list) - 24;
    nav.hidden = left < 4;
    shop.classList.toggle("is-lively", !nav.hidden);
    back.setAttribute("aria-disabled", first);
    on.setAttribute("aria-disabled", last);
    at.textContent = last && !first ? cards.length : 1 + Math.max(0, cards.findIndex((card) => start(card) > edge));
  };
  const turn = (by) => {
    const step = cards.map((card) => Math.abs(start(card) - start(cards[0]))).find(Boolean) ?? size();
    /* Whoever pressed a button hears where that led, once it has come to rest; whoever swipes, sees it. */
    where.setAttribute("aria-live", "polite");
    list.scrollBy({ [down ? "top" : "left"]: by * (down ? 1 : sign) * Math.max(1, Math.floor(size() / step)) * step });
  };

  let timer;
  const settle = () => {
    clearTimeout(timer);
    timer = setTimeout(update, 120);
  };
  back.addEventListener("click", () => turn(-1), { signal });
  on.addEventListener("click", () => turn(1), { signal });
  list.addEventListener("scroll", settle, { signal, passive: true });
  list.addEventListener("pointerdown", () => where.removeAttribute("aria-live"), { signal });
  const sizes = new ResizeObserver(settle);
  sizes.observe(list);
  signal.addEventListener("abort", () => {
    clearTimeout(timer);
    sizes.disconnect();
  });
};

class ShopModule extends HTMLElement {
  static observedAttributes = ["src"];
  #life;

  connectedCallback() {
    this.#life?.abort();
    this.#life = new AbortController();
    /* Browsers before declarative shadow DOM (Safari 16.4, Chrome 111, Firefox 123) leave the template as it is. */
    const template = this.querySelector(":scope>template[shadowrootmode]");
    if (!this.shadowRoot && template) this.attachShadow({ mode: "open" }).append(template.content);
    if (this.shadowRoot) enliven(this.shadowRoot, this.#life.signal);
    else this.#load(this.#life.signal);
  }

  disconnectedCallback() {
    this.#life?.abort();
  }

  attributeChangedCallback(name, before, after) {
    if (before !== null && before !== after && this.isConnected && this.shadowRoot?.adoptedStyleSheets.length) {
      this.#life?.abort();
      this.#life = new AbortController();
      this.#load(this.#life.signal);
    }
  }

  async #load(signal) {
    const src = this.getAttribute("src");
    if (!src) return;
    try {
      const folder = new URL(src.replace(/([^/])([?#]|$)/, "$1/$2"), document.baseURI);
      const answer = await fetch(new URL("module.json", folder), { signal, credentials: "omit" });
      if (!answer.ok) throw new Error(`shop-module: ${answer.status} for ${answer.url}`);
      const { tree, style } = await answer.json();
      const nodes = tree.map((node) => build(node, answer.url));
      const sheets = [sheet(FRAME), sheet(style)];
      if (signal.aborted) return;
      const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
      root.adoptedStyleSheets = sheets;
      root.replaceChildren(...nodes);
      enliven(root, signal);
    } catch (error) {
      if (!signal.aborted) console.warn(error);
    }
  }
}

/* A page that loads this twice, or an older copy of it, is a page where it works. */
if (!customElements.get("shop-module")) customElements.define("shop-module", ShopModule);
