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
     * What to type at an interactive shell so that it runs the line in a shell of its own, without a terminal or input. What is
     * printed stands between {@code {mark:go}} and {@code {mark:<exit status>}}, or {@code {mark:end}} when that was lost, none of which is
     * in what is typed, so that an echo
     * is no marker. Only printable ASCII is typed, in short lines.
     *
     * @param mark a word of letters and digits that occurs nowhere else
     */
    static List<String> typed(String line, String mark) {
        List<String> typed = new ArrayList<>();
        typed.add(" unset HISTFILE; paas_c=");
        StringBuilder piece = new StringBuilder();
        for (byte each : line.getBytes(StandardCharsets.UTF_8)) {
            piece.append(harmless(each) ? String.valueOf((char) each) : String.format("\\0%03o", each & 0xff));
            if (piece.length() > TYPED) {
                typed.add(" paas_c=$paas_c'" + piece + "'");
                piece.setLength(0);
            }
        }
        typed.add(" paas_c=$paas_c'" + piece + "'");
        typed.add(" paas_r() { printf '\\173%s:go}' " + mark
                + "; TERM=dumb sh -c \"$(printf %b \"$paas_c\")\" </dev/null 2>&1; printf '\\173%s:%d}' "
                + mark + " \"$?\"; }");
        // behind a pipe programs neither page nor colour; the marker goes through it too, so that the order is kept
        typed.add(" if command -v cat >/dev/null 2>&1; then paas_r | cat; else paas_r; fi; printf '\\173%s:end}' " + mark);
        return typed;
    }

    /** Inside single quotes everything printable is itself, but the quote; printf reads the backslash; an old bash might read the other. */
    private static boolean harmless(byte each) {
        return each >= ' ' && each < 0x7f && each != '\'' && each != '\\' && each != '!';
    }
}
