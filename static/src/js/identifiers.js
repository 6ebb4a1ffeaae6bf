// Words in a text that may show who somebody is. The same as `assistant/words/identifiers.py`: lists
// and patterns are one file for both, and one table of cases holds both to it.
import rules from "./identifiers.json";

const MOST = 4000;
const LONGEST_NAME = 3;
const [common, places, unnamed, notHandles] = [rules.common, rules.places, rules.unnamed, rules.notHandles].map((words) => new Set(words.split(" ")));
const WORD = /[A-Za-z0-9'-]+/g;
const TITLED = /^[A-Z](?=.*[a-z])[A-Za-z'-]*$/;

const has = (name, text) => new RegExp(rules[name], "i").test(text);
const spanned = (found) => [found[1], found.index + found[0].length - found[1].length];
const each = (name, text) =>
  [rules[name]].flat().flatMap((pattern) => [...text.matchAll(new RegExp(pattern.replace("MONTH", rules.month), "gi"))].map(spanned));
const bare = (word) => (/'s$/.test(word) && !common.has(word.toLowerCase()) ? word.slice(0, -2) : word.replace(/['-]+$/, ""));
const ordinary = (word) => !TITLED.test(word) || common.has(word.toLowerCase());
const isPlace = (word) => TITLED.test(word) && places.has(word.toLowerCase());

/** The tenth digit of an NHS number is made from the nine before it. */
function checks(words) {
  const digits = [...words.replace(/[^0-9]/g, "")].map(Number);
  const sum = digits.slice(0, 9).reduce((all, digit, at) => all + (10 - at) * digit, 0);
  return (11 - (sum % 11)) % 11 === digits[9];
}

function isBirth(words, before, after, year) {
  if (has("birthBefore", before) || has("birthAfter", after)) return true;
  const numbers = words.match(/[0-9]+/g);
  const born = Number(numbers.find(({ length }) => length === 4) ?? numbers.at(-1));
  const age = year - (born > 99 ? born : 2000 + born);
  return age >= 5 && age <= 18 && !has("eventBefore", before);
}

/** Two or three words side by side that are written large and are no common words. */
function pairs(text) {
  const found = [];
  let run = [];
  let after = 0;
  const end = () => {
    if (run.length > 1 && run.length <= LONGEST_NAME) {
      const [from, last] = [run[0][1], run.at(-1)];
      found.push([text.slice(from, last[1] + last[0].length), from]);
    }
    run = [];
  };
  for (const { 0: whole, index } of text.matchAll(WORD)) {
    const begins = !/^ {1,2}$/.test(text.slice(after, index));
    after = index + whole.length;
    if (begins) end();
    const word = bare(whole);
    if (isPlace(word)) run = [];
    else if (ordinary(word) || (begins && word.length > 5 && has("began", word))) end();
    else run.push([word, index]);
  }
  end();
  return found;
}

/** A word after one that leads up to a name: written large, or after "her name is" also small. */
function named(text) {
  const all = (way) => [...text.matchAll(new RegExp(rules[way], "g"))];
  const large = ["named", "titled", "related"].flatMap((way) =>
    all(way).flatMap((found) => {
      const word = bare(found[1]);
      const rest = text.slice(found.index + found[0].length + 1).match(/^[A-Za-z0-9'-]+/);
      const not =
        ordinary(word) ||
        isPlace(word) ||
        (rest && isPlace(bare(rest[0]))) ||
        (way === "named" && has("thingBefore", text.slice(Math.max(0, found.index - 40), found.index))) ||
        (way === "related" && has("people", word));
      return not ? [] : [[word, spanned(found)[1]]];
    }),
  );
  return [...large, ...all("small").map(spanned).filter(([word]) => !unnamed.has(word))];
}

/** What may show who somebody is, in its order, each once: `{kind, words}`. */
export function find(text, year = new Date().getFullYear()) {
  const plain = text
    .slice(0, MOST)
    .replace(/[’‘]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/[\u00a0\u2009\u202f]/g, " ")
    .replace(/[‐‑–—]/g, "-")
    .replace(new RegExp(rules.fold, "g"), (letter) => letter.normalize("NFD")[0]);
  const before = (from, most) => plain.slice(Math.max(0, from - most), from);
  const kinds = {
    email: each("email", plain),
    handle: each("handle", plain).filter(([words]) => !notHandles.has(words.slice(1).toLowerCase())),
    phone: each("phone", plain),
    nhs: each("nhs", plain).filter(([words, from]) => checks(words) || has("nhsBefore", before(from, 30))),
    postcode: each("postcode", plain).filter(([words]) => !new RegExp(rules.noPostcode).test(words)),
    birth: each("date", plain).filter(([words, from]) => {
      const to = from + words.length;
      return isBirth(words, before(from, 40), plain.slice(to, to + 30), year);
    }),
    name: [...pairs(plain), ...named(plain)],
  };
  const taken = [];
  for (const kind in kinds)
    for (const [words, from] of kinds[kind]) {
      const to = from + words.length;
      if (!taken.some((other) => from < other.to && other.from < to)) taken.push({ kind, from, to });
    }
  const found = taken.sort((one, other) => one.from - other.from).map(({ kind, from, to }) => ({ kind, words: text.slice(from, to) }));
  return found.filter(({ kind, words }, at) => found.findIndex((other) => other.kind === kind && other.words === words) === at);
}
