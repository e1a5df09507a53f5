/** The key to the map: what the colours, shapes and outlines say. */

import { FAMILIES, sampleType } from "./families";
import { type Language, WORDS } from "./words";

function line(className: string, type: string | null, words: string): HTMLElement {
  const item = document.createElement("li");
  const sign = document.createElement("span");
  sign.className = className;
  if (type !== null) sign.dataset["type"] = type;
  sign.textContent = words;
  item.append(sign);
  return item;
}

export function legendOf(language: Language): HTMLElement {
  const words = WORDS[language];
  const box = document.createElement("details");
  box.className = "legend";
  const title = document.createElement("summary");
  title.textContent = words.legend;
  const list = document.createElement("ul");
  for (const family of FAMILIES) list.append(line("type", sampleType(family), words.families[family] ?? family));
  list.append(line("legend-hollow", null, words.notHappened), line("legend-area", null, words.coarse));
  const sources = document.createElement("p");
  sources.className = "hint";
  sources.textContent = words.sources;
  box.append(title, list, sources);
  return box;
}
