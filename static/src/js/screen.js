// What is shown: parts of the page by the id of their place, and lists whose members have keys.

import { goTo } from "./bars.js";

const PREFIX = { log: "turn", way: "stage", known: "known", todo: "todo", cautions: "todo", theirs: "todo", items: "item" };
const QUIET = 60; // milliseconds: long enough for a screen reader to have passed over what is no news
const NEWS = 3; // more new turns than this are a conversation fetched again, which is no news

const byId = (id) => document.getElementById(id);
const question = byId("question");
const plan = byId("plan");
const log = byId("log");
const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

function elementOf(html) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  return holder.content.firstElementChild;
}

/** Put one member in the place of another, with what was open in it, and the focus if it was there. */
function exchange(old, member) {
  const open = [...old.querySelectorAll("details")].map((details) => details.open);
  const details = [...member.querySelectorAll("details")];
  if (details.length === open.length) details.forEach((found, at) => (found.open = open[at] && !found.matches(".decide")));
  const [was, now] = [old, member].map((found) => found.querySelector("textarea"));
  if (was && now && was.value !== was.defaultValue && was.value !== now.value) {
    now.value = was.value; // being written
    now.closest("details").open = true;
  }
  const focused = old.contains(document.activeElement);
  old.replaceWith(member);
  if (!focused) return;
  const next = member.querySelector("button, a");
  if (!next) member.tabIndex = -1;
  (next ?? member).focus({ preventScroll: true });
}

async function showList(name, { new: fresh = [], order }, goesOn, told) {
  const list = byId(name);
  const there = (key) => {
    const found = byId(`${PREFIX[name]}-${key}`);
    return found?.parentNode === list ? found : null;
  };
  const added = fresh.filter(([key]) => !there(key));
  const news = name === "log" && added.length <= NEWS ? added : [];
  const elements = new Map(fresh.map(([key, html]) => [key, elementOf(html)]));
  const urgent = goesOn ? news.flatMap(([key]) => [...elements.get(key).querySelectorAll(".urgent")]) : [];
  toTell.push(...urgent);
  const elsewhere = urgent.length || told;
  const silent = name === "log" && (order || news.length < fresh.length || elsewhere);
  const later = silent && !elsewhere ? news : [];
  if (silent) list.setAttribute("aria-live", "off");
  for (const [key] of fresh) {
    const old = there(key);
    if (old) exchange(old, elements.get(key));
    else if (!later.length) list.append(elements.get(key));
  }
  if (order) {
    const kept = new Set(order.map((key) => `${PREFIX[name]}-${key}`));
    for (const member of [...list.children]) if (!kept.has(member.id)) member.remove();
  }
  if (silent) {
    await wait(QUIET);
    list.removeAttribute("aria-live");
    for (const [key] of later) list.append(elements.get(key));
  }
  if (order) order.forEach((key, at) => list.children[at] !== there(key) && list.insertBefore(there(key), list.children[at]));
}

let seq = Number(document.querySelector("main.case")?.dataset.seq);
const card = byId("box");
const toTell = []; // advice to act now that has come and has not been told
let changed = false; // the plan has, and it has not been told
let shelved = null; // what is asked now, while something else stands in its place

/** The number of the last entry that is shown. */
export const seen = () => seq;

/** Something is asked; else there is a plan. */
export const asked = () => Boolean(question.querySelector("[data-fact]"));

/**
 * Show what the server sent. With `goesOn` the focus is about to move to what is asked, or to the plan:
 * advice to act now, and what has changed in the plan, is then told with that, and not by the log, which
 * would be cut short or come too late.
 */
export async function show({ seq: last, parts = {}, lists = {} }, { goesOn = false } = {}) {
  if (last !== undefined) {
    seq = last;
    // Should the line fail for good, a plain form has to say how far this page has seen.
    for (const input of document.querySelectorAll("input[name=after]")) input.value = seq;
  }
  if (parts.question !== undefined) {
    shelved = null;
    byId("summary")?.remove(); // of what was refused before
    byId("moved").replaceChildren();
  }
  // A page that was open while the server was brought up to date may lack a place that is new.
  const placed = (found) => Object.keys(found).filter(byId);
  for (const name of placed(parts)) {
    const moves = name === "question" && goesOn && parts[name].trim();
    if (moves && question.contains(document.activeElement)) askBeside(parts[name]);
    else byId(name).innerHTML = parts[name];
  }
  if (parts.danger !== undefined) byId("danger").classList.toggle("said", !byId("danger").querySelector("button"));
  changed = goesOn && Boolean(parts.news?.trim());
  await Promise.all(placed(lists).map((name) => showList(name, lists[name], goesOn, changed)));
  plan.hidden = !byId("items").children.length;
  document.querySelector("main.case").classList.toggle("whole", !plan.hidden);
}

let past = []; // what was asked, until the focus has left it

/** Ask before what was asked: were that taken away first, a browser would move the focus twice. */
function askBeside(html) {
  // It is no question any more: nobody is to find it, and no form is to send it.
  for (const old of question.querySelectorAll("[data-fact], [data-focus], [name]"))
    for (const mark of ["data-fact", "data-focus", "name"]) old.removeAttribute(mark);
  past = [...question.childNodes];
  question.insertAdjacentHTML("afterbegin", html);
  requestAnimationFrame(takeAway); // nobody is to see both
}

function takeAway() {
  for (const node of past) node.remove();
  past = [];
}

/** Show something else in the place of what is asked now, which is kept behind it. */
export async function showInstead(ack) {
  const behind = shelved ?? [...question.childNodes];
  await show(ack);
  shelved = behind;
}

/** Back to what is asked now. False where it is not known here. */
export function unshelve() {
  if (!shelved) return false;
  question.replaceChildren(...shelved);
  shelved = null;
  return true;
}

/** Something else stands in the place of what is asked now: an answer to change, or what has happened. */
export const standsIn = () => ["change", "event"].includes(question.querySelector("input[name=kind]")?.value);

const adviceIn = (advice) => [".tag", ".do"].map((part) => advice.querySelector(part).textContent).join(": ");
const newsIn = (news) => [...news.querySelectorAll("p, li")].map(({ textContent }) => textContent.replace(/:$/, ""));

/** Something heard once, before the heading that takes the focus. */
function tellBefore(heading, said) {
  const words = document.createElement("span");
  words.className = "hidden";
  words.textContent = `${said.join(". ")}. `;
  heading.prepend(words);
  heading.addEventListener("blur", () => words.remove(), { once: true });
}

/** Put a card above what is asked, or nothing. */
export function showCard(html = "") {
  question.before(card);
  card.innerHTML = html;
}

/** To the heading of the card, of what is asked now, or of the plan; focus goes nowhere else. */
export function focusNow() {
  const urgent = toTell.splice(0);
  const target = card.querySelector("[data-box]") ?? question.querySelector("[data-focus]") ?? plan.querySelector("[data-focus]");
  if (!target) return;
  // Open, the row at the top would cover what is gone to.
  for (const open of document.querySelectorAll(".bar details[open]")) open.open = false;
  const told = changed && plan.contains(target) ? newsIn(byId("news")) : urgent.map(adviceIn);
  changed = false;
  if (told.length) tellBefore(target, told);
  target.focus({ preventScroll: true });
  takeAway();
  // Advice to act now is seen before the next question; in the plan it stands first.
  goTo((asked() && urgent[0]) || target.closest("form, section"));
}

/** Say beside each question what is wrong with its answer, or what is wrong above all of them. */
export function showProblem({ message, fact, also = {} }) {
  let wrong = null;
  for (const field of question.querySelectorAll(".field")) {
    const line = field.querySelector(".problem");
    const said = field.dataset.fact === fact ? message : (also[field.dataset.fact] ?? "");
    wrong ??= said ? field : null;
    tell(line, said);
    field.classList.toggle("wrong", Boolean(said));
    if (said) field.setAttribute("aria-describedby", line.id);
    else field.removeAttribute("aria-describedby");
  }
  tell(byId("problem"), wrong ? "" : message);
  const heading = wrong?.querySelector(".ask") ?? question.querySelector("[data-focus]");
  heading?.focus({ preventScroll: true });
  const part = wrong ?? byId("problem") ?? question;
  // Of what is taller than the screen, "nearest" may show the foot.
  goTo(part, part.offsetHeight > innerHeight / 2 ? "start" : "nearest");
}

/** Say beside the box what is wrong with what was typed, or that nothing is. */
export function refuseTyped(message) {
  const typed = byId("typed");
  tell(byId("problem-typed"), message);
  typed.setAttribute("aria-invalid", Boolean(message));
  if (message) goTo(typed.closest(".composer"), "nearest");
}

/** Put words into a line that is announced; without words it is not there. */
export function tell(line, message) {
  if (!line) return;
  line.hidden = !message;
  line.textContent = message;
}
