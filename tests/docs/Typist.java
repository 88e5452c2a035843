package tests.docs;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import lib.cli.Main;

/**
 * Runs the program for one line after the other in one process, since a process a line would be a hundred: a line comes in, what the
 * program prints goes out, then {@link #END}. A line that fails ends the process, as the program does.
 */
public final class Typist {

    /** What stands alone on the line behind the output of each. */
    static final String END = "\u0001";

    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    private Typist() {
    }

    public static void main(String[] none) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(new FileInputStream(FileDescriptor.in), StandardCharsets.UTF_8));
        System.setIn(new ByteArrayInputStream(new byte[0]));
        try (var out = new FileOutputStream(FileDescriptor.out)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                List<String> words = new ArrayList<>();
                WORD.matcher(line).results().forEach(word -> words.add(word.group(1) != null ? word.group(1) : word.group(2)));
                Main.main(words.toArray(String[]::new));
                out.write(("\n" + END + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
    }
}
