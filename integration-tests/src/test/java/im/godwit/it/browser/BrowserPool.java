package im.godwit.it.browser;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** The browsers of a run of tests. Starting one takes seconds, so each serves one test after another. */
final class BrowserPool implements AutoCloseable {
    private static final String CHROMIUM = "/usr/bin/chromium";
    private static final String DRIVER = "/usr/bin/chromedriver";

    private final Deque<ChromeDriver> idle = new ArrayDeque<>();
    private final List<Path> profiles = new ArrayList<>();

    /** One that knows nothing of earlier tests. */
    ChromeDriver take() throws IOException {
        return idle.isEmpty() ? start() : idle.pop();
    }

    /** Takes one back that a test is done with. One that cannot be cleaned is closed. */
    void giveBack(ChromeDriver browser) {
        try {
            clean(browser);
            idle.push(browser);
        } catch (WebDriverException broken) {
            browser.quit();
        }
    }

    /** A new tab has a sessionStorage, emulations and a history of its own; the rest is shared and is removed. */
    private static void clean(ChromeDriver browser) {
        Set<String> used = browser.getWindowHandles();
        browser.switchTo().newWindow(WindowType.TAB);
        String fresh = browser.getWindowHandle();
        for (String tab : used) {
            browser.switchTo().window(tab).close();
        }
        browser.switchTo().window(fresh);
        browser.executeCdpCommand("Storage.clearDataForOrigin", Map.of("origin", "*", "storageTypes", "all"));
        browser.executeCdpCommand("Network.clearBrowserCookies", Map.of());
        browser.manage().logs().get(LogType.BROWSER);
    }

    private ChromeDriver start() throws IOException {
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(new File(DRIVER)) // so that Selenium looks for none, nor fetches one
                .usingAnyFreePort()
                .build();
        return new ChromeDriver(service, options());
    }

    private ChromeOptions options() throws IOException {
        Path profile = Files.createTempDirectory("godwit-browser");
        profiles.add(profile);
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM);
        options.setCapability("goog:loggingPrefs", logs);
        return options.addArguments(
                "--headless=new",
                "--no-sandbox", // tests may run as root
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--user-data-dir=" + profile);
    }

    @Override
    public void close() throws IOException {
        idle.forEach(ChromeDriver::quit);
        for (Path profile : profiles) {
            try (Stream<Path> files = Files.walk(profile)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
