// The page: what is pasted, dropped or linked goes to the judge, and the verdict into the page, as text only.

import contract from "fcschema:contract";
import { judge } from "./judge.js";

const HASH = "#payload=";
const element = (id) => document.getElementById(`try-${id}`);
const form = document.getElementById("try");
const [text, file, as, verdict, findings, link] = ["text", "file", "as", "verdict", "findings", "link"].map(element);

// The bytes of a file, judged as they are until the field is edited.
let bytes = null;

function check() {
  const found = judge(bytes ?? new TextEncoder().encode(text.value), as.value);
  verdict.hidden = false;
  verdict.className = `fc-verdict is-${found.word.replace(" ", "-")}`;
  verdict.textContent = found.document ? `${found.word} (${found.document})` : found.word;
  findings.replaceChildren(...found.findings.map(item));
  link.hidden = true;
}

function item({ at, href, link: label, rule, words }) {
  const made = document.createElement("li");
  const said = paragraph(words);
  if (at) said.prepend(make("code", at), " ");
  made.append(said);
  if (rule) made.append(quoted(rule));
  const more = paragraph("Reference: ");
  const anchor = make("a", label);
  anchor.href = href;
  more.append(anchor);
  made.append(more);
  return made;
}

function paragraph(words, name = "") {
  const made = make("p", words);
  if (name) made.className = name;
  return made;
}

/** A description of the schema, in which names stand in backticks. */
function quoted(description) {
  const made = paragraph("The schema says: ", "fc-quiet");
  for (const [index, part] of description.split("`").entries()) made.append(index % 2 ? make("code", part) : part);
  return made;
}

function make(tag, words) {
  const made = document.createElement(tag);
  made.textContent = words;
  return made;
}

async function load(chosen) {
  if (!chosen) return;
  bytes = new Uint8Array(await chosen.arrayBuffer());
  text.value = new TextDecoder().decode(bytes.subarray(0, 200_000));
  check();
}

function share() {
  const raw = bytes ?? new TextEncoder().encode(text.value);
  const encoded = btoa(Array.from(raw, (byte) => String.fromCharCode(byte)).join(""));
  const safe = encoded.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
  link.value = location.href.split("#")[0] + HASH + safe;
  link.hidden = false;
  link.focus();
  link.select();
}

function open() {
  if (!location.hash.startsWith(HASH)) return;
  try {
    const raw = atob(location.hash.slice(HASH.length).replaceAll("-", "+").replaceAll("_", "/"));
    bytes = Uint8Array.from(raw, (character) => character.charCodeAt(0));
  } catch {
    return;
  }
  text.value = new TextDecoder().decode(bytes);
  check();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  check();
});
text.addEventListener("input", () => {
  bytes = null;
});
as.addEventListener("change", () => {
  if (!verdict.hidden) check();
});
file.addEventListener("change", () => load(file.files[0]));
for (const name of ["dragover", "dragleave", "drop"]) {
  text.addEventListener(name, (event) => {
    event.preventDefault();
    text.classList.toggle("is-over", name === "dragover");
    if (name === "drop") load(event.dataTransfer.files[0]);
  });
}
element("share").addEventListener("click", share);
element("example").addEventListener("click", () => {
  text.value = '[\n  {"Say": {"txt": "Hello"}},\n  {"Redirect": {"actionUrl": "/next"}}\n]\n';
  bytes = null;
  check();
});
window.addEventListener("hashchange", open);
form.hidden = false;
form.dataset.version = contract.version;
open();
