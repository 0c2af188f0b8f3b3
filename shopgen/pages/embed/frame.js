/* <iframe data-shop-module src="https://shop.example/acme/frame/" …></iframe>
 * <script type="module" async src="https://shop.example/frame.js"></script>
 *
 * Lets a module in a frame be as high as it is, where a viewer's own letters are larger than most. The frame gets one
 * end of a channel and tells its height through it: no one else has that end, so nothing is asked about origins,
 * which a sandboxed frame has none of. Without this script the frame keeps the height that it was pasted with.
 *
 * A page runs it once, however often it was pasted: frames that come later are served as they load.
 */
const FRAMES = "iframe[data-shop-module]";
const MOST_PX = 2000;

const listen = (frame) => {
  const channel = new MessageChannel();
  channel.port1.onmessage = ({ data }) => {
    if (data > 0 && data <= MOST_PX) frame.height = data;
  };
  frame.contentWindow.postMessage({ "shop-module": "height" }, "*", [channel.port2]);
};

/* It does not bubble, but is caught on its way down. */
document.addEventListener("load", ({ target }) => target.matches(FRAMES) && listen(target), true);
/* Those here may have loaded already. */
document.querySelectorAll(FRAMES).forEach(listen);
