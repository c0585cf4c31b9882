// Elements are made here, and nowhere else; what comes from outside becomes text and never markup.

/** An element with attributes, properties that begin with a dot, and children: elements or texts. */
export function make(name, attributes = {}, ...children) {
  const it = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith(".")) it[key.slice(1)] = value;
    else it.setAttribute(key, value === true ? "" : value);
  }
  it.append(...children);
  return it;
}

export const byId = (id) => document.getElementById(id);

/** Sets a text only where it differs: the browser need not lay out again. */
export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

let hiding;

/** Tells the user something for a few seconds. */
export function tell(text) {
  const told = byId("told");
  told.replaceChildren(text);
  told.hidden = false;
  clearTimeout(hiding);
  hiding = setTimeout(() => { told.hidden = true; }, 6000);
}

/** Runs an action once before the browser draws next, however often it was asked for; also in a hidden page. */
export function beforeDrawing(action) {
  let isAsked = false;
  const run = () => {
    if (!isAsked) return;
    isAsked = false;
    action();
  };
  // A page that is being hidden is not drawn any more, whatever it was promised.
  document.addEventListener("visibilitychange", run);
  return () => {
    if (isAsked) return;
    isAsked = true;
    if (document.hidden) setTimeout(run, 500); else requestAnimationFrame(run);
  };
}
