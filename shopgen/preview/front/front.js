/* The front page: which page of the site is shown, and how. All of it is in the address, to be kept and sent. */
import { Frames } from "/_preview/frames.js";
import { listen } from "/_preview/listen.js";
import { Problems, openSource } from "/_preview/problems.js";

const controls = document.querySelector("#controls");
const viewer = document.querySelector("#viewer");
const decision = document.querySelector("#decision");
const live = document.querySelector("#live");
const audience = document.querySelector("#audience");
const audienceButton = document.querySelector("#audience-button");
const field = (name) => controls.elements.namedItem(name);

const PAGES = [
  ["profile/", "Profile"],
  ["", "Shop page"],
  ["frame/", "Module in a frame"],
  ["snippet.html", "Ways to take it in"],
];
const OWN_THEME = "Its own";
const REASONS = {
  enabled: (_, seen) => `It is switched ${seen === "true" ? "on" : "off"}.`,
  regions: (wanted, seen) => `For ${wanted}; the region is ${seen}.`,
  languages: (wanted, seen) => `For readers of ${wanted}; the language is ${seen}.`,
  platforms: (wanted, seen) => `On ${wanted}; the platform is ${seen}.`,
  rollout: (wanted, seen) => `For ${wanted} % of viewers; the key is ${seen}.`,
  opt_in: (_, seen) => `For those who opted in; ${seen === "not known" ? "whether this one has is not known" : seen === "true" ? "this one has" : "this one has not"}.`,
};

let state = { brands: [], themes: [], problems: [] };
let problems;

/* Theme, time and network are in the address of the site that is shown: its pages lead to each other in it. */
const viewPrefix = () => {
  const at = field("at").value && `at=${new Date(field("at").value).toISOString().slice(0, 19)}Z`;
  const theme = field("theme").value && `theme=${field("theme").value}`;
  const parts = [theme, at, field("slow").checked && "slow"].filter(Boolean);
  return parts.length ? `@${parts.join(",")}/` : "";
};
const brand = () => state.brands.find(({ slug }) => slug === field("brand").value);
const folder = () => {
  const { slug, locale } = brand();
  const chosen = field("locale").value;
  return `${slug}/${chosen && chosen !== locale ? `${chosen.toLowerCase()}/` : ""}`;
};
const hrefOf = () => `${location.origin}/${viewPrefix()}${folder()}${field("page").value}`;

const fill = (select, options, value = select.value) => {
  const items = options.map(([key, text]) => new Option(text, key));
  select.replaceChildren(...items);
  select.value = options.some(([key]) => key === value) ? value : (options[0]?.[0] ?? "");
};

const fillControls = (wanted = {}) => {
  fill(field("brand"), state.brands.map(({ slug, name }) => [slug, name]), wanted.brand);
  const chosen = brand();
  if (!chosen) return;
  fill(field("locale"), chosen.locales.map((locale) => [locale, locale]), wanted.locale);
  field("locale").disabled = chosen.locales.length < 2;
  fill(field("theme"), [["", OWN_THEME], ...state.themes.map(({ name, title }) => [name, title])], wanted.theme);
  const products = (state.products ?? []).map(({ slug, title }) => [`${slug}/`, title]);
  /* A product may be gone for a moment, while an editor puts another file in its place. */
  const page = wanted.page ?? field("page").value;
  const pages = [...PAGES, ...products];
  fill(field("page"), pages.some(([key]) => key === page) ? pages : [...pages, [page, `${page} is not there`]], page);
  const changes = (state.changes ?? []).map((instant) => [instant, new Date(instant).toLocaleString([], { dateStyle: "medium", timeStyle: "short" })]);
  fill(field("change"), [["", changes.length ? "Something changes by itself at …" : "Nothing changes by itself"], ["now", "Now"], ...changes], "");
};

const fetchState = async (slug) => (await fetch(`/_preview/state.json?brand=${encodeURIComponent(slug)}`)).json();
const load = async (wanted = {}) => {
  const slug = wanted.brand ?? field("brand").value;
  state = await fetchState(slug);
  const first = state.brands.find((one) => one.slug === slug) ?? state.brands[0];
  if (first && first.slug !== slug) state = await fetchState(first.slug);
  problems ??= new Problems(state.can_open && openSource);
  problems.show(state.problems);
  fillControls({ ...wanted, brand: first?.slug });
};

/* What is not as usual stands in the address. */
const remember = () => {
  const said = { brand: field("brand").value, page: field("page").value, locale: field("locale").disabled ? "" : field("locale").value, theme: field("theme").value, at: field("at").value };
  for (const { name, value } of controls.querySelectorAll("[name=scheme]:checked")) said[name] = value;
  if (!field("script").checked) said.script = "off";
  if (field("slow").checked) said.slow = "on";
  const query = new URLSearchParams(Object.entries(said).filter(([name, value]) => value && !(name === "page" && value === "profile/")));
  history.replaceState(null, "", `/?${query}`);
  document.title = `${brand()?.name ?? "shopgen"} – preview`;
};

const frames = new Frames(document.querySelector("#stage"), async (href) => {
  /* A link was followed within a frame: the controls say where it led. */
  const path = decodeURIComponent(new URL(href).pathname).replace(/^\/(@[^/]*\/)?/, "");
  const [slug, ...rest] = path.split("/");
  if (slug !== field("brand").value && state.brands.some((one) => one.slug === slug)) {
    field("brand").value = slug;
    await load();
  }
  const locale = brand()?.locales.find((one) => one.toLowerCase() === rest[0]);
  if (brand()) field("locale").value = locale ?? brand().locale;
  const page = (locale ? rest.slice(1) : rest).join("/");
  if ([...field("page").options].some(({ value }) => value === page)) field("page").value = page;
  remember();
});

const decide = async () => {
  const said = Object.fromEntries(new FormData(viewer));
  const isForEveryone = "everyone" in said;
  audienceButton.classList.toggle("is-on", !isForEveryone);
  const query = new URLSearchParams({ ...said, brand: field("brand").value });
  const found = await (await fetch(`/_preview/audience.json?${query}`)).json();
  const answer = document.createElement("p");
  const strong = document.createElement("strong");
  const answered = found.shown ? "This viewer sees the module." : "This viewer does not see the module.";
  strong.textContent = isForEveryone ? "Everyone sees the module here." : answered;
  answer.append(strong);
  const list = document.createElement("ul");
  for (const { part, verdict, wanted, seen } of found.reasons) {
    if (!wanted.length) continue;
    const item = document.createElement("li");
    item.className = isForEveryone ? "" : verdict;
    item.textContent = REASONS[part](wanted.join(", "), seen || "not known");
    list.append(item);
  }
  decision.replaceChildren(answer, list);
  const attributes = isForEveryone ? {} : { region: said.region, viewer: said.viewer, "opted-in": said.opted_in === "yes" ? "true" : said.opted_in && "false" };
  frames.set({ viewer: { isShown: isForEveryone || found.shown, attributes } });
};

const local = (instant) => {
  const date = instant === "now" ? new Date() : new Date(instant);
  return new Date(date - date.getTimezoneOffset() * 6e4).toISOString().slice(0, 16);
};

controls.addEventListener("change", async ({ target }) => {
  if (target.name === "change") {
    if (!target.value) return;
    field("at").value = target.value === "now" ? "" : local(target.value);
    target.value = "";
  }
  if (target.name === "brand") {
    await load();
    await decide();
  }
  remember();
  if (target.name === "scheme") await frames.set({ scheme: target.value });
  else if (target.name === "script") await frames.set({ script: target.checked });
  else await show();
});
viewer.addEventListener("input", ({ target }) => {
  if (target.name !== "everyone") viewer.elements.namedItem("everyone").checked = false;
  decide();
});
audienceButton.addEventListener("click", () => {
  audience.hidden = !audience.hidden;
  audienceButton.setAttribute("aria-expanded", String(!audience.hidden));
});

const show = async () => {
  remember();
  if (brand()) await frames.show(hrefOf());
};

const start = async () => {
  const wanted = Object.fromEntries(new URLSearchParams(location.search));
  await load({ page: "profile/", ...wanted });
  if (!brand()) return;
  field("at").value = wanted.at ?? "";
  field("slow").checked = wanted.slow === "on";
  field("script").checked = wanted.script !== "off";
  for (const radio of controls.querySelectorAll("[name=scheme]")) radio.checked = radio.value === (wanted.scheme ?? "");
  await frames.set({ script: field("script").checked, scheme: wanted.scheme ?? "" });
  await show();
  await decide();
};

/* Changes that come while one is being shown are shown together afterwards. */
let revision = null;
let isBusy = false;
let isDue = false;
const follow = async () => {
  isDue = true;
  if (isBusy) return;
  isBusy = true;
  while (isDue) {
    isDue = false;
    try {
      const before = brand()?.slug;
      await load();
      if (!before) await start();
      else if (brand()?.slug !== before) await show();
      else await frames.follow();
      if (brand()) await decide();
    } catch (error) {
      console.warn(error);
    }
  }
  isBusy = false;
};

listen(
  (data) => {
    live.className = "is-good";
    live.textContent = "Live";
    if (revision !== null && data !== revision) follow();
    revision = data;
  },
  () => {
    live.className = "is-bad";
    live.textContent = "Not running";
    /* Another preview may answer next, which counts its revisions from the first again. */
    revision = "";
  },
);
start();
