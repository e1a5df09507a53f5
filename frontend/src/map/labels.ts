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

/** Where a town's name may stand: on which side of its dot, and how far from it in pixels. */
interface Seat {
  readonly side: "after" | "before";
  readonly gap: number;
}

const HALF_LINE = 9;
const SEATS: readonly Seat[] = [6, 15, 26, 40].flatMap((gap) => [
  { side: "after", gap } as const,
  { side: "before", gap } as const,
]);

const SIDE = { after: "inset-inline-start", before: "inset-inline-end" } as const;
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

export class Labels {
  private readonly names: readonly Name[];
  private readonly layer = L.layerGroup();
  private readonly ruler = document.createElement("canvas").getContext("2d");
  private readonly widths = new Map<string, number>();

  constructor(
    private readonly map: L.Map,
    outlines: Outlines,
    private readonly language: Language,
    private readonly covered: () => readonly L.Bounds[],
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

  /** Put the names of this view on the map, clear of the marks and of each other. */
  place(): void {
    this.layer.clearLayers();
    const taken = [...this.covered()];
    const view = this.map.getPixelBounds();
    for (const name of this.names) {
      if (!this.isWanted(name)) continue;
      const point = this.map.project(name.spot);
      if (!view.contains(point)) continue;
      const seats = name.kind === "town" ? SEATS : SEATS.slice(0, 1);
      const seat = seats.find((one) => !taken.some((other) => other.overlaps(this.boxOf(name, point, one))));
      if (seat === undefined) continue;
      taken.push(this.boxOf(name, point, seat));
      this.layer.addLayer(this.markerOf(name, seat));
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

  /** The box of a name on the zoomed world. Arabic stands to the left of its dot first, English to the right. */
  private boxOf(name: Name, { x, y }: L.Point, seat: Seat): L.Bounds {
    const width = this.widthOf(name);
    const rightwards = (seat.side === "after") === (this.language === "en");
    const start = name.kind === "country" ? x - width / 2 : rightwards ? x + seat.gap : x - seat.gap - width;
    return L.bounds([start - 2, y - HALF_LINE], [start + width + 2, y + HALF_LINE]);
  }

  private markerOf(name: Name, seat: Seat): L.Marker {
    const words = document.createElement("span");
    words.textContent = name.words;
    words.dir = this.language === "ar" ? "rtl" : "ltr";
    if (name.kind === "town") words.style.setProperty(SIDE[seat.side], `${seat.gap}px`);
    const icon = L.divIcon({ html: words, className: `map-label ${name.kind}`, iconSize: [0, 0] });
    return L.marker(name.spot, { icon, interactive: false, keyboard: false, pane: "labels" });
  }
}
