// The tree of topics: what was last said at each, and the numbers in it over time.

import { beforeDrawing, make, say } from "./dom.js";
import { numbers } from "./json.js";
import { drawSpark, Series, spark } from "./plot.js";
import { figure, matches, plain, shown, start } from "./text.js";

const MOST_TOPICS = 1000;
const MOST_PATHS = 6;
const POINTS = 240;
const MOST_LEVELS = 32;
const MOST_ROWS = 3000;
const FRESH = 900;
const INDENT = 14;

/** The levels of a topic; where there are very many, the last is all the rest. */
function levelsOf(topic) {
  const all = topic.split("/");
  return all.length <= MOST_LEVELS ? all : [...all.slice(0, MOST_LEVELS - 1), all.slice(MOST_LEVELS - 1).join("/")];
}

/** A level of a topic; it has messages itself where `message` is there. */
class Node {
  constructor(parent, name, topic) {
    this.parent = parent;
    this.name = name;
    this.topic = topic;
    this.depth = parent === null ? -1 : parent.depth + 1;
    this.children = new Map();
    this.isOpen = this.depth < 2;
    this.message = null;
    this.count = 0;
    /** The last message's number of the first series, if it has one. */
    this.number = undefined;
    this.series = new Map();
    this.row = null;
  }

  /** The series that is drawn beside the topic. */
  first() { return this.series.values().next().value; }

  take(message) {
    this.message = message;
    this.count++;
    this.number = undefined;
    const found = message.value !== undefined ? numbers(message.value, MOST_PATHS)
      : message.number !== undefined ? [["", message.number]] : [];
    for (const [path, value] of found) {
      let series = this.series.get(path);
      if (series === undefined && this.series.size < MOST_PATHS) this.series.set(path, series = new Series(POINTS));
      series?.add(message.at.getTime(), value);
      if (series === this.first()) this.number = value;
    }
  }
}

export class Topics {
  /** @param onChoice(node) is told which topic was chosen. */
  constructor(tree, onCount, onChoice) {
    this.tree = tree;
    this.onCount = onCount;
    this.onChoice = onChoice;
    this.root = new Node(null, "", "");
    this.size = 0;
    this.left = 0;
    this.filter = "";
    this.chosen = null;
    this.touched = new Set();
    this.isChanged = true;
    this.draw = beforeDrawing(() => this.#draw());
    tree.addEventListener("click", (event) => this.#click(event));
    tree.addEventListener("keydown", (event) => this.#key(event));
    this.rows = [];
    this.draw();
  }

  /** Takes a message. Returns its node, or null where there are too many topics already. */
  take(message) {
    let node = this.root;
    let topic = "";
    const levels = levelsOf(message.topic);
    if (this.size >= MOST_TOPICS && !this.#has(levels)) {
      this.left++;
      this.draw();
      return null;
    }
    for (let i = 0; i < levels.length; i++) {
      topic = i === 0 ? levels[i] : topic + "/" + levels[i];
      let next = node.children.get(levels[i]);
      if (next === undefined) {
        next = new Node(node, levels[i], topic);
        node.children.set(levels[i], next);
        this.isChanged = true;
      }
      node = next;
    }
    if (node.message === null) {
      this.size++;
      this.isChanged = true;
    }
    node.take(message);
    this.touched.add(node);
    this.draw();
    return node;
  }

  #has(levels) {
    let node = this.root;
    for (const level of levels) {
      node = node.children.get(level);
      if (node === undefined) return false;
    }
    return node.message !== null;
  }

  find(topic) {
    let node = this.root;
    for (const level of levelsOf(topic)) node = node?.children.get(level);
    return node ?? null;
  }

  setFilter(filter) {
    this.filter = filter;
    this.isChanged = true;
    this.draw();
  }

  choose(node) {
    this.chosen = node;
    for (let it = node?.parent; it; it = it.parent) it.isOpen = true;
    this.isChanged = true;
    this.draw();
    this.onChoice(node);
  }

  #isShown(node) {
    if (this.filter === "") return true;
    if (node.message !== null && passes(this.filter, node.message)) return true;
    for (const child of node.children.values()) if (this.#isShown(child)) return true;
    return false;
  }

  #draw() {
    if (this.isChanged) {
      this.isChanged = false;
      const rows = [];
      this.#collect(this.root, rows);
      this.rows = rows;
      const elements = rows.map((it) => it.row ?? this.#row(it));
      if (elements.length === 0) {
        this.tree.replaceChildren(make("p", { class: "empty" }, this.size === 0 ? "Nothing has come yet." : "No topic matches."));
      } else {
        const focused = document.activeElement;
        this.tree.replaceChildren(...elements);
        if (focused !== document.activeElement && this.tree.contains(focused)) focused.focus({ preventScroll: true });
      }
      for (const node of rows) this.#update(node);
      if (!rows.some((it) => it.row.tabIndex === 0) && rows.length > 0) rows[0].row.tabIndex = 0;
      this.onCount(this.size, this.left);
    }
    for (const node of this.touched) {
      if (node.row !== null) {
        this.#update(node);
        node.row.classList.add("fresh");
        clearTimeout(node.timer);
        node.timer = setTimeout(() => node.row.classList.remove("fresh"), FRESH);
      }
    }
    this.touched.clear();
    if (this.left > 0) this.onCount(this.size, this.left);
  }

  #collect(node, rows) {
    const children = [...node.children.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const child of children) {
      if (rows.length >= MOST_ROWS) return;
      if (!this.#isShown(child)) continue;
      rows.push(child);
      if (child.isOpen || this.filter !== "") this.#collect(child, rows);
    }
  }

  #row(node) {
    const level = make("span", { class: "level foreign" });
    level.style.paddingLeft = 20 + node.depth * INDENT + "px";
    level.append(node.name === "" ? make("span", { class: "dim" }, "(empty)") : shown(start(node.name, 80)));
    const row = make("div", { class: "topic", role: "treeitem", tabindex: "-1", title: plain(start(node.topic, 500)), "aria-level": node.depth + 1 },
      level, make("span", { class: "last foreign" }), spark());
    row.node = node;
    node.row = row;
    return row;
  }

  #update(node) {
    const { row } = node;
    row.setAttribute("aria-selected", String(node === this.chosen));
    if (node.children.size > 0) row.setAttribute("aria-expanded", String(node.isOpen || this.filter !== ""));
    const [, last, line] = row.children;
    const series = node.first();
    say(last, node.message === null ? "" : node.number !== undefined ? figure(node.number) : plain(start(node.message.brief, 60)));
    if (series !== undefined) drawSpark(line, series);
  }

  #click(event) {
    const node = event.target.closest(".topic")?.node;
    if (node === undefined) return;
    if (node.children.size > 0 && (node.message === null || event.target.closest(".level") !== null && node === this.chosen)) this.#toggle(node);
    this.#focus(node);
    this.choose(node);
  }

  #toggle(node) {
    node.isOpen = !node.isOpen;
    this.isChanged = true;
    this.draw();
  }

  #focus(node) {
    for (const it of this.rows) it.row.tabIndex = it === node ? 0 : -1;
    node.row.focus({ preventScroll: false });
  }

  #key(event) {
    const node = event.target.closest(".topic")?.node;
    if (node === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const at = this.rows.indexOf(node);
    let to = null;
    switch (event.key) {
      case "ArrowDown": to = this.rows[at + 1]; break;
      case "ArrowUp": to = this.rows[at - 1]; break;
      case "Home": to = this.rows[0]; break;
      case "End": to = this.rows.at(-1); break;
      case "ArrowRight":
        if (node.children.size > 0 && !node.isOpen) this.#toggle(node); else to = this.rows[at + 1];
        break;
      case "ArrowLeft":
        if (node.children.size > 0 && node.isOpen) this.#toggle(node); else if (node.parent.row !== null) to = node.parent;
        break;
      case "Enter": case " ": this.choose(node); break;
      default: return;
    }
    event.preventDefault();
    if (to) {
      this.#focus(to);
      this.choose(to);
    }
  }
}

/** Whether a message is shown: by a topic filter where there are wildcards, else by words of topic or payload. */
export function passes(filter, message) {
  if (filter === "") return true;
  if (/[+#]/.test(filter)) return matches(filter, message.topic);
  return filter.toLowerCase().split(/\s+/).every((word) =>
    message.topic.toLowerCase().includes(word) || message.brief.toLowerCase().includes(word));
}
