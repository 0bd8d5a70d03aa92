// What the queue gains with JavaScript: counts that stay true, and one tick for the whole page.
const EVERY = 30000;
const pulse = document.querySelector("[data-pulse]");
let asked = Date.now();

function ask() {
  if (document.visibilityState !== "visible") return;
  asked = Date.now();
  pulse.dispatchEvent(new CustomEvent("pulse"));
}

if (pulse) {
  setInterval(ask, EVERY);
  // Nothing is asked for while the tab is hidden; whoever comes back sees what is true now.
  document.addEventListener("visibilitychange", () => {
    if (Date.now() - asked > EVERY / 2) ask();
  });
}

const bulk = document.querySelector("form[data-bulk]");
const all = bulk?.querySelector("[data-all]");
if (all) {
  const boxes = [...bulk.querySelectorAll('[name="claim"]')];
  all.addEventListener("change", () => boxes.forEach((box) => (box.checked = all.checked)));
  bulk.addEventListener("change", (event) => {
    if (event.target.name !== "claim") return;
    // Whoever takes one tick away means the others, and no longer the page.
    all.checked = boxes.every((box) => box.checked);
  });
}
