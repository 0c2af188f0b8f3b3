/* To where the product is now, with what the earlier address asks for: its variant, its place on the page. */
location.replace(document.querySelector("main a").href + location.search + location.hash);
