// Decisions and notes: what the forms gain with JavaScript. Each of them works without it.
(() => {
  // More than one part of a page may ask for this file.
  if (window.deciding) return;
  window.deciding = true;

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
      const left = Math.max(0, Math.round((Number(place.dataset.until) - Date.now()) / 1000 + drift));
      const [shown, said] = [place.querySelector(".take-back__left"), place.querySelector("[aria-live=polite]")];
      shown.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
      if (left === 0) {
        said.textContent = place.dataset.over;
        place.querySelectorAll("form, a, .take-back__running").forEach((part) => part.remove());
        place.removeAttribute("data-until");
      } else if (left === 60 && !said.textContent) {
        said.textContent = place.dataset.lastMinute;
      }
    });
  }
  // This machine's clock may be wrong: the page says what the server's was.
  const served = Number(document.querySelector("[data-until]")?.dataset.now);
  const drift = served ? (Date.now() - served) / 1000 : 0;
  if (served) setInterval(tick, 1000);

  // Names after an @ in an internal note. What is typed without the list is understood as well.
  const WANTED = /(?:^|[^\p{L}\p{N}_@.+-])@([\p{L}\p{N}_'’.@-]*(?: [\p{L}\p{N}_'’.-]*)?)$/u;

  function mentioning(field) {
    const list = document.createElement("ul");
    const said = document.createElement("p");
    list.className = "mentions__list";
    list.id = `${field.id}-mentions`;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", field.labels[0]?.textContent ?? "");
    list.hidden = true;
    said.className = "visually-hidden";
    said.setAttribute("aria-live", "polite");
    field.parentElement.classList.add("mentions");
    field.after(list, said);
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", list.id);
    let asked = 0;

    const options = () => [...list.children];
    const chosen = () => options().find((each) => each.getAttribute("aria-selected") === "true");

    function choose(option) {
      chosen()?.setAttribute("aria-selected", "false");
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      field.setAttribute("aria-activedescendant", option.id);
      said.textContent = option.textContent;
    }

    function close() {
      asked += 1;
      list.hidden = true;
      list.replaceChildren();
      field.removeAttribute("aria-activedescendant");
    }

    function take(option) {
      const before = field.value.slice(0, field.selectionStart);
      const start = before.lastIndexOf("@") + 1;
      field.setRangeText(`${option.dataset.written} `, start, field.selectionStart, "end");
      close();
      field.focus();
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }

    async function look() {
      const wanted = WANTED.exec(field.value.slice(0, field.selectionStart));
      if (!wanted) return close();
      const mine = (asked += 1);
      const answer = await fetch(`${field.dataset.mention}?q=${encodeURIComponent(wanted[1])}`).catch(() => null);
      if (mine !== asked || !answer?.ok) return undefined;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (mine !== asked) return undefined;
      list.replaceChildren(...page.querySelectorAll("[role=option]"));
      list.hidden = !list.children.length;
      if (list.hidden) field.removeAttribute("aria-activedescendant");
      else choose(list.firstElementChild);
      return undefined;
    }

    field.addEventListener("input", look);
    field.addEventListener("blur", () => setTimeout(close, 200));
    list.addEventListener("mousedown", (event) => {
      event.preventDefault();
      const option = event.target.closest("[role=option]");
      if (option) take(option);
    });
    field.addEventListener("keydown", (event) => {
      if (list.hidden) return;
      const all = options();
      const here = all.indexOf(chosen());
      if (event.key === "ArrowDown") choose(all[(here + 1) % all.length]);
      else if (event.key === "ArrowUp") choose(all[(here - 1 + all.length) % all.length]);
      else if (event.key === "Enter" || event.key === "Tab") take(chosen());
      else if (event.key === "Escape") close();
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
  }
  document.querySelectorAll("[data-mention]").forEach(mentioning);
})();
