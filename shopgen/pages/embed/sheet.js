/* <script type="module" async src="https://shop.example/sheet.js"></script>
 *
 * Beside embed.js, for pages that want a chosen product to open over them on a desktop, in place of leading away.
 * The checkout page lets itself be framed only by the origins that its site names in `hosts`; where it does not
 * answer from its frame, the link is followed as ever. What is paid with opens in the whole window. Back closes the
 * sheet, and so does Escape, wherever the focus is.
 *
 * Over the host's page, under its address, comes the shop's own origin and no other: that of the link which the host
 * has inside the element. A card that leads elsewhere, by data changed on its way too, is a link like any other.
 */
const CLOSE = { ar: "إغلاق", de: "Schließen", en: "Close", es: "Cerrar", fr: "Fermer", ja: "閉じる" };
const PATIENCE_MS = 1500;

/* In the first cascade layer what is important wins over whatever the page says (CSS Cascade 5, section 6.4.4). */
const STYLE =
  "@layer{:host{all:initial!important}" +
  "dialog{box-sizing:border-box;inline-size:min(72rem,100% - 3rem);block-size:calc(100% - 3rem);max-block-size:none;" +
  "max-inline-size:none;padding:0;overflow:hidden;border:0;border-radius:14px;background:Canvas;color:CanvasText}" +
  "dialog::backdrop{background:rgb(0 0 0 / 60%)}" +
  "iframe{display:block;inline-size:100%;block-size:100%;border:0}" +
  "button{position:absolute;inset:12px 12px auto auto;inline-size:36px;block-size:36px;padding:0;border:1px solid;" +
  "border-radius:50%;background:Canvas;color:CanvasText;font:20px/1 system-ui;cursor:pointer}}";

const styled = (text) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return sheet;
};
const sheet = styled(STYLE);

/* The page stands still: what <html> does not say of scrolling, <body> says for it (CSS Overflow 3, section 3.3). */
const hold = () => {
  const page = document.documentElement;
  const scroller = getComputedStyle(page).overflow === "visible" ? "body" : "html";
  const gutter = innerWidth > page.clientWidth ? "html{scrollbar-gutter:stable!important}" : "";
  const still = styled(`@layer{${scroller}{overflow:hidden!important}${gutter}}`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, still];
  return () => (document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== still));
};

/* An entry in the history for Back to close, with the page's own address and state: its router is led nowhere. By
 * the prototype, since scripts that count views have put their own in the way. Returns what takes the entry away. */
const enter = () => {
  const before = window.navigation?.currentEntry?.key;
  History.prototype.pushState.call(history, history.state, "");
  /* What was followed within the frame has entries after ours. */
  return () => (before ? navigation.traverseTo(before) : history.back());
};

/* From outside a closed root no one sees the element: there it is the origin that this script is from. */
const homeOf = (module) =>
  module.localName === "shop-module" ? module.querySelector("a")?.origin : new URL(import.meta.url).origin;
const isAt = (link, origin) => link.startsWith(`${origin}/`);

const open = (module, link, home) => {
  const host = document.createElement("div");
  const dialog = document.createElement("dialog");
  const button = document.createElement("button");
  const frame = document.createElement("iframe");
  const shop = module.shadowRoot?.querySelector(".shop");
  const life = new AbortController();
  let timer;
  const close = () => dialog.close();
  const hear = ({ source, origin, data }) => {
    const said = source === frame.contentWindow && origin === home ? data?.["shop-module"] : "";
    if (said === "ready") clearTimeout(timer);
    if (said === "close") close();
    if (said === "checkout" || said === "remind") {
      /* Another product's page may have been gone to. Pages of earlier releases do not say which they are. */
      const at = `${data.link}`;
      const detail = { link: isAt(at, home) ? at : link };
      module.dispatchEvent(new CustomEvent(`shop-module:${said}`, { bubbles: true, composed: true, detail }));
    }
  };
  frame.src = link;
  frame.title = dialog.ariaLabel = shop?.ariaLabel ?? "";
  button.type = "button";
  button.textContent = "×";
  button.ariaLabel = CLOSE[shop?.lang.slice(0, 2)] ?? CLOSE.en;
  addEventListener("message", hear, life);
  dialog.addEventListener("click", ({ target }) => target === frame || close(), life);
  frame.addEventListener("load", () => {
    timer = setTimeout(() => location.replace(link), PATIENCE_MS);
    frame.contentWindow.postMessage({ "shop-module": "hello" }, "*");
  }, { once: true });
  const root = host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [sheet];
  dialog.append(button, frame);
  root.append(dialog);
  document.body.append(host);
  dialog.showModal();
  const letGo = hold();
  let leave = enter();
  addEventListener("popstate", () => {
    leave = null;
    close();
  }, life);
  dialog.addEventListener("close", () => {
    clearTimeout(timer);
    life.abort();
    host.remove();
    letGo();
    leave?.();
  }, life);
};

addEventListener("shop-module:select", (event) => {
  /* Who wants a new tab gets one: then the event cannot be cancelled. */
  if (!event.cancelable || event.defaultPrevented || !matchMedia("(min-width:48em) and (hover:hover)").matches) return;
  /* The element itself, wherever in the page's own open roots it is. */
  const [module] = event.composedPath();
  const { link } = event.detail;
  const home = homeOf(module);
  if (!isAt(link, home)) return;
  event.preventDefault();
  open(module, link, home);
});
