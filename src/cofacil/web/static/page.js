// What a page does beyond forms and reloads: it shows what is new as it comes, counts the clock down, sends what is typed
// without leaving the page, and says when its line is lost. Without it all of that is done by hand.
"use strict";

const body = document.body;
const byId = (id) => document.getElementById(id);

// What is typed is never lost, nor what it was to be: it outlives a reload, and the end of a session.

const WORDS = "cofacil.typed";
const KIND = "cofacil.kind";
const keepAs = (name, value) => {
  try {
    if (value) sessionStorage.setItem(name, value);
    else sessionStorage.removeItem(name);
  } catch { /* a browser that keeps nothing */ }
};
const kept = (name) => {
  try {
    return sessionStorage.getItem(name) || "";
  } catch {
    return "";
  }
};
const stored = () => kept(WORDS);

// Stores what stands in a form; what was sent is stored no more.
function store(form) {
  const entry = form && form.querySelector("textarea");
  if (!entry) return;
  keepAs(WORDS, entry.value);
  const chosen = form.querySelector("[name=kind]:checked");
  keepAs(KIND, entry.value && chosen ? chosen.value : "");
}

// Puts what is stored into a form in which nothing is typed.
function restore(form) {
  const entry = form && form.querySelector("textarea");
  if (!entry || entry.value) return;
  entry.value = stored();
  const chosen = [...form.querySelectorAll("[name=kind]")].find((one) => one.value === kept(KIND));
  if (chosen) chosen.checked = true;
}

// Another state of a part is laid over the one that stands there, item by item: what has not changed stays, with its focus,
// its half-typed words, and where a screen reader reads.

// A form whose field is called `id` answers with that field when it is asked for its id.
const idOf = (node) => (node.nodeType === Node.ELEMENT_NODE ? node.getAttribute("id") : "") || "";

const OWN = { INPUT: ["value", "checked"], DETAILS: ["open"], TEXTAREA: ["value"] };

function lay(now, next) {
  if (now.isEqualNode(next)) return now;
  if (now.nodeType !== Node.ELEMENT_NODE || now.nodeName !== next.nodeName || idOf(now) !== idOf(next)) {
    now.replaceWith(next);
    return next;
  }
  layAttributes(now, next);
  if (now.nodeName !== "TEXTAREA") layChildren(now, next);
  return now;
}

function layAttributes(now, next) {
  const own = OWN[now.nodeName] || [];
  for (const { name } of [...now.attributes]) {
    if (!next.hasAttribute(name) && !own.includes(name)) now.removeAttribute(name);
  }
  for (const { name, value } of [...next.attributes]) {
    if (!own.includes(name) && now.getAttribute(name) !== value) now.setAttribute(name, value);
  }
}

function layChildren(now, next) {
  const known = new Map();
  for (const child of now.children) if (idOf(child)) known.set(idOf(child), child);
  const wanted = new Set([...next.children].map(idOf).filter(Boolean));
  for (const [id, child] of known) if (!wanted.has(id)) child.remove();
  let at = now.firstChild;
  for (const child of [...next.childNodes]) {
    const same = idOf(child) ? known.get(idOf(child)) : at && !idOf(at) && at.nodeName === child.nodeName ? at : null;
    if (!same) {
      now.insertBefore(child, at);
      if (child.classList && child.classList.contains("card")) arrived(child);
      continue;
    }
    if (same !== at) now.insertBefore(same, at);
    at = lay(same, child).nextSibling;
  }
  while (at) {
    const behind = at.nextSibling;
    at.remove();
    at = behind;
  }
}

function arrived(card) {
  if (!document.body.dataset.isReady) return;
  setTimeout(() => card.classList.add("new"));
  setTimeout(() => card.classList.remove("new"), 10000);
}

const shownIds = new Set();

function show(parts) {
  const firstSeen = [...document.querySelectorAll(".card")].find((card) => card.getBoundingClientRect().bottom > 120);
  const from = firstSeen ? firstSeen.getBoundingClientRect().top : 0;
  const made = new Map();
  for (const [id, html] of Object.entries(parts)) {
    const next = html ? madeOf(html) : null;
    if (!next) continue;
    shownIds.add(id);
    // What is one's own comes behind its column, and stands in it in the place of what all others see.
    const inside = [...made.values()].map((part) => part.querySelector(`[id="${id}"]`)).find(Boolean);
    if (inside) inside.replaceWith(next);
    else made.set(id, next);
  }
  const isWhole = [...made.values()].map(fillIn).every(Boolean);
  for (const [id, next] of made) {
    const now = byId(id);
    if (!now) continue;
    if (id === "form") keepWords(now, next);
    lay(now, next);
  }
  if (!isWhole) open();
  body.dataset.isReady = "1";
  if (firstSeen && firstSeen.isConnected && window.scrollY > 0) {
    window.scrollBy({ top: firstSeen.getBoundingClientRect().top - from, behavior: "instant" });
  }
  count();
}

function madeOf(html) {
  const made = document.createElement("template");
  made.innerHTML = html;
  return made.content.firstElementChild;
}

// Items that stay are only named: what stands here is put in their places. Where one of them is not here, all is asked for anew.

function fillIn(part) {
  let isWhole = true;
  for (const place of part.querySelectorAll("[data-same]")) {
    const here = place.dataset.same.split(" ").map(byId);
    isWhole = isWhole && here.every(Boolean);
    place.replaceWith(...here.filter(Boolean).map((item) => item.cloneNode(true)));
  }
  return isWhole;
}

// Who may write no longer reads what they had typed; who may again finds it in the line.

function keepWords(now, next) {
  store(now);
  const shown = next.querySelector("[data-kept]");
  if (shown && stored()) {
    shown.hidden = false;
    shown.querySelector(".typed").textContent = stored();
  }
  if (!now.querySelector("textarea")) restore(next);
}

// The clock of the server: what is left is counted here, a second at a time.

let ahead = Number(body.dataset.now || Date.now()) - Date.now();
let ticking = 0;
let isOver = false;

function digits(milliseconds, isUp) {
  const all = isUp ? Math.floor(milliseconds / 1000) : Math.ceil(milliseconds / 1000);
  const two = (number) => String(number).padStart(2, "0");
  const minutes = Math.floor(all / 60);
  if (minutes < 100) return `${two(minutes)}:${two(all % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(all % 60)}`;
}

function count() {
  clearTimeout(ticking);
  const timer = byId("timer");
  if (!timer || timer.dataset.state !== "running") {
    isOver = false;
    return;
  }
  const { ends, started, length } = timer.dataset;
  const now = Date.now() + ahead;
  const milliseconds = Math.max(0, ends ? ends - now : now - started);
  const isTime = Boolean(ends) && milliseconds === 0;
  say(timer.querySelector(".figures"), isTime ? timer.dataset.time : digits(milliseconds, !ends));
  say(timer.querySelector(".left"), ends && !isTime ? leftWords(timer.dataset, milliseconds, Number(length)) : "");
  timer.classList.toggle("time", isTime);
  if (isTime && !isOver) announce(timer.dataset.over);
  isOver = isTime;
  const shown = milliseconds % 1000;
  if (!isTime) ticking = setTimeout(count, (ends ? shown : 1000 - shown) || 1000);
}

function leftWords(words, left, length) {
  if (!length) return "";
  if (left * 8 <= length) return words.nearly;
  return left * 2 < length ? words.less : words.more;
}

function say(element, words) {
  if (element && element.textContent !== words) element.textContent = words;
}

// What has happened is read out politely: one thing at a time, and of many only the last.

const PAUSE = 3000;
let waiting = [];
let spokenAt = 0;
let speaking = 0;

function announce(words) {
  if (!words) return;
  waiting = [...waiting, words].slice(-2);
  if (speaking) return;
  speaking = setTimeout(speak, Math.max(0, spokenAt + PAUSE - Date.now()));
}

function speak() {
  speaking = 0;
  spokenAt = Date.now();
  say(byId("said"), waiting.join(" "));
  waiting = [];
}

function answerNow(words) {
  waiting = [];
  clearTimeout(speaking);
  speaking = 0;
  spokenAt = Date.now();
  say(byId("said"), words);
}

// The line: what is new comes along it; when it is lost the page says so, and tries again.

const SILENCE = 40000;
let stream = null;
let heardAt = Date.now();
let lostIn = 0;

function open() {
  if (stream) stream.close();
  stream = new EventSource("/events");
  heardAt = Date.now();
  stream.addEventListener("open", found);
  stream.addEventListener("error", lost);
  on("parts", show);
  on("said", ({ words }) => announce(words));
  on("still", ({ now }) => {
    ahead = now - Date.now();
    count();
  });
  on("go", ({ to }) => go(to));
}

function on(name, does) {
  stream.addEventListener(name, (event) => {
    found();
    does(JSON.parse(event.data));
  });
}

function found() {
  heardAt = Date.now();
  clearTimeout(lostIn);
  lostIn = 0;
  patience = 3000;
  say(byId("lost"), "");
  const waits = pending;
  pending = null;
  if (waits) send(waits);
}

function lost() {
  if (!lostIn) lostIn = setTimeout(() => say(byId("lost"), body.dataset.lost), 1500);
  if (stream.readyState === EventSource.CLOSED) lookLater();
}

// A stream that was refused is none for who was let out, or whose host has begun anew: the page itself says which. Where it
// is still the board, there is no room for one more stream, or something on the way holds them up: what is new is read off it.

const LONGEST = 30000;
let patience = 3000;
let looking = 0;

function lookLater() {
  if (looking) return;
  looking = setTimeout(lookAgain, patience);
  patience = Math.min(2 * patience, LONGEST);
}

async function lookAgain() {
  looking = 0;
  try {
    const answer = await fetch("/", { signal: AbortSignal.timeout(10000) });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (answer.ok && !page.body.classList.contains("board")) {
      leave(page);
      return;
    }
    if (answer.ok) show(Object.fromEntries([...shownIds].map((id) => [id, page.getElementById(id)?.outerHTML || ""])));
    open();
  } catch {
    lookLater();
  }
}

// How a seat has ended is told once: the page that was read is the one that is shown.

let isLeft = false;

function leave(page) {
  isLeft = true;
  stream.close();
  keep();
  document.title = page.title;
  document.body.replaceWith(document.adoptNode(page.body));
  showKept();
}

function keep() {
  store(byId("form"));
}

function showKept() {
  const typed = document.querySelector("[data-kept] [data-typed]");
  if (!typed || !stored().trim()) return;
  typed.textContent = stored();
  typed.parentElement.hidden = false;
}

function go(to) {
  if (stream) stream.close();
  keep();
  location.assign(to);
}

function watch() {
  if (!isLeft && Date.now() - heardAt > SILENCE && !looking) {
    lost();
    lookAgain();
  }
}

// Sending: the page stays, and what is typed stays until it is kept.

const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
let pending = null;

function newId() {
  let time = Date.now();
  let id = "";
  for (let at = 0; at < 10; at += 1) {
    id = LETTERS[time % 32] + id;
    time = Math.floor(time / 32);
  }
  for (const byte of crypto.getRandomValues(new Uint8Array(16))) id += LETTERS[byte % 32];
  return id;
}

async function send(form) {
  if (form.dataset.isSending) return;
  form.dataset.isSending = "1";
  const entry = form.querySelector("textarea");
  const typed = entry ? entry.value : "";
  if (form.elements.id && form.elements.id.type === "hidden" && !form.elements.id.value) form.elements.id.value = newId();
  let answer = null;
  try {
    answer = await fetch(form.action, {
      method: "POST",
      headers: { Accept: "application/json", "X-Requested-With": "cofacil" },
      body: new URLSearchParams(new FormData(form)),
      signal: AbortSignal.timeout(10000),
    });
    const told = await answer.json();
    if (told.go) go(told.go);
    else heard(form, told, answer.ok, typed);
  } catch {
    // Who answered, and not as we ask, would do so again.
    if (!answer) pending = form;
    answerNow(answer ? body.dataset.refused : body.dataset.notKept);
    if (!answer) say(byId("lost"), body.dataset.lost);
  } finally {
    delete form.dataset.isSending;
  }
}

function heard(form, told, isKept, typed) {
  const errors = told.errors || {};
  showErrors(form, errors);
  answerNow(told.said || errors[""] || "");
  if (!isKept || Object.keys(errors).length) return;
  if (form.elements.id) form.elements.id.value = "";
  const entry = form.querySelector("textarea");
  if (entry && entry.value === typed) entry.value = "";
  store(form);
  if (entry && document.activeElement !== entry && form.contains(document.activeElement)) entry.focus();
}

function showErrors(form, errors) {
  for (const old of form.querySelectorAll(".error")) old.remove();
  for (const entry of form.querySelectorAll("[name]")) {
    if (!entry.labels) continue;
    const sentence = errors[entry.name];
    const hint = byId(`${entry.name}-hint`);
    if (!sentence) {
      entry.removeAttribute("aria-invalid");
      if (hint) entry.setAttribute("aria-describedby", hint.id);
      else entry.removeAttribute("aria-describedby");
      continue;
    }
    const told = document.createElement("p");
    told.className = "error";
    told.id = `${entry.name}-error`;
    told.textContent = sentence;
    entry.setAttribute("aria-invalid", "true");
    entry.setAttribute("aria-describedby", hint ? `${hint.id} ${told.id}` : told.id);
    entry.after(told);
    entry.focus();
  }
}

document.addEventListener("submit", (event) => {
  if (!event.target.dataset.sends) return;
  event.preventDefault();
  send(event.target);
});

document.addEventListener("keydown", (event) => {
  const isLine = event.target.matches("#form textarea") && event.key === "Enter";
  if (!isLine || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  if (event.target.value.trim()) event.target.form.requestSubmit();
});

document.addEventListener("input", (event) => {
  if (event.target.closest("#form")) keep();
});

// What kind of page this is.

async function waitForAnswer() {
  try {
    const answer = await fetch("/waiting", { headers: { Accept: "application/json" }, signal: AbortSignal.timeout(10000) });
    const told = await answer.json();
    if (told.go) location.assign(told.go);
    say(byId("lost"), "");
  } catch {
    say(byId("lost"), body.dataset.lost);
  }
}

function begin() {
  if (body.classList.contains("board")) {
    restore(byId("form"));
    open();
    count();
    setInterval(watch, 5000);
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && watch());
    window.addEventListener("online", () => isLeft || open());
  } else if (body.classList.contains("waiting")) {
    setInterval(waitForAnswer, 3000);
  } else if (body.classList.contains("parted")) {
    showKept();
  }
}

begin();
