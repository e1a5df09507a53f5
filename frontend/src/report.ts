/**
 * The report page: a marked word and the event it belongs to light each other up.
 *
 * `lit` follows the pointer and the focus; a click, or the page's hash, pins one event (`pinned`) until Escape
 * or another click. Without script the anchors between text and list still work.
 */

const text = document.getElementById("report-text");
const list = document.getElementById("report-events");
const still = matchMedia("(prefers-reduced-motion: reduce)");

let pinned: readonly string[] = [];

/** Event ids that an element stands for: `data-events` on marks, `data-event` on list items. */
function idsOf(element: Element | null): readonly string[] {
  const holder = element?.closest<HTMLElement>("[data-events], [data-event]");
  const ids = holder?.dataset["events"] ?? holder?.dataset["event"] ?? "";
  return ids.split(/\s+/).filter((id) => id !== "");
}

function elementsOf(id: string): HTMLElement[] {
  const name = CSS.escape(id);
  return [
    ...(text?.querySelectorAll<HTMLElement>(`[data-events~="${name}"]`) ?? []),
    ...(list?.querySelectorAll<HTMLElement>(`[data-event="${name}"]`) ?? []),
  ];
}

function wear(mark: "lit" | "pinned", ids: readonly string[]): void {
  const wanted = new Set(ids.flatMap(elementsOf));
  for (const element of document.querySelectorAll<HTMLElement>(`.${mark}`)) {
    if (!wanted.has(element)) element.classList.remove(mark);
  }
  for (const element of wanted) element.classList.add(mark);
}

function light(ids: readonly string[]): void {
  wear("lit", ids.length > 0 ? ids : pinned);
}

function pin(ids: readonly string[]): void {
  pinned = ids;
  wear("pinned", ids);
  light([]);
}

function scrollTo(element: Element | null | undefined): void {
  element?.scrollIntoView({ block: "nearest", behavior: still.matches ? "auto" : "smooth" });
}

/** Bring the other side's element of an event into view: the list item for a mark, the first mark for an item. */
function showTwin(id: string, from: "text" | "list"): void {
  const name = CSS.escape(id);
  scrollTo(
    from === "text"
      ? list?.querySelector(`[data-event="${name}"]`)
      : (document.getElementById(id) ?? text?.querySelector(`[data-events~="${name}"]`)),
  );
}

function remember(id: string): void {
  history.replaceState(history.state, "", `#${encodeURIComponent(id)}`);
}

function clicked(event: MouseEvent, from: "text" | "list"): void {
  const target = event.target instanceof Element ? event.target : null;
  const ids = idsOf(target);
  const first = ids[0];
  if (first === undefined) return pin([]);
  const link = target?.closest("a");
  if (link && !link.getAttribute("href")?.startsWith("#")) return;
  event.preventDefault();
  pin(ids);
  showTwin(first, from);
  remember(first);
}

/** `#e3` and `#event-e3` both pin e3 and bring its words and its item into view. */
function followHash(): void {
  const id = decodeURIComponent(location.hash.slice(1)).replace(/^event-/, "");
  if (id === "" || elementsOf(id).length === 0) return;
  pin([id]);
  list?.querySelector(`[data-event="${CSS.escape(id)}"]`)?.scrollIntoView({ block: "nearest", behavior: "auto" });
  (document.getElementById(id) ?? elementsOf(id)[0])?.scrollIntoView({ block: "center", behavior: "auto" });
}

function watch(side: HTMLElement, from: "text" | "list"): void {
  const lightTarget = (event: Event) => light(idsOf(event.target instanceof Element ? event.target : null));
  side.addEventListener("pointerover", lightTarget);
  side.addEventListener("pointerleave", () => light(idsOf(document.activeElement)));
  side.addEventListener("focusin", lightTarget);
  side.addEventListener("focusout", () => light([]));
  side.addEventListener("click", (event) => clicked(event, from));
}

if (text) watch(text, "text");
if (list) watch(list, "list");
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") pin([]);
});
addEventListener("hashchange", followHash);
followHash();
