// Decisions and notes: what the forms gain with JavaScript. Each of them works without it.
(() => {
  // A refusal is an answer too: it is shown where the form was.
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, target } = event.detail;
    if (![409, 422].includes(xhr.status) || !target.matches("#decide, .pickable, #comment-preview")) return;
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  });

  // A text that was put in is as good as typed: it is kept with the rest until it has arrived.
  document.body.addEventListener("htmx:afterSettle", (event) => {
    const place = event.detail.elt;
    if (!place.matches?.(".pickable")) return;
    const field = place.querySelector("textarea, input");
    field.form.dataset.typed = "";
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  });

  // Counts down in place what the server has written, and takes the button away at the end.
  function tick() {
    document.querySelectorAll("[data-until]").forEach((place) => {
      const left = Math.max(0, Math.round((Number(place.dataset.until) - Date.now()) / 1000) + drift);
      const [shown, said] = [place.querySelector(".take-back__left"), place.querySelector("[aria-live]")];
      shown.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
      if (left === 0) {
        said.textContent = place.dataset.over;
        place.querySelectorAll("form, a, .take-back__running").forEach((part) => part.remove());
        place.removeAttribute("data-until");
      } else if (left === 60) {
        said.textContent = place.dataset.lastMinute;
      }
    });
  }
  // This machine's clock may be wrong: the page says what the server's was.
  const served = Number(document.querySelector("[data-until]")?.dataset.now);
  const drift = served ? Math.round((Date.now() - served) / 1000) : 0;
  if (served) setInterval(tick, 1000);
})();
