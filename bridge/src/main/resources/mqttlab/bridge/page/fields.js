// The fields of a packet as a tree, and its bytes in hexadecimal; each lights up what belongs to it in the other.

import { make } from "./dom.js";
import { shown, start } from "./text.js";

const INDENT = 16;
const LONGEST = 400;
const MOST_BYTES = 8192;
const PER_LINE = 16;

export class Fields {
  constructor(tree, hex) {
    this.tree = tree;
    this.hex = hex;
    this.rows = [];
    this.cells = [];
    tree.addEventListener("mouseover", (event) => this.#light(event.target.closest(".field")));
    tree.addEventListener("mouseleave", () => this.#light(this.kept));
    tree.addEventListener("focusin", (event) => { this.kept = event.target.closest(".field"); this.#light(this.kept); });
    tree.addEventListener("keydown", (event) => this.#key(event));
    hex.addEventListener("mouseover", (event) => this.#find(event.target.closest("i")));
    hex.addEventListener("mouseleave", () => this.#light(this.kept));
    hex.addEventListener("click", (event) => {
      const row = this.#find(event.target.closest("i"));
      row?.scrollIntoView({ block: "nearest" });
      row?.focus({ preventScroll: true });
    });
  }

  clear() {
    this.tree.replaceChildren();
    this.hex.replaceChildren();
    this.rows = [];
    this.cells = [];
    this.kept = null;
  }

  show(packet) {
    this.clear();
    const flaws = [...(packet.errors ?? []).map((it) => ({ ...it, text: it.found + ": expected " + it.expected + " (" + it.citation + ")" }))];
    for (const it of packet.findings) {
      if (!flaws.some((other) => other.offset === it.offset && other.found === it.found)) {
        flaws.push({ ...it, text: it.found + ": expected " + it.demands + " (" + it.statement + ")" });
      }
    }
    packet.fields.forEach((it) => this.#add(it, 0, 0, 1));
    for (const it of packet.generated ?? []) this.#row(0, 0, 0, it.label, it.value, "", "");
    for (const it of flaws) this.#row(0, it.offset, it.length, "", it.text, "", "problem");
    if (this.rows.length > 0) this.rows[0].tabIndex = 0;
    this.tree.replaceChildren(...this.rows);
    this.#dump(packet.hex, flaws);
  }

  /** @param at and size of the field that it is part of, for bits of a byte */
  #add(field, depth, at, size) {
    const from = field.offset ?? at;
    const length = field.length ?? size;
    const isGroup = field.children !== undefined && field.value === undefined;
    const hasBits = field.children?.[0]?.mask !== undefined;
    const value = hasBits && typeof field.value === "number" ? "0x" + field.value.toString(16).padStart(2, "0") : field.value ?? field.text ?? (isGroup ? "" : field.raw === undefined ? "" : spaced(field.raw));
    this.#row(depth, from, length, field.label, String(value), field.meaning ?? "", isGroup ? "group" : "", field.name);
    for (const child of field.children ?? []) this.#add(child, depth + 1, from, length);
  }

  #row(depth, from, length, label, value, meaning, kind, name = "") {
    const row = make("div", { class: "field " + kind, role: "treeitem", tabindex: "-1", "aria-level": depth + 1, title: name },
      label === "" ? "" : make("span", { class: "label" }, label),
      value === "" ? "" : make("span", { class: "what foreign" }, shown(start(value, LONGEST))),
      meaning === "" ? "" : make("span", { class: "meaning foreign" }, shown(start(meaning, LONGEST))));
    row.style.paddingLeft = 20 + depth * INDENT + "px";
    row.from = from;
    row.to = from + length;
    this.rows.push(row);
  }

  #dump(hex, flaws) {
    const total = hex.length / 2;
    const count = Math.min(total, MOST_BYTES);
    const lines = [];
    for (let at = 0; at < count; at += PER_LINE) {
      const digits = make("span", {});
      const letters = make("span", { class: "letters" });
      for (let i = at; i < at + PER_LINE; i++) {
        const gap = i === at + PER_LINE - 1 ? "" : i % 8 === 7 ? "  " : " ";
        if (i >= count) { digits.append("  " + gap); continue; }
        const pair = hex.slice(2 * i, 2 * i + 2);
        const code = parseInt(pair, 16);
        const isFlawed = flaws.some((it) => i >= it.offset && i < it.offset + it.length);
        const cell = make("i", { class: isFlawed ? "flawed" : null }, pair);
        const letter = make("i", { class: isFlawed ? "flawed" : null }, code >= 32 && code < 127 ? String.fromCharCode(code) : "·");
        cell.at = letter.at = i;
        this.cells[i] = [cell, letter];
        digits.append(cell, gap);
        letters.append(letter);
      }
      lines.push(make("span", { class: "line" }, make("span", { class: "offset" }, at.toString(16).padStart(4, "0")), digits, letters));
    }
    if (total > count) lines.push(make("span", { class: "line dim" }, "… and " + (total - count).toLocaleString("en-US") + " bytes more"));
    this.hex.replaceChildren(...lines);
  }

  /** Lights a field and its bytes; with null, nothing. */
  #light(row) {
    for (const it of this.tree.querySelectorAll(".lit")) it.classList.remove("lit");
    for (const it of this.hex.querySelectorAll(".lit")) it.classList.remove("lit");
    if (!row) return;
    row.classList.add("lit");
    for (let i = row.from; i < Math.min(row.to, this.cells.length); i++) for (const it of this.cells[i]) it.classList.add("lit");
  }

  /** The smallest field that has this byte; lights it. */
  #find(cell) {
    if (!cell) return null;
    let found = null;
    for (const row of this.rows) {
      if (cell.at >= row.from && cell.at < row.to && (found === null || row.to - row.from < found.to - found.from)) found = row;
    }
    this.#light(found);
    return found;
  }

  #key(event) {
    const at = this.rows.indexOf(event.target);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: this.rows.length - 1 }[event.key];
    if (to === undefined || at < 0) return;
    event.preventDefault();
    const row = this.rows[to];
    if (row === undefined) return;
    for (const it of this.rows) it.tabIndex = it === row ? 0 : -1;
    row.focus();
  }
}

const spaced = (raw) => raw.length > 64 ? raw.slice(0, 64) + "…" : raw;
