// A form that publishes, where the bridge lets pages do that.

import { byId, make } from "./dom.js";
import { shown, start } from "./text.js";

export function publishForm(form, send) {
  const topic = make("input", { placeholder: "Topic", "aria-label": "Topic to publish to", id: "publish-topic", required: true, spellcheck: "false" });
  const payload = make("textarea", { placeholder: "Payload", "aria-label": "Payload", id: "publish-payload", spellcheck: "false" });
  const qos = make("select", { "aria-label": "QoS", id: "publish-qos" }, ...["0", "1", "2"].map((it) => make("option", { value: it }, it)));
  const retain = make("input", { type: "checkbox", id: "publish-retain" });
  const told = make("p", { id: "published", role: "status" });
  form.append(make("h3", {}, "Publish"), topic, payload,
    make("div", { class: "row" }, make("label", {}, "QoS ", qos), make("label", {}, retain, "retain"), make("button", {}, "Publish")), told);
  let number = 0;

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    number++;
    const isSent = send({ publish: { topic: topic.value, payload: payload.value, qos: Number(qos.value), retain: retain.checked }, id: "p" + number });
    told.replaceChildren(isSent ? "…" : "There is no connection.");
  });
  payload.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  return {
    setTopic(text) {
      if (byId("publish").contains(document.activeElement)) return;
      topic.value = text;
    },
    /** Takes the answer to what this form has sent; returns whether it was one. */
    answer(it) {
      if (typeof it.id !== "string" || !/^p\d+$/.test(it.id)) return false;
      told.replaceChildren(it.error === undefined ? "Published." : shown(start(it.error + ": expected " + it.expected, 400)));
      return true;
    },
  };
}
