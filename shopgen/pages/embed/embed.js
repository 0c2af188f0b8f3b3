/* <shop-module src="https://shop.example/acme/"><a href="https://shop.example/acme/">Acme's shop</a></shop-module>
 *
 * A brand's products as a carousel in someone else's page. The element reads module.json beside `src`, builds what
 * it says by createElement within the lists below and puts it into a shadow root of its own. No HTML is parsed, so
 * a page may require Trusted Types; no <style> is made, so its CSP needs no 'unsafe-inline'. The link inside stays
 * until there is something to show, and for good where something fails. An element without `src` is one that the
 * server has included (declarative shadow DOM): only what moves is brought to life. The page gets no global but the
 * element.
 *
 * A rule in `audience` decides before anything is fetched who gets to see it; `region`, `viewer` and `opted-in` are
 * the page's to say, and what it does not say counts as no.
 */
const MARK = "shop-module";
const VERSION = 1;
/* In the orders in which they pack best. */
const ELEMENTS = " img li button h2 bdi source header section ul picture s p span div strong a ";
const ATTRIBUTES =
  " dir src part width sizes role type fetchpriority loading srcset href lang decoding hidden height data-from alt data-until class ";
const SCHEMES = /^(https?|mailto):$/;

/* Whatever the data says, it shows inside this box only. What is important in the first cascade layer wins over all
 * that comes later, whatever its specificity (CSS Cascade 5, section 6.4.4), and no one can add to a layer without
 * a name. */
const FRAME =
  "@layer{:host{display:block!important;contain:content!important;position:relative!important;columns:auto!important;writing-mode:horizontal-tb!important;flex:auto;place-self:stretch;min-width:0;max-height:max-content}:host([hidden]){display:none!important}:host:before,:host:after{content:none!important}}";

const refuse = (what) => {
  throw TypeError(`${MARK}: ${what}`);
};

/* A picture is where the data is: elsewhere it could tell of the viewer, and in the page's own place be no picture. */
const address = (text, base, isPicture) => {
  const url = new URL(text, base);
  if (isPicture ? url.origin !== base.origin : !SCHEMES.test(url.protocol)) refuse(url);
  return url.href;
};

/* "a.jpg 320w, b.jpg 640w", or one address alone: our own have neither spaces nor commas in them. */
const pictures = (text, base) =>
  text.replace(/[^\s,]+/g, (word) => (/^\d+w$/.test(word) ? word : address(word, base, true)));

/* No name of an element or an attribute has a blank in it, so none is several words of such a list. */
const build = (node, base) => {
  if (typeof node === "string") return node;
  const [name, attributes, ...children] = node;
  if (!ELEMENTS.includes(` ${name} `)) refuse(name);
  const element = document.createElement(name);
  for (const key in attributes) {
    if (!ATTRIBUTES.includes(` ${key} `) && !/^aria-/.test(key)) refuse(key);
    const value = attributes[key];
    element.setAttribute(key, key === "href" ? address(value, base) : /^src/.test(key) ? pictures(value, base) : value);
  }
  element.append(...children.map((child) => build(child, base)));
  return element;
};

/* A sheet can ask for pictures: only those that it brings along. Escapes could hide a word. */
const UNFIT = /\\|@import|scope|image-set\(|url\((?!["']?data:)/i;

/* Of the element itself it may set custom properties: where and how large it is, is the page's to say. Asked of the
 * rules as they were understood, where no comment, string or nesting hides a selector. */
const fits = (rules = []) =>
  [...rules].every(
    (rule) =>
      fits(rule.cssRules) &&
      !(/:host/.test(rule.selectorText) && (rule.cssRules?.length || [...rule.style].some((name) => !/^--/.test(name)))),
  );

const sheet = (text) => {
  const made = new CSSStyleSheet();
  made.replaceSync(text);
  return made;
};

/* MurmurHash2 with seed 0, as nginx's split_clients reckons it: script and server show the module to the same. */
const murmur = (text) => {
  const bytes = new TextEncoder().encode(text);
  const { length } = bytes;
  /* Whole words, the last of them filled up with zeros; every machine that has a browser is little-endian. */
  const words = new Uint32Array((length + 3) >> 2);
  new Uint8Array(words.buffer).set(bytes);
  const mix = (number) => Math.imul(number, 0x5bd1e995);
  let hash = length;
  words.forEach((word, i) => {
    const mixed = mix(word);
    hash = i < length >> 2 ? mix(hash) ^ mix(mixed ^ (mixed >>> 24)) : mix(hash ^ word);
  });
  hash = mix(hash ^ (hash >>> 13));
  return (hash ^ (hash >>> 15)) >>> 0;
};

/* What cannot be read throws. */
const isFor = (element, { enabled = true, regions, languages, platforms, rollout = 100, opt_in, brand }) => {
  const { userAgent, maxTouchPoints, language } = navigator;
  /* An iPad says that it is a Mac; Macs have no touch screen. */
  const platform = /Android/.test(userAgent) ? "android" : /Mac/.test(userAgent) && maxTouchPoints > 1 ? "ios" : "web";
  const viewer = element.getAttribute("viewer");
  /* "fr" is also who reads fr-CA (RFC 4647, section 3.3.1); a region or a platform is itself alone. */
  const isIn = (list = [], value, end = "$") => list.length < 1 || list.some((one) => RegExp(`^${one}${end}`, "i").test(value));
  return (
    enabled === true &&
    isIn(regions, element.getAttribute("region")) &&
    isIn(languages, language, "(-|$)") &&
    isIn(platforms, platform) &&
    (!opt_in || /^(true|opted-in)?$/.test(element.getAttribute("opted-in"))) &&
    (rollout >= 100 || (viewer && murmur(`${brand}:${viewer}`) < ((Math.round(rollout * 100) * 0xffffffff) / 1e4) >>> 0))
  );
};

/* Prices and chips that hold from or until an instant. The page's own file has the right ones once it is made anew.
 * Asked each full minute, at which such things begin and end, and which comes soon after a machine's sleep. */
const keepTime = (root) => {
  let timer;
  const tick = () => {
    const now = Date.now();
    for (const element of root.querySelectorAll("[data-from],[data-until]")) {
      const { from = 0, until = "9999" } = element.dataset;
      element.hidden = now < Date.parse(from) || now >= Date.parse(until);
    }
    timer = setTimeout(tick, 6e4 - (now % 6e4));
  };
  tick();
  return () => clearTimeout(timer);
};

/* Previous, next, and where one is. Scrolling itself, by finger, wheel or Tab, is the browser's. */
const enliven = (root, listen, isNew) => {
  const [shop, list, nav, where, at] = [".shop", ".list", ".nav", ".where", ".at"].map((name) => root.querySelector(name));
  if (!list || !nav) return;
  const [back, on] = nav.querySelectorAll("button");
  const isColumn = shop.classList.contains("is-column");
  const [spot, length] = isColumn ? ["scrollTop", "Height"] : ["scrollLeft", "Width"];

  const update = () => {
    const whole = list["scroll" + length];
    const room = whole - list["client" + length];
    /* In a right-to-left page the start is on the right, and what is gone is negative. */
    const gone = Math.abs(list[spot]);
    const isFirst = gone < 4;
    const isLast = gone > room - 4;
    nav.hidden = room < 4;
    back.ariaDisabled = isFirst;
    on.ariaDisabled = isLast;
    const count = list.childElementCount;
    at.textContent = isLast && !isFirst ? count : 1 + Math.round((gone / whole) * count);
  };
  const turn = (by) => {
    /* Whoever pressed a button hears where that led, once it has come to rest; whoever swipes, sees it. */
    where.ariaLive = "polite";
    /* Snapping makes whole cards of it: next comes the one that was cut, unless hardly anything of it was. */
    const way = by * (list["client" + length] - 0.4 * list.firstElementChild["offset" + length]);
    list[spot] += isColumn || shop.dir !== "rtl" ? way : -way;
  };

  let timer;
  const settle = () => {
    clearTimeout(timer);
    timer = setTimeout(update, 120);
  };
  const sizes = new ResizeObserver(settle);
  sizes.observe(list);
  listen(list, "scroll", settle);
  listen(back, "click", () => turn(-1));
  listen(on, "click", () => turn(1));
  listen(list, "focusin", ({ target }) => {
    where.ariaLive = null;
    /* Browsers are content with a part of it in view. Who points at it has it under the pointer, where it stays. */
    if (target.matches(":focus-visible")) target.scrollIntoView({ block: "nearest", inline: "nearest" });
  });

  /* Back leads to the same place also where the browser has not kept the page, as Android's WebView has not. The
   * entry's own state is no one else's: pages and their routers use history.state. */
  const entry = () => window.navigation?.currentEntry;
  const place = isNew && entry()?.getState()?.[shop.ariaLabel];
  if (place) list[spot] = place;
  listen(list, "click", () => {
    if (entry()) navigation.updateCurrentEntry({ state: { ...entry().getState(), [shop.ariaLabel]: list[spot] } });
  });
  return () => sizes.disconnect();
};

class ShopModule extends HTMLElement {
  static observedAttributes = ["src", "audience", "region", "viewer", "opted-in"];
  #life;
  #made = null;
  #rule;
  #isHidden;
  #seen;
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
    const isMade = src === this.#made;
    if (!isMade) this.#rule = null;
    if (!this.#admits()) return;
    if (!isMade) return this.#load(src, signal);
    /* Browsers before declarative shadow DOM (Safari 16.4, Chrome 111, Firefox 123) leave the template as it is. It
     * stays, since a page that is kept as a copy has no shadow roots in it. */
    const template = this.querySelector("template");
    if (!this.shadowRoot && template) this.attachShadow({ mode: "open" }).append(template.cloneNode(true).content);
    /* Of a page that is still on its way the half may be here. */
    if (document.readyState !== "loading") return this.#live(signal);
    document.addEventListener("DOMContentLoaded", () => this.connectedCallback(), { signal });
  }

  disconnectedCallback() {
    this.#life?.abort();
    this.#life = null;
  }

  /* A sheet does not come along into another document. */
  adoptedCallback() {
    if (this.#made) this.#made = "";
  }

  attributeChangedCallback(name, before, after) {
    if (this.#life && before !== after) this.connectedCallback();
  }

  /* Who may not see it sees nothing. Its room is kept from here on, for those who may. The rule that the page has is
   * the one to begin with; the data's may be newer, and can only narrow it. */
  #admits() {
    const written = this.getAttribute("audience");
    let is;
    try {
      is = [JSON.parse(written), this.#rule].every((rule) => !rule || isFor(this, rule));
    } catch (error) {
      /* A rule that cannot be read is one that cannot be kept. */
      console.warn(error);
    }
    if (written || this.#isHidden || !is) {
      this.#isHidden = this.hidden = !is;
      /* By its style too, which would otherwise lay out what is hidden. */
      this.style.setProperty("display", is ? "block" : "none", "important");
      /* In the viewer's own letters, as all that is in it. */
      this.style.fontSize = "medium";
      if (is) this.style.minHeight = this.getAttribute("height");
    }
    return is;
  }

  async #load(src, signal) {
    try {
      const answer = await fetch(src.replace(/\/?$/, "/module.json"), { signal, credentials: "omit" });
      if (!answer.ok) refuse(answer.status);
      const { schema_version, tree, style, audience, brand } = await answer.json();
      if (schema_version > VERSION) refuse(schema_version);
      const base = new URL(answer.url);
      const nodes = tree.map((node) => build(node, base));
      if (UNFIT.test(style)) refuse("style");
      const sheets = [FRAME, style].map(sheet);
      if (!fits(sheets[1].cssRules)) refuse("style");
      if (signal.aborted) return;
      this.#rule = audience && { ...audience, brand };
      if (!this.#admits()) return;
      const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
      root.adoptedStyleSheets = sheets;
      root.replaceChildren(...nodes);
      this.#made = src;
      this.#live(signal);
    } catch (error) {
      if (signal.aborted) return;
      console.warn(error);
      this.#made = "";
      this.#sight.disconnect();
      this.shadowRoot?.replaceChildren(document.createElement("slot"));
    }
  }

  #live(signal) {
    const root = this.shadowRoot;
    if (!root) return;
    const listen = (target, name, hear) => target.addEventListener(name, hear, { signal });
    for (const end of [enliven(root, listen, this.#seen !== this.#made), keepTime(root)]) signal.addEventListener("abort", end);
    const select = (event) => {
      const { target, button, metaKey, ctrlKey, shiftKey, altKey } = event;
      const card = target.closest(".card");
      const link = target.closest("a")?.href;
      if (!card || !link || button > 1) return;
      const position = 1 + [...card.parentNode.children].indexOf(card);
      /* Whoever wants a new tab gets it: only a plain click can be the page's own to answer. */
      const isPlain = !(button || metaKey || ctrlKey || shiftKey || altKey);
      if (!this.#tell("select", { link, position }, isPlain)) event.preventDefault();
    };
    listen(root, "click", select);
    listen(root, "auxclick", select);
    if (this.#seen === this.#made) return;
    this.#seen = this.#made;
    this.#sight.observe(this);
  }

  /* Returns whether the page lets it happen. */
  #tell(name, detail, cancelable) {
    return this.dispatchEvent(new CustomEvent(`${MARK}:${name}`, { bubbles: true, composed: true, cancelable, detail }));
  }
}

/* A page that loads this twice, or an older copy of it, is a page where it works. */
if (!customElements.get(MARK)) customElements.define(MARK, ShopModule);
