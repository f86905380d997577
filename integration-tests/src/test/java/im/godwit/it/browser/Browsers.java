package im.godwit.it.browser;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.openqa.selenium.chrome.ChromeDriver;

/** Lends a test browsers without windows, each as new as on its first day, and takes them back after it. */
public final class Browsers implements BeforeEachCallback, AfterEachCallback {
    private final List<ChromeDriver> lent = new ArrayList<>();
    private BrowserPool pool;

    @Override
    public void beforeEach(ExtensionContext context) {
        // closes the pool after the last class of this process; two processes share the classes
        pool = context.getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(Browsers.class))
                .getOrComputeIfAbsent(BrowserPool.class, _ -> new BrowserPool(), BrowserPool.class);
    }

    /** A browser with a page of that size, in CSS pixels. */
    public ChromeDriver open(int width, int height) throws IOException {
        ChromeDriver browser = pool.take();
        lent.add(browser);
        // a window has a least width that is more than a phone's
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        return browser;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        lent.forEach(pool::giveBack);
    }
}
