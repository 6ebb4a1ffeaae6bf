// The one box: what is typed, the card that says what it was taken for, and the buttons on it. Fetched
// when somebody goes to the box; what it shares with the page is handed to it.
import { fill } from "./filling.js";

const card = document.getElementById("box");
const typed = document.getElementById("typed");

const tell = (line, message) => {
  line.hidden = !message;
  line.textContent = message;
};

// In a form, Enter on a box to tick presses its first button: that would answer the question below.
card?.addEventListener("keydown", (event) => event.key === "Enter" && event.target.type === "checkbox" && event.preventDefault());

/** What is ticked in a card, as the value of what was noticed; the words are those of `present/box.py`. */
function noticedIn() {
  const value = {};
  for (const input of card.querySelectorAll("[name=noticed]:checked")) {
    const [fact, item, period] = input.value.split(" ");
    if (period) ((value[fact] ??= {})[item] ??= []).push(period);
    else (value[fact] ??= []).push(item);
  }
  return value;
}

/** What is filled in and not sent yet, to be put beside what the server draws anew. */
function remember(form) {
  const given = [...form.querySelectorAll("#question [data-fact] :is(:checked, .box)")].map(({ name, value }) => [name, value]);
  return () => {
    for (const [name, value] of given)
      for (const input of form.querySelectorAll(`#question [data-fact] [name="${name}"]`)) {
        const alone = /[.](none|unknown)$/.test(name) && input.closest("[data-fact]").querySelector(":checked");
        if (input.matches(".box")) input.value ||= value;
        else if (input.value === value && !alone) input.checked = true;
      }
  };
}

/** The box of a page; what it takes is what the page and its other scripts share. */
export function boxes({ form, line, sent, say, hint, refuseTyped: refuse, answersOf, fieldsOf, hiddenOf, focusNow, showCard }) {
  /**
   * Take what was typed, only `as` that if it says so. An answer is put into the form, and sent once all
   * are there; anything else is shown as a card.
   */
  async function take(text, as) {
    const facts = hiddenOf(form).kind === "event" ? [] : fieldsOf(form).map(({ dataset }) => dataset.fact);
    const done = facts.length > 1 ? Object.keys(answersOf(form)) : [];
    if (!line.up) return refuse("There is no connection, so this cannot be read now. The buttons above still work.");
    const ack = await line.ask("typed", { text, facts, done, as }).catch(() => null);
    if (!ack) return refuse("That could not be read just now. Try again.");
    hint(ack.hints);
    say("Connected."); // of what was typed before nothing is said any more
    refuse(ack.took ? "" : ack.refusal.message);
    if (!ack.took || sent.waits) return;
    if (ack.ok && typed.value.trim() === text) typed.value = "";
    const field = fieldsOf(form).find(({ dataset }) => ack.ok && dataset.fact === ack.fact);
    if (!field) {
      showCard(ack.box);
      return focusNow();
    }
    fill(field, ack.answer);
    const value = { ...answersOf(form), [ack.fact]: ack.answer };
    if (facts.every((fact) => fact in value)) return sent.submit({ ...hiddenOf(form), value }, { words: ack.words, card: ack.box });
    showCard(ack.box);
    typed.closest(".composer").before(card); // within sight of the box, where somebody types on
    say(`Taken as your answer. ${ack.short}: ${ack.words}`);
    field.scrollIntoView({ block: "nearest" });
  }

  function add() {
    const value = noticedIn();
    const none = !Object.keys(value).length;
    document.getElementById("box-empty").hidden = !none;
    if (none) return card.querySelector("[name=noticed]").focus();
    sent.submit({ kind: "noticed", value }, { then: remember(form) });
  }

  function keepNote() {
    const note = card.querySelector("details");
    const wrong = note.querySelector(".problem");
    tell(wrong, "");
    sent.act({ kind: "note", value: { text: note.querySelector("textarea").value.trim() } }, { wrong, then: () => kept(note) });
  }

  function kept(note) {
    const line = document.createElement("p");
    line.className = "note";
    line.tabIndex = -1;
    line.textContent = note.dataset.kept;
    note.replaceWith(line);
    line.focus({ preventScroll: true });
  }

  /** What a button of a card does. */
  function press({ value }) {
    const [what, name] = value.split(" ");
    const words = card.querySelector("[name=words]")?.value ?? "";
    if (what === "add") return add();
    if (what === "note") return keepNote();
    if (what === "as") return take(words, name);
    if (what === "undo") return sent.submit({ kind: "undo", value: {} }, { then: () => take(words, "else") });
    if (what === "unfill") {
      const field = fieldsOf(form).find(({ dataset }) => dataset.fact === name);
      if (field) fill(field, null);
      return take(words, "else");
    }
    showCard();
    focusNow();
  }

  return { take, press };
}
