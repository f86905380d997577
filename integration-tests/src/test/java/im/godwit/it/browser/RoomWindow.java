package im.godwit.it.browser;

import static im.godwit.it.browser.ChatWindow.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;

/** The rooms of the chat page in a browser, as somebody uses them who sees them. */
final class RoomWindow {
    private final ChromeDriver browser;

    RoomWindow(ChromeDriver browser) {
        this.browser = browser;
    }

    /** Enters a room by its name, or makes it. */
    void enter(String name) {
        click("#find-rooms");
        type("#rooms-address", name + Keys.ENTER);
        eventually(this::seesItself);
    }

    /** Makes a room with a title and some settings, by the names of their fields. */
    void make(String name, String title, String... settings) {
        click("#find-rooms");
        click("#rooms-set-up");
        type("#rooms-address", name + Keys.ENTER);
        eventually(() -> setting("muc#roomconfig_roomname").sendKeys(title));
        for (String setting : settings) {
            setting(setting).click();
        }
        click("#settings-form .primary");
        eventually(() -> assertThat(shows("#settings-dialog")).isFalse());
    }

    private WebElement setting(String field) {
        return browser.findElement(By.id("setting-" + field));
    }

    /** Enters a room out of the list of public ones. */
    void choose(String address) {
        click("#find-rooms");
        click("[data-room='" + address + "']");
        eventually(this::seesItself);
    }

    private void seesItself() {
        assertThat(occupants()).anyMatch(occupant -> occupant.endsWith(" (you)"));
    }

    /** Opens a room in the list. */
    void open(String address) {
        click("#rooms > [data-key='" + address + "'] button");
    }

    void say(String text) {
        type("#room-text", text + Keys.ENTER);
    }

    /** What was said, as it is seen. */
    List<String> said() {
        return texts("#room-messages .message .text");
    }

    List<String> notices() {
        return texts("#room-messages .notice-line");
    }

    List<String> mentions() {
        return texts("#room-messages .mention mark");
    }

    List<String> occupants() {
        return texts("#occupants .name");
    }

    /** What somebody is in the room. */
    String rank(String nick) {
        return text("#occupants > [data-key='" + nick + "'] .rank");
    }

    /** Does something to an occupant: a power, by its name. */
    void moderate(String nick, String power, String reason) {
        click("#occupants > [data-key='" + nick + "'] button");
        type("#occupant-reason", reason);
        click("[data-power='" + power + "']");
        eventually(() -> assertThat(shows("#occupant-dialog")).isFalse());
    }

    /** Gives somebody in the lists of the room another rank. */
    void giveRank(String address, String affiliation) {
        click("[data-jid='" + address + "'] [value='" + affiliation + "']");
        click("[data-jid='" + address + "'] button");
    }

    /** Chooses from the room's menu. */
    void menu(String action) {
        click("#room-menu");
        click("[data-action='" + action + "']");
    }

    /** Answers the question that the page asks. */
    void answer(String text) {
        eventually(() -> {
            browser.findElement(By.id("ask-value")).clear();
            browser.findElement(By.id("ask-value")).sendKeys(text + Keys.ENTER);
        });
    }

    void invite(String address, String reason) {
        menu("invite");
        type("#invite-address", address);
        type("#invite-reason", reason + Keys.ENTER);
    }

    /** How many messages of a room are unread, as the list tells. */
    String unread(String address) {
        return text("#rooms > [data-key='" + address + "'] .badge");
    }

    boolean shows(String selector) {
        return browser.findElement(By.cssSelector(selector)).isDisplayed();
    }

    String text(String selector) {
        return browser.findElement(By.cssSelector(selector)).getText();
    }

    void click(String selector) {
        eventually(() -> browser.findElement(By.cssSelector(selector)).click());
    }

    void type(String selector, String keys) {
        eventually(() -> browser.findElement(By.cssSelector(selector)).sendKeys(keys));
    }

    /** Loads the page anew, as somebody who presses F5. */
    void reload() {
        browser.navigate().refresh();
    }

    @SuppressWarnings("unchecked") // a list of strings in JavaScript is one here
    private List<String> texts(String selector) {
        return (List<String>) browser.executeScript(
                "return Array.from(document.querySelectorAll(arguments[0]), (it) => it.innerText)", selector);
    }
}
