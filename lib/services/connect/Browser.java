package lib.services.connect;

import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Opens an address in the person's browser: started directly, without a shell, its output thrown away. */
public final class Browser {

    /** What opens an address hands it on to a browser and ends; one that fails does so at once. */
    private static final long SECONDS = 3;

    private Browser() {
    }

    /**
     * Waits for a moment: a program that is still there then is the browser itself.
     *
     * @return whether a program to open it with was there and has not failed
     */
    public static boolean open(String address) {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        List<String> command = os.startsWith("windows") ? List.of("rundll32", "url.dll,FileProtocolHandler", address)
                : os.startsWith("mac") ? List.of("open", address)
                : List.of("xdg-open", address);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(new File(os.startsWith("windows") ? "NUL" : "/dev/null")))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        // the tokens of this program's variables are none of a browser's business
        builder.environment().keySet().removeIf(name -> name.startsWith("PAAS_"));
        try {
            Process opener = builder.start();
            return !opener.waitFor(SECONDS, TimeUnit.SECONDS) || opener.exitValue() == 0;
        } catch (IOException noSuchProgram) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
