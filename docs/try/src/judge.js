// Bytes to a verdict: {word, document, findings}, each finding {at, words, rule, href}.

import * as validators from "fcschema:validators";
import contract from "fcschema:contract";
import { recognise } from "./recognise.js";
import { read } from "./text.js";

// Of several keywords that one value breaks, the first tells most.
const RANK = ["type", "anyOf", "not", "const", "enum", "minLength", "pattern", "maxLength", "minimum", "maximum"];

const WORDS = {
  additionalProperties: ({ additionalProperty }) => `"${additionalProperty}" is not documented here.`,
  anyOf: () => "This is none of the documented forms.",
  const: ({ allowedValue }) => `This must be ${JSON.stringify(allowedValue)}.`,
  enum: ({ allowedValues }) => `This is none of the documented values: ${allowedValues.join(", ")}.`,
  maximum: ({ limit }) => `This is more than ${limit}.`,
  maxLength: ({ limit }) => `This is longer than ${limit} characters.`,
  maxProperties: () => "A command is an object with exactly one member.",
  minimum: ({ limit }) => `This is less than ${limit}.`,
  minLength: () => "This is an empty string.",
  minProperties: () => "A command is an object with exactly one member.",
  not: () => "This is refused here.",
  pattern: () => "This is not written as documented.",
  required: ({ missingProperty }) => `"${missingProperty}" is missing.`,
  type: ({ type }) => `This must be of type ${[type].flat().join(" or ")}.`,
};

/** The verdict on a payload; `as` is a kind, or nothing to go by its shape. */
export function judge(bytes, as = "") {
  const { code: unreadable, value } = read(bytes);
  if (unreadable) return refused(unreadable, "");
  const { at, code, document, part } = recognise(value, as);
  if (code === "not-described") return { word: "not checked", findings: [general(code, at)] };
  if (code) return refused(code, at);
  const validate = validators[document.kind];
  const isValid = validate(part);
  const findings = isValid ? [] : grouped(validate.errors).map((error) => explained(error, document, at));
  return { document: `${document.name} ${contract.version}`, findings, word: isValid ? "valid" : "invalid" };
}

function refused(code, at) {
  return { findings: [general(code, at)], word: "invalid" };
}

function general(code, at) {
  return { at, href: `../reference/findings/#${code}`, link: code, rule: "", words: contract.codes[code] };
}

/** One error a place, and one for each member that is missing or not documented. */
function grouped(errors) {
  const places = new Map();
  for (const error of narrowed(errors)) {
    const member = error.params.missingProperty ?? error.params.additionalProperty ?? "";
    const place = JSON.stringify([error.instancePath, member]);
    const known = places.get(place);
    if (!known || rank(error) < rank(known)) places.set(place, error);
  }
  return [...places.values()];
}

/** The errors without what only frames others: `if`, and a union of which one branch has the value's type. */
function narrowed(errors) {
  let left = errors.filter(({ keyword }) => keyword !== "if");
  for (const { instancePath } of errors.filter(({ keyword }) => keyword === "anyOf")) {
    const isFrame = (error) => error.instancePath === instancePath && ["anyOf", "type"].includes(error.keyword);
    const inside = left.filter((e) => !isFrame(e) && `${e.instancePath}/`.startsWith(`${instancePath}/`));
    left = left.filter((e) => (inside.length ? !isFrame(e) : !isFrame(e) || e.keyword === "anyOf"));
  }
  return left;
}

function rank({ keyword }) {
  const index = RANK.indexOf(keyword);
  return index < 0 ? RANK.length : index;
}

function explained(error, document, at) {
  const words = WORDS[error.keyword]?.(error.params) ?? error.message;
  const steps = error.schemaPath.slice(2).split("/").map(unescape);
  const then = steps.lastIndexOf("then");
  const node = resolve(document.schema, then < 0 ? steps.slice(0, -1) : steps.slice(0, then));
  const lacking = error.keyword === "required" && then < 0 ? node?.properties?.[error.params.missingProperty] : node;
  return { at: at + error.instancePath, rule: lacking?.description ?? "", words, ...reference(error, document) };
}

function unescape(step) {
  return decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~");
}

function resolve(schema, steps) {
  return steps.reduce((node, step) => node?.[step], schema);
}

/** The page and anchor of what the error is about. */
function reference({ instancePath, params }, document) {
  const steps = [...instancePath.split("/").slice(1), params.missingProperty].filter((step) => step !== undefined);
  const percl = contract.documents.find(({ kind }) => kind === "response").schema.$defs;
  const place = steps.findLastIndex((step) => Object.hasOwn(percl.command.properties, step));
  if (place >= 0) {
    const command = steps[place];
    const attribute = steps[place + 1];
    const known = attribute !== undefined && Object.hasOwn(percl[command].properties ?? {}, attribute);
    const anchor = known ? `#${command}.${attribute}` : "#attributes";
    return { href: `../reference/percl/${command}/${anchor}`, link: known ? `${command}.${attribute}` : command };
  }
  if (document.kind === "response" || steps[0] === "response") return { href: "../reference/percl/#command", link: "PerCL" };
  const request = contract.documents.find(({ kind }) => kind === "request");
  const member = document.kind === "exchange" ? steps[1] : steps[0];
  const known = member !== undefined && Object.hasOwn(request.schema.properties, member);
  return { href: `../reference/${request.name}/#${known ? `request.${member}` : "members"}`, link: known ? member : "request" };
}
