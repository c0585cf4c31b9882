// The page of messages: what comes by the WebSocket, in a tree, in a list, and one topic at a time.

import { beforeDrawing, byId, make, say, tell } from "./dom.js";
import { parse, pretty } from "./json.js";
import { Log } from "./log.js";
import { drawPlot } from "./plot.js";
import { publishForm } from "./publish.js";
import { connect, showPages } from "./socket.js";
import { count, figure, plain, shown, start, time } from "./text.js";
import { Topics } from "./topics.js";

const LONGEST_KEPT = 32768;
const MOST_PAUSED = 2000;

let server = "";
let isUp = false;
let isPaused = false;
let waiting = [];
let skipped = 0;
let total = 0;
let lost = 0;
let path = null;
const subscribed = new Set();
/** The id of the request, by the filter that this page has asked for. */
const mine = new Map();
let requests = 0;

// What comes.

const topics = new Topics(byId("tree"), showCount, choose);
const log = new Log(byId("log"), (note) => say(byId("log-note"), note), (message) => topics.choose(topics.find(message.topic)));
const form = publishForm(byId("publish"), (it) => socket.send(it));
const drawDetail = beforeDrawing(showChosen);

function take(it) {
  if (it.topic !== undefined) return message(it);
  if (it.lost !== undefined) return losing(it.lost);
  if (it.bridge !== undefined) return hello(it.bridge);
  if (it.connected !== undefined) return state(it);
  if (it.subscribed !== undefined) { subscribed.add(it.subscribed); return showSubscriptions(); }
  if (it.unsubscribed !== undefined) { subscribed.delete(it.unsubscribed); return showSubscriptions(); }
  if (form.answer(it)) return undefined;
  if (it.error !== undefined) {
    for (const [filter, id] of mine) if (id === it.id) mine.delete(filter);
    tell(shown(start(it.error + ": expected " + it.expected, 400)));
  }
  return undefined;
}

/** A text of its own: a part of a long one would keep all of it in memory. */
const copy = (text) => new TextDecoder().decode(new TextEncoder().encode(text));

/** What the rest of the page wants to know of a message: worked out once. Of a long payload the beginning is kept. */
function dress(it) {
  it.more = Math.max(0, it.payload.length - LONGEST_KEPT);
  if (it.more > 0) it.payload = copy(it.payload.slice(0, LONGEST_KEPT));
  it.at = new Date(it.time);
  const isText = it.encoding === "utf8";
  it.value = isText ? parse(it.payload) : undefined;
  const lone = isText && it.payload.length < 40 && /^\s*[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?\s*$/.test(it.payload);
  it.number = lone && Number.isFinite(Number(it.payload)) ? Number(it.payload) : undefined;
  it.brief = isText ? copy(it.payload.slice(0, 2000)) : bytes(it.payload).slice(0, 48).map(hex).join(" ");
}

const bytes = (base64) => [...atob(base64)].map((c) => c.charCodeAt(0));
const hex = (it) => it.toString(16).padStart(2, "0");

function message(it) {
  total++;
  dress(it);
  if (isPaused) {
    waiting.push(it);
    if (waiting.length > 2 * MOST_PAUSED) { skipped += MOST_PAUSED; waiting = waiting.slice(-MOST_PAUSED); }
    return;
  }
  show(it);
}

function show(it) {
  const node = topics.take(it);
  log.take(it);
  if (node !== null && node === topics.chosen) drawDetail();
}

function losing(number) {
  lost += number;
  log.lost(number);
  byId("lost").hidden = false;
  say(byId("lost"), count(lost, "message") + " lost");
}

function hello(it) {
  server = it.server;
  subscribed.clear();
  for (const filter of it.subscribed) subscribed.add(filter);
  for (const filter of mine.keys()) if (!subscribed.has(filter)) subscribe(filter);
  byId("publish").hidden = !it.publish;
  showSubscriptions();
}

function subscribe(filter) {
  if (!mine.has(filter)) mine.set(filter, "s:" + ++requests);
  return socket.send({ subscribe: filter, id: mine.get(filter) });
}

// The connection.

const socket = connect("/ws", take, (now, why) => {
  isUp = now === "up";
  if (!isUp) showState("down", "no bridge: " + why);
});

function state(it) {
  if (it.connected) showState("up", server);
  else showState("away", server + " is away: " + it.why + (it.again === undefined ? "" : " Trying again."));
}

function showState(kind, text) {
  const it = byId("state");
  it.className = "state " + kind;
  it.title = plain(text);
  say(it, plain(start(text, 90)));
}

let before = 0;
setInterval(() => {
  say(byId("count"), total.toLocaleString("en-US"));
  say(byId("rate"), String(total - before));
  before = total;
  if (isPaused) showPause();
}, 1000);

// What the user does.

function showCount(size, left) {
  say(byId("topic-count"), left > 0 ? size + " topics, and more that are left out" : size === 0 ? "" : String(size));
}

function showSubscriptions() {
  byId("subscriptions").replaceChildren(...[...subscribed].map((filter) => {
    const button = make("button", { type: "button", "aria-label": "Unsubscribe from " + plain(filter), title: "Unsubscribe" }, "×");
    button.addEventListener("click", () => { mine.delete(filter); socket.send({ unsubscribe: filter }); });
    return make("li", {}, make("span", { class: "foreign" }, shown(start(filter, 120))), button);
  }));
}

byId("subscribe").addEventListener("submit", (event) => {
  event.preventDefault();
  const input = byId("subscribe-to");
  if (input.value === "") return;
  if (subscribe(input.value)) input.value = "";
});

byId("filter").addEventListener("input", (event) => {
  topics.setFilter(event.target.value.trim());
  log.setFilter(event.target.value.trim());
});

byId("clear").addEventListener("click", () => log.clear());

function showPause() {
  const button = byId("pause");
  button.setAttribute("aria-pressed", String(isPaused));
  say(button, isPaused ? "Go on" + (waiting.length > 0 ? " (" + (waiting.length + skipped) + ")" : "") : "Pause");
}

function pause() {
  isPaused = !isPaused;
  if (!isPaused) {
    if (skipped > 0) losing(skipped);
    waiting.forEach(show);
    waiting = [];
    skipped = 0;
  }
  showPause();
}

byId("pause").addEventListener("click", pause);

document.addEventListener("keydown", (event) => {
  if (event.target.matches("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  if (event.key === "/") { event.preventDefault(); byId("filter").focus(); }
  if (event.key === "p") pause();
});

// One topic.

function choose(node) {
  path = null;
  if (node?.message) form.setTopic(node.topic);
  showChosen();
}

function showChosen() {
  const node = topics.chosen;
  if (!node) {
    byId("chosen").replaceChildren(make("p", { class: "dim" }, "Choose a topic or a message to see all of it."));
    return;
  }
  const parts = [make("h2", { class: "foreign", id: "chosen-topic" }, shown(start(node.topic, 2000)))];
  const it = node.message;
  if (it === null) {
    parts.push(make("p", { class: "dim" }, count(node.children.size, "level") + " below"));
    byId("chosen").replaceChildren(...parts);
    return;
  }
  let canvas = null;
  const series = node.series.get(path) ?? node.first();
  if (series !== undefined) {
    const name = node.series.has(path) ? path : node.series.keys().next().value;
    parts.push(make("p", { class: "value", id: "chosen-value" }, figure(series.values.at(-1))));
    canvas = byId("plot") ?? make("canvas", { class: "plot", id: "plot", role: "img" });
    canvas.setAttribute("aria-label", "The last numbers over time");
    parts.push(canvas);
    if (node.series.size > 1) parts.push(paths(node, name));
  }
  parts.push(make("pre", { id: "payload", class: "foreign" }, ...body(it)), facts(node, it));
  byId("chosen").replaceChildren(...parts);
  if (canvas !== null) drawPlot(canvas, series);
}

function paths(node, chosen) {
  return make("div", { class: "paths" }, ...[...node.series.keys()].map((it) => {
    const button = make("button", { type: "button", "aria-pressed": String(it === chosen) }, shown(start(it, 60)));
    button.addEventListener("click", () => { path = it; showChosen(); });
    return button;
  }));
}

function body(it) {
  if (it.encoding === "base64") return [dump(it)];
  if (it.payload === "") return [make("span", { class: "dim" }, "(empty)")];
  if (it.value !== undefined) return [pretty(it.payload)];
  return [shown(it.payload, true), it.more > 0 ? make("span", { class: "dim" }, "\n… and " + count(it.more, "character") + " more") : ""];
}

function dump(it) {
  const whole = bytes(it.payload);
  const all = whole.slice(0, 4096);
  const lines = [];
  for (let at = 0; at < all.length; at += 16) {
    const part = all.slice(at, at + 16);
    const letters = part.map((c) => (c >= 32 && c < 127 ? String.fromCharCode(c) : "·")).join("");
    lines.push(at.toString(16).padStart(4, "0") + "  " + part.map(hex).join(" ").padEnd(47) + "  " + letters);
  }
  return lines.join("\n") + (it.more > 0 || whole.length > all.length ? "\n…" : "");
}

function facts(node, it) {
  const list = make("dl");
  const add = (name, value) => list.append(make("dt", {}, name), make("dd", { class: "foreign" }, value));
  add("time", time(it.at));
  add("QoS", String(it.qos) + (it.retain ? ", retained" : ""));
  add("messages", node.count.toLocaleString("en-US"));
  for (const [name, value] of Object.entries(it.properties)) {
    if (name === "user-properties") {
      for (const pair of value) for (const [key, text] of Object.entries(pair)) add(plain(start(key, 80)), shown(start(text, 2000)));
    } else {
      add(name, shown(start(String(value), 2000)));
    }
  }
  return list;
}

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", showChosen);
addEventListener("resize", beforeDrawing(showChosen));
document.addEventListener("visibilitychange", () => { topics.draw(); log.draw(); drawDetail(); });
showPages();
showChosen();
