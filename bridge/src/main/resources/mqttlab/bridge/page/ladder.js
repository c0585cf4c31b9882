// Who says what to whom, from top to bottom: a line for each client, and one for the server.

import { plain, start } from "./text.js";

const MOST = 300;
const MOST_CLIENTS = 6;
const TOP = 4;
const HEAD = 26;
const STEP = 26;
const LEFT = 96;
const SVG = "http://www.w3.org/2000/svg";

function draw(name, attributes, text) {
  const it = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) it.setAttribute(key, value);
  if (text !== undefined) it.textContent = text;
  return it;
}

/** A name for a row's client: what it calls itself, else where it is. */
export const clientName = (row) => row.clientid === "" ? row.client : row.clientid;

/** @param rows packets; @param format(time) for the left edge */
export function drawLadder(place, rows, selected, format, onChoice) {
  const last = rows.slice(-MOST);
  const clients = [...new Set(last.map((it) => it.stream))].slice(-MOST_CLIENTS);
  const shown = last.filter((it) => clients.includes(it.stream));
  const left = rows.length - shown.length;
  const width = Math.max(place.clientWidth, 520);
  const height = TOP + shown.length * STEP + 20;
  const gap = (width - LEFT - 60) / Math.max(clients.length, 1);
  const server = width - 70;
  const x = (stream) => LEFT + 40 + clients.indexOf(stream) * gap;
  const svg = draw("svg", { viewBox: "0 0 " + width + " " + height, height, role: "group" });
  const head = draw("svg", { viewBox: "0 0 " + width + " " + HEAD, height: HEAD, class: "heads" });

  for (const stream of clients) {
    const name = clientName(shown.findLast((it) => it.stream === stream));
    svg.append(draw("line", { class: "life", x1: x(stream), x2: x(stream), y1: 0, y2: height }));
    head.append(draw("text", { class: "head", x: x(stream), y: 16 }, plain(start(name, Math.max(6, Math.floor(gap / 8))))));
  }
  svg.append(draw("line", { class: "life", x1: server, x2: server, y1: 0, y2: height }));
  head.append(draw("text", { class: "head", x: server, y: 16 }, shown.length === 0 ? "" : "server"));

  shown.forEach((row, i) => {
    const y = TOP + i * STEP + STEP / 2;
    const isUp = row.sender !== "server";
    const from = isUp ? x(row.stream) : server;
    const to = isUp ? server : x(row.stream);
    const ahead = to > from ? -1 : 1;
    const kind = isUp ? "" : " server";
    const group = draw("g", { tabindex: "-1", "aria-selected": row.number === selected, "data-number": row.number });
    group.append(
      draw("rect", { x: 0, y: y - STEP / 2, width, height: STEP }),
      draw("text", { class: "when", x: 20, y: y + 5 }, format(row)),
      draw("line", { class: "arrow" + kind, x1: from, y1: y + 7, x2: to + 5 * ahead, y2: y + 7 }),
      draw("path", { class: "tip" + kind, d: "M" + to + " " + (y + 7) + "l" + 8 * ahead + " -4v8z" }),
      draw("text", { class: "label", x: (from + to) / 2, y }, plain(start(row.summary, Math.max(12, Math.floor(Math.abs(to - from) / 7)))) + (row.findings ? "  ⚠" : "")));
    group.addEventListener("click", () => onChoice(row.number));
    svg.append(group);
  });
  place.replaceChildren(head, svg);
  if (left > 0) head.append(draw("text", { class: "when", x: 20, y: 16 }, left + " before"));
}
