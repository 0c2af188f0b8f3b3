// Prints, as JSON, what html-validate finds in the files named on standard input, one a line: [{file, findings}].
// usage: node validate.mjs NODE_MODULES
import { readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const library = path.resolve(process.argv[2], "html-validate/dist/esm/index.js");
const { HtmlValidate, StaticConfigLoader } = await import(pathToFileURL(library));

// All that is recommended, and what whole documents need. Each departure has its reason.
const rules = {
  "doctype-style": ["error", { style: "lowercase" }], // means the same, and compresses with the rest
  "require-sri": ["error", { target: "crossorigin" }], // files of the same origin are as good as the page
  "no-trailing-whitespace": "off", // nobody reads generated markup; its weight has a test of its own
  "long-title": "off", // a product's name is its author's
  "tel-non-breaking": "off", // so is how a number is written in a text
};
// A fragment is put into a page that has the document's parts, and headings above it. Its sheet comes from where the
// fragment itself came from: whoever can change one can change the other.
const fragmentRules = { ...rules, "missing-doctype": "off", "heading-level": "off", "require-sri": "off" };

const validator = (chosen) => new HtmlValidate(new StaticConfigLoader({
  root: true,
  extends: ["html-validate:recommended", "html-validate:document"],
  rules: chosen,
}));
const validators = { page: validator(rules), fragment: validator(fragmentRules) };

const findings = [];
for (const file of readFileSync(0, "utf8").split("\n").filter(Boolean)) {
  const text = readFileSync(file, "utf8");
  const kind = /^\s*<!doctype/i.test(text) || file.endsWith("index.html") ? "page" : "fragment";
  const report = await validators[kind].validateString(text, file);
  const found = report.results.flatMap((result) => result.messages);
  if (found.length) {
    findings.push({ file, findings: found.map((m) => `${m.line}:${m.column} ${m.ruleId}: ${m.message}`) });
  }
}
console.log(JSON.stringify(findings));
