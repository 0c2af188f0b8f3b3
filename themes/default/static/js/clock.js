/* What holds from or until an instant is shown and hidden by the viewer's clock, and a drop's time is said in the
 * viewer's own zone, with how long it is until then. It wakes when something changes, and where time has gone by
 * without it: no timer runs while a device sleeps. The page says all of it without this, as of when it was made.
 */
const UNITS = { day: 86400, hour: 3600, minute: 60, second: 1 };
const FORMS = { date: { dateStyle: "long" }, time: { hour: "numeric", minute: "numeric", timeZoneName: "short" } };

/* "in 3 days", and how long that stays true. Of two days and more days are said, of two hours and more hours. */
const wait = (seconds, lang) => {
  const [unit, size] = Object.entries(UNITS).find(([, size]) => seconds >= 2 * size) ?? ["second", 1];
  const count = Math.floor(seconds / size);
  return [new Intl.RelativeTimeFormat(lang).format(count, unit), seconds - count * size];
};

let timer;
const tick = () => {
  const { lang } = document.documentElement;
  const now = Date.now();
  const ahead = [864e5];
  for (const element of document.querySelectorAll("[data-from],[data-until]")) {
    const { from = 0, until = "9999" } = element.dataset;
    const [start, end] = [from, until].map(Date.parse);
    element.hidden = now < start || now >= end;
    ahead.push(...[start - now, end - now].filter((left) => left > 0));
  }
  for (const element of document.querySelectorAll("[data-opens]")) {
    const opens = Date.parse(element.dataset.opens);
    element.hidden = opens <= now;
    if (element.hidden) continue;
    const [said, lasts] = wait((opens - now) / 1000, lang);
    element.textContent = said;
    ahead.push(lasts * 1000 + 10);
  }
  dispatchEvent(new Event("clock"));
  clearTimeout(timer);
  if (ahead.length > 1) timer = setTimeout(tick, Math.min(...ahead));
};

for (const [name, form] of Object.entries(FORMS))
  for (const element of document.querySelectorAll(`[data-${name}]`))
    element.textContent = new Intl.DateTimeFormat(document.documentElement.lang, form).format(Date.parse(element.dateTime));
tick();
document.addEventListener("visibilitychange", tick);
for (const name of ["pageshow", "focus"]) addEventListener(name, tick);
