// Bundles src into dist, which is committed and embedded in the program, so
// that go build needs no node. dist/manifest.json says which sources it was
// made from; page_test.go in the folder above holds dist to it.
//
//   node build.mjs           builds
//   node build.mjs --watch   builds after every change, with source maps
//   node build.mjs --test    bundles src/**/*.test.ts and runs them
import * as esbuild from "esbuild";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

process.chdir(fileURLToPath(new URL(".", import.meta.url)));

const options = {
  entryPoints: { main: "src/main.ts", layout: "src/graph/layout.worker.ts", style: "src/styles/style.css" },
  outdir: "dist",
  bundle: true,
  splitting: true,
  format: "esm",
  target: "es2022",
  charset: "utf8",
  minify: true,
  legalComments: "none",
  chunkNames: "[name]-[hash]",
  metafile: true,
  logLevel: "warning",
};

/** Files below a folder, as paths from here, sorted. */
function walk(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((e) => e.isFile())
    .map((e) => join(e.parentPath, e.name).replaceAll("\\", "/"))
    .sort();
}

/** What dist is made from. page_test.go counts the same files. */
function sources() {
  return ["build.mjs", "package-lock.json", "package.json", "tsconfig.json", ...walk("src")].filter((f) => !f.endsWith(".test.ts"));
}

/** One hash of files with their names. */
function hash(files) {
  const sum = createHash("sha256");
  for (const f of [...files].sort()) {
    const text = readFileSync(f);
    sum.update(`${f} ${text.length}\n`).update(text);
  }
  return sum.digest("hex");
}

/** The scripts a browser loads before it shows anything: main and what it imports outright. */
function firstView(outputs) {
  const files = new Set(["dist/main.js"]);
  for (const f of files) for (const i of outputs[f].imports) if (i.kind === "import-statement") files.add(i.path);
  return [...files, "dist/style.css", "dist/index.html"];
}

/** The licences of what others wrote and dist contains. */
function licences(inputs) {
  const packages = new Set(Object.keys(inputs).flatMap((f) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(f)?.slice(1) ?? []));
  return [...packages].sort().map((name) => {
    const dir = join("node_modules", name);
    const { version, license } = JSON.parse(readFileSync(join(dir, "package.json"), "utf8"));
    const file = readdirSync(dir).find((f) => /^licen[cs]e/i.test(f));
    return `${name} ${version} (${license})\n\n${file ? readFileSync(join(dir, file), "utf8").trim() : ""}\n`;
  }).join("\n----\n\n");
}

async function build() {
  rmSync("dist", { recursive: true, force: true });
  const { metafile } = await esbuild.build(options);
  copyFileSync("src/index.html", "dist/index.html");
  copyFileSync("src/icon.svg", "dist/icon.svg");
  writeFileSync("dist/licences.txt", licences(metafile.inputs));
  const first = firstView(metafile.outputs);
  const size = first.reduce((n, f) => n + gzipSync(readFileSync(f), { level: 9 }).length, 0);
  const built = walk("dist");
  writeFileSync("dist/manifest.json", JSON.stringify({ sources: hash(sources()), built: hash(built), first, files: built }, null, 1) + "\n");
  console.log(`first view: ${first.length} files, ${(size / 1000).toFixed(1)} kB gzipped`);
}

async function test() {
  const out = mkdtempSync(join(tmpdir(), "page-"));
  const entryPoints = walk("src").filter((f) => f.endsWith(".test.ts"));
  await esbuild.build({ entryPoints, outdir: out, bundle: true, platform: "node", format: "esm", outExtension: { ".js": ".mjs" }, logLevel: "warning" });
  const { status } = spawnSync(process.execPath, ["--test", ...walk(out)], { stdio: "inherit" });
  rmSync(out, { recursive: true });
  process.exitCode = status ?? 1;
}

if (process.argv.includes("--watch")) {
  const context = await esbuild.context({ ...options, sourcemap: true, minify: false });
  await context.watch();
} else if (process.argv.includes("--test")) {
  await test();
} else {
  await build();
}
