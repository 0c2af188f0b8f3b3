/* What Lighthouse makes of pages: a JSON object a page, a line each.
 *
 * Arguments: the folder of npm's packages, the browser, its flags as JSON, and the categories. Addresses come on stdin. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [packages, chromePath, flags, ...onlyCategories] = process.argv.slice(2);
const require = createRequire(pathToFileURL(`${packages}/`));
const { default: lighthouse } = await import(pathToFileURL(require.resolve("lighthouse")));
const { launch } = await import(pathToFileURL(require.resolve("chrome-launcher")));

const chrome = await launch({ chromePath, chromeFlags: ["--headless=new", ...JSON.parse(flags)] });
/* The servers that brands count with are not there. What is blocked is not held against a page. */
const blockedUrlPatterns = ["https://*"];
for (const url of readFileSync(0, "utf8").split("\n").filter(Boolean)) {
  const { lhr } = await lighthouse(url, { port: chrome.port, onlyCategories, blockedUrlPatterns });
  const scores = Object.fromEntries(Object.values(lhr.categories).map(({ id, score }) => [id, Math.round(100 * score)]));
  const counted = Object.values(lhr.categories).flatMap(({ auditRefs }) => auditRefs.filter(({ weight }) => weight));
  const failed = counted.map(({ id }) => lhr.audits[id]).filter(({ score }) => score !== null && score < 1);
  const faults = failed.map(({ id, details }) => `${id}: ${JSON.stringify(details?.items ?? "").slice(0, 300)}`);
  process.stdout.write(`${JSON.stringify({ url, scores, faults })}\n`);
}
await chrome.kill();
