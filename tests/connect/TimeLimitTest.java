package tests.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import lib.api.Api;
import lib.base.Failure;
import lib.http.Settings;
import lib.http.Transport;
import lib.op.Dialog;
import org.junit.jupiter.api.Test;

/** Nobody comes back from the browser. The class is asked itself, with another limit: five minutes are too long for a test. */
class TimeLimitTest {

    @Test
    void theLimitIsTheInstances() throws Exception {
        var limit = login().getDeclaredField("LIMIT");
        limit.setAccessible(true);
        assertEquals(Duration.ofMinutes(5), limit.get(null));
    }

    @Test
    void theWaitEndsAndThePortIsFreed() throws Exception {
        var said = new ArrayList<String>();
        try (var client = new Transport(Settings.of(Map.of(), "paas/test", Duration.ofSeconds(5)))) {
            var constructor = login().getDeclaredConstructor(Api.class, String.class, Dialog.class, Predicate.class, Duration.class);
            constructor.setAccessible(true);
            var login = constructor.newInstance(new Api(client, "http://127.0.0.1:1", null), "http://ui.example.com", listener(said), null,
                Duration.ofSeconds(1));
            var run = login().getDeclaredMethod("run");
            run.setAccessible(true);
            var failure = assertInstanceOf(Failure.class, assertThrows(InvocationTargetException.class, () -> run.invoke(login))
                .getCause());
            assertEquals(Failure.Kind.TIMED_OUT, failure.kind());
            assertEquals("timed out waiting for browser authorization (1s)", failure.getMessage());
            assertTrue(failure.hint().contains("paas connect"), failure.hint());
        }
        var port = Pattern.compile("&port=(\\d+)$").matcher(said.stream().filter(line -> line.contains("/connect/agent?")).findFirst()
            .orElseThrow());
        assertTrue(port.find());
        // the system closes a listening socket a moment after the program has
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            while (listens(Integer.parseInt(port.group(1)))) {
                Thread.sleep(20);
            }
        }, "somebody still listens");
    }

    @Test
    void theWordsForFiveMinutes() throws Exception {
        var words = login().getDeclaredMethod("words", Duration.class);
        words.setAccessible(true);
        assertEquals("5m", words.invoke(null, Duration.ofMinutes(5)));
    }

    private static boolean listens(int port) {
        try (var probe = new Socket("127.0.0.1", port)) {
            return probe.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    private static Class<?> login() throws ClassNotFoundException {
        return Class.forName("lib.services.connect.BrowserLogin");
    }

    private static Dialog listener(List<String> said) {
        return new Dialog() {
            @Override
            public void say(String line) {
                said.add(line);
            }

            @Override
            public void note(String line) {
                said.add(line);
            }

            @Override
            public boolean interactive() {
                return false;
            }

            @Override
            public String ask(String question, String preset) {
                throw new AssertionError("asked: " + question);
            }

            @Override
            public String askSecret(String question) {
                throw new AssertionError("asked: " + question);
            }

            @Override
            public String pipedLine() {
                throw new AssertionError("standard input was read");
            }
        };
    }
}
