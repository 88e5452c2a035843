package tests.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tests.support.Bundle;

/** A result that could not be written is a failure; a reader that leaves early is none. */
class LostOutputTest {

    @TempDir
    Path home;

    @Test
    void aFullDiskIsAFailure() throws Exception {
        for (String command : List.of("version", "help", "disconnect")) {
            assertEquals("1 error: cannot write the output (No space left on device)\n"
                    + "hint: see that the disk has room and standard output is open\n", shell("\"$@\" > /dev/full", command), command);
        }
    }

    @Test
    void aReaderThatLeftIsNone() throws Exception {
        // the reader is gone before the program starts, so that the write really meets a closed pipe
        assertEquals("0 ", shell("{ sleep 0.3; \"$@\"; echo $? > \"$HOME/code\"; } | : ; exit $(cat \"$HOME/code\")", "help"));
    }

    /** @return the exit code, a blank, and what was on standard error */
    private String shell(String script, String... arguments) throws Exception {
        var line = new ArrayList<>(List.of("/bin/sh", "-c", script, "sh"));
        line.addAll(Bundle.command(List.of(), List.of(arguments)));
        var builder = new ProcessBuilder(line).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("HOME", home.toString());
        Process process = builder.start();
        process.getOutputStream().close();
        String stderr = new String(process.getErrorStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        return process.waitFor() + " " + stderr;
    }
}
