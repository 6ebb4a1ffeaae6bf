// The case beside the conversation: on a narrow screen the bar opens it over the conversation, and
// while it is open what lies under it cannot be reached.

const WIDE = matchMedia("(min-width: 60rem)");
const HASH = "#beside";

const beside = document.getElementById("beside");
const talk = document.querySelector(".talk");
const bar = document.getElementById("bar");
let open = false;

function set(now) {
  if (now === open) return;
  open = now;
  talk.inert = bar.inert = open;
  document.documentElement.classList.toggle("covered", open);
}

function look() {
  const was = open;
  set(location.hash === HASH && !WIDE.matches);
  if (open && !was) beside.focus({ preventScroll: true });
  const lost = beside.contains(document.activeElement) || document.activeElement === document.body;
  if (was && !open && lost) bar.focus({ preventScroll: true });
}

/** Follow the address and the width of the screen; Escape closes it. */
export function watchBeside() {
  addEventListener("hashchange", look);
  WIDE.addEventListener("change", look);
  document.addEventListener("keydown", ({ key }) => key === "Escape" && open && location.replace("#now"));
  look();
}

/** Close it, where it is open: the focus goes on to what is asked. */
export function closeBeside() {
  if (!open) return;
  set(false);
  location.replace("#now");
}
