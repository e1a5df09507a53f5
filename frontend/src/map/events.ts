/** What the server says about events: the shapes of its two answers, and fetching them one at a time. */

export interface EventProperties {
  readonly id: string;
  readonly type: string;
  readonly type_label: string;
  readonly title: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly date_label: string;
  readonly place: string;
  readonly place_name: string | null;
  /** 1 the exact spot … 6 the country (CODEBOOK §4). */
  readonly place_precision: number;
  readonly place_precision_label: string;
  /** "near", "south of" in the page's language; null where the event lies in the place. */
  readonly relation_label: string | null;
  readonly radius_km: number | null;
  readonly casualties: string;
  readonly url: string;
  readonly report_url: string;
  readonly report_title: string;
  readonly outlet: string | null;
  readonly modality: string;
  readonly modality_label: string;
}

/** The place as the report words it, and its name on maps where that differs: "قرب المدينة · Sirte". */
export function placeInWords({ place, place_name: name, relation_label: before }: EventProperties): string {
  const told = before === null ? place : `${before} ${place}`;
  return name === null || name === place ? told : `${told} · ${name}`;
}

export interface EventFeature {
  readonly id: string;
  /** [longitude, latitude] in degrees. */
  readonly geometry: { readonly coordinates: readonly [number, number] };
  readonly properties: EventProperties;
}

export interface EventCollection {
  readonly truncated: boolean;
  readonly limit: number;
  readonly matched: { readonly events: number; readonly placed: number; readonly unplaced: number };
  readonly features: readonly EventFeature[];
}

/** [ISO day, events that start on it], sorted by day. */
export type DayCount = readonly [string, number];

export function withQuery(address: string, query: URLSearchParams): string {
  const url = new URL(address, location.href);
  for (const [name, value] of query) url.searchParams.set(name, value);
  return url.href;
}

async function answerOf(address: string, signal?: AbortSignal): Promise<Response> {
  const response = await fetch(address, { credentials: "same-origin", ...(signal ? { signal } : {}) });
  if (!response.ok) throw new Error(`${response.status} from ${new URL(address).pathname}`);
  return response;
}

export async function fetchJson<T>(address: string, signal?: AbortSignal): Promise<T> {
  return (await (await answerOf(address, signal)).json()) as T;
}

export async function fetchText(address: string, signal?: AbortSignal): Promise<string> {
  return (await answerOf(address, signal)).text();
}

/** Runs one job at a time: a newer one aborts the one under way, whose result is dropped. */
export class Latest {
  private current = new AbortController();

  async run<T>(job: (signal: AbortSignal) => Promise<T>): Promise<T | undefined> {
    this.current.abort();
    const mine = new AbortController();
    this.current = mine;
    try {
      const result = await job(mine.signal);
      return mine.signal.aborted ? undefined : result;
    } catch (problem) {
      if (mine.signal.aborted) return undefined;
      throw problem;
    }
  }
}
