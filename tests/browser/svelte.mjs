/* Svelte's source as a module for browsers. Argument: the folder of npm's packages. The source comes on stdin. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(pathToFileURL(`${process.argv[2]}/`));
const { compile } = require("svelte/compiler");
process.stdout.write(compile(readFileSync(0, "utf8"), { generate: "client" }).js.code);
