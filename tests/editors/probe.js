// Asks the language services of VS Code for JSON and YAML what an editor would show, and prints it as JSON.
//
//   node probe.js json|yaml SCHEMA_FILE < TEXT_WITH_A_CURSOR
//
// The cursor is the character ‸ in the text.
import { readFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import { getLanguageService as jsonService } from "vscode-json-languageservice";
import { TextDocument } from "vscode-languageserver-textdocument";
import yaml from "yaml-language-server";

const CURSOR = "‸";

async function inJson(schema, uri, document, position) {
  const service = jsonService({});
  service.configure({
    validate: true,
    schemas: [{ uri, fileMatch: ["*"], schema }],
  });
  const tree = service.parseJSONDocument(document);
  return {
    problems: await service.doValidation(document, tree),
    completion: await service.doComplete(document, position, tree),
    hover: await service.doHover(document, position, tree),
  };
}

async function inYaml(schema, uri, document, position) {
  const silent = { sendError() {}, sendTrack() {}, send() {} };
  const service = yaml.getLanguageService({
    schemaRequestService: () => Promise.resolve(JSON.stringify(schema)),
    workspaceContext: { resolveRelativePath: (relative) => relative },
    telemetry: silent,
  });
  service.configure({
    validate: true,
    completion: true,
    hover: true,
    schemas: [{ uri, fileMatch: ["*"] }],
  });
  return {
    problems: await service.doValidation(document, false),
    completion: await service.doComplete(document, position, false),
    hover: await service.doHover(document, position),
  };
}

const [language, schemaFile] = process.argv.slice(2);
const schema = JSON.parse(readFileSync(schemaFile, "utf8"));
const source = await text(process.stdin);
const document = TextDocument.create(
  `file:///script.${language}`,
  language,
  1,
  source.replace(CURSOR, ""),
);
const answer = await (language === "json" ? inJson : inYaml)(
  schema,
  pathToFileURL(schemaFile).href,
  document,
  document.positionAt(source.indexOf(CURSOR)),
);
const markdown = answer.hover?.contents;
console.log(
  JSON.stringify({
    problems: answer.problems.map((problem) => problem.message),
    completions: answer.completion.items.map((item) => ({
      label: item.label,
      documentation: item.documentation?.value ?? item.documentation ?? "",
    })),
    hover: Array.isArray(markdown)
      ? markdown.map((part) => part.value ?? part).join("\n")
      : (markdown?.value ?? ""),
  }),
);
