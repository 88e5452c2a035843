package tests.variables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lib.base.Failure;
import lib.services.settings.Dotenv;
import lib.services.variables.EnvFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tests.support.Home;

/** Files of variables: what is written reads the same, and what was not changed stays as it was, to the byte. */
class EnvFileTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "a b", " a ", "#no comment", "a #b", "a#b", "it's", "say \"hi\"", "it's \"both\"", "$HOME ${X} $$",
        "it's $HOME", "a=b=c", "=", "line one\nline two\n", "\n", "it's\ntwo lines", "-----BEGIN X-----\nMII/+=\n-----END X-----\n",
            "grüße 漢字 🐳",
        "back\\slash", "it's back\\slash\\n", "\\", "'", "\"", "''", "it's `whoami`", "`whoami`", "$(whoami)", "a;b|c&d", "!x", "~", "*",
            "\t",
        "a\\nb", "postgres://u:p%40ss@h:5432/d?x=1&y=2", "export X=1", "{\"a\": [1, \"b'\"]}", "a\\"})
    void everyValueReadsAsItWasWritten(String value) throws Exception {
        var line = Dotenv.line("NAME", value);
        assertEquals(Map.of("NAME", value), Dotenv.values(Dotenv.entries("x", line)), line);
        assertEquals(value, Dotenv.values(Dotenv.entries("x", "A='1'\n" + line + "B=2 # two\n")).get("NAME"), line);
        // a shell that reads the file has the same, and runs nothing
        var file = Files.writeString(folder.resolve("env"), line);
        var shell = new ProcessBuilder("/bin/sh", "-euc", ". \"$1\"; printf %s \"$NAME\"", "sh", file.toString()).redirectErrorStream(true)
            .start();
        assertEquals(value, new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8), line);
    }

    /** No shell has carriage returns in a way that outlives an editor. */
    @ParameterizedTest
    @ValueSource(strings = {"a\rb", "a\r\nb", "\r", "it's\r\n"})
    void carriageReturnsStay(String value) {
        var line = Dotenv.line("NAME", value);
        assertEquals(-1, line.indexOf('\r'), line);
        assertEquals(Map.of("NAME", value), Dotenv.values(Dotenv.entries("x", line)), line);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, quoteCharacter = '`', value = {
        "A=1|A=new",
        "export A=1 # why|export A=new # why",
        "  A = 1|  A = new",
        "A='1'# why|A=new # why",
        "A=\"1\"  # why|A=new  # why",
        "A=|A=new",
        "A= # nothing yet|A= new # nothing yet"})
    void aValueIsChangedWhereItStands(String before, String after) {
        var file = file("# head\n" + before + "\n\nB=2\n").with(Map.of("A", "new"), List.of());
        file.write();
        assertEquals("# head\n" + after + "\n\nB=2\n", read());
        assertEquals("new", EnvFile.read(path().toString()).values().get("A"));
    }

    @Test
    void whatIsNotChangedStaysToTheByte() {
        for (var text : List.of("", "A=1", "A=1\n", "\ufeffA=1\r\n# x\r\n\r\nB='2\r\n3'\r\n", "#A=1\n\n\n", "A=1\nA=2\n",
            "A='x\ny' # c\n")) {
            file(text).with(Map.of(), List.of()).write();
            assertEquals(text.isEmpty() || text.endsWith("\n") ? text : text + "\n", read());
        }
    }

    @Test
    void newOnesComeAtTheEndWithTheFilesOwnLineEnds() {
        file("A=1\r\nB=2").with(Map.of("C", "two\nlines"), List.of("# D= (a secret)")).write();
        assertEquals("A=1\nB=2\nC='two\nlines'\n# D= (a secret)\n".replace("\n", "\r\n"), read());
        file("A=1").with(Map.of("B", "2"), List.of()).write();
        assertEquals("A=1\nB=2\n", read());
    }

    @Test
    void ofSeveralOfOneNameTheLastCounts() {
        var file = file("A=1\nA=2\n");
        assertEquals(Map.of("A", "2"), file.values());
        file.with(Map.of("A", "3"), List.of()).write();
        assertEquals("A=1\nA=3\n", read());
    }

    @Test
    void whatStandsInACommentIsKnown() {
        assertEquals(Set.of("API_KEY", "X"), file("# API_KEY= (a secret)\n#export X=1\n# just words\nB=1 # C=2\n").commented());
    }

    @Test
    void itIsTheOwnersAlone() throws Exception {
        file("A=1\n");
        Files.setPosixFilePermissions(path(), java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
        EnvFile.read(path().toString()).with(Map.of("A", "2"), List.of()).write();
        assertEquals("rw-------", Home.permissions(path()));
        assertEquals(List.of(".env"), Home.names(folder));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, quoteCharacter = '`', value = {"A=1\\nnonsense|line 2 of ",
        "'A'=1|line 1 of ", "A='open|line 1 of ",
        "A=1\\nB='x' y\\n|line 2 of "})
    void whatMakesNoSenseIsNamedByItsLine(String text, String message) {
        var file = text.replace("\\n", "\n");
        var failure = assertThrows(Failure.class, () -> file(file));
        assertEquals(message + path() + " is not NAME=value", failure.getMessage());
        assertEquals(Failure.Kind.USAGE, failure.kind());
    }

    private Path path() {
        return folder.resolve(".env");
    }

    private EnvFile file(String text) {
        try {
            Files.writeString(path(), text);
            return EnvFile.read(path().toString());
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    private String read() {
        try {
            return Files.readString(path());
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }
}
