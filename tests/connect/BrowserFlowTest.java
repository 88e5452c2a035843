package tests.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lib.sandbox.instance.Options;
import lib.sandbox.instance.Sandbox;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import tests.support.Browser;
import tests.support.Cli;
import tests.support.Home;
import tests.support.Live;

/** The whole way as a person goes it: a terminal, a real Chromium, an instance. */
class BrowserFlowTest {
    private static Sandbox instance;
    private static Browser browser;

    @TempDir
    Path folder;
    private Home home;
    private Cli cli;

    @BeforeAll
    static void start() {
        browser = new Browser();
        instance = Sandbox.start(Options.forTests());
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
        if (instance != null) {
            instance.close();
        }
    }

    @BeforeEach
    void setUp() throws Exception {
        home = new Home(Files.createDirectory(folder.resolve("home")));
        cli = new Cli(home).secret(instance.adminToken());
    }

    @Test
    void connectAuthorizeStatusDisconnect() throws Exception {
        var opened = fakeOpener();
        try (var live = connect()) {
            live.awaitStdout("Waiting for authorization in the browser…\n");
            browser.open(read(opened));
            browser.element("#token").sendKeys(instance.adminToken());
            browser.element("#sign-in").click();
            var name = browser.element("#agent-name");
            name.clear();
            name.sendKeys("my-macbook CLI");
            assertTrue(browser.element("input[name=profile][value=deployer]").isSelected(), "Deployer is not chosen beforehand");
            browser.element("#authorize").click();
            assertTrue(browser.awaitText("close this tab").length() > 0);
            assertTrue(browser.driver().getCurrentUrl().startsWith("http://127.0.0.1:"), browser.driver().getCurrentUrl());

            live.finish().exits(0).prints("""
                Connecting to %s …
                Opening browser to authorize the CLI…
                Waiting for authorization in the browser…

                Connected successfully.
                  URL:     %s
                  Profile: deployer
                  Agent:   my-macbook CLI
                  Config:  %s

                Try: paas status
                """.formatted(instance.url(), instance.url(), home.config()));
        }
        home.checkPrivate();
        var token = home.config("token").asText();
        assertTrue(token.matches("bpagt_[0-9a-f]{64}"), "the saved token is none of an agent");

        cli.run("status").exits(0).complains("")
            .printsPart("Better-PaaS  " + instance.url() + "\nAgent        my-macbook CLI (deployer)\n\nNAME ")
            .printsMatch("(?s).*\\nNAME +STATUS +ID +URL\\n(\\S+ +(running|stopped|failed|building) +[a-z0-9]{10}.*\\n)+\\nProjects: "
            + "\\d+\\n");
        cli.run("env").exits(0).printsPart("export PAAS_TOKEN='" + token + "'\n");
        cli.run("disconnect").exits(0);
        home.checkNoConfig();
    }

    @Test
    void aWrongTokenFirstAndThenByKeyboardAlone() {
        try (var live = connect("--no-browser")) {
            browser.open(Authorization.of(live).page());
            browser.element("#token").sendKeys("0".repeat(64) + Keys.ENTER);
            browser.awaitText("does not know that token");
            assertTrue(live.isRunning(), "the wait is over");
            browser.driver().switchTo().activeElement().sendKeys(instance.adminToken() + Keys.ENTER);
            browser.element("#agent-name");
            var name = browser.driver().switchTo().activeElement();
            assertEquals("agent-name", name.getAttribute("id"), "the keyboard is not at the next question");
            name.sendKeys(Keys.chord(Keys.CONTROL, "a"), "by keyboard", Keys.TAB);
            browser.driver().switchTo().activeElement().sendKeys(Keys.ARROW_DOWN, Keys.ENTER);
            browser.awaitText("close this tab");
            live.finish().exits(0).printsPart("  Profile: operator\n  Agent:   by keyboard\n");
        }
        assertEquals("operator", home.config("profile").asText());
    }

    @Test
    void twoTerminalsAtOnceAreKeptApart() throws Exception {
        var second = new Home(Files.createDirectory(folder.resolve("second")));
        try (var one = connect("--no-browser"); var two = new Cli(second).start("connect", instance.url().toString(), "--no-browser")) {
            authorize(Authorization.of(two), "observer", "the second");
            two.finish().exits(0).printsPart("  Agent:   the second\n");
            assertTrue(one.isRunning(), "the first ended with the second");
            authorize(Authorization.of(one), "operator", "the first");
            one.finish().exits(0).printsPart("  Agent:   the first\n");
        }
        assertEquals("observer", second.config("profile").asText());
        assertEquals("operator", home.config("profile").asText());
    }

    private void authorize(Authorization page, String profile, String name) {
        browser.open(page.page());
        browser.element("#token").sendKeys(instance.adminToken() + Keys.ENTER);
        browser.element("#agent-name").clear();
        browser.element("#agent-name").sendKeys(name);
        browser.driver().executeScript("document.querySelector('input[name=profile][value=" + profile + "]').click()");
        browser.element("#authorize").click();
        browser.awaitText("close this tab");
    }

    private Live connect(String... options) {
        var arguments = new ArrayList<>(List.of("connect", instance.url().toString()));
        arguments.addAll(List.of(options));
        return cli.start(arguments.toArray(String[]::new));
    }

    /** An xdg-open that writes its argument to a file, for Chromium to take from there. */
    private Path fakeOpener() throws Exception {
        var opened = folder.resolve("opened");
        var bin = Files.createDirectory(folder.resolve("bin"));
        var script = Files.writeString(bin.resolve("xdg-open"), "#!/bin/sh\nprintf %s \"$1\" > '" + opened + ".part' && mv '" + opened
            + ".part' '" + opened + "'\n");
        assertTrue(script.toFile().setExecutable(true));
        cli.pathBefore(bin);
        return opened;
    }

    private static String read(Path file) throws Exception {
        for (int i = 0; i < 400 && !Files.exists(file); i++) {
            Thread.sleep(25);
        }
        return Files.readString(file);
    }
}
