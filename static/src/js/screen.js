// What is shown: parts of the page by the id of their place, and lists whose members have keys.

const PREFIX = { log: "turn", known: "known", todo: "todo", items: "item" };
const QUIET = 60; // milliseconds: long enough for a screen reader to have passed over what is no news
const NEWS = 3; // more new turns than this are a conversation fetched again, which is no news

const byId = (id) => document.getElementById(id);
const answerForm = byId("answer");
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

async function showList(name, { new: fresh = [], order }) {
  const list = byId(name);
  const there = (key) => list.querySelector(`:scope > [id="${PREFIX[name]}-${key}"]`);
  const added = fresh.filter(([key]) => !there(key));
  const news = name === "log" && added.length <= NEWS ? added : [];
  const silent = name === "log" && (order || news.length < fresh.length);
  if (silent) list.setAttribute("aria-live", "off");
  for (const [key, html] of fresh) {
    const old = there(key);
    if (old) exchange(old, elementOf(html));
    else if (!silent || !news.length) list.append(elementOf(html));
  }
  if (order) {
    const kept = new Set(order.map((key) => `${PREFIX[name]}-${key}`));
    for (const member of [...list.children]) if (!kept.has(member.id)) member.remove();
  }
  if (silent) {
    await wait(QUIET);
    list.removeAttribute("aria-live");
    for (const [, html] of news) list.append(elementOf(html));
  }
  if (order) order.forEach((key, at) => list.children[at] !== there(key) && list.insertBefore(there(key), list.children[at]));
}

let seq = Number(document.querySelector("main.case")?.dataset.seq);
let shelved = null; // the question that stands behind one being changed

/** The number of the last entry that is shown. */
export const seen = () => seq;

/** The conversation is over: there is a plan, and nothing is asked. */
const asked = () => Boolean(question.querySelector("[data-fact]"));

/** Show what the server sent. */
export async function show({ seq: last, parts = {}, lists = {} }) {
  if (last !== undefined) {
    seq = last;
    // Should the line fail for good, a plain form has to say how far this page has seen.
    for (const input of document.querySelectorAll("input[name=after]")) input.value = seq;
  }
  if (parts.question !== undefined) shelved = null;
  for (const name in parts) byId(name).innerHTML = parts[name];
  if (parts.danger !== undefined) byId("danger").classList.toggle("said", !byId("danger").querySelector("button"));
  await Promise.all(Object.keys(lists).map((name) => showList(name, lists[name])));
  answerForm.hidden = !asked();
  plan.hidden = !byId("items").children.length;
  document.querySelector("main.case").classList.toggle("whole", !plan.hidden);
}

/** Show one question again, to change its answer; what is asked now is kept behind it. */
export async function showChange(ack) {
  const behind = shelved ?? [...question.childNodes];
  await show(ack);
  shelved = behind;
}

/** Back from a change to what is asked now. False where it is not known here. */
export function unshelve() {
  if (!shelved) return false;
  question.replaceChildren(...shelved);
  shelved = null;
  answerForm.hidden = !asked();
  return true;
}

/** A question is being changed, or the page was loaded to change one. */
export const isChanging = () => question.querySelector("input[name=kind]")?.value === "change";

/** To the heading of what is asked now, or of the plan; focus goes nowhere else. */
export function focusNow({ afterTurn = false } = {}) {
  const target = question.querySelector("[data-focus]") ?? plan.querySelector("[data-focus]");
  if (!target) return;
  // Open, the row at the top would cover what is gone to.
  for (const open of document.querySelectorAll(".bar details[open]")) open.open = false;
  target.focus({ preventScroll: true });
  // Advice to act now is read before the next question.
  const urgent = afterTurn && asked() && log.lastElementChild?.querySelector(".urgent");
  (urgent || target.closest("form, section")).scrollIntoView({ block: "start" });
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
  (wrong ?? byId("problem"))?.scrollIntoView({ block: "nearest" });
}

/** Put words into a line that is announced; without words it is not there. */
export function tell(line, message) {
  if (!line) return;
  line.hidden = !message;
  line.textContent = message;
}
