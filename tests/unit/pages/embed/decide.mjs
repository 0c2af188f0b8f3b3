// Answers each line of JSON, a rule, a browser and an element's attributes, with what embed.js decides.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import vm from "node:vm";

const context = vm.createContext({ HTMLElement: class {}, customElements: { get() {}, define() {} }, TextEncoder });
vm.runInContext(readFileSync(process.argv[2], "utf8"), context);
const isFor = vm.runInContext("isFor", context);

for await (const line of createInterface({ input: process.stdin })) {
  const { rule, browser, attributes } = JSON.parse(line);
  context.navigator = browser;
  const element = {
    getAttribute: (name) => attributes[name] ?? null,
    hasAttribute: (name) => name in attributes,
  };
  console.log(Boolean(isFor(element, rule)));
}
