///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//MAIN tests.surface.Derive
//DEPS ../../paas.java
//SOURCES CommandTable.java
//SOURCES Declaration.java
//SOURCES Documents.java
//SOURCES MarkSource.java
//SOURCES OptionTable.java
//SOURCES Reachability.java
//SOURCES Surface.java
//SOURCES ToolList.java
//SOURCES ../support/Checkout.java
//RUNTIME_OPTIONS --enable-native-access=ALL-UNNAMED

package tests.surface;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tests.support.Checkout;

/**
 * Derives from the declarations what must be there without loading them, in {@code lib/derived}: the table of commands, the list of tools,
 * the table of options, the help pages, what a native image must keep, and the record of the whole surface; and the last parts of two pages
 * of {@code docs}. Run it after a declaration changed, and look at the difference: it is what users get. A test fails until it was run.
 */
public final class Derive {

    private Derive() {
    }

    public static void main(String[] args) throws IOException {
        for (var file : files().entrySet()) {
            Path path = Checkout.file(file.getKey());
            boolean same = Files.exists(path) && Files.readString(path).equals(file.getValue());
            if (!same) {
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
            }
            System.out.println((same ? "unchanged  " : "written    ") + file.getKey());
        }
    }

    /** The derived files: path below the checkout, and text. */
    static Map<String, String> files() {
        List<Declaration> all = Declaration.all(Checkout.directive("paas.java", "SOURCES"));
        Map<String, String> files = new LinkedHashMap<>();
        files.put("lib/derived/Commands.java", CommandTable.source(all));
        files.put("lib/derived/MarkTable.java", MarkSource.source(Reachability.records("paas.java")));
        files.put("lib/derived/tools.json", ToolList.json(all));
        files.put("lib/derived/help.txt", HelpFile.text(all));
        files.put("lib/derived/options.json", OptionTable.json(all));
        files.put("lib/derived/reachability.json", Reachability.json("paas.java"));
        files.put("lib/derived/surface.txt", Surface.text(all));
        files.putAll(Documents.pages(all));
        return files;
    }
}
