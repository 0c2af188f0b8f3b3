/* By the address, as in frame/#scheme=dark: whether the page around is light or dark. */
const [, scheme] = /[?&#]scheme=(light|dark)\b/.exec(location.href) ?? [];
if (scheme) document.documentElement.style.colorScheme = scheme;

/* To the page around, through the channel that it gives (frame.js for hosts): how high the module is. */
const module = document.querySelector("main");
const tell = (say) => new ResizeObserver(() => say(Math.ceil(module.getBoundingClientRect().height))).observe(module);
addEventListener("message", ({ source, data, ports: [port] }) => {
  if (source === parent && data?.["shop-module"] === "height" && port) tell((height) => port.postMessage(height));
});
/* WordPress puts frames it does not know into a sandbox that follows no link, and gives them a secret by which to ask
   for height and links (its wp-embed.js). It follows those to the frame's own host, for a viewer who has tapped. */
const secret = /[#&?]secret=([0-9a-z]+)/i.exec(location.hash)?.[1];
const ask = (message, value) => parent.postMessage({ message, value, secret }, "*");
if (secret && parent !== self) {
  tell((height) => ask("height", height));
  addEventListener("click", (event) => {
    const link = event.composedPath().find(({ localName }) => localName === "a");
    if (link?.host !== location.host) return;
    event.preventDefault();
    ask("link", link.href);
  });
}
