package lib.services.connect;

import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Opens an address in the person's browser: started directly, without a shell, its output thrown away. */
public final class Browser {

    /** What opens an address hands it on to a browser and ends; one that fails does so at once. */
    private static final long SECONDS = 3;
    /** What a desktop and its programs need to be found; on Windows the system's own too. */
    private static final Pattern NEEDED = Pattern.compile("(?i)PATH|PATHEXT|HOME|USER|LOGNAME|SHELL|LANG|LANGUAGE|LC_[A-Z]+|TZ|TMPDIR"
            + "|TEMP|TMP|DISPLAY|WAYLAND_DISPLAY|XAUTHORITY|XDG_[A-Z_]+|DBUS_SESSION_BUS_ADDRESS|DESKTOP_SESSION"
            + "|GNOME_DESKTOP_SESSION_ID|KDE_[A-Z_]+"
            + "|BROWSER|MOZ_ENABLE_WAYLAND|GTK_[A-Z_]+|QT_[A-Z_]+|WSL_DISTRO_NAME|WSL_INTEROP|WSLENV|SSH_CONNECTION|SSH_TTY|TERM"
            + "|no_proxy|SYSTEMROOT|SYSTEMDRIVE|WINDIR|COMSPEC|APPDATA|LOCALAPPDATA|PROGRAM.*|ALLUSERSPROFILE|PUBLIC"
            + "|USERPROFILE|USERNAME|HOMEDRIVE|HOMEPATH|PROCESSOR_[A-Z_]+|NUMBER_OF_PROCESSORS|__CF_USER_TEXT_ENCODING");

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
        try {
            Process opener = withoutSecrets(builder).start();
            return !opener.waitFor(SECONDS, TimeUnit.SECONDS) || opener.exitValue() == 0;
        } catch (IOException noSuchProgram) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The browser outlives this program and hands its variables on: it gets no token of ours or of anybody else's. */
    private static ProcessBuilder withoutSecrets(ProcessBuilder builder) {
        builder.environment().keySet().removeIf(name -> !NEEDED.matcher(name).matches());
        return builder;
    }
}
