// Numbers over time: as a line of a few pixels, and as a plot with axes.

import { figure } from "./text.js";

/** The last numbers of something, none of them an infinity, and when they came. */
export class Series {
  constructor(room) {
    this.room = room;
    this.times = [];
    this.values = [];
  }

  add(time, value) {
    this.times.push(time);
    this.values.push(value);
    if (this.times.length >= 2 * this.room) {
      // Seldom, and then many at once.
      this.times = this.times.slice(-this.room);
      this.values = this.values.slice(-this.room);
    }
  }

  last(count) { return this.values.slice(-count); }
}

const SVG = "http://www.w3.org/2000/svg";
const POINTS = 32;

export function spark() {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "spark");
  svg.setAttribute("viewBox", "0 0 64 16");
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("aria-hidden", "true");
  svg.append(document.createElementNS(SVG, "polyline"));
  return svg;
}

export function drawSpark(svg, series) {
  const values = series.last(POINTS);
  if (values.length < 2) {
    svg.firstChild.setAttribute("points", "");
    return;
  }
  const low = Math.min(...values);
  const span = Math.max(...values) - low;
  const points = values.map((it, i) => {
    const x = 64 * i / (values.length - 1);
    const y = span === 0 ? 8 : 15 - 14 * (it - low) / span;
    return x.toFixed(1) + "," + y.toFixed(1);
  });
  svg.firstChild.setAttribute("points", points.join(" "));
}

/** Steps of 1, 2 or 5 that are about as many as wanted. */
function ticks(low, high, wanted) {
  const raw = (high - low) / wanted;
  const size = 10 ** Math.floor(Math.log10(raw));
  const step = size * [1, 2, 5, 10].find((it) => it * size >= raw);
  const all = [];
  for (let at = Math.ceil(low / step) * step; at <= high && all.length < 20; at += step) all.push(Math.abs(at) < step / 1e6 ? 0 : at);
  return all;
}

const CLOCK = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });

export function drawPlot(canvas, series) {
  const scale = devicePixelRatio || 1;
  const width = canvas.clientWidth;
  const height = canvas.clientHeight;
  if (canvas.width !== Math.round(width * scale) || canvas.height !== Math.round(height * scale)) {
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
  }
  const pen = canvas.getContext("2d");
  pen.setTransform(scale, 0, 0, scale, 0, 0);
  pen.clearRect(0, 0, width, height);
  const times = series.times.slice(-series.room);
  const values = series.values.slice(-series.room);
  canvas.dataset.points = values.length;
  if (values.length === 0) return;
  const style = getComputedStyle(canvas);
  const colour = (name) => style.getPropertyValue(name).trim();

  let low = Math.min(...values);
  let high = Math.max(...values);
  const pad = high === low ? Math.max(Math.abs(high) * 0.1, 1) : (high - low) * 0.12;
  low -= pad;
  high += pad;
  const begin = times[0];
  const span = Math.max(times[times.length - 1] - begin, 1);
  pen.font = "11px " + (style.fontFamily || "sans-serif");
  const labels = ticks(low, high, 5);
  const left = 8 + Math.max(...labels.map((it) => pen.measureText(figure(it)).width));
  const box = { x: left, y: 6, w: width - left - 6, h: height - 26 };
  const x = (time) => box.x + (values.length === 1 ? box.w : box.w * (time - begin) / span);
  const y = (value) => box.y + box.h * (1 - (value - low) / (high - low));

  pen.textBaseline = "middle";
  pen.textAlign = "right";
  pen.lineWidth = 1;
  for (const at of labels) {
    const line = Math.round(y(at)) + 0.5;
    pen.strokeStyle = colour("--line");
    pen.beginPath();
    pen.moveTo(box.x, line);
    pen.lineTo(box.x + box.w, line);
    pen.stroke();
    pen.fillStyle = colour("--soft");
    pen.fillText(figure(at), box.x - 6, line);
  }
  pen.textBaseline = "alphabetic";
  pen.textAlign = "left";
  pen.fillText(CLOCK.format(begin), box.x, height - 5);
  pen.textAlign = "right";
  pen.fillText(CLOCK.format(times[times.length - 1]), box.x + box.w, height - 5);

  pen.strokeStyle = colour("--accent");
  pen.lineWidth = 1.6;
  pen.lineJoin = "round";
  pen.beginPath();
  values.forEach((it, i) => (i === 0 ? pen.moveTo(x(times[i]), y(it)) : pen.lineTo(x(times[i]), y(it))));
  pen.stroke();
  const end = values.length - 1;
  pen.fillStyle = colour("--accent");
  pen.beginPath();
  pen.arc(x(times[end]), y(values[end]), 3, 0, 2 * Math.PI);
  pen.fill();
}
