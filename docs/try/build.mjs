// Reads the contract from standard input, compiles its schemas, and writes one script to standard output.

import { readFileSync } from "node:fs";
import Ajv2020 from "ajv/dist/2020.js";
import standaloneCode from "ajv/dist/standalone/index.js";
import { build } from "esbuild";

const contract = JSON.parse(readFileSync(0, "utf8"));

// Code made ahead of time needs no `eval`, which a strict Content-Security-Policy forbids.
const ajv = new Ajv2020({
  allErrors: true,
  code: { esm: true, source: true },
  schemas: contract.documents.map(({ schema }) => schema),
});
const names = Object.fromEntries(contract.documents.map(({ kind, schema }) => [kind, schema.$id]));
const validators = standaloneCode.default(ajv, names);

const small = (key, value) => (["$comment", "examples"].includes(key) ? undefined : value);
const modules = {
  "fcschema:validators": validators,
  "fcschema:contract": `export default JSON.parse(${JSON.stringify(JSON.stringify(contract, small))});`,
};

const result = await build({
  bundle: true,
  entryPoints: ["src/page.js"],
  format: "iife",
  legalComments: "none",
  minify: true,
  plugins: [
    {
      name: "fcschema",
      setup({ onLoad, onResolve }) {
        onResolve({ filter: /^fcschema:/ }, ({ path }) => ({ namespace: "fcschema", path }));
        onLoad({ filter: /.*/, namespace: "fcschema" }, ({ path }) => ({
          contents: modules[path],
          loader: "js",
          resolveDir: import.meta.dirname,
        }));
      },
    },
  ],
  target: "es2022",
  write: false,
});
process.stdout.write(result.outputFiles[0].contents);
