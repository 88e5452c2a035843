package lib.services.terminal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import lib.base.Failure;
import lib.base.Failure.Kind;

/** A line for {@code sh}: made of words, and typed at a terminal so that no shell, line editor or terminal driver can take it otherwise. */
public final class ShellLine {

    /** Bytes of a command. Linux takes 128 KiB in one argument; a line this long is a script that belongs into the image. */
    static final int LONGEST = 32 * 1024;

    /** Characters typed in one line: busybox cuts at 1,024, the terminal's driver at 4,095. */
    private static final int TYPED = 200;

    private static final byte[] NEW_LINE = {'\\', 'n'};

    private ShellLine() {
    }

    /** One word is a line already, as with ssh; several are a program and its arguments, each of which arrives as it is. */
    public static String of(List<String> words) {
        return words.size() == 1 ? words.getFirst() : String.join(" ", words.stream().map(ShellLine::quoted).toList());
    }

    /** The word so that a POSIX shell reads exactly it, whatever is in it. */
    static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    /** @throws Failure USAGE for a line that cannot be run: empty, too long, or with a NUL in it */
    public static void check(String line) {
        if (line.isBlank()) {
            throw new Failure(Kind.USAGE, "the command is empty", "for example: paas exec <app> -- ls -l");
        }
        if (line.indexOf('\0') >= 0) {
            throw new Failure(Kind.USAGE, "the command has a NUL character in it, which no shell takes");
        }
        if (line.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            throw new Failure(Kind.USAGE, "the command is longer than 32 KiB", "put a script into the image and call that");
        }
    }

    /**
     * What to type at an interactive shell so that it runs the line in a shell of its own, without a terminal. What is printed stands
     * between the marks {@code go} and {@code <exit status>}, or {@code end} when that was lost; {@code raw} comes before where the
     * terminal passes bytes as they are, {@code blind} in place of everything where it cannot be told to keep an input to itself. None is
     * in what is typed, so that an echo is no mark. Only printable ASCII is typed, in short lines.
     *
     * @param reads whether an input follows, as {@link TypedInput} types it: each of its lines is answered by the mark {@code +}
     * @param error where standard error goes: a device file and the mark that ends it; null for where standard output goes
     */
    static List<String> typed(String line, Marks marks, boolean reads, ErrorTerminal error, String device) {
        List<String> typed = new ArrayList<>();
        typed.add(" unset HISTFILE; paas_c=");
        StringBuilder piece = new StringBuilder();
        for (byte each : line.getBytes(StandardCharsets.UTF_8)) {
            piece.append(new String(typed(each), StandardCharsets.US_ASCII));
            if (piece.length() > TYPED) {
                typed.add(" paas_c=$paas_c'" + piece + "'");
                piece.setLength(0);
            }
        }
        typed.add(" paas_c=$paas_c'" + piece + "'");
        typed.add(" paas_r() { " + marks.printed("go") + "; TERM=dumb sh -c \"$(printf %b \"$paas_c\")\"" + (reads ? "" : " </dev/null")
                + (device == null ? " 2>&1" : "") + " 3>&- 4>&- 5>&-; paas_s=$?; " + (device == null ? "" : error.end() + " >&2; ")
                + marks.printed("%d", "$paas_s") + "; }");
        if (reads) {
            // it goes on when nobody reads what it passes on: the rest of the input would be the shell's otherwise
            typed.add(" paas_i() { trap '' PIPE; while IFS= read -r paas_l; do case $paas_l in '" + TypedInput.LAST
                    + "') break;; esac; printf %b \"${paas_l#?}\" 2>/dev/null; " + marks.printed("+") + " >&5; done; }");
        }
        String from = reads ? "paas_i | " : "";
        // behind a pipe programs neither page nor colour; the marks go through it too, so that the order is kept
        typed.add(" paas_o() { " + (device == null
                ? "if command -v cat >/dev/null 2>&1; then " + from + "paas_r | cat; else " + from + "paas_r; fi; }"
                : "{ { " + from + "paas_r 2>&3 | cat 3>&-; } 3>&1 1>&4 | cat >" + device + " 4>&-; } 4>&1; }"));
        typed.add(" if stty -echo -opost 2>/dev/null; then " + marks.printed("raw") + "; paas_o 5>&1; stty echo opost; "
                + (reads ? "else " + marks.printed("blind") : "else paas_o 5>&1") + "; fi; " + marks.printed("end"));
        return typed;
    }

    /** A byte as {@code printf %b} reads it inside single quotes. */
    static byte[] typed(byte each) {
        return harmless(each) ? new byte[] {each} : each == '\n' ? NEW_LINE
                : new byte[] {'\\', '0', (byte) ('0' + (each >> 6 & 3)), (byte) ('0' + (each >> 3 & 7)), (byte) ('0' + (each & 7))};
    }

    /** Inside single quotes everything printable is itself, but the quote; printf reads the backslash; an old bash might read the other. */
    private static boolean harmless(byte each) {
        return each >= ' ' && each < 0x7f && each != '\'' && each != '\\' && each != '!';
    }
}
