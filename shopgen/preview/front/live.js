/* A page that is opened by itself: made anew when its text is another, and told what is wrong. */
import { listen } from "/_preview/listen.js";
import { Problems, openSource } from "/_preview/problems.js";
import { dataOf } from "/_preview/update.js";

let problems;
let seen;

const texts = async () => {
  const answers = await Promise.all([location.href, ...dataOf(document).values()].map((url) => fetch(url, { cache: "no-cache" })));
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
