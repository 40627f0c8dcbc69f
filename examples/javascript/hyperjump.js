// Validates payloads, one JSON text a line, with @hyperjump/json-schema.
import { readFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import { registerSchema, validate } from "@hyperjump/json-schema/draft-2020-12";
import { BASIC } from "@hyperjump/json-schema/experimental";

function load(schemaFile) {
  const schema = JSON.parse(readFileSync(schemaFile, "utf8"));
  registerSchema(schema);
  return validate(schema.$id);
}

function verdict(check, line) {
  let payload;
  try {
    payload = JSON.parse(line);
  } catch {
    return "invalid ";
  }
  const output = check(payload, BASIC);
  if (output.valid) {
    return "valid";
  }
  // The place is a URI fragment, and may hold the name of an unknown member.
  const pointer = decodeURIComponent(
    output.errors[0].instanceLocation.slice(1),
  );
  return `invalid ${pointer.replaceAll("\n", "\\n")}`;
}

try {
  const check = await load(process.argv[2]);
  // Not node:readline: it also breaks lines at U+2028, which JSON strings may hold.
  const lines = (await text(process.stdin)).replace(/\n$/, "").split("\n");
  const verdicts = lines.map((line) => verdict(check, line));
  console.log(verdicts.join("\n"));
  process.exitCode = verdicts.every((word) => word === "valid") ? 0 : 1;
} catch (error) {
  console.error(error.message);
  process.exitCode = 2;
}
