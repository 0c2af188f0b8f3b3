/* <iframe data-shop-module src="https://shop.example/acme/frame/" …></iframe>
 * <script type="module" async src="https://shop.example/frame.js"></script>
 *
 * Lets a module in a frame be as high as it is, where a viewer's own letters are larger than most. The frame gets one
 * end of a channel and tells its height through it: no one else has that end, so nothing is asked about origins,
 * which a sandboxed frame has none of. Without this script the frame keeps the height that it was pasted with.
 */
const MOST_PX = 2000;

const listen = (frame) => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => {
    if (data > 0 && data <= MOST_PX) frame.height = Math.ceil(data);
  };
  frame.contentWindow.postMessage({ "shop-module": "height" }, "*", [port2]);
};

for (const frame of document.querySelectorAll("iframe[data-shop-module]")) {
  frame.addEventListener("load", () => listen(frame));
  /* It may have loaded already. */
  listen(frame);
}
