package lib.cli;

/** The help page of the program, from {@link Verb} alone; a command's own page comes from its declaration, see {@link Arguments}. */
final class Help {

    private Help() {
    }

    /** The whole page: what it is, every command, and where to go from there. */
    static String page() {
        StringBuilder page = new StringBuilder("""
                paas - connect your machine and your AI tools to a Better-PaaS instance

                Usage: paas <command> [options]

                Commands:
                """);
        int width = 0;
        for (Verb verb : Verb.values()) {
            width = Math.max(width, verb.synopsis().length());
        }
        for (Verb verb : Verb.values()) {
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

    /** What follows a usage error on standard error. */
    static String usage() {
        StringBuilder usage = new StringBuilder("\nUsage: paas <command> [options]\nCommands: ");
        for (Verb verb : Verb.values()) {
            usage.append(verb.ordinal() == 0 ? "" : ", ").append(verb.word());
        }
        return usage.append("\n").toString();
    }
}
