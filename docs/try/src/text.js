// Bytes to one JSON value, or the code that says why not: the same texts are refused as by the command line.

import contract from "fcschema:contract";

const TOKEN = /"(?:[^"\\]|\\.)*"|[[\]{},:]|[^\s[\]{},:"]+/gs;

/** The value in the bytes, as {value}, or the reason against it, as {code}. */
export function read(bytes) {
  if (bytes.length > contract.maxBytes) return { code: "too-large" };
  const [first, second, third] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff) || bytes.subarray(0, 4).includes(0)) {
    return { code: "not-utf-8" };
  }
  if (first === 0xef && second === 0xbb && third === 0xbf) return { code: "byte-order-mark" };
  let text;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return { code: "not-utf-8" };
  }
  if (/^[ \t\r\n]*$/.test(text)) return { code: "empty" };
  const tokens = text.match(TOKEN) ?? [];
  if (isTooDeep(tokens)) return { code: "too-deep" };
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    return { code: "not-json" };
  }
  const code = irregularity(tokens);
  return code ? { code } : { value };
}

function isTooDeep(tokens) {
  let depth = 0;
  for (const token of tokens) {
    if (token === "[" || token === "{") depth += 1;
    else if (token === "]" || token === "}") depth -= 1;
    if (depth > contract.maxDepth) return true;
  }
  return false;
}

/** What parsers read differently in a text that is JSON. */
function irregularity(tokens) {
  const open = [];
  for (const [index, token] of tokens.entries()) {
    if (token === "{") open.push(new Set());
    else if (token === "[") open.push(null);
    else if (token === "}" || token === "]") open.pop();
    else if (token.startsWith('"')) {
      const string = JSON.parse(token);
      if (/\p{Surrogate}/u.test(string)) return "lone-surrogate";
      if (tokens[index + 1] === ":") {
        if (open.at(-1).has(string)) return "duplicate-member";
        open.at(-1).add(string);
      }
    } else if (/^-?[0-9]/.test(token) && !Number.isFinite(Number(token))) return "number-too-large";
  }
  return "";
}
