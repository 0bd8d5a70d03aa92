// Files go up as soon as they are chosen or dropped, each on its own, with progress, cancel and another try.
// Without this script the field is part of an ordinary form.

const AT_ONCE = 2;
const queue = [];
let running = 0;
let token = JSON.parse(document.body.getAttribute("hx-headers") ?? "{}")["X-CSRFToken"];

function readableSize(bytes) {
  const step = bytes < 1024 ? 0 : bytes < 1024 * 1024 ? 1 : 2;
  const unit = ["byte", "kilobyte", "megabyte"][step];
  const format = { style: "unit", unit, unitDisplay: step ? "short" : "long", maximumFractionDigits: 1 };
  return new Intl.NumberFormat(document.documentElement.lang, format).format(bytes / 1024 ** step);
}

class Upload {
  constructor(box, file) {
    this.box = box;
    this.file = file;
    this.row = box.querySelector("template").content.firstElementChild.cloneNode(true);
    this.find(".upload__name").textContent = file.name;
    this.find(".upload__size").textContent = readableSize(file.size);
    this.find("progress").setAttribute("aria-label", file.name);
    this.bind("[data-cancel]", () => this.cancel());
    this.bind("[data-again]", () => this.again());
    this.bind("[data-dismiss]", () => this.leave());
    const list = box.querySelector(".upload__queue");
    list.append(this.row);
    list.hidden = false;
  }

  find(selector) {
    return this.row.querySelector(selector);
  }

  bind(selector, action) {
    const button = this.find(selector);
    button.setAttribute("aria-label", `${button.textContent.trim()}: ${this.file.name}`);
    button.addEventListener("click", action);
  }

  offer({ again = false, cancel = false, dismiss = false }) {
    this.find("[data-again]").hidden = !again;
    this.find("[data-cancel]").hidden = !cancel;
    this.find("[data-dismiss]").hidden = !dismiss;
  }

  say(words) {
    this.find(".upload__state").textContent = words;
  }

  tell(words) {
    this.box.querySelector("[role=status]").textContent = words;
  }

  wait() {
    const { tooLarge, empty, maxBytes, waiting } = this.box.dataset;
    if (this.file.size > Number(maxBytes)) return this.refuse(tooLarge);
    if (this.file.size === 0) return this.refuse(empty);
    this.row.classList.remove("upload__entry--failed");
    this.find("progress").hidden = false;
    this.find("progress").value = 0;
    this.say(waiting);
    this.offer({ cancel: true });
    queue.push(this);
    next();
  }

  send(isSecondTry = false) {
    const { upload, point, sending, checking } = this.box.dataset;
    const body = new FormData();
    if (point) body.append("point", point);
    body.append("files", this.file);
    this.request = new XMLHttpRequest();
    this.request.open("POST", upload);
    this.request.setRequestHeader("Accept", "application/json");
    this.request.setRequestHeader("X-CSRFToken", token);
    this.request.upload.addEventListener("progress", (event) => {
      const percent = event.lengthComputable ? Math.round((event.loaded / event.total) * 100) : 0;
      this.find("progress").value = percent;
      this.say(percent < 100 ? `${sending} ${percent} %` : checking);
    });
    this.request.addEventListener("load", () => this.answered(isSecondTry));
    this.request.addEventListener("error", () => this.finish(() => this.fail(this.box.dataset.lost)));
    this.say(sending);
    this.request.send(body);
  }

  async answered(isSecondTry) {
    const { status } = this.request;
    const answer = this.json();
    if (!answer && status !== 413 && status < 500 && !isSecondTry) {
      // No answer of ours: the session has ended, or somebody signed in anew and the page's token is an old one.
      const state = await refreshToken();
      if (!this.isRunning) return;
      if (state === "signed in") return this.send(true);
      const { signedOut, lost } = this.box.dataset;
      return this.finish(() => this.fail(state === "signed out" ? signedOut : lost));
    }
    this.finish(() => this.settle(status, answer));
  }

  json() {
    try {
      return JSON.parse(this.request.responseText);
    } catch {
      return null;
    }
  }

  settle(status, answer) {
    const { tooLarge, failed, gone } = this.box.dataset;
    if (status === 201) this.arrive(answer);
    else if (status === 413) this.refuse(tooLarge);
    else if (answer && status < 500) this.refuse(answer.message);
    else if (status === 403 || status === 404) this.refuse(gone);
    else this.fail(answer?.message ?? failed);
  }

  arrive(answer) {
    const line = new DOMParser().parseFromString(answer.line, "text/html").querySelector("li");
    document.getElementById(this.box.dataset.list).append(line);
    window.htmx?.process(line);
    window.htmx?.trigger(document.body, "proof-changed");
    this.leave();
    this.tell(`${this.box.dataset.done} ${answer.name}`);
  }

  refuse(words) {
    this.stop(words, { dismiss: true });
  }

  fail(words) {
    this.stop(words, { again: true, dismiss: true });
  }

  stop(words, buttons) {
    this.row.classList.add("upload__entry--failed");
    this.find("progress").hidden = true;
    this.say(words);
    this.offer(buttons);
    this.tell(`${this.file.name}: ${words}`);
  }

  again() {
    this.wait();
    this.find("[data-cancel]").focus();
  }

  cancel() {
    const place = queue.indexOf(this);
    if (place >= 0) queue.splice(place, 1);
    else this.finish(() => this.request.abort());
    this.leave();
    this.tell(`${this.box.dataset.cancelled} ${this.file.name}`);
  }

  leave() {
    const hadFocus = this.row.contains(document.activeElement);
    this.row.remove();
    const list = this.box.querySelector(".upload__queue");
    list.hidden = !list.children.length;
    if (hadFocus) this.box.querySelector("input[type=file]").focus();
  }

  finish(then) {
    if (!this.isRunning) return; // it was cancelled while an answer was on its way
    this.isRunning = false;
    running -= 1;
    then();
    next();
  }
}

function next() {
  while (running < AT_ONCE && queue.length) {
    running += 1;
    const upload = queue.shift();
    upload.isRunning = true;
    upload.send();
  }
}

// The page as it would be now has a token that fits; without a session it is the sign-in that comes.
async function refreshToken() {
  try {
    const response = await fetch(location.href, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    if (!page.body.dataset.user || page.body.dataset.user !== document.body.dataset.user) return "signed out";
    token = JSON.parse(page.body.getAttribute("hx-headers"))["X-CSRFToken"];
    document.querySelectorAll("input[name=csrfmiddlewaretoken]").forEach((field) => {
      field.value = token;
    });
    return "signed in";
  } catch {
    return "lost";
  }
}

function hasFiles(event) {
  return [...(event.dataTransfer?.types ?? [])].includes("Files");
}

function setUp(box) {
  if (box.classList.contains("upload--live")) return;
  box.classList.add("upload--live");
  const field = box.querySelector("input[type=file]");
  box.querySelector(".upload__hint").hidden = false;
  box.closest(".upload-form")?.querySelector(".upload__plain")?.remove();
  field.required = false;
  box.querySelector(".field__required")?.remove();
  const take = () => {
    [...field.files].forEach((file) => new Upload(box, file).wait());
    // What is on its way already must not go with the form once more.
    field.value = "";
  };
  field.addEventListener("change", take);
  // Chosen before this script had come, or put back by the browser.
  if (field.files.length) take();
  box.addEventListener("drop", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    for (const item of [...event.dataTransfer.items].filter((each) => each.kind === "file")) {
      const upload = new Upload(box, item.getAsFile());
      // A folder looks like a small file, until it is read.
      if (item.webkitGetAsEntry()?.isDirectory) upload.refuse(box.dataset.folder);
      else upload.wait();
    }
  });
}

function boxes() {
  return [...document.querySelectorAll("[data-upload]")];
}

boxes().forEach(setUp);
// A page that htmx puts in place of the last one brings its own.
document.body.addEventListener("htmx:load", () => boxes().forEach(setUp));

// A file that is dropped beside the place for it would otherwise open instead of the page.
for (const kind of ["dragover", "drop"]) {
  window.addEventListener(kind, (event) => boxes().length && hasFiles(event) && event.preventDefault());
}
let dragged = 0;
function mark() {
  boxes().forEach((box) => box.classList.toggle("upload--wanted", dragged > 0));
}
window.addEventListener("dragenter", (event) => {
  if (hasFiles(event)) dragged += 1;
  mark();
});
window.addEventListener("dragleave", (event) => {
  if (hasFiles(event)) dragged = Math.max(0, dragged - 1);
  mark();
});
window.addEventListener("drop", () => {
  dragged = 0;
  mark();
});

// Files are only in this page: what is on its way, or failed and could be tried again, would be lost with it.
function wouldLoseFiles() {
  return running || queue.length || document.querySelector(".upload__entry [data-again]:not([hidden])");
}

// What asks for news by itself is led to the sign-in when the session has ended; here that has to wait.
document.body.addEventListener("htmx:beforeOnLoad", (event) => {
  if (wouldLoseFiles() && event.detail.xhr.getResponseHeader("HX-Redirect")) event.preventDefault();
});

window.addEventListener("beforeunload", (event) => {
  if (wouldLoseFiles()) {
    event.preventDefault();
    event.returnValue = true;
  }
});
