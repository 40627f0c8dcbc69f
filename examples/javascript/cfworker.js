// Validates payloads, one JSON text a line, with @cfworker/json-schema.
import { readFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import { Validator } from "@cfworker/json-schema";

function load(schemaFile) {
  return new Validator(JSON.parse(readFileSync(schemaFile, "utf8")), "2020-12");
}

function verdict(validator, line) {
  let payload;
  try {
    payload = JSON.parse(line);
  } catch {
    return "invalid ";
  }
  const { valid, errors } = validator.validate(payload);
  if (valid) {
    return "valid";
  }
  // The last error is the innermost. Its place is a URI fragment, and may hold the name of an unknown member.
  const pointer = decodeURIComponent(errors.at(-1).instanceLocation.slice(1));
  return `invalid ${pointer.replaceAll("\n", "\\n")}`;
}

try {
  const validator = load(process.argv[2]);
  // Not node:readline: it also breaks lines at U+2028, which JSON strings may hold.
  const lines = (await text(process.stdin)).replace(/\n$/, "").split("\n");
  const verdicts = lines.map((line) => verdict(validator, line));
  console.log(verdicts.join("\n"));
  process.exitCode = verdicts.every((word) => word === "valid") ? 0 : 1;
} catch (error) {
  console.error(error.message);
  process.exitCode = 2;
}
