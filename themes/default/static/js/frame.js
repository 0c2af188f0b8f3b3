/* To the page around, through the channel that it gives (frame.js for hosts): how high the module is. */
addEventListener("message", ({ source, data, ports: [port] }) => {
  if (source !== parent || data?.["shop-module"] !== "height" || !port) return;
  const module = document.querySelector("main");
  new ResizeObserver(() => port.postMessage(module.getBoundingClientRect().height)).observe(module);
});
