// JSON that stays as it is written: numbers keep their digits, members their order, and what stands twice stands twice.

import { shown } from "./text.js";

const LONGEST = 32 * 1024;

/** The value that a payload is, or undefined where it is no JSON object or array, or too long to look. */
export function parse(text) {
  if (text.length >= LONGEST || !/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The numbers in a value by their paths, the first few that are no infinity (1e999): [["temperature", 21.5], ["list[0]", 1]]. */
export function numbers(value, most) {
  const all = [];
  const waiting = [["", value]];
  let steps = 0;
  while (waiting.length > 0 && all.length < most && steps++ < 500) {
    const [path, it] = waiting.shift();
    if (Number.isFinite(it)) all.push([path, it]);
    else if (Array.isArray(it)) it.slice(0, 20).forEach((each, i) => waiting.push([path + "[" + i + "]", each]));
    else if (it !== null && typeof it === "object") {
      for (const key of Object.keys(it).slice(0, 50)) waiting.push([path === "" ? key : path + "." + key, it[key]]);
    }
  }
  return all;
}

const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|true|false|null|[[\]{},:]/g;

/** JSON that is known to be such, with a line for each member. */
export function pretty(text) {
  const all = document.createDocumentFragment();
  let depth = 0;
  let before = "";
  const line = () => all.append("\n" + "  ".repeat(Math.min(depth, 40)));
  const tokens = text.match(TOKEN) ?? [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    const first = token[0];
    if (first === "}" || first === "]") {
      depth--;
      if (before !== "{" && before !== "[") line();
      all.append(token);
    } else {
      if (before === "{" || before === "[" || before === ",") line();
      if (first === "{" || first === "[") { depth++; all.append(token); }
      else if (first === ",") all.append(",");
      else if (first === ":") all.append(": ");
      else all.append(piece(token, first, tokens[i + 1] === ":"));
    }
    before = first;
  }
  return all;
}

function piece(token, first, isName) {
  const span = document.createElement("span");
  span.className = first === "\"" ? (isName ? "k" : "s") : /[tfn]/.test(first) ? "w" : "n";
  span.append(shown(token));
  return span;
}
