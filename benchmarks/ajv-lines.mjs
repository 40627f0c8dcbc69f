// The peer for JSON lines: a Node script with Ajv. Blocks are split by hand, which is faster than readline.
import { openSync, readFileSync, readSync } from "node:fs";
import Ajv from "ajv/dist/2020.js";

const [schema, file] = process.argv.slice(2);
const validate = new Ajv().compile(JSON.parse(readFileSync(schema, "utf8")));
const descriptor = openSync(file);
const buffer = Buffer.allocUnsafe(1 << 20);
let rest = "";
let valid = 0;
let invalid = 0;
for (let size; (size = readSync(descriptor, buffer)) > 0; ) {
  const lines = (rest + buffer.latin1Slice(0, size)).split("\n");
  rest = lines.pop();
  for (const line of lines) validate(JSON.parse(line)) ? valid++ : invalid++;
}
console.log(`${valid} valid, ${invalid} invalid`);
