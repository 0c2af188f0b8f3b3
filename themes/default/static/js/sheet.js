/* Where a host's page opens this one over itself, by its own sheet.js: that this is here, and what is done. It is
 * nothing secret, so any parent may hear it.
 */
const isFramed = parent !== window;
const say = (what, link) => parent.postMessage({ "shop-module": what, link }, "*");

if (isFramed) {
  addEventListener("message", ({ source, data }) => {
    if (source === parent && data?.["shop-module"] === "hello") say("ready");
  });
  addEventListener("keydown", ({ key, defaultPrevented, isComposing }) => {
    if (key === "Escape" && !defaultPrevented && !isComposing) say("close");
  });
  /* Other sites may not let themselves be framed, and whoever reads them is not done here. */
  for (const link of document.querySelectorAll("a[href^=http]:not([target])"))
    if (link.origin !== location.origin) link.target = "_blank";
}
