// The rows that stay at the top and at the foot: what is gone to is never under them. How high they are
// hangs on the letters and on what is said in them, so it is measured.

const root = document.documentElement;
const [top, foot] = [".bar", ".casebar"].map((name) => document.querySelector(name));
let last = null; // what was gone to last
let height = 0;

const heightOf = (bar) => (bar && ["sticky", "fixed"].includes(getComputedStyle(bar).position) ? bar.offsetHeight : 0);

function measure() {
  height = heightOf(top);
  root.style.scrollPaddingTop = `${height + 12}px`;
  root.style.scrollPaddingBottom = `${heightOf(foot) + 12}px`;
}

/** Bring a part of the page into sight, clear of both rows. */
export function goTo(part, block = "start") {
  measure();
  last = part;
  part.scrollIntoView({ block });
}

// What is said at the top may take more lines than before, over what was just gone to.
function grown() {
  const before = height;
  measure();
  const over = height - (last?.getBoundingClientRect().top ?? height);
  if (over > 0 && over <= height - before + 12) scrollBy(0, -over - 12);
}

/** Keep clear of the rows from now on. */
export function watchBars() {
  const watch = new ResizeObserver(grown);
  for (const bar of [top, foot]) if (bar) watch.observe(bar);
}
