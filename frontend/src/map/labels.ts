/**
 * Names of countries and towns, as HTML in the page's own font, so that the browser joins Arabic letters.
 *
 * At each view the most important names are placed first and a name that would touch one already placed is
 * left out. The names are decoration for the eye: the table beneath the map carries the record.
 */

import * as L from "leaflet";
import type { Outlines } from "./outlines";
import type { Language } from "./words";

interface Name {
  readonly words: string;
  readonly spot: L.LatLng;
  readonly kind: "country" | "town";
  readonly rank: number;
  /** Countries: the width in degrees that the name may take. */
  readonly room: number;
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const COUNTRY_FONT = '600 13px "Marsad Sans"';
const TOWN_FONT = '400 12.5px "Marsad Sans"';
const TOWN_RANK_AT_ZOOM = [0, 0, 0, 0, 1, 2, 3, 4, 5];

function namesOf(outlines: Outlines, language: Language): Name[] {
  const countries = outlines.objects.countries.geometries.flatMap(({ properties: at }) => {
    const words = at[language] ?? "";
    const rank = at.focus === undefined ? 3 : 2;
    return words === "" ? [] : [{ words, spot: L.latLng(at.y, at.x), kind: "country", rank, room: at.w } as const];
  });
  const towns = outlines.towns.map(([rank, lat, lon, ar, en]) => {
    const words = language === "ar" ? ar : en;
    return { words, spot: L.latLng(lat, lon), kind: "town", rank, room: 0 } as const;
  });
  return [...countries, ...towns];
}

function touches(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

export class Labels {
  private readonly names: readonly Name[];
  private readonly layer = L.layerGroup();
  private readonly ruler = document.createElement("canvas").getContext("2d");
  private readonly widths = new Map<string, number>();

  constructor(
    private readonly map: L.Map,
    outlines: Outlines,
    language: Language,
  ) {
    map.createPane("labels").classList.add("map-labels");
    this.names = namesOf(outlines, language).sort((a, b) => a.rank - b.rank || b.room - a.room);
    this.layer.addTo(map);
    map.on("moveend", () => this.place());
    void document.fonts.ready.then(() => {
      this.widths.clear();
      this.place();
    });
  }

  /** Put the names of this view on the map. */
  private place(): void {
    this.layer.clearLayers();
    const placed: Box[] = [];
    const view = this.map.getPixelBounds();
    for (const name of this.names) {
      if (!this.isWanted(name)) continue;
      const point = this.map.project(name.spot);
      if (!view.contains(point)) continue;
      const box = this.boxOf(name, point);
      if (placed.some((other) => touches(box, other))) continue;
      placed.push(box);
      this.layer.addLayer(this.markerOf(name));
    }
  }

  private isWanted(name: Name): boolean {
    const zoom = Math.round(this.map.getZoom());
    if (name.kind === "town") return name.rank <= (TOWN_RANK_AT_ZOOM[zoom] ?? 5);
    const pixels = (name.room / 360) * 256 * 2 ** zoom;
    return zoom <= 7 && pixels > this.widthOf(name) * 0.8;
  }

  private widthOf({ words, kind }: Name): number {
    const known = this.widths.get(words);
    if (known !== undefined) return known;
    if (this.ruler === null) return words.length * 8;
    this.ruler.font = kind === "country" ? COUNTRY_FONT : TOWN_FONT;
    const width = this.ruler.measureText(words).width;
    this.widths.set(words, width);
    return width;
  }

  private boxOf(name: Name, point: L.Point): Box {
    const width = this.widthOf(name);
    if (name.kind === "country") return { x: point.x - width / 2 - 4, y: point.y - 10, width: width + 8, height: 20 };
    return { x: point.x - 5, y: point.y - 10, width: width + 18, height: 20 };
  }

  private markerOf(name: Name): L.Marker {
    const words = document.createElement("span");
    words.textContent = name.words;
    words.dir = "auto";
    const icon = L.divIcon({ html: words, className: `map-label ${name.kind}`, iconSize: [0, 0] });
    return L.marker(name.spot, { icon, interactive: false, keyboard: false, pane: "labels" });
  }
}
