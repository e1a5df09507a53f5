/**
 * The window of days: typed dates, a slider over a histogram, play, and jumps to the next day with events.
 *
 * The slider is a native range input (arrows, Home, End, Page Up and Down come with it, and turn round in a
 * right-to-left page); its value counts days from `first` to the last day of the window. Moving it keeps the
 * window's width. All days are ISO strings in UTC; nothing here knows the reader's clock.
 */

import type { DayCount } from "./events";
import { dayInWords, type Language, shortDay, windowInWords, WORDS } from "./words";

const DAY = 86_400_000;
const STEP_MS = 900;
/** This share of the events may lie before the track begins, where the rest would be pressed into a corner. */
const FEW = 0.02;
const SVG = "http://www.w3.org/2000/svg";
/** Height of the histogram in its own units; the sheet scales it. */
const HIGH = 40;
const MOST_BARS = 240;
/** Pixels that a bar takes at least. */
const BAR = 4;
/** Days that the slider shows when it leaves the view of the whole record. */
const USUAL_WIDTH = 30;

export interface Window {
  readonly from: string;
  readonly to: string;
}

function dayNumber(iso: string): number {
  return Math.round(Date.parse(`${iso}T00:00:00Z`) / DAY);
}

function isoOf(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

function isDay(iso: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(iso) && !Number.isNaN(Date.parse(iso));
}

function byId<T extends HTMLElement>(id: string, kind: new () => T): T {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`The map page lacks <${kind.name} id="${id}">. See map.html.`);
  return found;
}

export class Days {
  private readonly slider = byId("slider", HTMLInputElement);
  private readonly play = byId("play", HTMLButtonElement);
  private readonly previous = byId("previous-change", HTMLButtonElement);
  private readonly next = byId("next-change", HTMLButtonElement);
  private readonly words = byId("window-days", HTMLOutputElement);
  private readonly track = document.createElementNS(SVG, "svg");
  private readonly ends = document.createElement("p");
  private counts: readonly DayCount[] = [];
  /** Day number at which the track and the slider begin. */
  private begins: number;
  private timer = 0;

  /**
   * Args:
   *   form: holds the date inputs `from` and `to`.
   *   first, last: ISO days of the record's first and last event.
   *   changed: called after each move with the new window.
   */
  constructor(
    private readonly form: HTMLFormElement,
    private readonly first: string,
    private readonly last: string,
    private readonly language: Language,
    private readonly changed: (window: Window) => void,
  ) {
    this.begins = dayNumber(first);
    this.prepareSlider();
    this.prepareTrack();
    for (const control of [this.slider, this.play, this.previous, this.next]) control.hidden = false;
    this.previous.addEventListener("click", () => this.jump(-1));
    this.next.addEventListener("click", () => this.jump(1));
    this.play.addEventListener("click", () => (this.isPlaying() ? this.stop() : this.start()));
    addEventListener("resize", () => this.drawTrack());
    this.show();
  }

  window(): Window {
    return { from: this.input("from").value, to: this.input("to").value };
  }

  /** Take the window that was typed into the form. */
  typed(): void {
    this.stop();
    this.show();
  }

  setCounts(counts: readonly DayCount[]): void {
    this.counts = counts;
    this.begins = this.usefulBegin();
    this.slider.min = String(this.begins - dayNumber(this.first));
    this.showEnds();
    this.drawTrack();
  }

  private input(name: "from" | "to"): HTMLInputElement {
    const found = this.form.elements.namedItem(name);
    if (!(found instanceof HTMLInputElement)) throw new Error(`The form #window lacks an input named ${name}.`);
    return found;
  }

  /** Days from the beginning of the track to its end. */
  private length(): number {
    return Math.max(0, dayNumber(this.last) - this.begins);
  }

  /**
   * Where the track begins: with the record, or later when a few early events (background told in the reports)
   * would take more than half of it. Those are still reached by typing a day.
   */
  private usefulBegin(): number {
    const [first, last] = [dayNumber(this.first), dayNumber(this.last)];
    let spare = this.counts.reduce((sum, [, count]) => sum + count, 0) * FEW;
    const kept = this.counts.find(([, count]) => (spare -= count) < 0);
    const begin = kept === undefined ? first : dayNumber(kept[0]);
    return last - begin < (last - first) / 2 ? begin : first;
  }

  /** Events that start before the track does. */
  private earlier(): number {
    return this.counts.reduce((sum, [iso, count]) => sum + (dayNumber(iso) < this.begins ? count : 0), 0);
  }

  private prepareSlider(): void {
    this.slider.min = "0";
    this.slider.max = String(dayNumber(this.last) - dayNumber(this.first));
    this.slider.step = "1";
    this.slider.disabled = false;
    this.slider.addEventListener("input", () => {
      this.stop();
      this.moveTo(dayNumber(this.first) + this.slider.valueAsNumber);
    });
    this.slider.addEventListener("keydown", (event) => this.key(event));
  }

  /** Page Up and Down go by thirty days, Shift with an arrow by seven; space plays. */
  private key(event: KeyboardEvent): void {
    const forwards = document.documentElement.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
    const backwards = forwards === "ArrowLeft" ? "ArrowRight" : "ArrowLeft";
    const steps: Record<string, number> = { PageUp: 30, PageDown: -30 };
    if (event.shiftKey) Object.assign(steps, { [forwards]: 7, [backwards]: -7, ArrowUp: 7, ArrowDown: -7 });
    const step = steps[event.key];
    if (event.key === " ") this.play.click();
    else if (step === undefined) return;
    else {
      this.stop();
      this.moveTo(this.end() + step);
    }
    event.preventDefault();
  }

  private end(): number {
    const { to } = this.window();
    return isDay(to) ? dayNumber(to) : dayNumber(this.last);
  }

  /** First day of the window; an end left open is the record's. */
  private begin(): number {
    const { from } = this.window();
    return isDay(from) ? dayNumber(from) : dayNumber(this.first);
  }

  /** Days between the window's ends: 0 for a single day. */
  private width(): number {
    return Math.max(0, this.end() - this.begin());
  }

  /** The width that the window keeps while it moves; a view of everything shrinks to a usual month. */
  private movingWidth(): number {
    return this.width() >= this.length() ? USUAL_WIDTH - 1 : this.width();
  }

  /** Move the window so that it ends on `day`, kept within the record. */
  private moveTo(day: number): void {
    const width = this.movingWidth();
    const end = Math.min(Math.max(day, this.begins), dayNumber(this.last));
    this.input("from").value = isoOf(end - width);
    this.input("to").value = isoOf(end);
    this.show();
    this.changed(this.window());
  }

  /** The nearest day with events before or after the window, or undefined at the end of the record. */
  private change(direction: 1 | -1): number | undefined {
    const days = this.counts.map(([iso]) => dayNumber(iso)).filter((day) => day >= this.begins);
    const end = this.end();
    return direction === 1 ? days.find((day) => day > end) : days.reverse().find((day) => day < end);
  }

  private jump(direction: 1 | -1): void {
    this.stop();
    const day = this.change(direction);
    if (day !== undefined) this.moveTo(day);
  }

  private isPlaying(): boolean {
    return this.timer !== 0;
  }

  /** Step from one day with events to the next; at the end of the record start over. */
  private start(): void {
    if (this.change(1) === undefined) this.moveTo(this.begins);
    this.timer = window.setInterval(() => {
      const day = this.change(1);
      if (day === undefined) this.stop();
      else this.moveTo(day);
    }, STEP_MS);
    this.showPlay();
  }

  private stop(): void {
    window.clearInterval(this.timer);
    this.timer = 0;
    this.showPlay();
  }

  private showPlay(): void {
    this.play.setAttribute("aria-pressed", String(this.isPlaying()));
  }

  /** Slider, words and track after the window moved. */
  private show(): void {
    const [from, to] = [isoOf(this.begin()), isoOf(this.end())];
    this.slider.value = String(this.end() - dayNumber(this.first));
    this.slider.setAttribute("aria-valuetext", dayInWords(to, this.language));
    this.words.textContent = windowInWords(from, to, this.language);
    this.previous.disabled = this.counts.length > 0 && this.change(-1) === undefined;
    this.next.disabled = this.counts.length > 0 && this.change(1) === undefined;
    this.showWindow();
  }

  private prepareTrack(): void {
    this.track.setAttribute("class", "day-track");
    this.track.setAttribute("preserveAspectRatio", "none");
    this.track.setAttribute("role", "img");
    this.track.setAttribute("aria-label", WORDS[this.language].histogram);
    const box = document.createElement("div");
    box.className = "day-slider";
    this.slider.replaceWith(box);
    this.ends.className = "day-ends";
    this.ends.setAttribute("aria-hidden", "true");
    box.append(this.track, this.slider, this.ends);
    this.showEnds();
    this.track.addEventListener("click", (event) => {
      const { left, width } = this.track.getBoundingClientRect();
      const share = (event.clientX - left) / Math.max(width, 1);
      const along = document.documentElement.dir === "rtl" ? 1 - share : share;
      this.stop();
      this.moveTo(this.begins + Math.round(along * this.length()));
    });
  }

  /** The track's first and last day under its ends, and how many events lie before it. */
  private showEnds(): void {
    const words = [isoOf(this.begins), this.last].map((iso) => shortDay(iso, this.language));
    if (this.earlier() > 0) words[0] += ` (${WORDS[this.language].earlier(this.earlier())})`;
    this.ends.replaceChildren(
      ...words.map((text) => {
        const end = document.createElement("span");
        end.textContent = text;
        return end;
      }),
    );
  }

  /** One bar per day, or per run of days where the record is longer than the bars there is room for. */
  private bars(): number[] {
    const days = this.length() + 1;
    const bars = new Array<number>(this.barCount()).fill(0);
    for (const [iso, count] of this.counts) {
      const index = Math.floor(((dayNumber(iso) - this.begins) / days) * bars.length);
      if (index >= 0 && index < bars.length) bars[index] = (bars[index] ?? 0) + count;
    }
    return bars;
  }

  private barCount(): number {
    const room = Math.floor(this.track.getBoundingClientRect().width / BAR);
    return Math.min(this.length() + 1, MOST_BARS, Math.max(room, 30));
  }

  private drawTrack(): void {
    const bars = this.bars();
    const most = Math.max(1, ...bars);
    this.track.setAttribute("viewBox", `0 0 ${bars.length} ${HIGH}`);
    this.track.replaceChildren(this.rectangle("day-window", 0, HIGH, bars.length));
    bars.forEach((count, index) => {
      if (count === 0) return;
      const high = Math.max(3, Math.sqrt(count / most) * HIGH);
      this.track.append(this.rectangle("day-bar", this.mirrored(index, 1, bars.length), high, 1));
    });
    this.show();
  }

  private mirrored(x: number, width: number, total: number): number {
    return document.documentElement.dir === "rtl" ? total - x - width : x;
  }

  private rectangle(className: string, x: number, high: number, width: number): SVGRectElement {
    const bar = document.createElementNS(SVG, "rect");
    const sizes = { class: className, x, y: HIGH - high, width, height: high };
    for (const [name, value] of Object.entries(sizes)) bar.setAttribute(name, String(value));
    return bar;
  }

  /** The shaded stretch of the track that the window covers, never thinner than one bar. */
  private showWindow(): void {
    const shade = this.track.querySelector(".day-window");
    if (shade === null) return;
    const bars = this.barCount();
    const scale = bars / (this.length() + 1);
    const start = Math.max(0, (this.begin() - this.begins) * scale);
    const wide = Math.max(1, (this.end() + 1 - this.begins) * scale - start);
    shade.setAttribute("x", String(this.mirrored(start, wide, bars)));
    shade.setAttribute("width", String(wide));
  }
}
