package tests.cli;

import java.io.BufferedReader;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import lib.cli.Main;
import tests.support.Bundle;

/** Many help pages by one process: it takes a command line a line, and ends each page with a line of its own. */
public final class HelpPages {
    private static final String END = "\u0001 end of the page\n";

    private HelpPages() {
    }

    public static void main(String[] none) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (var out = new FileOutputStream(FileDescriptor.out)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                Main.main(line.split(" "));
                out.write(END.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    /** The pages of these lines, in their order. */
    static List<String> of(List<String> lines) throws IOException, InterruptedException {
        var command = new ArrayList<>(Bundle.command(List.of(), List.of()));
        int main = command.indexOf("lib.cli.Main");
        command.set(main, HelpPages.class.getName());
        command.set(main - 1, command.get(main - 1) + File.pathSeparator + System.getProperty("java.class.path"));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().remove("COLUMNS");
        builder.environment().put("TERM", "dumb");
        var process = builder.start();
        try (var in = process.outputWriter(StandardCharsets.UTF_8)) {
            in.write(String.join("\n", lines) + "\n");
        }
        var pages = process.inputReader(StandardCharsets.UTF_8).readAllAsString();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("code " + process.exitValue() + "\n" + pages);
        }
        return List.of(pages.split(END));
    }
}
