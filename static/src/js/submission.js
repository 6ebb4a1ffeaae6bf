// One thing at a time: what was given is kept here until the server has it, and is sent once.
import { heldFor, hold, letGo } from "./held.js";
import { focusNow, seen, show, showCard, showProblem, standsIn, tell, unshelve } from "./screen.js";

const AGAIN = 2000; // milliseconds until it is tried again
const MOST = 30; // that wait
const SLOW = 250; // milliseconds until it is said that it takes time; sooner, saying it takes longer

const newToken = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(18)), (byte) => byte.toString(16).padStart(2, "0")).join("");

const same = (one, other) => one.kind === other.kind && JSON.stringify(one.value) === JSON.stringify(other.value);
const isStep = ({ kind }) => kind === "undo" || kind === "redo";

const NOT_YET = "Not saved yet. It is kept here and sent once the connection is back.";

/** `line` is the connection, `say` the line that tells how things stand, `whose` one holder of one case. */
export function submissions(line, say, whose) {
  const saving = document.getElementById("saving");
  let waiting = heldFor(whose); // {frame, words, wrong, card, then}: given, and not yet acknowledged
  let inFlight = false;
  let slow = 0;

  /** Show what waits, each with its words. `message` is about the first, which is sent next. */
  function tellSaving(message = "") {
    clearTimeout(slow);
    saving.replaceChildren();
    document.body.classList.toggle("busy", waiting.length > 0);
    waiting.forEach(({ words }, at) => {
      const shown = saving.appendChild(document.createElement("p"));
      shown.className = "saving";
      if (words) shown.appendChild(document.createElement("strong")).textContent = words;
      shown.append(` ${at ? "Not saved yet." : message}`);
    });
  }

  function keep({ kind, step = "", value }, { words = "", ...more }) {
    // What comes behind something else can only say how far this page has seen once that is there.
    const after = waiting.length ? undefined : seen();
    waiting.push({ frame: { token: newToken(), kind, step, value, after }, words, ...more });
    deliver();
    hold(whose, waiting); // behind the sending: what this takes is then not waited for
  }

  /**
   * Give an answer to be sent. `words` is what was answered, `card` what stands above the next question,
   * `then` what is done once it is saved; it returns whether the focus is its own care.
   */
  function submit(given, { words = "", card = "", then } = {}) {
    if (waiting.length) return say("Your last answer is not saved yet. Wait until it is.");
    keep(given, { words, card, then });
  }

  /** Give what a button of the case does; it waits behind what waits. `wrong` is a line for what is wrong. */
  function act(given, { words = "", wrong = null, then } = {}) {
    if (waiting.some(({ frame }) => same(frame, given))) return;
    if (waiting.length >= MOST) return say("Too much is waiting to be saved. Wait until it is.");
    keep(given, { words, wrong, then });
  }

  /** Said at the top too: it is always in sight, and what was saved before stands there. */
  function takesTime() {
    tellSaving("Saving…");
    say("Saving…");
  }

  async function deliver() {
    if (!waiting.length) return;
    if (!line.up) {
      tellSaving(NOT_YET);
      return say("No connection.", true);
    }
    if (inFlight) return takesTime();
    inFlight = true;
    const { frame } = waiting[0];
    frame.after ??= seen();
    // Were the page drawn anew before the answer is back, the next question would wait for that.
    if (waiting.length > 1) takesTime();
    else slow = setTimeout(takesTime, SLOW);
    const ack = await line.ask("answer", frame).catch(() => ({ again: true }));
    inFlight = false;
    if (!ack.again) {
      await settle(ack);
      return deliver();
    }
    tellSaving("Not saved yet. Trying again.");
    say("Trying again.", true);
    setTimeout(deliver, line.up ? AGAIN : 0);
  }

  async function settle(ack) {
    const { frame, wrong, card, then } = waiting.shift();
    // What was to be taken back was not taken: then another answer would be.
    if (ack.refusal) waiting = waiting.filter((behind) => !isStep(behind.frame));
    tellSaving("Not saved yet.");
    const instead = standsIn();
    const goesOn = !ack.refusal && !["tick", "decide", "note"].includes(frame.kind);
    const shown = show(ack, { goesOn });
    // Behind the next question, for the same reason. Sent once more in between, it would be known.
    queueMicrotask(() => hold(whose, waiting));
    await shown;
    if (ack.refusal) return refuse(ack.refusal, frame, wrong);
    if (goesOn) showCard(ack.box ?? card);
    const elsewhere = then?.();
    say(card ? "Saved as your answer." : frame.kind === "undo" ? "Taken back." : frame.kind === "redo" ? "Put back." : "Saved.");
    if (!goesOn || elsewhere) return;
    // What is asked now may be what was asked before: then nothing was sent for it.
    if (instead && standsIn() && !unshelve()) return location.assign("/case#now");
    focusNow();
  }

  function refuse(refusal, { kind }, wrong) {
    if (wrong) {
      say("That was not saved.");
      return tell(wrong, refusal.message);
    }
    if (!["answer", "change", "event"].includes(kind)) return say(refusal.message);
    say("That was not saved.");
    showProblem(refusal); // and announces it
  }

  /** A plain form goes: what waits for a line that never came is answered again by it. */
  function giveUp() {
    waiting = [];
    letGo();
  }

  tellSaving(NOT_YET);
  return { submit, act, deliver, giveUp, get waits() { return waiting.length > 0; } };
}
