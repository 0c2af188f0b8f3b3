/* <script type="module" src="https://shop.example/beacon.js"></script>
 *
 * In front of embed.js and, as that, without `async`, so that no event is told before this listens. Where the element
 * says `beacon="https://…"`, each of its events is sent to that address, once, with the shop and the product that it is
 * about and nothing about the viewer. Of who objects, by Global Privacy Control or Do Not Track, nothing is sent. A
 * checkout page that is no one's sheet has this too: there data-* says the same.
 */
const EVENTS = ["view", "select", "checkout", "remind"];
/* On the event, where any other copy of this script finds it, that of another release too. */
const SENT = Symbol.for("shop-module:sent");

const objects = () =>
  navigator.globalPrivacyControl || [navigator.doNotTrack, window.doNotTrack].some((said) => /^(1|yes)$/.test(said));

const send = (name, event) => {
  try {
    const element = event.composedPath()[0];
    const read = (attribute) => element.getAttribute(attribute) ?? element.dataset[attribute];
    const beacon = read("beacon");
    if (!beacon || event[SENT] || objects()) return;
    event[SENT] = true;
    const src = read("src") ?? element.querySelector("a")?.href;
    navigator.sendBeacon(beacon, JSON.stringify({ event: name, src, ...event.detail }));
  } catch (error) {
    console.warn(error);
  }
};

for (const name of EVENTS) document.addEventListener(`shop-module:${name}`, (event) => send(name, event));
