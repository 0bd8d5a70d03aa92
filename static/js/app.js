// What the pages gain with JavaScript; each works without it too.
const body = document.body;
document.documentElement.classList.add("has-scripts");

// Submit once: a second click while the first is under way would send the form again.
document.addEventListener("submit", (event) => {
  if (event.defaultPrevented || event.target.method === "dialog") return;
  if (event.target.dataset.sent) {
    event.preventDefault();
    return;
  }
  event.target.dataset.sent = "yes";
  const button = event.submitter;
  if (!button) return;
  // The button's own name and value still have to be sent, so it is only marked, not disabled.
  button.setAttribute("aria-disabled", "true");
  button.setAttribute("aria-busy", "true");
});

// A page from the back/forward cache still has its forms marked as sent.
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  document.querySelectorAll("form[data-sent]").forEach((form) => {
    delete form.dataset.sent;
    form.querySelectorAll("[aria-busy]").forEach((button) => {
      button.removeAttribute("aria-busy");
      button.removeAttribute("aria-disabled");
    });
  });
});

// Dialogs: modal when we can, by :target otherwise.
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-dialog]");
  const closer = event.target.closest("[data-dialog-close]");
  if (opener) {
    const dialog = document.getElementById(opener.hash.slice(1));
    if (!dialog) return;
    event.preventDefault();
    dialog.showModal();
  } else if (closer) {
    const dialog = closer.closest("dialog");
    if (!dialog.open) return;
    event.preventDefault();
    dialog.close();
  }
});

// A button that copies the text of what it names; without scripts there is the text alone, for people to select.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const source = document.querySelector(button.dataset.copy);
  try {
    await navigator.clipboard.writeText(source.value ?? source.textContent);
    say(body.dataset.copied);
    button.classList.add("is-copied");
    setTimeout(() => button.classList.remove("is-copied"), 4000);
  } catch {
    // The clipboard is not ours to write to: the text is selected, and one key copies it.
    getSelection().selectAllChildren(source);
    source.select?.();
  }
});

// What a screen reader is to say, and everybody may see for a moment.
function say(words) {
  const place = document.getElementById("said");
  place.textContent = "";
  // Said anew, even if it is the same as before.
  setTimeout(() => (place.textContent = words), 50);
  setTimeout(() => (place.textContent = ""), 4000);
}

document.querySelector("[data-focus]")?.focus();

// What was entered in forms marked data-keep, text and ticks and choices, stays in this tab until it has arrived at the server: an expired session,
// a lost connection or a crash doesn't cost it. Only the same person, on the same page, gets it back.
const PREFIX = "kept:";

function kept() {
  return Object.keys(sessionStorage).filter((key) => key.startsWith(PREFIX));
}

function keyOf(form) {
  return `${PREFIX}${body.dataset.user}:${location.pathname}:${form.dataset.keep}`;
}

const NOT_KEPT = ["hidden", "file", "password", "submit", "button", "reset", "image", "fieldset", "output"];

// By name: a group of boxes or buttons has one, and is kept as a whole.
function groupsOf(form) {
  const groups = new Map();
  for (const field of form.elements) {
    if (!field.name || NOT_KEPT.includes(field.type)) continue;
    groups.set(field.name, [...(groups.get(field.name) ?? []), field]);
  }
  return groups;
}

function isBox(field) {
  return field.type === "checkbox" || field.type === "radio";
}

function isSelect(field) {
  return field.tagName === "SELECT";
}

function valuesOf(fields) {
  return fields.flatMap((field) => {
    if (isBox(field)) return field.checked ? [field.value] : [];
    return isSelect(field) ? [...field.selectedOptions].map((option) => option.value) : [field.value];
  });
}

// What the page came with.
function defaultsOf(fields) {
  return fields.flatMap((field) => {
    if (isBox(field)) return field.defaultChecked ? [field.value] : [];
    if (!isSelect(field)) return [field.defaultValue];
    const chosen = [...field.options].filter((option) => option.defaultSelected);
    if (!chosen.length && !field.multiple && field.options.length) chosen.push(field.options[0]);
    return chosen.map((option) => option.value);
  });
}

function put(fields, values) {
  fields.forEach((field, place) => {
    if (isBox(field)) field.checked = values.includes(field.value);
    else if (isSelect(field)) [...field.options].forEach((option) => (option.selected = values.includes(option.value)));
    else field.value = values[place] ?? "";
  });
}

// Whether the page still offers all of it: what can't be chosen any more can't come back either.
function canHold(fields, values) {
  const offered = fields.flatMap((field) => {
    if (isBox(field)) return [field.value];
    return isSelect(field) ? [...field.options].map((option) => option.value) : [null];
  });
  return offered.includes(null) || values.every((value) => offered.includes(value));
}

function same(some, others) {
  return some.length === others.length && some.every((value, place) => value === others[place]);
}

function read(key) {
  return JSON.parse(sessionStorage.getItem(key));
}

function store(form, sent) {
  // After a refusal the page shows what was typed as if it were saved, so all of it is kept.
  const refused = form.querySelector(".tone-error") || "typed" in form.dataset;
  const values = {};
  for (const [name, fields] of groupsOf(form)) {
    const now = valuesOf(fields);
    if (refused || !same(now, defaultsOf(fields))) values[name] = now;
  }
  if (Object.keys(values).length) sessionStorage.setItem(keyOf(form), JSON.stringify({ values, sent }));
  else sessionStorage.removeItem(keyOf(form));
}

// What was sent has arrived, unless we landed on an error page or at the sign-in.
for (const key of kept()) {
  const entry = read(key);
  if (!entry.sent) continue;
  if (!body.dataset.user || "hold" in body.dataset) {
    sessionStorage.setItem(key, JSON.stringify({ ...entry, sent: false }));
  } else {
    sessionStorage.removeItem(key);
  }
}

function restore(form) {
  // The server has just sent back what was typed: nothing is newer.
  if ("typed" in form.dataset) return;
  const entry = read(keyOf(form));
  if (!entry?.values) return;
  const changed = [];
  for (const [name, fields] of groupsOf(form)) {
    const kept = entry.values[name];
    const now = valuesOf(fields);
    if (!kept || same(now, kept) || !same(now, defaultsOf(fields)) || !canHold(fields, kept)) continue;
    put(fields, kept);
    changed.push(fields[0]);
  }
  if (!changed.length) return;
  // What is looked up while people type is looked up for what came back, too.
  setTimeout(() => {
    for (const kind of ["input", "change"]) {
      changed.forEach((field) => field.dispatchEvent(new Event(kind, { bubbles: true })));
    }
  });
  const notice = document.createElement("p");
  notice.className = "notice tone-info kept";
  notice.setAttribute("role", "status");
  notice.textContent = body.dataset.keptNotice;
  form.prepend(notice);
}

function keep(root) {
  if (!body.dataset.user) return;
  root.querySelectorAll("form[data-keep]").forEach((form) => {
    restore(form);
    form.addEventListener("input", () => store(form, false));
    form.addEventListener("submit", () => store(form, true));
  });
}

keep(document);

// A page that htmx puts in place of the last one begins where a loaded one does: at its top, or at its refusal.
body.addEventListener("htmx:load", (event) => {
  const page = event.detail.elt;
  if (!["content", "decide"].includes(page.id)) return;
  keep(page);
  (page.querySelector("[data-focus]") ?? page).focus({ preventScroll: true });
});

document.querySelectorAll("form[data-sign-out]").forEach((form) => {
  form.addEventListener("submit", () => kept().forEach((key) => sessionStorage.removeItem(key)));
});

// htmx leaves the page as it is when a request fails: say so, and that nothing is lost.
for (const failure of ["htmx:responseError", "htmx:sendError"]) {
  body.addEventListener(failure, (event) => {
    const place = event.target.closest("form, main") ?? document.querySelector("main");
    place.querySelector(":scope > .failed")?.remove();
    const notice = document.createElement("p");
    notice.className = "notice tone-error failed";
    notice.setAttribute("role", "alert");
    notice.textContent = body.dataset.failedNotice;
    place.prepend(notice);
  });
}

// What is checked while somebody types may answer while they press the form's button, and would move it away from
// under the pointer: the press would be lost. The form is about to be checked as a whole, so that answer is dropped.
let pressed = null;
document.addEventListener("pointerdown", (event) => {
  pressed = event.target.closest?.("form button[type=submit]") ?? null;
});
for (const end of ["pointerup", "pointercancel"]) {
  document.addEventListener(end, () => {
    pressed = null;
  });
}
document.addEventListener("htmx:beforeSwap", (event) => {
  if (pressed?.form?.contains(event.detail.target)) event.detail.shouldSwap = false;
});
