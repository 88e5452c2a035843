package lib.cli;

import lib.derived.Commands;
import lib.run.CommandEntry;
import lib.run.CommandLineArguments;

/** The help page of the program, from {@link Commands} alone; a command's own page comes from its declaration, see {@link CommandLineArguments}. */
public final class Help {

    private Help() {
    }

    /** The whole page: what it is, every command, and where to go from there. */
    static String page() {
        StringBuilder page = new StringBuilder("""
                paas - connect your machine and your AI tools to a Better-PaaS instance

                Usage: paas <command> [options]
                """);
        int width = 0;
        String heading = "";
        for (CommandEntry verb : Commands.ALL) {
            if (!verb.heading().equals(heading)) {
                heading = verb.heading();
                page.append('\n').append(heading).append(":\n");
                width = width(heading);
            }
            page.append("  ").append(verb.synopsis()).repeat(' ', width - verb.synopsis().length() + 3).append(verb.purpose()).append('\n');
        }
        return page.append("""

                Options of every command:
                  --json       Print data as JSON
                  --no-color   Print without colours (also: NO_COLOR, TERM=dumb)
                  -h, --help   Explain the command

                Start with: paas connect https://paas.example.com
                """).toString();
    }

    /** The widest of the commands under a heading: each has a column of its own, so that one long command pushes no line past 80. */
    private static int width(String heading) {
        int width = 0;
        for (CommandEntry verb : Commands.ALL) {
            width = verb.heading().equals(heading) ? Math.max(width, verb.synopsis().length()) : width;
        }
        return width;
    }

    /** What follows a usage error on standard error. */
    static String usage() {
        StringBuilder usage = new StringBuilder("\nUsage: paas <command> [options]\nCommands: ");
        int column = "Commands: ".length();
        boolean first = true;
        for (CommandEntry verb : Commands.ALL) {
            if (verb.word().indexOf(' ') >= 0) {
                continue;
            }
            if (!first) {
                usage.append(',').append(column + verb.word().length() > 76 ? "\n  " : " ");
                column = column + verb.word().length() > 76 ? 2 : column;
            }
            usage.append(verb.word());
            column += verb.word().length() + 2;
            first = false;
        }
        return usage.append("\n").toString();
    }
}
