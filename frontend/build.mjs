/**
 * Build what the browser loads: `npm run build` writes to src/marsad/web/static/marsad, which ships in the wheel.
 *
 * `npm run check` builds aside and fails when the committed files differ. The outlines of the map are built
 * apart (outlines/build.mjs), for their source data is heavy and changes once a year.
 */
import { build } from "esbuild";
import { cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";

const HERE = new URL("./", import.meta.url).pathname;
const SHIPPED = join(HERE, "../src/marsad/web/static/marsad");
const FONTS = {
  "ibm-plex-sans-arabic": ["arabic-400", "arabic-600", "latin-400", "latin-600", "latin-ext-400"],
  "noto-naskh-arabic": ["arabic-400", "arabic-700", "latin-400", "latin-700"],
};

async function scripts(out) {
  await build({
    entryPoints: ["site", "report", "map"].map((name) => join(HERE, "src", `${name}.ts`)),
    outdir: out,
    bundle: true,
    format: "esm",
    target: ["es2021", "chrome100", "firefox100", "safari15"],
    minify: true,
    charset: "utf8",
    legalComments: "inline",
  });
}

/** Leaflet's own sheet without its pictures (we draw no picture markers), followed by the map page's rules. */
async function styles(out) {
  const leaflet = await readFile(join(HERE, "node_modules/leaflet/dist/leaflet.css"), "utf8");
  const bare = leaflet.replace(/[^{}]*\{[^{}]*url\([^{}]*\}/g, "");
  await writeFile(join(out, "leaflet.css"), bare.trim() + "\n\n" + (await readFile(join(HERE, "css/map.css"), "utf8")));
  await cp(join(HERE, "css/site.css"), join(out, "site.css"));
}

async function fonts(out) {
  await mkdir(join(out, "fonts"), { recursive: true });
  for (const [family, cuts] of Object.entries(FONTS)) {
    const from = join(HERE, "node_modules/@fontsource", family);
    for (const cut of cuts) {
      await cp(join(from, "files", `${family}-${cut}-normal.woff2`), join(out, "fonts", `${family}-${cut}.woff2`));
    }
    await cp(join(from, "LICENSE"), join(out, "fonts", `${family}.LICENSE.txt`));
  }
  await cp(join(HERE, "node_modules/leaflet/LICENSE"), join(out, "leaflet.LICENSE.txt"));
}

/** A compressed copy beside each text file: the site sends it as it is to browsers that take it. */
async function compressed(out) {
  if (out !== SHIPPED) await cp(join(SHIPPED, "outlines.json"), join(out, "outlines.json"));
  const names = (await readdir(out)).filter((name) => /\.(js|css|json)$/.test(name));
  await Promise.all(
    names.map(async (name) => writeFile(join(out, `${name}.gz`), gzipSync(await readFile(join(out, name)), { level: 9 }))),
  );
}

async function buildInto(out) {
  await mkdir(out, { recursive: true });
  await Promise.all([scripts(out), styles(out), fonts(out)]);
  await compressed(out);
}

/** Compressed copies may differ by the library that made them; what they hold may not. */
async function contentOf(path) {
  const content = await readFile(path).catch(() => null);
  return content !== null && path.endsWith(".gz") ? gunzipSync(content) : content;
}

async function differing(fresh, shipped) {
  const names = (await readdir(fresh, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(fresh.length + 1));
  const same = await Promise.all(
    names.map(async (name) => {
      const [a, b] = await Promise.all([contentOf(join(fresh, name)), contentOf(join(shipped, name))]);
      return b !== null && a.equals(b);
    }),
  );
  return names.filter((_, index) => !same[index]);
}

async function check() {
  const fresh = await mkdtemp(join(tmpdir(), "marsad-frontend-"));
  try {
    await buildInto(fresh);
    const stale = await differing(fresh, SHIPPED);
    if (stale.length > 0) {
      console.error(`Stale in ${SHIPPED}: ${stale.join(", ")}. Run \`npm run build\` in frontend/ and commit the result.`);
      process.exitCode = 1;
    }
  } finally {
    await rm(fresh, { recursive: true });
  }
}

await (process.argv.includes("--check") ? check() : buildInto(SHIPPED));
