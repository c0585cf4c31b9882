package mqttlab.system.browser;

import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;

/// A page in Chromium.
public final class Tab {

    private static final int PATIENCE = 20_000;

    private final Chromium browser;
    private final String session;
    /// What the page complains of: uncaught errors, and what its policy has stopped.
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    /// What the page has asked the network for.
    private final List<String> requests = new CopyOnWriteArrayList<>();

    Tab(Chromium browser, String session, String url, int width, int height) throws Exception {
        this.browser = browser;
        this.session = session;
        browser.listen(session, this::take);
        for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
            ask(domain + ".enable", Map.of());
        }
        size(width, height);
        ask("Page.navigate", Map.of("url", url));
        await("document.readyState === 'complete'");
    }

    private void take(JsonNode event) {
        JsonNode parameters = event.path("params");
        switch (event.path("method").asString("")) {
            case "Runtime.exceptionThrown" -> complaints.add(parameters.toString());
            case "Log.entryAdded" -> {
                JsonNode entry = parameters.path("entry");
                // A server that is away is no mistake of the page.
                if (entry.path("level").asString("").equals("error")
                        && !entry.path("source").asString("").equals("network")) {
                    complaints.add(entry.toString());
                }
            }
            case "Network.requestWillBeSent" ->
                requests.add(parameters.path("request").path("url").asString(""));
            case "Page.javascriptDialogOpening" -> complaints.add("a dialog: " + parameters);
            default -> {}
        }
    }

    private JsonNode ask(String method, Map<String, ?> parameters) throws Exception {
        return browser.ask(session, method, parameters);
    }

    public List<String> complaints() {
        return complaints;
    }

    public List<String> requests() {
        return requests;
    }

    public void size(int width, int height) throws Exception {
        ask(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    public void dark(boolean on) throws Exception {
        ask(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", on ? "dark" : "light"))));
    }

    public void reload() throws Exception {
        ask("Page.reload", Map.of());
    }

    /// What an expression comes to; promises are waited for.
    public JsonNode eval(String expression) throws Exception {
        JsonNode answer =
                ask("Runtime.evaluate", Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
        if (answer.has("exceptionDetails")) {
            fail(expression + ": " + answer.get("exceptionDetails"));
        }
        return answer.get("result").path("value");
    }

    public String text(String selector) throws Exception {
        return eval("document.querySelector(" + quoted(selector) + ")?.innerText ?? '(nothing)'")
                .asString();
    }

    public int count(String selector) throws Exception {
        return eval("document.querySelectorAll(" + quoted(selector) + ").length")
                .asInt();
    }

    /// Waits until the condition holds in the page.
    public void await(String condition) throws Exception {
        boolean holds = eval("new Promise((done) => { const end = Date.now() + " + PATIENCE
                        + "; const look = () => { let it; try { it = !!(" + condition + "); } catch { it = false; }"
                        + " if (it || Date.now() > end) done(it); else setTimeout(look, 20); }; look(); })")
                .asBoolean();
        if (!holds) {
            fail("the page does not come to " + condition + ", but has:\n"
                    + eval("document.body.innerText").asString() + "\n" + complaints);
        }
    }

    /// Waits until the text of an element has this in it.
    public void awaitText(String selector, String part) throws Exception {
        await("document.querySelector(" + quoted(selector) + ").innerText.includes(" + quoted(part) + ")");
    }

    /// Clicks into the middle of an element.
    public void click(String selector) throws Exception {
        JsonNode at = eval("(() => { const it = document.querySelector(" + quoted(selector)
                + "); it.scrollIntoView({block: 'nearest'}); const box = it.getBoundingClientRect();"
                + " return {x: box.x + Math.min(box.width / 2, 120), y: box.y + box.height / 2}; })()");
        for (String type : List.of("mouseMoved", "mousePressed", "mouseReleased")) {
            ask(
                    "Input.dispatchMouseEvent",
                    Map.of(
                            "type",
                            type,
                            "x",
                            at.get("x").asDouble(),
                            "y",
                            at.get("y").asDouble(),
                            "button",
                            type.equals("mouseMoved") ? "none" : "left",
                            "clickCount",
                            type.equals("mouseMoved") ? 0 : 1));
        }
    }

    /// Moves the mouse over the middle of an element.
    public void hover(String selector) throws Exception {
        JsonNode at = eval("(() => { const box = document.querySelector(" + quoted(selector)
                + ").getBoundingClientRect(); return {x: box.x + box.width / 2, y: box.y + box.height / 2}; })()");
        ask(
                "Input.dispatchMouseEvent",
                Map.of(
                        "type",
                        "mouseMoved",
                        "x",
                        at.get("x").asDouble(),
                        "y",
                        at.get("y").asDouble()));
    }

    /// Types into the element that has the focus.
    public void type(String text) throws Exception {
        ask("Input.insertText", Map.of("text", text));
    }

    /// Presses a key: "Enter", "ArrowDown", "/".
    public void press(String key) throws Exception {
        boolean isText = key.length() == 1 || key.equals("Enter");
        String text = key.equals("Enter") ? "\r" : key;
        Map<String, Object> down = new java.util.HashMap<>(
                Map.of("type", "keyDown", "key", key, "windowsVirtualKeyCode", key.equals("Enter") ? 13 : 0));
        if (isText) {
            down.put("text", text);
        }
        ask("Input.dispatchKeyEvent", down);
        ask("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key));
    }

    /// Keeps what is to be seen, for the docs: in the folder that `-Dscreenshots` says, if any.
    public void screenshot(String name) throws Exception {
        String folder = System.getProperty("screenshots");
        if (folder != null) {
            String png = ask("Page.captureScreenshot", Map.of("format", "png"))
                    .get("data")
                    .asString();
            Files.createDirectories(Path.of(folder));
            Files.write(Path.of(folder, name + ".png"), Base64.getDecoder().decode(png));
        }
    }

    static String quoted(String text) {
        return tools.jackson.databind.json.JsonMapper.shared().writeValueAsString(text);
    }
}
