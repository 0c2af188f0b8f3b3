/* A Firefox by WebDriver BiDi, which answers one JSON command a line.
 *
 * Arguments: the folder of npm's packages, the browser, and the proxy's port. */
import { createInterface } from "node:readline";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [packages, executablePath, port] = process.argv.slice(2);
const require = createRequire(pathToFileURL(`${packages}/`));
const { default: puppeteer } = await import(pathToFileURL(require.resolve("puppeteer-core")));

const browser = await puppeteer.launch({
  browser: "firefox",
  executablePath,
  extraPrefsFirefox: {
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": Number(port),
    "network.proxy.allow_hijacking_localhost": true,
  },
});
const page = await browser.newPage();
await page.setViewport({ width: 640, height: 700 });

const commands = {
  open: (url) => page.goto(url, { waitUntil: "load" }).then(() => null),
  run: (script) => page.evaluate(script),
  press: (key) => page.keyboard.press(key).then(() => null),
};

for await (const line of createInterface({ input: process.stdin })) {
  const { name, value } = JSON.parse(line);
  const answer = await commands[name](value).then(
    (result) => ({ result: result ?? null }),
    (error) => ({ error: String(error) }),
  );
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
await browser.close();
