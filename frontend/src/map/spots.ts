/**
 * Events as marks on the map: one mark per spot, family of types and "did it happen".
 *
 * Marks that would cover each other at this zoom are gathered round the busiest of their spots and spread on a
 * ring of screen pixels; positions themselves are never moved. A place known only as a province or wider is
 * drawn as a faint circle and never as a pin.
 */

import * as L from "leaflet";
import { type EventFeature, placeInWords } from "./events";
import { type Family, FAMILIES, familyOf, traceShape } from "./families";

/** Precision from which a place is an area, not a spot (CODEBOOK §4: 4 is the province). */
const AREA = 4;
/** Radius in km of an area whose report gives none: a usual province, region, country. */
const USUAL_RADIUS_KM: Readonly<Record<number, number>> = { 4: 45, 5: 90, 6: 180 };
/** Spots nearer than this many pixels share a mark. */
const NEAR = 52;
/** A spot with more marks than this shows what did not happen as one mark, to stay legible. */
const MOST_PARTS = 4;
/** The share of the events that the first view holds: one far away must not shrink the rest to a heap. */
const BULK = 0.9;

interface Spot {
  readonly at: L.LatLng;
  readonly features: EventFeature[];
}

interface Look {
  readonly family: Family;
  readonly count: number;
  readonly hollow: boolean;
  readonly lit: boolean;
  readonly offset: L.Point;
  readonly colours: Colours;
}

export interface Colours {
  readonly family: (family: Family) => string;
  readonly sheet: string;
  readonly quiet: string;
  readonly ink: string;
}

interface CanvasInside extends L.Canvas {
  readonly _ctx: CanvasRenderingContext2D;
  readonly _drawing: boolean;
}

/** Leaflet's own members that a mark of our own shape has to reach; stable through the 1.x line. */
interface MarkerInside {
  _map: L.Map;
  _point: L.Point;
  _latlng: L.LatLng;
  _radius: number;
  _renderer: CanvasInside;
  _updateBounds(): void;
  _empty(): boolean;
}

class Mark extends L.CircleMarker {
  constructor(
    at: L.LatLng,
    readonly look: Look,
    options: L.CircleMarkerOptions,
  ) {
    super(at, options);
  }

  /** Where the mark stands on the screen: its spot, moved aside when it shares the spot with others. */
  _project(): void {
    const inside = this as unknown as MarkerInside;
    inside._point = inside._map.latLngToLayerPoint(inside._latlng).add(this.look.offset);
    inside._updateBounds();
  }

  _updatePath(): void {
    const { _renderer: renderer, _point: point, _radius: radius } = this as unknown as MarkerInside;
    if (renderer._drawing) drawMark(renderer._ctx, this.look, point, radius);
  }
}

function drawMark(ctx: CanvasRenderingContext2D, look: Look, { x, y }: L.Point, radius: number): void {
  const colour = look.colours.family(look.family);
  ctx.save();
  traceShape(ctx, look.family, x, y, radius + 1.5);
  ctx.fillStyle = look.colours.sheet;
  ctx.fill();
  traceShape(ctx, look.family, x, y, radius);
  if (look.lit) {
    ctx.lineWidth = 7;
    ctx.strokeStyle = look.colours.ink;
    ctx.stroke();
  }
  ctx.fillStyle = look.hollow ? look.colours.sheet : colour;
  ctx.fill();
  ctx.lineWidth = 2;
  ctx.strokeStyle = look.hollow ? colour : look.colours.sheet;
  ctx.setLineDash(look.hollow ? [3, 2] : []);
  ctx.stroke();
  if (look.count > 1) writeCount(ctx, look, x, y, look.hollow ? colour : look.colours.sheet);
  ctx.restore();
}

function writeCount(ctx: CanvasRenderingContext2D, look: Look, x: number, y: number, colour: string): void {
  ctx.font = '600 11px "Marsad Sans", sans-serif';
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.direction = "ltr";
  ctx.fillStyle = colour;
  ctx.fillText(String(look.count), x, y + (look.family === "explosion" ? 2.5 : 0.5));
}

function spotsOf(features: readonly EventFeature[]): Spot[] {
  const spots = new Map<string, Spot>();
  for (const feature of features) {
    const [lon, lat] = feature.geometry.coordinates;
    const key = `${lat.toFixed(4)} ${lon.toFixed(4)}`;
    const spot = spots.get(key) ?? { at: L.latLng(lat, lon), features: [] };
    spot.features.push(feature);
    spots.set(key, spot);
  }
  return [...spots.values()].sort((a, b) => b.features.length - a.features.length);
}

/** Spots that would cover each other at this zoom, gathered at the busiest of them. */
function gathered(map: L.Map, features: readonly EventFeature[]): Spot[] {
  const zoom = map.getZoom();
  const anchors: { point: L.Point; spot: Spot }[] = [];
  for (const spot of spotsOf(features)) {
    const point = map.project(spot.at, zoom);
    const near = anchors.find((anchor) => anchor.point.distanceTo(point) < NEAR);
    if (near) near.spot.features.push(...spot.features);
    else anchors.push({ point, spot });
  }
  return anchors.map((anchor) => anchor.spot);
}

function hasHappened(feature: EventFeature): boolean {
  return feature.properties.modality === "happened";
}

function byFamily(features: readonly EventFeature[]): EventFeature[][] {
  return FAMILIES.map((family) => features.filter((feature) => familyOf(feature.properties.type) === family)).filter(
    (part) => part.length > 0,
  );
}

/** The features of one spot as marks: by family, what happened apart from what did not. */
function partsOf(spot: Spot): EventFeature[][] {
  const solid = byFamily(spot.features.filter(hasHappened));
  const hollow = byFamily(spot.features.filter((feature) => !hasHappened(feature)));
  if (solid.length + hollow.length <= MOST_PARTS) return [...solid, ...hollow];
  return [...solid, ...(hollow.length > 0 ? [hollow.sort((a, b) => b.length - a.length).flat()] : [])];
}

/** Pixels aside for mark `index` of `count` on one spot: none for one alone, else a ring on which they hardly touch. */
function ringOffset(index: number, count: number, widest: number): L.Point {
  if (count === 1) return L.point(0, 0);
  const radius = Math.max(12, widest / Math.sin(Math.PI / count));
  const turn = (index / count) * Math.PI * 2 - Math.PI;
  return L.point(Math.cos(turn) * radius, Math.sin(turn) * radius);
}

/** The places of the features in words, each once however the reports spell it. */
function placeNames(features: readonly EventFeature[]): string[] {
  const names = new Map<string, string>();
  for (const { properties } of features) {
    const key = properties.place_name ?? properties.place;
    if (!names.has(key)) names.set(key, placeInWords(properties));
  }
  return [...names.values()];
}

/** Pixels from the middle of a mark to its edge, by the number of its events. */
function radiusOf(count: number): number {
  return count > 1 ? Math.min(9 + Math.log2(count), 14) : 7;
}

function idsOf(features: readonly EventFeature[]): ReadonlySet<string> {
  return new Set(features.map((feature) => feature.properties.id));
}

function positionOf({ geometry: { coordinates: [lon, lat] } }: EventFeature): L.LatLng {
  return L.latLng(lat, lon);
}

function median(numbers: number[]): number {
  return numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}

/** The nine tenths of the points that lie nearest to the middle one; all of a few. */
function bulkOf(points: L.LatLng[]): L.LatLng[] {
  const middle = L.latLng(median(points.map(({ lat }) => lat)), median(points.map(({ lng }) => lng)));
  const outwards = [...points].sort((a, b) => middle.distanceTo(a) - middle.distanceTo(b));
  return outwards.slice(0, Math.ceil(points.length * BULK));
}

export class Spots {
  private readonly marks = L.layerGroup();
  private readonly areas = L.layerGroup();
  private readonly markRenderer: L.Canvas;
  private readonly areaRenderer: L.Canvas;
  private features: readonly EventFeature[] = [];
  private covered: L.Bounds[] = [];
  private readonly circled = new Set<string>();
  private lit: string | null = null;

  constructor(
    private readonly map: L.Map,
    private readonly colours: () => Colours,
    private readonly popup: (features: readonly EventFeature[]) => HTMLElement,
    private readonly hovered: (ids: ReadonlySet<string>) => void,
    private readonly drawn: () => void,
  ) {
    for (const name of ["areas", "counts", "marks"]) map.createPane(name).classList.add(`map-${name}`);
    this.areaRenderer = L.canvas({ pane: "areas", padding: 0.2 });
    this.markRenderer = L.canvas({ pane: "marks", padding: 0.2, tolerance: 8 });
    this.areas.addTo(map);
    this.marks.addTo(map);
    map.on("zoomend", () => this.draw());
  }

  show(features: readonly EventFeature[]): void {
    this.features = features;
    this.draw();
  }

  /** Ring the mark of one event (a row of the table is under the pointer); null for none. */
  light(id: string | null): void {
    if (id === this.lit) return;
    this.lit = id;
    this.draw();
  }

  /** Where most events lie. */
  bounds(): L.LatLngBounds {
    const pins = this.features.filter((feature) => feature.properties.place_precision < AREA);
    return L.latLngBounds(bulkOf((pins.length > 0 ? pins : this.features).map(positionOf)));
  }

  /** Boxes on the zoomed world that the marks cover; the names keep clear of them. */
  boxes(): readonly L.Bounds[] {
    return this.covered;
  }

  draw(): void {
    this.covered = [];
    this.circled.clear();
    const open = this.openPopup();
    this.marks.clearLayers();
    this.areas.clearLayers();
    const isArea = (feature: EventFeature) => feature.properties.place_precision >= AREA;
    const colours = this.colours();
    for (const spot of spotsOf(this.features.filter(isArea))) this.addArea(spot, colours);
    const pins = this.features.filter((feature) => !isArea(feature));
    for (const spot of gathered(this.map, pins)) this.addSpot(spot, colours);
    if (open) this.reopen(open);
    this.drawn();
  }

  private addSpot(spot: Spot, colours: Colours): void {
    const parts = partsOf(spot);
    const widest = Math.max(...parts.map((part) => radiusOf(idsOf(part).size)));
    parts.forEach((part, index) => this.addMark(spot.at, part, ringOffset(index, parts.length, widest), colours));
    for (const feature of spot.features) this.addUncertainty(feature, colours);
  }

  private addMark(at: L.LatLng, part: EventFeature[], offset: L.Point, colours: Colours): void {
    const first = part[0];
    if (first === undefined) return;
    const ids = idsOf(part);
    const look: Look = {
      family: familyOf(first.properties.type),
      count: ids.size,
      hollow: !hasHappened(first),
      lit: this.lit !== null && ids.has(this.lit),
      offset,
      colours,
    };
    const radius = radiusOf(look.count);
    const mark = new Mark(at, look, { renderer: this.markRenderer, pane: "marks", radius, weight: 3 });
    this.dress(mark, part).addTo(this.marks);
    const centre = this.map.project(at).add(offset);
    this.covered.push(L.bounds(centre.subtract([radius, radius]), centre.add([radius, radius])));
  }

  /** The pop-up, the name under the pointer, and the twin rows, for a mark or an area. */
  private dress<T extends L.Path>(layer: T, features: EventFeature[]): T {
    const options = { maxWidth: 300, minWidth: 220, maxHeight: 320, autoPanPadding: [16, 16] as L.PointTuple };
    layer.bindPopup(() => this.popup(features), options);
    layer.on("mouseover", () => this.hovered(idsOf(features)));
    layer.on("mouseout", () => this.hovered(new Set()));
    layer.on("popupopen tooltipopen", () => {
      if (layer.isPopupOpen()) layer.closeTooltip();
    });
    const name = document.createElement("bdi");
    name.textContent = placeNames(features).slice(0, 3).join(document.documentElement.dir === "rtl" ? "، " : ", ");
    return layer.bindTooltip(name, { direction: "top", offset: [0, -8], className: "map-tip" }) as T;
  }

  /** "Near", "40 km south of": a thin circle in which the event lies, once for all events that share it. */
  private addUncertainty({ geometry, properties: { radius_km: radius } }: EventFeature, colours: Colours): void {
    if (radius === null || radius <= 0) return;
    const [lon, lat] = geometry.coordinates;
    const key = `${lat} ${lon} ${radius}`;
    if (this.circled.has(key)) return;
    this.circled.add(key);
    L.circle([lat, lon], {
      renderer: this.areaRenderer,
      pane: "areas",
      color: colours.quiet,
      fillColor: colours.quiet,
      weight: 1,
      dashArray: "2 4",
      fillOpacity: 0.05,
      radius: radius * 1000,
      interactive: false,
    }).addTo(this.areas);
  }

  private addArea(spot: Spot, colours: Colours): void {
    const parts = partsOf(spot);
    const busiest = parts.reduce((best, part) => (part.length > best.length ? part : best), parts[0] ?? []);
    const first = busiest[0];
    if (first === undefined) return;
    const { radius_km: stated, place_precision: precision } = first.properties;
    const radius = (stated ?? USUAL_RADIUS_KM[precision] ?? 45) * 1000;
    const lit = this.lit !== null && idsOf(spot.features).has(this.lit);
    const style = this.areaStyle(first.properties.type, !spot.features.some(hasHappened), colours);
    const circle = L.circle(spot.at, { ...style, radius, fillOpacity: lit ? 0.3 : 0.07, weight: lit ? 3 : 1.2 });
    this.dress(circle, spot.features).addTo(this.areas);
    const events = idsOf(spot.features).size;
    if (events === 1) return;
    const count = document.createElement("span");
    count.textContent = String(events);
    const icon = L.divIcon({ html: count, className: "map-label area-count", iconSize: [0, 0] });
    L.marker(spot.at, { icon, interactive: false, keyboard: false, pane: "counts" }).addTo(this.areas);
  }

  private areaStyle(type: string, hollow: boolean, colours: Colours): L.CircleMarkerOptions {
    const colour = colours.family(familyOf(type));
    return {
      renderer: this.areaRenderer,
      pane: "areas",
      color: colour,
      fillColor: colour,
      weight: 1.2,
      dashArray: hollow ? "2 6" : "6 4",
    };
  }

  private openPopup(): L.LatLng | null {
    let at: L.LatLng | null = null;
    for (const group of [this.marks, this.areas]) {
      group.eachLayer((layer) => {
        if (layer.isPopupOpen()) at = layer.getPopup()?.getLatLng() ?? null;
      });
    }
    return at;
  }

  /** After a redraw the reader keeps the pop-up that she had open, if its spot is still there. */
  private reopen(at: L.LatLng): void {
    let again: L.Layer | null = null;
    for (const group of [this.marks, this.areas]) {
      group.eachLayer((layer) => {
        if (layer instanceof L.CircleMarker && layer.getPopup() && layer.getLatLng().equals(at)) again ??= layer;
      });
    }
    (again as L.Layer | null)?.openPopup();
  }
}
