package lib.services.connect;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Opens an address in the person's browser: started directly, without a shell, not waited for, its output thrown away. */
public final class Browser {

    private Browser() {
    }

    /** @return whether a program to open it with could be started; it may still fail on its own */
    public static boolean open(String address) {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        List<String> command = os.startsWith("windows") ? List.of("rundll32", "url.dll,FileProtocolHandler", address)
                : os.startsWith("mac") ? List.of("open", address)
                : List.of("xdg-open", address);
        try {
            new ProcessBuilder(command)
                    .redirectInput(ProcessBuilder.Redirect.from(new java.io.File(os.startsWith("windows") ? "NUL" : "/dev/null")))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return true;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }
}
