package im.godwit.it.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ThrowingRunnable;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

/** The chat page in a browser, as somebody uses it who sees it. */
public final class ChatWindow {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration POLL = Duration.ofMillis(20);

    private final ChromeDriver browser;
    private final URI page;

    public ChatWindow(ChromeDriver browser, URI page) {
        this.browser = browser;
        this.page = page;
        browser.get(page.toString());
        eventually(() -> assertThat(shows("login-form")).isTrue());
    }

    /** Fills the form in and sends it. */
    void submitLogin(String user, String password) {
        browser.findElement(By.id("username")).clear(); // of who was here before
        type("username", user);
        type("password", password + Keys.ENTER);
    }

    /** Logs in and waits for the contacts. */
    public ChatWindow logIn(String user, String password) {
        submitLogin(user, password);
        eventually(() -> assertThat(shows("list-pane")).isTrue());
        eventually(() -> assertThat(shows("banner")).isFalse());
        return this;
    }

    public void reload() {
        browser.navigate().refresh();
    }

    /** Goes to another place in the same tab. */
    void leave() {
        browser.get("data:text/html,elsewhere");
    }

    /** Opens the page again in the same tab. */
    void comeBack() {
        browser.get(page.toString());
    }

    /** Goes back by the browser's own way, as by the gesture of a phone. */
    void goBack() {
        browser.navigate().back();
    }

    /** Opens the page in another tab, which gets a copy of what this one keeps, and looks at that. */
    void duplicate() {
        String first = browser.getWindowHandle();
        browser.executeScript("window.open(location.href)");
        browser.getWindowHandles().stream()
                .filter(handle -> !handle.equals(first))
                .forEach(handle -> browser.switchTo().window(handle));
    }

    /** Looks at the first tab. */
    void back() {
        browser.switchTo().window(browser.getWindowHandles().iterator().next());
    }

    /** What the page keeps of its session, once it has a session to keep. */
    String kept() {
        // what is kept is written after a pause
        return await().atMost(PATIENCE)
                .until(
                        () -> (String) browser.executeScript("return sessionStorage.getItem('godwit-session')"),
                        it -> it != null && it.contains("\"boundJid\""));
    }

    /** Waits until the page has had so many answers of an address, besides what WebSockets carry. */
    void awaitAnswers(String path, long number) {
        eventually(() -> assertThat((Long) browser.executeScript(
                        "return performance.getEntriesByType('resource')"
                                + ".filter(({ name }) => name.endsWith(arguments[0])).length",
                        path))
                .isGreaterThanOrEqualTo(number));
    }

    /** Goes on with a session of which another window kept this, as if it had been stolen. */
    void take(String kept) {
        browser.executeScript(
                "sessionStorage.setItem('godwit-session', arguments[0].replace(/\"tab\":\"/, '$&other'))", kept);
        browser.navigate().refresh();
    }

    /** The machine wakes from its sleep. */
    void wake() {
        browser.executeScript("dispatchEvent(new Event('online'))");
    }

    /** Whether the browser has no network. */
    void offline(boolean offline) {
        emulate(offline, -1);
    }

    /** The browser has a network that takes so many bytes a second. */
    void slow(int upload) {
        emulate(false, upload);
    }

    private void emulate(boolean offline, int upload) {
        browser.executeCdpCommand("Network.enable", Map.of());
        browser.executeCdpCommand(
                "Network.emulateNetworkConditions",
                Map.of("offline", offline, "latency", 0, "downloadThroughput", -1, "uploadThroughput", upload));
    }

    /** Begins a chat, with or without making somebody a contact. */
    public void chatWith(String address, boolean contact) {
        click("new-chat");
        type("new-address", address);
        if (!contact) {
            click("new-keep");
        }
        type("new-name", Keys.ENTER.toString());
        eventually(() -> assertThat(shows("text")).isTrue());
    }

    public void send(String text) {
        type("text", text + Keys.ENTER);
    }

    /** Opens the chat with somebody in the list. */
    public void openChat(String address) {
        eventually(() -> person(address).findElement(By.tagName("button")).click());
    }

    /** The texts of the open chat, without who wrote them. */
    public List<String> messages() {
        return texts("#messages .text");
    }

    /** What became of the messages of the open chat. */
    public List<String> states() {
        return texts("#messages .mine .state");
    }

    List<String> requests() {
        return texts("#requests .request p");
    }

    void acceptRequest() {
        eventually(() ->
                browser.findElement(By.cssSelector("#requests button.primary")).click());
    }

    /** How available somebody in the list is: a value of {@code show}, or {@code offline}. */
    String availability(String address) {
        return person(address).findElement(By.className("avatar")).getDomAttribute("data-show");
    }

    /** What was said last, or else how available somebody is, as the list tells. */
    String preview(String address) {
        return person(address).findElement(By.className("preview")).getText();
    }

    /** How many messages of somebody are unread, as the list tells; empty where none are. */
    String unread(String address) {
        return person(address).findElement(By.className("badge")).getText();
    }

    private WebElement person(String address) {
        return browser.findElement(By.cssSelector("#people > [data-key='" + address + "']"));
    }

    void choosePresence(String show, String status) {
        browser.findElement(By.cssSelector("#own-show > [value='" + show + "']"))
                .click();
        type("own-status", status + Keys.ENTER);
    }

    /** Drops a picture on the open chat, as from a folder. */
    void dropPicture(String name) {
        drop(name, "image/png", """
                const canvas = document.createElement('canvas');
                canvas.width = canvas.height = 200;
                const brush = canvas.getContext('2d');
                brush.fillStyle = 'teal';
                brush.fillRect(20, 20, 160, 160);
                canvas.toBlob(use, 'image/png');
                """);
    }

    /** Drops a file of that many bytes on the open chat. */
    void dropFile(String name, int size) {
        drop(name, "text/plain", "use(new Blob(['x'.repeat(" + size + ")]));");
    }

    private void drop(String name, String type, String making) {
        browser.executeScript("""
                const [name, type] = arguments;
                const use = (blob) => {
                  const dataTransfer = new DataTransfer();
                  dataTransfer.items.add(new File([blob], name, { type }));
                  for (const kind of ['dragover', 'drop']) {
                    const event = new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true });
                    document.getElementById('messages').dispatchEvent(event);
                  }
                };
                """ + making, name, type);
    }

    /** The names of the pictures in the open chat that are really seen. */
    List<String> picturesShown() {
        return browser.findElements(By.cssSelector("#messages .picture")).stream()
                .filter(it -> (Boolean) browser.executeScript("return arguments[0].naturalWidth > 0", it))
                .map(it -> it.getDomAttribute("alt"))
                .toList();
    }

    /** The names of files that are no pictures. */
    List<String> filesShown() {
        return browser.findElements(By.cssSelector("#messages .file")).stream()
                .map(WebElement::getText)
                .toList();
    }

    /** Whether a file is on its way, of which it is shown how far it is. */
    boolean showsProgress() {
        return browser.findElements(By.cssSelector("#transfers progress")).stream()
                .anyMatch(it -> it.isDisplayed() && it.getDomProperty("value") != null);
    }

    /** What stands in a field. */
    String value(String id) {
        return browser.findElement(By.id(id)).getDomProperty("value");
    }

    /** Clicks the button in an element. */
    void clickIn(String id) {
        browser.findElement(By.cssSelector("#" + id + " button")).click();
    }

    boolean shows(String id) {
        return browser.findElement(By.id(id)).isDisplayed();
    }

    public String text(String id) {
        return browser.findElement(By.id(id)).getText();
    }

    void click(String id) {
        browser.findElement(By.id(id)).click();
    }

    private void type(String id, String keys) {
        browser.findElement(By.id(id)).sendKeys(keys);
    }

    // Only what is seen: textContent would tell what screen readers get as well.
    @SuppressWarnings("unchecked") // a list of strings in JavaScript is one here
    private List<String> texts(String selector) {
        return (List<String>) browser.executeScript(
                "return Array.from(document.querySelectorAll(arguments[0]), (it) => it.lastChild?.textContent ?? '')",
                selector);
    }

    /** Scrolls to the first message of a list, as somebody who reads what was said before. */
    void scrollBack(String list) {
        browser.executeScript("document.getElementById(arguments[0]).scrollTop = 0", list);
    }

    /** How far above the window the first message of a list is, in CSS pixels. */
    long scrolled(String list) {
        return (Long) browser.executeScript("return Math.round(document.getElementById(arguments[0]).scrollTop)", list);
    }

    /** How much wider the page is than the window; 0 where nothing needs to be scrolled sideways. */
    long overflow() {
        return (Long) browser.executeScript(
                "return document.documentElement.scrollWidth - document.documentElement.clientWidth");
    }

    /** What the browser holds against the page, such as breaches of its security policy. */
    public List<LogEntry> complaints() {
        return browser.manage().logs().get(LogType.BROWSER).getAll();
    }

    /** Everything that the page keeps in the browser beyond its own life. */
    long stored() {
        return (Long)
                browser.executeScript("return localStorage.length + sessionStorage.length + document.cookie.length");
    }

    /** Waits until something is so; elements that are not there yet are waited for, too. */
    public static void eventually(ThrowingRunnable assertion) {
        await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO) // most often it is so already
                .pollInterval(POLL)
                .ignoreExceptionsInstanceOf(WebDriverException.class)
                .untilAsserted(assertion);
    }
}
