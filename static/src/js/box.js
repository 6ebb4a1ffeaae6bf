// The one box: what is typed, the card that says what it was taken for, and the buttons on it.
import { fieldsOf, fill, hiddenOf } from "./answers.js";
import { focusNow, showCard, tell } from "./screen.js";
import { takeTyped } from "./typing.js";

/** What is ticked in a card, as the value of what was noticed; the words are those of `present/box.py`. */
function noticedIn(card) {
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

export function boxes(form, line, sent, say) {
  const card = document.getElementById("box");
  const wordsOf = () => card.querySelector("[name=words]")?.value ?? "";

  // In a form, Enter on a box to tick presses its first button: that would answer the question below.
  card.addEventListener("keydown", (event) => event.key === "Enter" && event.target.type === "checkbox" && event.preventDefault());

  /** Take what was typed; an answer that is whole is sent. */
  async function take(text, as) {
    const typed = await takeTyped(form, line, say, text, as);
    if (typed && !sent.waits) sent.submit({ ...hiddenOf(form), value: typed.value }, typed);
  }

  function add() {
    const value = noticedIn(card);
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

  return {
    take,

    /** What a button of a card does. */
    press({ value }) {
      const [what, name] = value.split(" ");
      const words = wordsOf();
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
    },
  };
}
