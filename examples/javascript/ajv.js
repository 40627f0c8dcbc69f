// Validates payloads, one JSON text a line, with Ajv in its default strict mode.
import { readFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import { Ajv2020 } from "ajv/dist/2020.js";

function load(schemaFile) {
  return new Ajv2020().compile(JSON.parse(readFileSync(schemaFile, "utf8")));
}

function verdict(validate, line) {
  let payload;
  try {
    payload = JSON.parse(line);
  } catch {
    return "invalid ";
  }
  return validate(payload)
    ? "valid"
    : `invalid ${validate.errors[0].instancePath}`;
}

try {
  const validate = load(process.argv[2]);
  // Not node:readline: it also breaks lines at U+2028, which JSON strings may hold.
  const lines = (await text(process.stdin)).replace(/\n$/, "").split("\n");
  const verdicts = lines.map((line) => verdict(validate, line));
  console.log(verdicts.join("\n"));
  process.exitCode = verdicts.every((word) => word === "valid") ? 0 : 1;
} catch (error) {
  console.error(error.message);
  process.exitCode = 2;
}
