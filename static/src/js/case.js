// The case without page loads. Every form works without this; it sends the same over a socket,
// keeps what could not be sent, and never sends two at once.
import { answersOf, fieldsOf, hiddenOf, leaveOneAnotherOut, touched } from "./answers.js";
import { closeBeside, watchBeside } from "./beside.js";
import { connect } from "./connection.js";
import { words } from "./guard.js";
import { keepRunning } from "./running.js";
import { asked, focusNow, refuseTyped, seen, show, showCard, showInstead, standsIn, unshelve } from "./screen.js";
import { submissions } from "./submission.js";

const SOON = 1000; // milliseconds

const byId = (id) => document.getElementById(id);

/** What a button of the case does, as a kind and its value; the words are those of `forms.py`. */
function actOf(said, emergency) {
  const [what, name] = said.split(" ");
  switch (what) {
    case "undo":
    case "redo":
      return { kind: what, value: {} };
    case "danger":
      return { kind: "change", value: { [emergency.dangerFact]: emergency.dangerAnswer } };
    case "tick":
    case "untick":
      return { kind: "tick", value: { item: name, done: what === "tick" ? "yes" : "no" } };
    case "decide":
      return { kind: "decide", value: { item: name, because: reasonOf(name).value.trim() } };
    case "version":
      return { kind: "version", value: { version: name } };
    default:
      return null;
  }
}

/** Say what may be better put; the hints of the server, or none. */
const hint = (html = "") => {
  if (html || byId("hints").firstChild) byId("hints").innerHTML = html;
};

const reasonOf = (item) => document.querySelector(`textarea[name="because ${item}"]`);

/** Make the case live. `page` is its main element. */
export function converse(page) {
  watchBeside();
  const form = byId("answer");
  if (!form) return; // the plan by itself: its forms are plain
  const status = byId("status");
  let sent = null;
  let later = 0;
  let cameFrom = null; // the link that led to what has happened since
  // What could not be saved may be far down on a long question: this line is always in sight.
  const say = (text, bad = false) => {
    status.textContent = bad && sent?.waits ? `${text} Not saved yet.` : text;
    status.classList.toggle("bad", bad);
  };
  const line = connect(say, back, moved);
  sent = submissions(line, say, page.dataset.whose);
  keepRunning(form, line);
  let plainly = false; // the form goes as it is
  const tools = { form, line, sent, say, hint, refuseTyped, answersOf, fieldsOf, hiddenOf, focusNow, showCard };
  let missed = false; // what deals with words could not be fetched
  const boxed = async () => (await words()).boxes(tools);
  document.addEventListener("input", leaveOneAnotherOut);
  byId("typed").addEventListener("input", () => refuseTyped(""));
  // Out of the history or a bookmark: to what is asked, not to how it began.
  if (!location.hash) location.replace(asked() ? "#now" : "#plan");
  // The first answer comes by a page: from there on the focus goes as it does with every turn. While
  // the page loads, the browser goes to its fragment itself, and would take the focus away again.
  addEventListener("load", () => setTimeout(() => {
    if (location.hash === "#now" && document.activeElement === document.body) focusNow();
  }));

  async function back() {
    if (missed) retry();
    if (sent.waits) return sent.deliver();
    const ack = await news();
    if (!ack) return;
    await show(ack, { goesOn: true });
    focusNow();
  }

  /** What has been kept since; null for nothing, or where what is sent here brings it anyway. */
  async function news() {
    const ack = sent.waits ? null : await line.ask("resume", { after: seen() }).catch(() => null);
    return ack?.ok && !sent.waits && ack.seq > seen() ? ack : null;
  }

  /** Somebody else has gone on. The question is not taken from under the hands of who answers it. */
  async function moved() {
    clearTimeout(later);
    // What is sent here brings what came before it, and not what comes right behind it.
    if (sent.waits) return (later = setTimeout(moved, SOON));
    const ack = await news();
    if (!ack) return;
    const other = ack.parts?.question !== undefined;
    // An item that goes would take with it what is being written about it.
    if ((other || ack.lists?.items?.order) && (touched(page) || standsIn())) return offer();
    const inside = byId("question").contains(document.activeElement);
    await show(ack);
    if (other) say("Somebody else has answered.");
    if (other && inside) focusNow();
  }

  function offer() {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button quiet";
    button.textContent = "Show what is new";
    button.addEventListener("click", back);
    const words = document.createElement("p");
    words.textContent = "Somebody has answered this.";
    byId("moved").replaceChildren(words, button);
    say("Somebody else has answered.");
  }

  async function retry() {
    missed = !(await words().catch(() => null));
    if (!missed) refuseTyped("");
  }

  async function answer(pressed) {
    const hidden = hiddenOf(form);
    const box = byId("typed");
    const toBox = pressed?.value === "typing";
    const typed = toBox && box.value.trim();
    // Enter presses the form's first button, in the box as in a field of the question.
    if (toBox && !typed && (pressed.name === "send" || document.activeElement === box)) {
      refuseTyped("Type something first.");
      return box.focus();
    }
    if (typed || pressed?.name === "box") {
      const found = await boxed().catch(() => null);
      if (found) return typed ? found.take(typed) : found.press(pressed);
      if (!line.up || sent.waits) {
        missed = true;
        return refuseTyped("There is no connection, so this cannot be read now. It stays here: send it again once the connection is back.");
      }
      plainly = true;
      return pressed.click();
    }
    if (!hidden.kind) return; // nothing is asked, and nothing was typed
    const happened = hidden.kind === "event";
    hint();
    const said = happened ? form.querySelector("[data-focus]").textContent : pressed?.classList.contains("answer") ? pressed.firstChild.textContent : "";
    sent.submit({ ...hidden, value: answersOf(form, pressed) }, { words: said });
  }

  function act(pressed) {
    const found = pressed && actOf(pressed.value, page.dataset);
    if (!found) return;
    const wrong = found.kind === "decide" ? byId(reasonOf(found.value.item).id.replace("because", "wrong")) : null;
    if (found.kind !== "tick" && found.kind !== "decide") closeBeside();
    sent.act(found, { words: pressed.firstChild.textContent, wrong });
  }

  // No socket here so far: the plain form goes; but not into a line that is down.
  const goesPlain = () => plainly || (!line.known && navigator.onLine);

  // A button that is an answer is taken as it is pressed: a browser takes as long again over sending
  // a form, and nothing that such a button sends has to be looked through.
  byId("question").addEventListener("click", (event) => {
    const pressed = event.target.closest("button.answer");
    if (!pressed || goesPlain()) return;
    event.preventDefault();
    // The second tap of two is meant for what stood there before.
    if (event.detail < 2) answer(pressed);
  });

  document.addEventListener("submit", (event) => {
    if (event.target !== form && event.target.id !== "act") return;
    if (goesPlain()) return sent.giveUp();
    event.preventDefault();
    if (event.target === form) answer(event.submitter);
    else act(event.submitter);
  });

  /** Back to what was asked, where that is known here. */
  function cancel() {
    if (!unshelve()) return false;
    // What has happened is told from far down the page: back to where somebody was.
    if (cameFrom?.isConnected) cameFrom.focus();
    else focusNow();
    return true;
  }

  /** Nothing leads away while something waits here, or into a line that is down: it is said why. */
  function keepsHere(link) {
    if (link.matches("[data-leave], [data-leave-first]") || !link.protocol.startsWith("http")) return false;
    if (link.hash && link.pathname === location.pathname) return false;
    if (sent.waits) say("This page stays until that is saved.", true);
    else if (!navigator.onLine) say("No connection. That opens once it is back.", true);
    else return false;
    return true;
  }

  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[href]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if ((link.dataset.cancel !== undefined && cancel()) || keepsHere(link)) return event.preventDefault();
    if (!line.up || !link.matches('[href^="/case/change/"], [href^="/case/since/"]')) return;
    event.preventDefault();
    const [, , what, number] = link.pathname.split("/");
    const ack = await line.ask(what === "since" ? "event" : "change", { number: Number(number) }).catch(() => null);
    if (!ack || sent.waits) return;
    if (!ack.ok) return say(ack.refusal.message);
    closeBeside();
    await showInstead(ack);
    focusNow();
    cameFrom = what === "since" ? link : null;
  });
}
