package tests.surface;

import java.lang.reflect.Proxy;
import lib.cli.Help;
import lib.derived.Commands;
import lib.run.CommandEntry;
import lib.run.Context;

/** Writes the help page of each command, as its declaration has it. */
final class HelpFile {

    private HelpFile() {
    }

    static String text() {
        var nothing = (Context) Proxy.newProxyInstance(Context.class.getClassLoader(), new Class<?>[] {Context.class}, (a, b, c) -> null);
        var catalog = new Commands();
        var text = new StringBuilder();
        for (CommandEntry entry : catalog.entries()) {
            if (!entry.word().equals("help")) {
                text.append(Help.heading(entry.word())).append(Help.declared(catalog, nothing, entry));
            }
        }
        return text.toString();
    }
}
