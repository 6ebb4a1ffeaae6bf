// What was given and is not saved yet, in the tab's own storage: so a reload, a page the phone let go
// of and the browser's own error page do not lose it, and its token makes a second sending harmless.
// Nothing else that was said is kept on the device, and this only until it is saved. On a phone that is
// shared it shows no more than the tab does, whose cookie opens the whole case; and to lose it is
// worse: somebody believes that it was passed on. It ends with the tab; leaving clears it at once.

const PLACE = "waiting";
let over = false;

// The browser asks whether to go.
const stay = (event) => {
  event.preventDefault();
  event.returnValue = true;
};

function store(text) {
  try {
    if (text) sessionStorage.setItem(PLACE, text);
    else sessionStorage.removeItem(PLACE);
  } catch {
    // There is none in this browser: what waits is in memory only.
  }
}

/** Keep what waits, each a frame with its words. `whose` stands for one holder of one case. */
export function hold(whose, waiting) {
  if (over) return;
  if (!waiting.length) return end();
  store(JSON.stringify([whose, waiting.map(({ frame, words }) => ({ frame, words }))]));
  addEventListener("beforeunload", stay);
}

/** What waited when this page was left. */
export function heldFor(whose) {
  try {
    const [owner, waiting] = JSON.parse(sessionStorage.getItem(PLACE));
    return owner === whose ? waiting : [];
  } catch {
    return [];
  }
}

function end() {
  store("");
  removeEventListener("beforeunload", stay);
}

/** Keep nothing any more: somebody leaves. Nothing may ask them to stay. */
export function letGo() {
  over = true;
  end();
}
