/**
 * The ground that events stand on: land, borders and regions from the shipped outlines.json.
 *
 * The file is TopoJSON (quantised, arcs shared) with `towns` beside; outlines/build.mjs says what is in it.
 */

import * as L from "leaflet";

type Position = readonly [number, number];
type ArcList = readonly number[];

interface Country {
  readonly id: string;
  readonly properties: {
    readonly x: number;
    readonly y: number;
    /** Width of the country where its name stands, in degrees. */
    readonly w: number;
    readonly ar?: string;
    readonly en?: string;
    readonly focus?: 1;
  };
}

/** [rank, latitude, longitude, Arabic name, English name] */
export type Town = readonly [number, number, number, string, string];

export interface Outlines {
  readonly transform: { readonly scale: Position; readonly translate: Position };
  readonly arcs: readonly (readonly Position[])[];
  readonly objects: {
    readonly land: { readonly arcs: readonly (readonly ArcList[])[] };
    readonly borders: { readonly arcs: readonly ArcList[] };
    readonly regions: { readonly arcs: readonly ArcList[] };
    readonly countries: { readonly geometries: readonly Country[] };
  };
  readonly towns: readonly Town[];
}

/** Every arc as [latitude, longitude] pairs. */
function arcsOf({ arcs, transform }: Outlines): L.LatLngTuple[][] {
  const [kx, ky] = transform.scale;
  const [dx, dy] = transform.translate;
  return arcs.map((arc) => {
    let [x, y] = [0, 0];
    return arc.map(([stepX, stepY]) => {
      x += stepX;
      y += stepY;
      return [y * ky + dy, x * kx + dx];
    });
  });
}

/** Arcs joined end to end; a negative index is that arc (its complement) walked backwards. */
function joined(list: ArcList, arcs: readonly L.LatLngTuple[][]): L.LatLngTuple[] {
  return list.flatMap((index, i) => {
    const arc = index < 0 ? (arcs[~index] ?? []).slice().reverse() : (arcs[index] ?? []);
    return i === 0 ? arc : arc.slice(1);
  });
}

/** The ground layers; `restyle` takes the page's colours again when the theme changes. */
export interface Ground {
  readonly restyle: () => void;
}

export function addGround(map: L.Map, outlines: Outlines, colour: (name: string) => string): Ground {
  const pane = map.createPane("ground");
  pane.classList.add("map-ground");
  const renderer = L.canvas({ pane: "ground", padding: 0.3 });
  const shared = { pane: "ground", renderer, interactive: false } as const;
  const arcs = arcsOf(outlines);
  const lines = (list: readonly ArcList[]) => list.map((arc) => joined(arc, arcs));
  const land = L.polygon(
    outlines.objects.land.arcs.map((polygon) => lines(polygon)),
    { ...shared, smoothFactor: 1.2 },
  ).addTo(map);
  const regions = L.polyline(lines(outlines.objects.regions.arcs), { ...shared, smoothFactor: 1.2 }).addTo(map);
  const borders = L.polyline(lines(outlines.objects.borders.arcs), { ...shared, smoothFactor: 1.2 }).addTo(map);
  const restyle = () => {
    const near = map.getZoom() >= 5;
    land.setStyle({ fillColor: colour("--map-land"), fillOpacity: 1, color: colour("--map-coast"), weight: 0.8 });
    regions.setStyle({ color: colour("--map-region"), weight: near ? 0.8 : 0, opacity: near ? 1 : 0 });
    borders.setStyle({ color: colour("--map-border"), weight: near ? 1.4 : 1 });
  };
  restyle();
  map.on("zoomend", restyle);
  return { restyle };
}
