// What the viewer of proof gains with JavaScript: passages in the middle of the window, pages by button or key.

function seek(place) {
  place.closest("[data-viewer]").querySelectorAll(".is-sought").forEach((old) => old.classList.remove("is-sought"));
  place.classList.add("is-sought");
  place.scrollIntoView({ block: "center", inline: "nearest" });
}

// A passage of the file on show is sought at once, before htmx would ask for the file; one of another file is
// sought when that has taken its place.
document.addEventListener(
  "click",
  (event) => {
    const link = event.target.closest("[data-passage]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const place = document.getElementById(link.dataset.passage);
    if (!place) return;
    event.preventDefault();
    event.stopPropagation();
    history.replaceState(history.state, "", `#${place.id}`);
    seek(place);
  },
  true,
);

document.body.addEventListener("htmx:afterSettle", (event) => {
  const asked = event.detail.requestConfig?.elt?.dataset?.passage;
  const place = asked && document.getElementById(asked);
  if (place) seek(place);
});

// The page on show is the first that reaches below the upper edge.
function step(desk, by) {
  const pages = [...desk.querySelectorAll("[data-page]")];
  const edge = desk.getBoundingClientRect().top + 60;
  const here = pages.findIndex((page) => page.getBoundingClientRect().bottom > edge);
  pages[Math.max(0, Math.min(pages.length - 1, here + by))]?.scrollIntoView({ block: "start" });
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-next-page], [data-previous-page]");
  if (!button) return;
  const desk = button.closest("[data-viewer]").querySelector("[data-pages]");
  step(desk, "nextPage" in button.dataset ? 1 : -1);
});

// A page that could not be drawn says so. Errors of pictures don't bubble.
document.addEventListener(
  "error",
  (event) => {
    const sheet = event.target.closest?.(".sheet");
    if (!sheet) return;
    sheet.querySelector(".sheet__paper").hidden = true;
    sheet.querySelector(".sheet__missing").hidden = false;
  },
  true,
);

if (location.hash) {
  const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (place?.matches("[data-place]")) addEventListener("load", () => seek(place));
}
