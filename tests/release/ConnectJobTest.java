package tests.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tests.support.Run;

/** The step of action.yml that connects the job: what later steps get, and that no log has the token but in the line that masks it. */
class ConnectJobTest {

    @TempDir
    Path folder;
    private Job job;

    @BeforeEach
    void job() throws IOException {
        job = new Job(folder);
    }

    @Test
    void withoutInputsNothingHappens() throws Exception {
        connect("", "").exits(0).prints("").complains("");
        assertEquals("", job.told("ENV"));
    }

    @Test
    void bothAreTheConnectionOfLaterSteps() throws Exception {
        connect("https://paas.example.com", "bpagt_100%_x\n").exits(0).prints("::add-mask::bpagt_100%25_x\n").complains("");
        assertEquals("PAAS_URL=https://paas.example.com\nPAAS_TOKEN=bpagt_100%_x\n", job.told("ENV"));
    }

    @Test
    void plainHttpIsWarnedOfUnlessItIsThisMachine() throws Exception {
        connect("http://paas.example.com", "bpagt_x").exits(0).prints("""
            ::add-mask::bpagt_x
            ::warning title=Set up paas::the token goes over plain http, where others can read it
            """);
        connect("http://127.0.0.1:8080", "bpagt_x").exits(0).prints("::add-mask::bpagt_x\n");
        connect("http://127.0.0.1.example.com", "bpagt_x").exits(0).printsPart("::warning ");
    }

    @Test
    void halfAConnectionIsNone() throws Exception {
        connect("https://paas.example.com", "").exits(2).prints("::error title=Set up paas::url is given, but token is empty\n")
            .complains("hint: token: ${{ secrets.PAAS_TOKEN }}; pull requests from forks get no secrets\n");
        connect("", "bpagt_x").exits(2).prints("::add-mask::bpagt_x\n::error title=Set up paas::token is given, but not url\n")
            .complains("hint: url: https://paas.example.com\n");
        assertEquals("", job.told("ENV"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bpagt_one\nLD_PRELOAD=/tmp/x.so", "bpagt_one two", "bpagt_one\r", "bpagt_öne", "bpagt_one\u001b[0m",
        "bpagt_one\t"})
    void aTokenIsOneWord(String token) throws Exception {
        Run run = connect("https://paas.example.com", token).exits(2)
            .prints("::error title=Set up paas::token holds characters that no token has\n");
        assertFalse((run.stdout() + run.stderr()).contains("bpagt"), run.toString());
        assertEquals("", job.told("ENV"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "paas.example.com | url does not begin with http:// or https://",
        "https:// | url does not begin with http:// or https://",
        "https://me:secret@paas.example.com | url holds a user name or password",
        "https://paas.example.com/?a=b | url has a \"?\" or \"#\"",
        "'https://paas.example.com\nBASH_ENV=/tmp/x' | url holds characters that no address has",
        "https://paas.example.com;$(id) x | url holds characters that no address has"})
    void anAddressIsOne(String url, String message) throws Exception {
        Run run = connect(url, "bpagt_x").exits(2).prints("::add-mask::bpagt_x\n::error title=Set up paas::" + message + "\n");
        assertTrue(run.stderr().equals("hint: write it as https://paas.example.com\n"), run.toString());
        assertEquals("", job.told("ENV"));
    }

    private Run connect(String url, String token) throws Exception {
        return job.with("PAAS_INPUT_URL", url).with("PAAS_INPUT_TOKEN", token).script("release/action/connect.sh");
    }
}
