/** Every page: the `/` key goes to the search box. Everything else works without script. */

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, select, textarea"));
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  const search = document.querySelector<HTMLElement>("[data-search]");
  if (search === null) return;
  event.preventDefault();
  search.focus();
});
