// Keys of the queue and of the claim's page. What a key does stands on the element itself, as aria-keyshortcuts:
// links are followed, boxes opened, fields entered; a button that sends something is only gone to, so that no
// single key decides anything. People who have switched single keys off have a page without data-keys.

const TYPING = "input:not([type=radio], [type=checkbox], [type=button], [type=submit]), textarea, select, [contenteditable]";

function isFree(event) {
  if (!("keys" in document.body.dataset)) return false;
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return false;
  // Nor where somebody fills in a decision: a key would leave it.
  if (event.target.closest?.("dialog, #decide form")) return false;
  return !document.querySelector("dialog[open]");
}

// What has no box on the page, such as a part that is folded up, is not meant.
function meant(key) {
  const all = document.querySelectorAll("[aria-keyshortcuts]");
  return [...all].find(
    (each) => each.getAttribute("aria-keyshortcuts").split(" ").includes(key) && each.getClientRects().length,
  );
}

function follow(element) {
  if (element.matches("summary")) {
    element.parentElement.open = true;
    go(element.parentElement.querySelector("textarea") ?? element);
  } else if (element.matches("a[href]")) {
    element.click();
  } else {
    go(element);
  }
}

function go(element) {
  element.focus({ focusVisible: true });
  element.scrollIntoView({ block: "nearest" });
}

// The queue: one row has the focus.
const TABLE = ".queue__table";

function rows() {
  return [...document.querySelectorAll(`${TABLE} tbody tr`)].filter((row) => linkOf(row));
}

function linkOf(row) {
  return row.querySelector("th a[href]") ?? row.querySelector("a[href]");
}

function move(step) {
  const all = rows();
  if (!all.length) return false;
  const here = all.findIndex((row) => row.contains(document.activeElement));
  const next = here < 0 ? (step > 0 ? 0 : all.length - 1) : here + step;
  if (all[next]) go(linkOf(all[next]));
  return true;
}

function tick() {
  const row = rows().find((each) => each.contains(document.activeElement));
  const box = row?.querySelector("input[type=checkbox]");
  box?.click();
  return Boolean(box);
}

const IN_QUEUE = { j: () => move(1), n: () => move(1), k: () => move(-1), p: () => move(-1), x: tick };

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    leave(event);
    return;
  }
  if (event.target.matches?.(TYPING) || !isFree(event)) return;
  if (document.querySelector(TABLE) && IN_QUEUE[event.key]?.()) {
    event.preventDefault();
    return;
  }
  const element = meant(event.key);
  if (!element) return;
  event.preventDefault();
  follow(element);
});

// A link that leads to a field of another page leads into it.
document.querySelector("input:target")?.focus();

// Out of a field, and back to where its box is opened; what was typed stays.
function leave(event) {
  if (event.defaultPrevented || document.querySelector("dialog[open]")) return;
  const decision = event.target.closest?.("#decide");
  if (decision) {
    decision.focus();
    return;
  }
  const field = event.target.closest?.(TYPING);
  if (!field) return;
  const box = field.closest("details.writing");
  if (!box) {
    field.blur();
    return;
  }
  const typed = [...box.querySelectorAll("textarea")].some((each) => each.value.trim());
  if (!typed) box.open = false;
  box.querySelector("summary").focus();
}

// The form of a decision that was asked for: on to the first field that the decision needs.
document.body.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.elt.id !== "decide") return;
  const first = event.detail.elt.querySelector("[data-focus], textarea, form input:not([type=hidden]), form select:not([name=language])");
  (first ?? event.detail.elt).focus({ focusVisible: true });
});

// A tick that somebody else was faster with is answered beside its point, and no failure of the page.
document.body.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, target } = event.detail;
  if (!target?.matches(".tick__said") || ![409, 422].includes(xhr.status)) return;
  event.detail.shouldSwap = true;
  event.detail.isError = false;
});
