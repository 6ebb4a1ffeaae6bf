// The other way of answers.js: an answer into the form.
import { boxOf, ticked } from "./answers.js";

/** Put an answer into its field, in place of what stands there; null for none. */
export function fill(field, answer) {
  const { fact } = field.dataset;
  for (const input of ticked(field)) input.checked = false;
  const box = boxOf(field);
  if (box) box.value = "";
  const tick = (name, value) => {
    const found = [...field.querySelectorAll("input")].find((input) => input.name === name && (value === undefined || input.value === value));
    if (found) found.checked = true;
    return Boolean(found);
  };
  if (answer === null) return;
  if (answer === "unknown" && tick(`${fact}.unknown`)) return;
  if (typeof answer === "object" && !Object.keys(answer).length) tick(`${fact}.none`);
  else if (Array.isArray(answer)) for (const item of answer) tick(fact, item);
  else if (typeof answer === "object") for (const item in answer) for (const period of answer[item]) tick(`${fact}.${item}`, period);
  else if (box) box.value = box.type === "date" ? answer.slice(0, 10) : answer;
  else tick(fact, answer);
}
