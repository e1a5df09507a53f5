/** The pop-up of a marker: its events in words, each with its link. All strings go in as text, never as HTML. */

import { type EventFeature, type EventProperties, placeInWords } from "./events";
import { type Language, WORDS } from "./words";

const MOST = 12;

function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  className: string,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  if (className !== "") made.className = className;
  made.append(...children);
  return made;
}

function link(address: string, words: Node | string): HTMLElement {
  const anchor = element("a", "", words);
  const url = new URL(address, location.href);
  // An address from the data may only lead to a page of this site.
  if (url.origin === location.origin) anchor.href = url.href;
  return anchor;
}

function headOf(event: EventProperties): HTMLElement {
  const type = element("span", "type", event.type_label);
  type.dataset["type"] = event.type;
  return element("p", "popup-head", type, element("span", `badge ${event.modality}`, event.modality_label));
}

function itemOf(event: EventProperties, labels: DOMStringMap): HTMLElement {
  const words = element("bdi", "", event.title);
  words.lang = "ar";
  const place = element("bdi", "", placeInWords(event));
  const outlet = event.outlet ? [element("bdi", "outlet", event.outlet), " · "] : [];
  return element(
    "li",
    "popup-event",
    headOf(event),
    element("p", "popup-words", link(event.url, words)),
    element("p", "meta", ...outlet, event.date_label),
    ...(event.casualties === "" ? [] : [element("p", "popup-figures", event.casualties)]),
    element("p", "meta", place, " ", element("span", "hint", `(${event.place_precision_label})`)),
    element("p", "meta", link(event.report_url, labels["labelReport"] ?? "")),
  );
}

export function popupOf(features: readonly EventFeature[], labels: DOMStringMap, language: Language): HTMLElement {
  const seen = new Map(features.map((feature) => [feature.properties.id, feature.properties]));
  const events = [...seen.values()];
  const list = element("ol", "popup-events", ...events.slice(0, MOST).map((event) => itemOf(event, labels)));
  const box = element("div", "popup", list);
  box.dir = language === "ar" ? "rtl" : "ltr";
  if (events.length > 1) box.prepend(element("p", "popup-count", WORDS[language].events(events.length)));
  if (events.length > MOST) box.append(element("p", "meta", WORDS[language].more(events.length - MOST)));
  return box;
}
