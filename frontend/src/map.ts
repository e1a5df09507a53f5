/**
 * The map page: Leaflet on canvas over shipped outlines, events of the window of days, and their table twin.
 *
 * The query of the address holds the filters and the window, the hash holds the view (zoom/latitude/longitude),
 * so a link shows what its sender saw. Nothing is asked of any other host. Without script the form and the
 * table work as plain pages.
 */

import * as L from "leaflet";
import { Days, type Window } from "./map/days";
import { type DayCount, type EventCollection, type EventFeature, fetchJson, fetchText, Latest, withQuery } from "./map/events";
import type { Family } from "./map/families";
import { Labels } from "./map/labels";
import { legendOf } from "./map/legend";
import { addGround, type Outlines } from "./map/outlines";
import { popupOf } from "./map/popup";
import { type Colours, Spots } from "./map/spots";
import { type Language, WORDS } from "./map/words";

const LIBYA_TO_IRAQ: L.LatLngBoundsLiteral = [[12, 5], [38, 52]];
const WORLD: L.LatLngBoundsLiteral = [[-60, -180], [80, 180]];
const TYPING_MS = 250;

function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function colours(): Colours {
  const known = new Map<Family, string>();
  const family = (name: Family) => {
    const value = known.get(name) ?? colour(`--family-${name}`);
    known.set(name, value);
    return value;
  };
  return { family, sheet: colour("--sheet"), quiet: colour("--quiet"), ink: colour("--ink") };
}

/** The view that the hash names, `#6/31.2/16.5`, or null. */
function viewInHash(): { zoom: number; at: L.LatLngTuple } | null {
  const parts = /^#(\d+(?:\.\d+)?)\/(-?\d+(?:\.\d+)?)\/(-?\d+(?:\.\d+)?)$/.exec(location.hash);
  if (parts === null) return null;
  return { zoom: Number(parts[1]), at: [Number(parts[2]), Number(parts[3])] };
}

function createMap(box: HTMLElement, language: Language): L.Map {
  box.dir = "ltr"; // Leaflet counts pixels from one corner; names and pop-ups carry their own direction.
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = L.map(box, {
    attributionControl: false,
    zoomControl: false,
    minZoom: 3,
    zoomSnap: 0.5, // outlines, not tiles: any step is sharp, and a fit wastes less
    maxZoom: 12,
    maxBounds: WORLD,
    maxBoundsViscosity: 0.8,
    zoomAnimation: !still,
    fadeAnimation: !still,
    markerZoomAnimation: !still,
    inertia: !still,
  });
  L.control
    .zoom({
      position: language === "ar" ? "bottomright" : "bottomleft",
      zoomInTitle: WORDS[language].zoomIn,
      zoomOutTitle: WORDS[language].zoomOut,
    })
    .addTo(map);
  const view = viewInHash();
  if (view) map.setView(view.at, view.zoom);
  else map.fitBounds(LIBYA_TO_IRAQ);
  return map;
}

/** Ties the form, the slider, the map and the table to one query. */
class MapPage {
  private readonly language: Language;
  private readonly map: L.Map;
  private readonly spots: Spots;
  private readonly days: Days | null;
  private labels: Labels | null = null;
  private readonly loading = new Latest();
  private readonly counting = new Latest();
  private typing = 0;
  private chosenView = viewInHash() !== null;

  constructor(
    private readonly box: HTMLElement,
    private readonly form: HTMLFormElement,
  ) {
    this.language = box.dataset["lang"] === "en" ? "en" : "ar";
    this.map = createMap(box, this.language);
    this.spots = new Spots(
      this.map,
      colours,
      (features) => popupOf(features, box.dataset, this.language),
      (ids) => this.lightRows(ids),
      () => this.labels?.place(),
    );
    this.days = this.createDays();
    box.after(legendOf(this.language));
    this.listen();
  }

  async start(): Promise<void> {
    const address = new URL(this.box.dataset["outlinesUrl"] ?? "", location.href).href;
    const [outlines] = await Promise.all([fetchJson<Outlines>(address), this.load({ twin: false }), this.count()]);
    const ground = addGround(this.map, outlines, colour);
    this.labels = new Labels(this.map, outlines, this.language, () => this.spots.boxes());
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
      ground.restyle();
      this.spots.draw();
    });
    await document.fonts.ready;
    this.spots.draw();
    this.box.dataset["ready"] = "1";
  }

  private createDays(): Days | null {
    const { first, last } = this.box.dataset;
    if (!first || !last) return null;
    return new Days(this.form, first, last, this.language, (window) => this.moved(window));
  }

  private listen(): void {
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.filtered();
    });
    this.form.addEventListener("change", (event) => {
      if (event.target instanceof HTMLInputElement && event.target.type === "range") return;
      this.filtered();
    });
    this.map.on("moveend", () => this.remember());
    for (const [come, go] of [["pointerover", "pointerout"], ["focusin", "focusout"]] as const) {
      document.addEventListener(come, (event) => this.spots.light(this.rowId(event)));
      document.addEventListener(go, (event) => {
        if (this.rowId(event) !== null) this.spots.light(null);
      });
    }
    // Leaflet takes the focus on every press; the ring is for those who came by keyboard.
    this.box.addEventListener("pointerdown", () => this.box.classList.add("by-pointer"));
    this.box.addEventListener("keydown", () => this.box.classList.remove("by-pointer"));
    this.map.on("dragstart zoomstart", () => {
      this.chosenView = true;
    });
  }

  private rowId(event: Event): string | null {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>("#twin tr[data-id]") : null;
    return row?.dataset["id"] ?? null;
  }

  private lightRows(ids: ReadonlySet<string>): void {
    for (const row of document.querySelectorAll<HTMLElement>("#twin tr[data-id]")) {
      row.classList.toggle("lit", ids.has(row.dataset["id"] ?? ""));
    }
  }

  /** The filters that are set; the same names as in the page's own address. */
  private query(): URLSearchParams {
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(this.form)) {
      if (typeof value === "string" && value !== "") query.set(name, value);
    }
    return query;
  }

  private moved(_window: Window): void {
    window.clearTimeout(this.typing);
    this.remember();
    this.typing = window.setTimeout(() => void this.load({ twin: true }), TYPING_MS);
  }

  private filtered(): void {
    this.days?.typed();
    this.remember();
    void this.load({ twin: true });
    void this.count();
  }

  /** Write filters and view into the address, without a step in the history. */
  private remember(): void {
    const url = new URL(location.href);
    url.search = this.query().toString();
    if (this.chosenView) {
      const { lat, lng } = this.map.getCenter();
      url.hash = `${this.map.getZoom()}/${lat.toFixed(3)}/${lng.toFixed(3)}`;
    }
    history.replaceState(history.state, "", url);
  }

  /** Fetch and show the events of the window, and the same rows in the table. */
  private async load({ twin }: { twin: boolean }): Promise<void> {
    const query = this.query();
    this.box.setAttribute("aria-busy", "true");
    try {
      const answer = await this.loading.run((signal) => this.fetchWindow(query, twin, signal));
      if (answer === undefined) return;
      if (answer.rows !== null) this.showRows(answer.rows);
      this.showEvents(answer.events);
    } catch (problem) {
      console.error(problem);
      this.say(this.box.dataset["labelError"] ?? "");
    }
    this.box.setAttribute("aria-busy", "false");
  }

  private async fetchWindow(
    query: URLSearchParams,
    twin: boolean,
    signal: AbortSignal,
  ): Promise<{ events: EventCollection; rows: string | null }> {
    const [events, rows] = await Promise.all([
      fetchJson<EventCollection>(withQuery(this.box.dataset["eventsUrl"] ?? "", query), signal),
      twin ? fetchText(withQuery(this.box.dataset["twinUrl"] ?? "", query), signal) : null,
    ]);
    return { events, rows };
  }

  private showEvents(events: EventCollection): void {
    const first = this.box.dataset["ready"] === undefined;
    this.spots.show(events.features);
    if (first && !this.chosenView) this.fit(events.features);
    if (events.truncated) this.say(this.box.dataset["labelTruncated"] ?? "");
    this.box.dataset["shown"] = String(events.features.length);
  }

  private fit(features: readonly EventFeature[]): void {
    if (features.length > 0) this.map.fitBounds(this.spots.bounds(), { padding: [40, 40], maxZoom: 8, animate: false });
    this.chosenView = false;
  }

  /** The table comes from our own server, which has escaped it; its first line counts the events. */
  private showRows(rows: string): void {
    const twin = document.getElementById("twin");
    if (twin === null) return;
    twin.innerHTML = rows;
    this.say(twin.querySelector(".meta")?.textContent ?? "");
  }

  private say(words: string): void {
    const status = document.getElementById("map-status");
    if (status) status.textContent = words;
  }

  /** Events per day under the same filters, without the window, for the histogram. */
  private async count(): Promise<void> {
    const query = this.query();
    for (const name of ["from", "to"]) query.delete(name);
    const address = withQuery(this.box.dataset["daysUrl"] ?? "", query);
    try {
      const answer = await this.counting.run((signal) => fetchJson<{ days: DayCount[] }>(address, signal));
      if (answer !== undefined) this.days?.setCounts(answer.days);
    } catch (problem) {
      console.error(problem);
    }
  }
}

const box = document.getElementById("map");
const form = document.getElementById("window");
if (box && form instanceof HTMLFormElement) {
  new MapPage(box, form).start().catch((problem: unknown) => {
    console.error(problem);
    const status = document.getElementById("map-status");
    if (status) status.textContent = box.dataset["labelError"] ?? "";
  });
}
