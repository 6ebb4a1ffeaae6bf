// The line to the server: a websocket, or long polling where a filter blocks that.
import { io } from "socket.io-client";

export const PATIENCE = 8000; // milliseconds until an answer is looked for no longer

const TOO_LARGE = 1009; // a websocket was closed for that
const LONGEST_WAIT = 3000; // milliseconds between two tries
const ASLEEP = 5000; // milliseconds out of sight, in which a line may have died
const THERE = 4000; // milliseconds in which whoever is there says something

/**
 * Open the line. `say` tells people how it stands; `back` is called each time it is there, `moved` where
 * somebody else has gone on with the case.
 */
export function connect(say, back, moved) {
  const socket = io({
    transports: ["websocket", "polling"],
    tryAllTransports: true,
    timeout: PATIENCE,
    reconnectionDelayMax: LONGEST_WAIT,
  });
  let ever = false;
  let told = false; // that it is tried again: once, so that what is said meanwhile stays in sight
  let wrong = ""; // why the server hung up, where that would only come again

  socket.on("moved", moved);
  socket.on("connect", () => {
    say(ever ? "Connected again." : "Connected.");
    ever = true;
    told = false;
    back();
  });
  socket.on("disconnect", (_, { context = {} } = {}) => {
    wrong = context.code === TOO_LARGE ? context.reason : "";
    say("No connection. What you give is kept here.", true);
  });
  socket.on("connect_error", (error) => {
    // A filter may swallow a websocket without a word; then long polling goes first.
    if (!ever) socket.io.opts.transports = ["polling", "websocket"];
    if (!socket.active) say(error.message, true);
    else if (!ever) say("Working without a live connection.");
    else if (!told) say("No connection. Trying again.", true);
    told = ever;
  });

  // Where the network is back, or the phone is taken up again, nobody waits for the next try. The first
  // one is left alone: it may be finding out that only long polling goes.
  const again = () => {
    if (ever && socket.active && !socket.connected && !document.hidden) socket.disconnect().connect();
  };
  addEventListener("online", again);
  document.addEventListener("visibilitychange", again);

  // A phone that slept may believe in a line that is dead, and would find out by the first answer.
  let away = 0;
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) away = Date.now();
    else if (socket.connected && Date.now() - away > ASLEEP) {
      const { id } = socket;
      socket.timeout(THERE).emitWithAck("there").catch(() => socket.id === id && socket.disconnect().connect());
    }
  });

  return {
    /** It is there now. */
    get up() { return socket.connected; },
    /** It has been there: forms go this way from now on, and wait for it. */
    get known() { return ever; },
    /** What the server says to this; rejected where it does not say anything in time. */
    async ask(event, frame) {
      wrong = "";
      try {
        return await socket.timeout(PATIENCE).emitWithAck(event, frame);
      } catch (error) {
        if (!wrong) throw error;
        return { ok: false, refusal: { message: wrong, fact: "" } };
      }
    },
  };
}
