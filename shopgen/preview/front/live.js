/* A page that is opened by itself: made anew when its text is another, and told what is wrong. */
import { listen } from "/_preview/listen.js";
import { Problems, openSource } from "/_preview/problems.js";

let problems;
let seen;

/* The data of modules that a script shows are as much of the page as its own text. */
const texts = async () => {
  const modules = [...document.querySelectorAll("shop-module[src]")].map((module) => new URL("module.json", module.getAttribute("src").replace(/\/?$/, "/")));
  const answers = await Promise.all([location.href, ...modules].map((url) => fetch(url, { cache: "no-cache" })));
  return answers[0].ok ? (await Promise.all(answers.map((answer) => answer.text()))).join("\n") : (seen ?? "");
};

const follow = async () => {
  const { problems: told, can_open } = await (await fetch("/_preview/state.json")).json();
  problems ??= new Problems(can_open && openSource);
  problems.show(told);
  const now = await texts();
  if (seen !== undefined && now !== seen) location.reload();
  seen = now;
};

listen(follow);
