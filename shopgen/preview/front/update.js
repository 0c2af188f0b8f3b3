/* Brings a page that is open up to its new text, and leaves the reader where they are. */

/* What only changes looks: sheets, the policy that names them, and the addresses of pictures. */
const LOOKS = [
  /<style>[^]*?<\/style>/g,
  /<meta http-equiv="Content-Security-Policy"[^>]*>/g,
  /<link rel="(?:icon|stylesheet)"[^>]*>/g,
  /[^\s"',()]*\/(?:img|assets)\/[^\s"',()]+/g,
];
const without = (text) => LOOKS.reduce((left, look) => left.replace(look, ""), text);

/** Return where a page's modules have their data, by the element: what a script shows is as much of the page as its text. */
export const dataOf = (page) =>
  new Map([...page.querySelectorAll("shop-module[src]")].map((module) => [module, new URL("module.json", module.getAttribute("src").replace(/\/?$/, "/"))]));

/** Whether two texts of a page are the same but for their looks. */
export const differInLooksAlone = (before, after) => without(before) === without(after);

/* A document and the shadow roots in it; of one that was only parsed, the templates that would be such. */
function* roots(root) {
  yield root;
  for (const host of root.querySelectorAll("shop-module")) if (host.shadowRoot) yield* roots(host.shadowRoot);
  for (const template of root.querySelectorAll("template[shadowrootmode]")) yield* roots(template.content);
}

/** Give a page the sheets and the pictures of its new text. No element is made anew. */
export function swapLooks(frame, text) {
  const { document: page, CSSStyleSheet } = frame.contentWindow;
  const fresh = [...roots(new DOMParser().parseFromString(text, "text/html"))];
  [...roots(page)].forEach((root, number) => {
    if (!fresh[number]) return;
    const styles = [...fresh[number].querySelectorAll("style")];
    /* The page's policy knows the hashes of its first sheets alone; one that is constructed needs none. */
    if (styles.length) {
      for (const style of root.querySelectorAll("style")) if (style.sheet) style.sheet.disabled = true;
      root.adoptedStyleSheets = styles.map((style) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(style.textContent);
        return sheet;
      });
    }
    const pictures = fresh[number].querySelectorAll("img, source");
    root.querySelectorAll("img, source").forEach((picture, index) => {
      for (const name of ["srcset", "sizes", "src"]) {
        const value = pictures[index]?.getAttribute(name);
        if (value && value !== picture.getAttribute(name)) picture.setAttribute(name, value);
      }
    });
  });
}

const elements = (page) => [...roots(page)].flatMap((root) => [...root.querySelectorAll("*")]);
const nameOf = (control) => `${control.localName} ${control.type} ${control.name || control.id} ${control.type === "radio" ? control.value : ""}`;

/** Return what a reader has done in a page: how far it is scrolled, what is chosen, written and unfolded. */
export function read(frame) {
  const { document: page, scrollX, scrollY } = frame.contentWindow;
  const all = elements(page);
  const controls = {};
  for (const control of page.querySelectorAll("input, select, textarea"))
    controls[nameOf(control)] = [control.value, control.checked];
  return {
    scroll: [scrollX, scrollY],
    scrolled: all.filter((one) => one.scrollLeft || one.scrollTop).map((one) => [one.className, one.scrollLeft, one.scrollTop]),
    opened: [...page.querySelectorAll("details")].map((one) => one.open),
    controls,
  };
}

/** Do the same in a page that has come in its place. */
export function replay(frame, { scroll, scrolled, opened, controls }) {
  const { document: page } = frame.contentWindow;
  const { Event } = frame.contentWindow;
  for (const control of page.querySelectorAll("input, select, textarea")) {
    const [value, checked] = controls[nameOf(control)] ?? [control.value, control.checked];
    if (value === control.value && checked === control.checked) continue;
    if (control.type === "radio" && !checked) continue;
    [control.value, control.checked] = [value, checked];
    for (const name of ["input", "change"]) control.dispatchEvent(new Event(name, { bubbles: true }));
  }
  page.querySelectorAll("details").forEach((one, number) => {
    if (number in opened) one.open = opened[number];
  });
  const left = [...scrolled];
  for (const one of elements(page)) {
    const found = left.findIndex(([name]) => name === one.className);
    if (found < 0) continue;
    const [[, x, y]] = left.splice(found, 1);
    one.scrollTo({ left: x, top: y, behavior: "instant" });
  }
  frame.contentWindow.scrollTo({ left: scroll[0], top: scroll[1], behavior: "instant" });
}
