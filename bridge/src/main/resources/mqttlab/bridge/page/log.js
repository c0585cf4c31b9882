// The messages as they come, the latest first: so many, and no more.

import { beforeDrawing, make } from "./dom.js";
import { passes } from "./topics.js";
import { plain, shown, start, time } from "./text.js";

const MOST = 500;
const BATCH = 100;

export class Log {
  /** @param onNote(text) is told how much is shown. */
  constructor(list, onNote, onChoice) {
    this.list = list;
    this.onNote = onNote;
    this.onChoice = onChoice;
    this.all = [];
    this.fresh = [];
    this.filter = "";
    this.draw = beforeDrawing(() => this.#draw());
    list.addEventListener("click", (event) => this.#choose(event.target.closest("li")));
    list.addEventListener("keydown", (event) => this.#key(event));
    this.#empty();
  }

  take(message) {
    this.#add(message);
  }

  /** So many messages are missing here. */
  lost(count) {
    this.#add({ lost: count });
  }

  #add(item) {
    this.all.push(item);
    if (this.all.length > 2 * MOST) this.all = this.all.slice(-MOST);
    this.fresh.push(item);
    if (this.fresh.length > 2 * MOST) this.fresh = this.fresh.slice(-MOST);
    this.draw();
  }

  setFilter(filter) {
    this.filter = filter;
    this.list.replaceChildren();
    this.fresh = this.all.slice(-MOST);
    this.draw();
  }

  clear() {
    this.all = [];
    this.fresh = [];
    this.#empty();
    this.onNote("");
  }

  #empty() {
    this.list.replaceChildren(make("li", { class: "gap empty" }, "Messages appear here as they come."));
  }

  #draw() {
    const rows = this.fresh.slice(-MOST).filter((it) => it.lost !== undefined || passes(this.filter, it)).map(row).reverse();
    this.fresh = [];
    if (rows.length > 0) {
      this.list.querySelector(".empty")?.remove();
      // Who has scrolled down to read keeps the place.
      const top = this.list.scrollTop;
      const height = this.list.scrollHeight;
      this.list.prepend(...rows);
      if (top > 4) this.list.scrollTop = top + this.list.scrollHeight - height;
    }
    if (this.list.childElementCount > MOST + BATCH || this.list.childElementCount > MOST && this.list.scrollTop === 0) {
      while (this.list.childElementCount > MOST) this.list.lastElementChild.remove();
    }
    this.onNote(this.list.childElementCount >= MOST ? "the last " + MOST : "");
  }

  #choose(item) {
    if (item === null || item.message === undefined) return;
    this.list.querySelector("[aria-current]")?.removeAttribute("aria-current");
    item.setAttribute("aria-current", "true");
    this.onChoice(item.message);
  }

  #key(event) {
    const now = this.list.querySelector("[aria-current]");
    let to;
    if (event.key === "ArrowDown") to = now === null ? this.list.firstElementChild : now.nextElementSibling;
    else if (event.key === "ArrowUp") to = now === null ? this.list.firstElementChild : now.previousElementSibling;
    else return;
    event.preventDefault();
    if (to) {
      this.#choose(to);
      to.scrollIntoView({ block: "nearest" });
    }
  }
}

function row(message) {
  if (message.lost !== undefined) {
    return make("li", { class: "gap" }, message.lost.toLocaleString("en-US") + (message.lost === 1 ? " message was" : " messages were") + " lost here: they came faster than this page takes them");
  }
  const marks = [message.past ? "before" : "", message.retain ? "retained" : "", message.qos > 0 ? "QoS " + message.qos : "", message.encoding === "base64" ? "bytes" : ""];
  const item = make("li", {},
    make("time", { datetime: message.time }, time(message.at)),
    make("span", { class: "where" }, make("b", { class: "foreign", title: plain(start(message.topic, 500)) }, shown(start(message.topic, 300))),
      make("span", { class: "mark" }, marks.filter((it) => it !== "").join(" · "))),
    make("span", { class: "what foreign" }, message.brief === "" ? make("span", { class: "dim" }, "(empty)") : shown(start(message.brief))));
  item.message = message;
  return item;
}
