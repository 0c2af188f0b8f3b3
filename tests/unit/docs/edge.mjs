// Answers each line of JSON, a rule's table and a viewer, with what the worker in docs/audience.md decides.
import { createInterface } from "node:readline";

const { isShown } = await import(`data:text/javascript,${encodeURIComponent(process.argv[2])}`);

for await (const line of createInterface({ input: process.stdin })) {
  const { table, viewer } = JSON.parse(line);
  console.log(isShown(table, viewer));
}
