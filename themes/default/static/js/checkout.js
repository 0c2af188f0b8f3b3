/* What script adds to the checkout page. Without it everything here can still be chosen and paid.
 *
 * It preselects ?variant=<id>, strikes what is sold out beside the present choice, shows the chosen variant's
 * picture, keeps the thumbnails in step, and multiplies by the quantity. Texts are changed by textContent only.
 */
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const buy = document.querySelector(".buy");
const variants = all(".variant", buy);
const options = all(".option", buy).map((option) => all("input", option));
const slides = document.querySelector(".slides");
const thumbs = all(".thumbs a");
const quantity = buy.querySelector(".quantity");
const number = buy.querySelector("#quantity");
const said = buy.querySelector("[data-said]");

const chosen = () => options.map((inputs) => inputs.findIndex((input) => input.checked));
const find = (choices) =>
  variants.find((variant) => !variant.hidden && choices.every((choice, i) => variant.classList.contains(`v${i}-${choice}`)));

/* --- The gallery. scrollTo, not the link's own jump: it would move the page and fill the history. */
const show = (index) => {
  const to = slides?.children[index];
  if (!to) return;
  slides.scrollTo({ left: slides.scrollLeft + to.getBoundingClientRect().left - slides.getBoundingClientRect().left });
};

for (const [index, thumb] of thumbs.entries()) {
  thumb.addEventListener("click", (event) => {
    event.preventDefault();
    show(index);
  });
}

if (thumbs.length) {
  const seen = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        const at = [...slides.children].indexOf(target);
        thumbs.forEach((thumb, i) => (i === at ? thumb.setAttribute("aria-current", "true") : thumb.removeAttribute("aria-current")));
      }
    },
    { root: slides, threshold: 0.6 },
  );
  for (const slide of slides.children) seen.observe(slide);
}

/* --- The variant on show. One's price is the page's own text; more are written as the page's language does. */
const money = (variant, count) => {
  const { amount, currency } = variant.dataset;
  const digits = (amount.split(".")[1] ?? "").length;
  const minor = Math.round(amount * 10 ** digits) * count;
  // The currency's own digits stand by themselves, as on the page; an author's further ones are added.
  const lang = document.documentElement.lang, style = { style: "currency", currency };
  const own = new Intl.NumberFormat(lang, style).resolvedOptions().maximumFractionDigits;
  return new Intl.NumberFormat(lang, digits > own ? { ...style, minimumFractionDigits: digits } : style)
    .format(minor / 10 ** digits);
};

const update = () => {
  const choices = chosen();
  const variant = find(choices);
  options.forEach((inputs, i) => {
    inputs.forEach((input, j) => {
      const other = find(choices.map((choice, k) => (k === i ? j : choice)));
      input.nextElementSibling.classList.toggle("is-out", !other?.matches(":has(a.button)"));
    });
  });
  if (!variant) return;
  const button = variant.querySelector("a.button[data-many]");
  const total = variant.querySelector(".total .amount");
  quantity.hidden = !button;
  if (!button) return;
  number.max = button.dataset.max;
  const count = Math.min(Math.max(Math.trunc(number.value) || 1, 1), +number.max);
  button.dataset.one ??= button.getAttribute("href");
  button.dataset.label ??= button.textContent;
  total.dataset.one ??= total.textContent;
  const sum = count > 1 ? money(variant, count) : total.dataset.one;
  button.href = count > 1 ? button.dataset.many.replace("{quantity}", count) : button.dataset.one;
  button.textContent = button.dataset.label.replace(total.dataset.one, () => sum);
  total.textContent = sum;
  for (const step of all("[data-step]", quantity)) step.disabled = step.dataset.step < 0 ? count < 2 : count >= number.max;
  return sum;
};

const tell = () => {
  const variant = find(chosen());
  const state = variant?.querySelector(".state, .is-off")?.textContent.trim();
  said.textContent = [update(), state].filter(Boolean).join(", ");
  return variant;
};

buy.addEventListener("change", (event) => {
  if (event.target === number) number.value = Math.min(Math.max(Math.trunc(number.value) || 1, 1), +number.max);
  const variant = tell();
  if (event.target !== number && variant?.dataset.picture) show(variant.dataset.picture - 1);
});
quantity.addEventListener("click", ({ target }) => {
  if (!target.dataset.step) return;
  number.value = +number.value + +target.dataset.step;
  tell();
});

/* --- What is done is an event: here, or of the element in the host's page that this lies over. */
buy.addEventListener("click", ({ target }) => {
  const followed = target.closest("a");
  const done = followed?.rel.includes("payment") ? "checkout" : followed?.matches("[type],.notice a") && "remind";
  if (!done) return;
  const link = document.querySelector("[rel=canonical]").href;
  if (isFramed) return say(done, link);
  buy.dispatchEvent(new CustomEvent(`shop-module:${done}`, { bubbles: true, detail: { link } }));
});

const wanted = new URLSearchParams(location.search).get("variant");
const preset = wanted && variants.find((variant) => variant.dataset.id === wanted);
if (preset) {
  options.forEach((inputs, i) => inputs.forEach((input, j) => (input.checked = preset.classList.contains(`v${i}-${j}`))));
  if (preset.dataset.picture) show(preset.dataset.picture - 1);
}
update();
addEventListener("clock", update);
/* Back from the payment, browsers put earlier choices in again, after this has run. */
addEventListener("pageshow", update);
