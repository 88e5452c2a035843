package tests.support;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.FluentWait;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A real Chromium without a window and with a fresh profile. Skips the test when Chromium or its driver is not installed. */
public final class Browser implements AutoCloseable {
    private static final String INSTALL = "apt-get install chromium chromium-driver";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path profile;
    private final ChromeDriver driver;

    public Browser() {
        var chromium = Programs.need("chromium", INSTALL);
        var chromedriver = Programs.need("chromedriver", INSTALL);
        try {
            profile = Files.createTempDirectory("paas-chromium");
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for the browser's profile", e);
        }
        var options = new ChromeOptions();
        options.setBinary(chromium.toString());
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync", "--window-size=1000,800", "--user-data-dir="
            + profile);
        var service = new ChromeDriverService.Builder().usingDriverExecutable(chromedriver.toFile()).usingAnyFreePort()
            .withLogFile(new File("/dev/null"))
            // the browser keeps caches and settings in its home, profile or not
            .withEnvironment(Map.of("HOME", profile.toString(), "XDG_CACHE_HOME", profile.toString(), "XDG_CONFIG_HOME",
                profile.toString()))
            .build();
        driver = new ChromeDriver(service, options);
    }

    public ChromeDriver driver() {
        return driver;
    }

    public Browser open(String address) {
        driver.get(address);
        return this;
    }

    /** The element of that CSS selector, once it is visible. */
    public WebElement element(String css) {
        return new WebDriverWait(driver, PATIENCE).ignoring(WebDriverException.class)
            .until(ExpectedConditions.visibilityOfElementLocated(By.cssSelector(css)));
    }

    /**
     * The text of the whole page, once it contains the words. A page that goes away while it is read answers with errors of many kinds: it
     * is read again.
     */
    public String awaitText(String words) {
        return new FluentWait<>(driver).withTimeout(PATIENCE).ignoring(WebDriverException.class)
            .withMessage(() -> "\"" + words + "\" on the page").until(page -> {
                var text = (String) page.executeScript("return document.body ? document.body.innerText : ''");
                return text.contains(words) ? text : null;
            });
    }

    @Override
    public void close() {
        driver.quit();
        try (var files = Files.walk(profile)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            // Chromium may still be removing files of its own; what stays is in the system's temporary folder.
        }
    }
}
