// Says that a claim is open here for as long as the tab is seen, and shows who else has it open.
// Without this script the page says so once, which holds for half a minute.

const box = document.querySelector("[data-presence]");
const place = box.querySelector("[data-presence-shown]");
const address = box.dataset.presence;
let shown = place.innerHTML;
let timer = 0;

function fields() {
  const data = new FormData();
  for (const field of box.querySelectorAll("input")) data.set(field.name, field.value);
  return data;
}

async function ping() {
  clearTimeout(timer);
  if (document.visibilityState !== "visible") return;
  try {
    const answer = await fetch(address, { method: "POST", body: fields(), redirect: "error" });
    // Signed out meanwhile, or not to be seen any more: nothing to ask again for.
    if (answer.status >= 400 && answer.status < 500) return;
    if (answer.ok) show(await answer.text());
  } catch {
    // The connection is lost for a moment; the next ping says whether it is back.
  }
  clearTimeout(timer);
  timer = setTimeout(ping, Number(box.dataset.every) * 1000);
}

// Put in place only when it says something new, as a screen reader reads it out.
function show(markup) {
  if (markup === shown) return;
  shown = markup;
  place.innerHTML = markup;
}

document.addEventListener("visibilitychange", ping);
window.addEventListener("pageshow", (event) => event.persisted && ping());
timer = setTimeout(ping, Number(box.dataset.every) * 1000);
window.addEventListener("pagehide", () => {
  clearTimeout(timer);
  const leaving = fields();
  leaving.set("leaving", "yes");
  navigator.sendBeacon(address, leaving);
});
