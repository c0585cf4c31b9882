// Texts from outside, so that they can be looked at: what would not be seen, or turn what is, is written as an escape.

// Controls, format characters such as those that reorder text, separators of lines, halves of surrogate pairs,
// private and unassigned characters.
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}]/gu;
const NAMED = new Map([["\n", "\\n"], ["\r", "\\r"], ["\t", "\\t"]]);

const escape = (it) => NAMED.get(it) ?? "\\u{" + it.codePointAt(0).toString(16) + "}";

/** Plain text with escapes, for where there is no room for colour. */
export const plain = (text) => text.replace(UNSEEN, escape);

/** The text as nodes: escapes stand out. Where `keep` is true, line feeds and tabs are themselves. */
export function shown(text, keep = false) {
  const all = document.createDocumentFragment();
  let from = 0;
  for (const found of text.matchAll(UNSEEN)) {
    if (keep && (found[0] === "\n" || found[0] === "\t")) continue;
    all.append(text.slice(from, found.index));
    const mark = document.createElement("span");
    mark.className = "esc";
    mark.textContent = escape(found[0]);
    all.append(mark);
    from = found.index + found[0].length;
  }
  all.append(text.slice(from));
  return all;
}

const SHORT = 160;

/** The beginning of a text, without cutting a character in two. */
export const start = (text, length = SHORT) => text.length <= length ? text : text.slice(0, length).replace(/[\ud800-\udbff]$/, "") + "…";

const TIME = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit", fractionalSecondDigits: 3 });

export const time = (date) => TIME.format(date);

/** A number with no more digits than one can read. */
export function figure(value) {
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return value.toLocaleString("en-US");
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e9)) return value.toExponential(3);
  return value.toLocaleString("en-US", { maximumSignificantDigits: 6 });
}

export const count = (number, one) => number.toLocaleString("en-US") + " " + one + (number === 1 ? "" : "s");

/** Whether an MQTT topic filter matches a topic. 5.0 section 4.7. */
export function matches(filter, topic) {
  const want = filter.split("/");
  const have = topic.split("/");
  if (have[0].startsWith("$") && (want[0] === "#" || want[0] === "+")) return false;
  for (let i = 0; i < want.length; i++) {
    if (want[i] === "#") return true;
    if (i >= have.length || want[i] !== "+" && want[i] !== have[i]) return false;
  }
  return want.length === have.length;
}
