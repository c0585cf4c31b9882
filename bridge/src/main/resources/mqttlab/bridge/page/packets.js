// The page of packets: a list, and of one of them the fields and the bytes.

import { beforeDrawing, byId, make, say, tell } from "./dom.js";
import { Fields } from "./fields.js";
import { clientName, drawLadder } from "./ladder.js";
import { connect, showPages } from "./socket.js";
import { count, plain, shown, start, time } from "./text.js";

const MOST = 2000;
const MOST_WAITING = 5000;

let rows = [];
let fresh = [];
let waiting = [];
let isPaused = false;
let isLadder = false;
let total = 0;
let lost = 0;
let asked = "";
let selected = 0;
let linked = 0;
const byNumber = new Map();
const fields = new Fields(byId("fields"), byId("hex"));
const draw = beforeDrawing(show);

// What comes.

function take(it) {
  if (it.row !== undefined || it.note !== undefined) return add(it.row ?? { note: it.note });
  if (it.packet !== undefined) return one(it.packet);
  if (it.found !== undefined) {
    const row = byNumber.get(it.found.number) ?? waiting.find((other) => other.number === it.found.number);
    if (row !== undefined) { row.findings = it.found.findings; row.element?.replaceWith(line(row)); draw(); }
    return undefined;
  }
  if (it.lost !== undefined) {
    lost += it.lost;
    byId("lost").hidden = false;
    say(byId("lost"), count(lost, "packet") + " lost");
    return add({ note: count(it.lost, "packet") + " lost here: they came faster than this page takes them" });
  }
  if (it.filter !== undefined) return begin();
  if (it.packets !== undefined) return showState("up", it.packets.source);
  if (it.error !== undefined) return complain(it);
  return undefined;
}

function begin() {
  rows = [];
  fresh = [];
  waiting = [];
  total = 0;
  byNumber.clear();
  byId("rows").replaceChildren();
  say(byId("wrong"), "");
  byId("filter").classList.remove("wrong");
  draw();
}

function add(row) {
  if (isPaused) {
    waiting.push(row);
    if (waiting.length > MOST_WAITING) waiting.shift();
    showPause();
    return;
  }
  if (row.number !== undefined) {
    total++;
    row.at = new Date(row.time * 1000);
    byNumber.set(row.number, row);
  }
  rows.push(row);
  fresh.push(row);
  if (fresh.length > 2 * MOST) fresh = fresh.slice(-MOST);
  if (rows.length > 2 * MOST) {
    for (const it of rows.slice(0, -MOST)) byNumber.delete(it.number);
    rows = rows.slice(-MOST);
  }
  draw();
}

// The list.

function line(row) {
  if (row.note !== undefined) return make("tr", { class: "note" }, make("td", { colspan: "6" }, shown(start(row.note, 300))));
  const up = row.sender !== "server";
  const element = make("tr", { class: up ? "client" : "server", "aria-selected": String(row.number === selected), "data-number": row.number },
    make("td", {}, String(row.number)), make("td", {}, time(row.at)),
    make("td", { class: "foreign", title: plain(row.client) }, shown(start(clientName(row), 40))),
    make("td", { title: up ? "to the server" : "to the client" }, up ? "→" : "←"),
    make("td", { class: "foreign" }, shown(start(row.summary, 300)), row.comment ? make("span", { class: "touched" }, shown(start(row.comment, 80))) : "", row.findings ? make("span", { class: "flaw" }, "⚠ " + count(row.findings, "finding")) : ""),
    make("td", {}, row.length.toLocaleString("en-US")));
  row.element = element;
  return element;
}

function show() {
  const body = byId("rows");
  const list = document.querySelector(".list");
  const isAtEnd = list.scrollTop + list.clientHeight >= list.scrollHeight - 40;
  body.append(...fresh.slice(-MOST).map(line));
  fresh = [];
  while (body.childElementCount > MOST) body.firstElementChild.remove();
  if (isLadder) drawLadder(byId("ladder"), rows.filter((it) => it.number !== undefined), selected, (row) => time(row.at), choose);
  if (isAtEnd) list.scrollTop = list.scrollHeight;
  say(byId("count"), total.toLocaleString("en-US"));
}

function choose(number) {
  if (!number) return;
  mark(number);
  linked = 0;
  socket.send({ packet: number });
}

function mark(number) {
  for (const it of document.querySelectorAll("#rows [aria-selected=true], #ladder [aria-selected=true]")) it.setAttribute("aria-selected", "false");
  selected = number;
  for (const it of document.querySelectorAll("[data-number=\"" + number + "\"]")) {
    it.setAttribute("aria-selected", "true");
    it.scrollIntoView({ block: "nearest" });
  }
}

byId("rows").addEventListener("click", (event) => choose(Number(event.target.closest("tr")?.dataset.number)));

byId("packets").addEventListener("keydown", (event) => {
  const all = [...byId("rows").querySelectorAll("[data-number]")];
  const at = all.findIndex((it) => Number(it.dataset.number) === selected);
  const to = { ArrowDown: at + 1, ArrowUp: at < 0 ? all.length - 1 : at - 1, Home: 0, End: all.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  if (all[to] !== undefined) choose(Number(all[to].dataset.number));
});

// One packet.

function one(packet) {
  if (packet.number !== selected) return;
  fields.show(packet);
  const name = make("b", { class: "foreign" }, "Packet " + packet.number);
  const parts = [name, make("span", {}, count(packet.length, "byte") + ", MQTT " + packet.version)];
  if (packet.missing !== undefined) parts.push(make("span", { class: "lost" }, count(packet.missing, "byte") + " missing"));
  if (packet.comment !== undefined) parts.push(make("span", { class: "lost foreign" }, shown(start(packet.comment, 300))));
  for (const [key, words] of [["answers", "answers"], ["repeats", "repeats"], ["forwards", "passes on"]]) {
    if (packet[key] !== undefined) parts.push(link(words, packet[key]));
  }
  byId("about").replaceChildren(...parts);
  for (const it of document.querySelectorAll("tr.linked")) it.classList.remove("linked");
  linked = packet.answers?.number ?? 0;
  byNumber.get(linked)?.element?.classList.add("linked");
}

function link(words, to) {
  const it = make("a", { href: "#", role: "button" }, words + " " + to.number + (to.after === undefined ? "" : " after " + (to.after * 1000).toFixed(1) + " ms"));
  it.addEventListener("click", (event) => { event.preventDefault(); choose(to.number); });
  return it;
}

// The connection, and what the user does.

const socket = connect("/ws/packets", take, (now, why) => {
  if (now === "up") {
    if (asked !== "") socket.send({ filter: asked });
  } else {
    showState("down", "no connection: " + why);
  }
});

function showState(kind, text) {
  const it = byId("state");
  it.className = "state " + kind;
  say(it, plain(start(text, 90)));
}

byId("filter-form").addEventListener("submit", (event) => {
  event.preventDefault();
  asked = byId("filter").value.trim();
  socket.send({ filter: asked });
});

/** Says what is wrong with the filter, and where. */
function complain(it) {
  if (it.at === undefined) { tell(shown(start(it.error, 300))); return; }
  const text = asked;
  const to = it.at + Math.max(it.length, 1);
  byId("filter").classList.add("wrong");
  byId("wrong").replaceChildren(shown(text.slice(0, it.at)), make("mark", {}, it.at >= text.length ? " " : shown(text.slice(it.at, to))), shown(text.slice(to)), "\n", shown(it.error));
}

function showPause() {
  byId("pause").setAttribute("aria-pressed", String(isPaused));
  say(byId("pause"), isPaused ? "Go on" + (waiting.length > 0 ? " (" + waiting.length + ")" : "") : "Pause");
}

function pause() {
  isPaused = !isPaused;
  const all = waiting;
  waiting = [];
  if (!isPaused) all.forEach(add);
  showPause();
}

function ladder() {
  isLadder = !isLadder;
  byId("ladder-on").setAttribute("aria-pressed", String(isLadder));
  byId("ladder").hidden = !isLadder;
  byId("packets").hidden = isLadder;
  show();
}

byId("pause").addEventListener("click", pause);
byId("ladder-on").addEventListener("click", ladder);
addEventListener("resize", draw);
document.addEventListener("keydown", (event) => {
  if (event.target.matches("input") || event.ctrlKey || event.metaKey || event.altKey) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  if (event.key === "/") { event.preventDefault(); byId("filter").focus(); }
  if (event.key === "p") pause();
  if (event.key === "l") ladder();
});
document.addEventListener("visibilitychange", draw);
showPages();
