// Makes waypost.css, waypost.js, warning.js (fetched when it is needed) and licences.txt. `node build.mjs [FOLDER]`; FOLDER is ../built.
// The same sources and the same lock give the same bytes: a test holds that.

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import * as esbuild from "esbuild";
import * as sass from "sass";

const here = fileURLToPath(new URL(".", import.meta.url));
const out = process.argv[2] ?? join(here, "..", "built");

// GOV.UK Frontend writes some colours of its own palette into its buttons. They belong to GOV.UK:
// ours take their place, and a colour that is not in this table stops the build.
const RECOLOURED = {
  "#0b0c0c": "var(--ink)", // black
  "#858686": "var(--edge)", // black, tint 50
  "#cecece": "var(--tint)", // black, tint 80
  "#f3f3f3": "var(--card)", // black, tint 95
  "#0f7a52": "var(--main)", // green
  "#0b5c3e": "var(--main-deep)", // green, shade 25
  "#083d29": "var(--main-deep)", // green, shade 50
  "#ca3535": "var(--ring)", // red
  "#982828": "var(--ring-deep)", // red, shade 25
  "#651b1b": "var(--ring-deep)", // red, shade 50
  "#f4f8fb": "var(--card)", // blue, tint 95
  "#0f385c": "var(--main-deep)", // blue, shade 50
};

// Sizes and variants of GOV.UK Frontend's components that no page of ours has.
const VARIANTS = "small|inline|inverse|start|xl|l|m|s|width-\\d+|extra-letter-spacing|muted|text-colour|no-underline|no-visited-state";
const PARTS =
  "button__start-icon|radios__divider|radios__conditional|checkboxes__divider|checkboxes__conditional|" +
  "input__prefix|input__suffix|input__wrapper|link-image|frontend-supported|fieldset__heading|label-wrapper";
// And whole components that come along with those; nothing of ours is ever disabled.
const NAMES = "button--warning|error-message|error-summary__body|fieldset|form-group|input--error|link|textarea|visually-hidden";
const UNUSED = new RegExp(`\\.govuk-(?:[a-z]+(?:__[a-z]+)?--(?:${VARIANTS})|${PARTS}|${NAMES})(?![a-z])|:disabled`);

// Who made what is bundled into which file.
const BUNDLED = {
  css: ["govuk-frontend"],
  js: ["socket.io-client", "socket.io-parser", "engine.io-client", "engine.io-parser", "@socket.io/component-emitter"],
};

async function noticeOf(name) {
  const folder = join(here, "node_modules", name);
  const { version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  // Some packages are published without the text; then it stands in licences/.
  const text = await readFile(join(folder, "LICENSE"), "utf8").catch(() => readFile(join(here, "licences", `${name}.txt`), "utf8"));
  return { name, version, license, text: text.replaceAll("\r\n", "\n").trim() };
}

const notices = {};
for (const [kind, names] of Object.entries(BUNDLED)) notices[kind] = await Promise.all(names.map(noticeOf));

const banner = (kind) =>
  `/*! Waypost. Holds parts of ${notices[kind].map((n) => `${n.name} ${n.version} (${n.license})`).join(", ")}: /static/licences.txt */`;

function ownColours(css) {
  const found = css
    .replace(/var\((--govuk-[\w-]+), ?#[0-9a-f]{3,6}\)/g, "var($1)")
    .replace(/#[0-9a-f]{6}\b/g, (colour) => RECOLOURED[colour] ?? colour);
  const left = Object.values(PALETTE).filter((colour) => found.includes(colour));
  if (left.length) throw new Error(`colours of GOV.UK's palette are left: ${left.join(", ")}`);
  return found;
}

// Every colour of the palette, read from the package itself; black and white are everybody's.
const PALETTE = [
  ...new Set(
    (await readFile(join(here, "node_modules/govuk-frontend/dist/govuk/settings/_colours-palette--internal.scss"), "utf8")).match(
      /#[0-9a-f]{6}\b/g,
    ),
  ),
].filter((colour) => !["#ffffff", "#000000"].includes(colour));

// A rule goes where every one of its selectors names something unused (a `:not` names nothing).
const withoutUnused = (css) =>
  css.replace(/([^{}]+)\{[^{}]*\}/g, (rule, selectors) =>
    selectors.split(/,(?![^(]*\))/).every((one) => UNUSED.test(one.replace(/:not\([^)]*\)/g, ""))) ? "" : rule,
  );

// How large its parts are on paper: ours are written in _print.scss.
const withoutTheirPrint = (css) => css.replace(/@media print\s*\{(?:\s*[^{}]*\.govuk-[^{}]*\{[^{}]*\})+\s*\}/g, "");

const css = sass.compile(join(here, "scss", "waypost.scss"), { loadPaths: [join(here, "node_modules")], charset: false });
const targets = ["chrome100", "firefox100", "safari15"];
const styles = await esbuild.transform(ownColours(withoutUnused(withoutTheirPrint(css.css))), {
  loader: "css",
  minify: true,
  legalComments: "none",
  target: targets,
  banner: banner("css"),
});
// Of socket.io only what the line uses: no WebTransport, which the server has not, no binary data, and
// no address but the page's own, which the browser reads itself.
const UNSPOKEN = {
  "webtransport.js": "export class WT {}",
  "base64-arraybuffer.js": "export const decode = () => null;",
  "encodePacket.browser.js": 'import { PACKET_TYPES } from "./commons.js"; export const encodePacket = ({ type, data }, _, done) => done(PACKET_TYPES[type] + (data || "")), encodePacketToBinary = null;',
  "is-binary.js": "export const isBinary = () => false, hasBinary = () => false;",
  "parseuri.js": 'export const parse = (source) => { const { protocol, hostname, port } = new URL(source); return { source, protocol: protocol.slice(0, -1), host: hostname.replace(/[[\\]]/g, ""), port }; };',
  "binary.js": "export const deconstructPacket = (packet) => ({ packet, buffers: [] }), reconstructPacket = (packet) => packet;",
};
const withoutUnspoken = {
  name: "without-unspoken",
  setup: ({ onLoad }) =>
    onLoad({ filter: /(?:engine\.io-(?:client|parser)|socket\.io-parser)[\\/]build[\\/]esm[\\/].*(?:webtransport|binary|base64-arraybuffer|encodePacket\.browser|parseuri)\.js$/ }, ({ path }) => ({ contents: UNSPOKEN[path.split(/[\\/]/).at(-1)] })),
};

const scripts = async (name, format, options) => {
  const built = await esbuild.build({
    entryPoints: [join(here, "js", name)],
    bundle: true,
    write: false,
    minify: true,
    format,
    target: targets,
    legalComments: "none",
    plugins: [withoutUnspoken],
    define: { "process.env.NODE_ENV": '"production"' },
    ...options,
  });
  return built.outputFiles[0].text;
};

const licences = [...notices.css, ...notices.js]
  .map((n) => `${n.name} ${n.version} (${n.license})\n\n${n.text}\n`)
  .join(`\n${"-".repeat(72)}\n\n`);

await mkdir(out, { recursive: true });
await writeFile(join(out, "waypost.css"), styles.code);
await writeFile(join(out, "waypost.js"), await scripts("main.js", "iife", { banner: { js: banner("js") } }));
await writeFile(join(out, "warning.js"), await scripts("warning.js", "esm"));
await writeFile(join(out, "licences.txt"), licences);
