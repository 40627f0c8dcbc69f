// Which document a value is to be judged by: the rules of fcschema/recognise.py.

import contract from "fcschema:contract";

const of = (kind) => contract.documents.filter((document) => document.kind === kind);
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const has = (value, name) => Object.hasOwn(value, name);

/** {document, part, at}: what to judge by and which part of the value; or {code, at} where there is none. */
export function recognise(value, as) {
  if (as) return { document: of(as)[0], part: value, at: "" };
  if (Array.isArray(value)) {
    const requests = value.length > 0 && value.every((item) => isObject(item) && has(item, "requestType"));
    return requests ? { code: "several-documents", at: "" } : { document: of("response")[0], part: value, at: "" };
  }
  if (!isObject(value)) return { code: "not-a-payload", at: "" };
  if (has(value, "requestType")) return { part: value, ...byType(value.requestType, "request", "") };
  if (has(value, "request") && isObject(value.request)) return exchange(value);
  const document = of("request")[0];
  return resembles(value, document.schema.properties)
    ? { document, part: value, at: "" }
    : { code: "not-a-payload", at: "" };
}

function exchange(value) {
  if (!has(value.request, "requestType")) return { document: of("exchange")[0], part: value, at: "" };
  const found = byType(value.request.requestType, "exchange", "/request");
  if (found.code === "not-described" && Array.isArray(value.response)) {
    return { document: of("response")[0], part: value.response, at: "/response" };
  }
  return { part: value, ...found };
}

function byType(type, kind, at) {
  const document = of(kind).find(({ name }) => name.endsWith(`/${type}`));
  if (document && typeof type === "string") return { document, at: "" };
  if (contract.requestTypes.includes(type)) return { code: "not-described", at: `${at}/requestType` };
  if (typeof type !== "string") return { document: of(kind)[0], at: "" };
  return { code: "unknown-request-type", at: `${at}/requestType` };
}

function resembles(value, properties) {
  const bare = (name) => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  const names = new Set(Object.keys(value).map(bare));
  const wanted = Object.keys(properties);
  return 2 * wanted.filter((name) => names.has(bare(name))).length > wanted.length;
}
