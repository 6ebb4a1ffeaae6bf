// What the form says, as answers of the wire.

export const ticked = (field) => [...field.querySelectorAll("input:checked")];
export const boxOf = (field) => field.querySelector(".box");

export const fieldsOf = (form) => [...form.querySelectorAll("[data-fact]")];

/** What the form answers: the kind and the step, empty where nothing is asked. */
export const hiddenOf = (form) => Object.fromEntries(["kind", "step"].map((name) => [name, form.elements[name]?.value ?? ""]));

/** Something is typed or ticked in a part of the page that did not stand there. */
export const touched = (part) =>
  [...part.querySelectorAll("input, textarea")].some((field) => field.checked !== field.defaultChecked || field.value !== field.defaultValue);

/** The answer that stands in one field; undefined where there is none. */
export function answerOf(field) {
  const { fact, type } = field.dataset;
  const chosen = ticked(field);
  const alone = chosen.find(({ name }) => name === `${fact}.none` || name === `${fact}.unknown`);
  if (alone) return alone.name.endsWith(".none") ? [] : "unknown";
  if (type === "choices") return chosen.length ? chosen.map(({ value }) => value) : undefined;
  if (type === "periods") {
    const periods = {};
    for (const { name, value } of chosen) (periods[name.slice(fact.length + 1)] ??= []).push(value);
    return chosen.length ? periods : undefined;
  }
  return chosen[0]?.value ?? (boxOf(field)?.value.trim() || undefined);
}

/** The answers of a form. `pressed` is the button that sent it: it may be an answer itself. */
export function answersOf(form, pressed) {
  const value = {};
  for (const field of fieldsOf(form)) {
    const { fact } = field.dataset;
    const answer = pressed?.name === fact ? pressed.value : pressed?.name === `${fact}.unknown` ? "unknown" : answerOf(field);
    if (answer !== undefined) value[fact] = answer;
  }
  return value;
}

/** "None of these", "I don't know" and the other answers leave one another out. */
export function leaveOneAnotherOut({ target }) {
  const field = target.closest?.("[data-fact]");
  if (!field) return;
  const { fact } = field.dataset;
  const isAlone = ({ name }) => name === `${fact}.none` || name === `${fact}.unknown`;
  const box = boxOf(field);
  if (target === box) {
    if (box.value) for (const input of ticked(field)) input.checked = false;
    return;
  }
  if (!target.checked) return;
  for (const input of ticked(field)) if (input !== target && (isAlone(target) || isAlone(input))) input.checked = false;
  if (box) box.value = "";
}
