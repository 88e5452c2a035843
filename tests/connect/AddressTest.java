package tests.connect;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tests.support.Cli;
import tests.support.Home;

/** What people type and paste for an address. Port 1 and the names below .invalid never answer, so each run ends after discovery. */
class AddressTest {
    @TempDir
    Path folder;
    private Home home;
    private Cli cli;

    @BeforeEach
    void setUp() {
        home = new Home(folder);
        cli = new Cli(home);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:1, http://127.0.0.1:1",
        "localhost:1, http://localhost:1",
        "[::1]:1, http://[::1]:1",
        "paas.invalid, https://paas.invalid",
        "paas.invalid:1, https://paas.invalid:1",
        "HTTP://127.0.0.1:1, http://127.0.0.1:1",
        "http://127.0.0.1:1/, http://127.0.0.1:1",
        "http://127.0.0.1:1///, http://127.0.0.1:1",
        "'  http://127.0.0.1:1  ', http://127.0.0.1:1",
        "https://127.0.0.1:1, https://127.0.0.1:1"
    })
    void isCompleted(String typed, String meant) {
        cli.run("connect", typed, "--no-browser", "--timeout", "2").exits(8).calm()
            .prints("Connecting to " + meant + " …\n")
            .complainsPart("error: could not reach PaaS at " + meant
            + " - use your dashboard URL (e.g. https://paas.example.com) and ensure it is running\n");
        home.checkNoConfig();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://127.0.0.1", "file:///etc/passwd", "javascript:alert(1)", "http://", "http://:80", "http://a b",
        "http://127.0.0.1:99999", "://x", "http://[::1", "",
        "http://h\u001b[31m"})
    void thatCannotBe(String typed) {
        cli.run("connect", typed, "--no-browser").failsWith(2, "").complainsPart("hint: ");
        home.checkNoConfig();
    }

    @Test
    void aHostNameOfComposeIsExplained() {
        cli.run("connect", "http://my_paas:8080", "--no-browser").failsWith(2,
            "a host name may not have a \"_\" in it: my_paas\nhint: use another name of that machine, or its IP address\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://admin:hunter2pw@127.0.0.1:1", "http://hunter2pw@127.0.0.1:1", "admin:hunter2pw@127.0.0.1:1"})
    void withAPasswordIsRefusedWithoutRepeatingIt(String typed) {
        cli.secret("hunter2pw").run("connect", typed, "--no-browser").failsWith(2, "");
    }

    @Test
    void theDashboardsAddressIsHeldToTheSameRules() {
        cli.run("connect", "http://127.0.0.1:1", "--ui", "javascript:alert(1)", "--no-browser").failsWith(2, "");
        cli.secret("hunter2pw").run("connect", "http://127.0.0.1:1", "--ui", "http://a:hunter2pw@h", "--no-browser").failsWith(2, "");
    }
}
