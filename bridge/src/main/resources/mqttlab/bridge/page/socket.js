// A WebSocket that comes back: texts are JSON, both ways.

const FIRST_WAIT = 500;
const LONGEST_WAIT = 15000;
const KEY = "mqttlab-token";

/** The token of the address goes into this tab's memory, and out of the address. */
function token() {
  const query = new URLSearchParams(location.search);
  const given = query.get("token");
  if (given !== null) {
    sessionStorage.setItem(KEY, given);
    query.delete("token");
    const rest = query.toString();
    history.replaceState(null, "", location.pathname + (rest ? "?" + rest : "") + location.hash);
  }
  return sessionStorage.getItem(KEY);
}

function address(path) {
  const known = token();
  const scheme = location.protocol === "https:" ? "wss://" : "ws://";
  return scheme + location.host + path + (known === null ? "" : "?token=" + encodeURIComponent(known));
}

/** Asks for a token; resolves when one is given. */
function askForToken() {
  return new Promise((resolve) => {
    const dialog = document.createElement("dialog");
    const form = document.createElement("form");
    form.method = "dialog";
    const label = document.createElement("label");
    label.textContent = "This server wants a token.";
    const input = document.createElement("input");
    input.type = "password";
    input.autocomplete = "off";
    input.setAttribute("aria-label", "Token");
    const button = document.createElement("button");
    button.textContent = "Connect";
    form.append(label, input, button);
    dialog.append(form);
    dialog.addEventListener("close", () => {
      sessionStorage.setItem(KEY, input.value);
      dialog.remove();
      resolve();
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

/**
 * Connects, again and again.
 *
 * onText(object) gets what comes; onState(state, why) "up", "down" with the seconds until the next attempt.
 */
export function connect(path, onText, onState) {
  let socket;
  let wait = FIRST_WAIT;

  async function why() {
    try {
      const answer = await fetch(path + location.search, {
        cache: "no-store",
        headers: sessionStorage.getItem(KEY) === null ? {} : { Authorization: "Bearer " + sessionStorage.getItem(KEY) },
      });
      return { status: answer.status, text: (await answer.text()).trim() };
    } catch {
      return { status: 0, text: "" };
    }
  }

  function open() {
    let wasOpen = false;
    socket = new WebSocket(address(path));
    socket.onopen = () => { wasOpen = true; wait = FIRST_WAIT; onState("up", ""); };
    socket.onmessage = (event) => onText(JSON.parse(event.data));
    socket.onclose = async (event) => {
      if (!wasOpen) {
        const answer = await why();
        if (answer.status === 401) {
          onState("down", "the server wants a token");
          await askForToken();
          open();
          return;
        }
        if (answer.status !== 0 && answer.status !== 426) {
          onState("down", answer.text);
          later();
          return;
        }
      }
      onState("down", event.reason || "the bridge does not answer");
      later();
    };
  }

  function later() {
    setTimeout(open, wait * (0.75 + Math.random() / 2));
    wait = Math.min(LONGEST_WAIT, wait * 2);
  }

  open();
  return {
    /** Returns whether there is a connection to send it by. */
    send(object) {
      if (socket.readyState !== WebSocket.OPEN) return false;
      socket.send(JSON.stringify(object));
      return true;
    },
  };
}

/** What this server offers: shows the links to it. */
export async function showPages() {
  try {
    const endpoints = await (await fetch("/endpoints", { cache: "no-store" })).json();
    for (const [id, path] of [["to-packets", "/ws/packets"], ["to-messages", "/ws"]]) {
      const link = document.getElementById(id);
      if (link !== null) link.hidden = !endpoints.includes(path);
    }
  } catch {
    // Then there are no links.
  }
}
