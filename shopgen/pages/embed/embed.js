/* <shop-module src="https://shop.example/acme/"><a href="https://shop.example/acme/">Acme's shop</a></shop-module>
 *
 * A brand's products as a carousel in someone else's page. The element reads module.json beside `src`, builds what
 * it says by createElement within the lists below and puts it into a shadow root of its own. No HTML is parsed, so
 * a page may require Trusted Types; no <style> is made, so its CSP needs no 'unsafe-inline'. The link inside stays
 * until there is something to show, and for good where something fails. Where the server has included the module
 * already (declarative shadow DOM), only what moves is brought to life. The page gets no global but the element.
 *
 * A rule in `audience` decides before anything is fetched who gets to see it; `region`, `viewer` and `opted-in` are
 * the page's to say, and what it does not say counts as no.
 */
const ELEMENTS =
  /^(section|header|div|h2|p|ul|li|a|button|picture|source|img|span|s|strong|bdi)$/;
const ATTRIBUTES =
  /^(class|href|src|srcset|sizes|width|height|alt|loading|decoding|lang|dir|role|part|type|hidden|id|aria-[a-z]+|data-(from|until))$/;
const SCHEMES = /^(https?|mailto):$/;

/* Whatever the data says, it shows inside this box only. What is important in the first cascade layer wins over all
 * that comes later, whatever its specificity (CSS Cascade 5, section 6.4.4), and no one can add to a layer without
 * a name. */
const FRAME =
  "@layer{:host{display:block!important;contain:content!important;position:relative!important}:host([hidden]),[hidden]{display:none!important}}";

const refuse = (what) => {
  throw TypeError(`shop-module: ${what}`);
};

const address = (text, base) => {
  const url = new URL(text, base);
  if (!SCHEMES.test(url.protocol)) refuse(url.protocol);
  return url.href;
};

/* "a.jpg 320w, b.jpg 640w": our own addresses have neither spaces nor commas in them. */
const addresses = (text, base) => text.replace(/[^\s,]+(?=\s+[\d.]+[wx])/g, (url) => address(url, base));

const build = (node, base) => {
  if (typeof node === "string") return document.createTextNode(node);
  const [name, attributes, ...children] = node;
  if (!ELEMENTS.test(name)) refuse(name);
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (!ATTRIBUTES.test(key)) refuse(key);
    const text = String(value);
    element.setAttribute(
      key,
      key === "href" || key === "src" ? address(text, base) : key === "srcset" ? addresses(text, base) : text,
    );
  }
  element.append(...children.map((child) => build(child, base)));
  return element;
};

/* A sheet can ask for pictures: only those that it brings along. Of the element itself it may set custom properties:
 * where and how large it is, is the page's to say. Escapes could hide a word. */
const UNFIT =
  /\\|@import|scope|image-set\(|url\((?!["']?data:)|:host[^{]*\{([^}]*;)?\s*(?!--|display|contain|[\s}])/i;

const sheet = (text) => {
  const made = new CSSStyleSheet();
  made.replaceSync(text);
  return made;
};

/* MurmurHash2 with seed 0, as nginx's split_clients reckons it: script and server show the module to the same. */
const murmur = (text) => {
  const bytes = new TextEncoder().encode(text);
  const mix = (number) => Math.imul(number, 0x5bd1e995);
  let hash = bytes.length;
  let word = 0;
  bytes.forEach((byte, i) => {
    word |= byte << (8 * (i % 4));
    if (i % 4 < 3) return;
    word = mix(word);
    hash = mix(hash) ^ mix(word ^ (word >>> 24));
    word = 0;
  });
  if (bytes.length % 4) hash = mix(hash ^ word);
  hash = mix(hash ^ (hash >>> 13));
  return (hash ^ (hash >>> 15)) >>> 0;
};

const isFor = (element, { enabled, regions, languages, platforms, rollout = 100, opt_in, brand }) => {
  const { userAgent, maxTouchPoints, language } = navigator;
  /* An iPad says that it is a Mac; Macs have no touch screen. */
  const platform = /Android/.test(userAgent) ? "android" : /Mac/.test(userAgent) && maxTouchPoints > 1 ? "ios" : "web";
  const viewer = element.getAttribute("viewer");
  /* "fr" is also who reads fr-CA (RFC 4647, section 3.3.1); a region or a platform is itself alone. */
  const isIn = (list, value, tail = "") =>
    !list?.length || list.some((one) => (value + tail).toLowerCase().startsWith((one + tail).toLowerCase()));
  return (
    enabled !== false &&
    isIn(regions, element.getAttribute("region"), "$") &&
    isIn(languages, language, "-") &&
    isIn(platforms, platform) &&
    (!opt_in || /^(true|opted-in)?$/.test(element.getAttribute("opted-in") ?? "no")) &&
    (rollout >= 100 || (viewer && murmur(`${brand}:${viewer}`) < ((Math.round(rollout * 100) * 0xffffffff) / 1e4) >>> 0))
  );
};

/* Prices and chips that hold from or until an instant. The page's own file has the right ones once it is made anew. */
const keepTime = (root, signal) => {
  let timer;
  const tick = () => {
    const now = Date.now();
    const ahead = [864e5];
    for (const element of root.querySelectorAll("[data-from],[data-until]")) {
      const { from = 0, until = "9999" } = element.dataset;
      const [start, end] = [from, until].map(Date.parse);
      element.hidden = now < start || now >= end;
      ahead.push(start - now, end - now);
    }
    timer = setTimeout(tick, Math.min(...ahead.filter((wait) => wait > 0)));
  };
  tick();
  signal.addEventListener("abort", () => clearTimeout(timer));
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
  static observedAttributes = ["src", "audience", "region", "viewer", "opted-in"];
  #life;
  #shown;
  #seen;
  #beacon;
  #sight = new IntersectionObserver(
    ([entry]) => {
      if (!entry.isIntersecting) return;
      this.#sight.disconnect();
      this.#tell("view");
    },
    { threshold: 0.5 },
  );

  connectedCallback() {
    this.disconnectedCallback();
    const { signal } = (this.#life = new AbortController());
    const src = this.getAttribute("src");
    const rule = this.getAttribute("audience");
    if (rule && !this.#admits(rule)) return;
    /* Browsers before declarative shadow DOM (Safari 16.4, Chrome 111, Firefox 123) leave the template as it is. */
    const template = this.querySelector(":scope>template[shadowrootmode]");
    if (!this.shadowRoot && template) this.attachShadow({ mode: "open" }).append(template.content);
    if (!this.shadowRoot || (this.#shown ?? src) !== src) return this.#load(src, signal);
    this.#shown = src;
    this.#live(signal);
  }

  disconnectedCallback() {
    this.#life?.abort();
    this.#life = null;
  }

  attributeChangedCallback(name, before, after) {
    if (this.#life && before !== after) this.connectedCallback();
  }

  /* Who may not see it sees nothing. Its room is kept from here on, for those who may. */
  #admits(rule) {
    const height = this.getAttribute("height");
    /* Hidden first: a rule that cannot be read is one that cannot be kept. */
    this.#show(false);
    if (!isFor(this, JSON.parse(rule))) return;
    if (height) this.style.minHeight = `${height}px`;
    return this.#show(true);
  }

  /* By its style too, which would otherwise lay out what is hidden. */
  #show(is) {
    this.hidden = !is;
    this.style.display = is ? "block" : "none";
    return is;
  }

  async #load(src, signal) {
    if (!src) return;
    try {
      const folder = new URL(src.replace(/([^/])([?#]|$)/, "$1/$2"), document.baseURI);
      const answer = await fetch(new URL("module.json", folder), { signal, credentials: "omit" });
      if (!answer.ok) refuse(answer.status);
      const { tree, style, audience, brand, beacon } = await answer.json();
      if (UNFIT.test(style)) refuse("style");
      const nodes = tree.map((node) => build(node, answer.url));
      const sheets = [sheet(FRAME), sheet(style)];
      if (signal.aborted) return;
      /* The brand may have narrowed its rule since the snippet was pasted. */
      if (audience && !isFor(this, { ...audience, brand })) return this.#show(false);
      /* Data that was changed is to ask nothing of the page's own server in the viewer's name. */
      if (beacon && new URL(beacon).origin === location.origin) refuse("beacon");
      const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
      root.adoptedStyleSheets = sheets;
      root.replaceChildren(...nodes);
      this.#shown = src;
      this.#beacon = beacon;
      this.#live(signal);
    } catch (error) {
      if (signal.aborted) return;
      console.warn(error);
      this.#shown = null;
      this.shadowRoot?.replaceChildren(document.createElement("slot"));
    }
  }

  #live(signal) {
    const root = this.shadowRoot;
    enliven(root, signal);
    keepTime(root, signal);
    root.addEventListener("click", (event) => this.#select(event), { signal });
    if (this.#seen === this.#shown) return;
    this.#seen = this.#shown;
    this.#sight.observe(this);
  }

  #select(event) {
    const card = event.target.closest(".card");
    const link = event.target.closest("a")?.href;
    if (!card || !link) return;
    const position = 1 + [...card.parentNode.children].indexOf(card);
    /* Whoever wants a new tab gets it: only a plain click can be the page's own to answer. */
    const isPlain = !(event.metaKey || event.ctrlKey || event.shiftKey);
    if (!this.#tell("select", { link, position }, isPlain)) event.preventDefault();
  }

  /* Returns whether the page lets it happen. A beacon goes only where the brand says, and from no one who objects. */
  #tell(name, detail, cancelable) {
    const { globalPrivacyControl, doNotTrack } = navigator;
    if (this.#beacon && !globalPrivacyControl && doNotTrack !== "1")
      navigator.sendBeacon(this.#beacon, JSON.stringify({ event: name, src: this.#shown, ...detail }));
    return this.dispatchEvent(new CustomEvent(`shop-module:${name}`, { bubbles: true, composed: true, cancelable, detail }));
  }
}

/* A page that loads this twice, or an older copy of it, is a page where it works. */
if (!customElements.get("shop-module")) customElements.define("shop-module", ShopModule);
