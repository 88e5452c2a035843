package tests.setup.edit;

import java.util.List;
import java.util.Random;

/** A random but valid JSON text with comments and trailing commas: every number of a seed yields another one, always the same. */
final class RandomJson {
    private static final List<String> NAMES = List.of("theme", "editor.fontSize", "mcpServers", "better-paas", "ключ", "a\\\"b", "",
        "x\\u0041",
        "//no comment", "{", "better-\\u0070aas", "numbers", "url", "日本");
    private static final List<String> SCALARS = List.of("1", "-0.50", "1.0E+2", "12345678901234567890", "true", "false", "null", "\"\"",
        "\"// kein Kommentar\"", "\"a \\\"quoted\\\" /* text */\"", "\"\\u00e9é🙂\"", "\"C:\\\\x\\\\\"", "\"}]\"");
    private static final List<String> COMMENTS = List.of("// note", "/* a { b */", "/**/", "// \"x\": 1,", "/* two\nlines */");

    private final Random random;
    private final StringBuilder text = new StringBuilder();
    private final String line;
    private final boolean airy;
    private final boolean comments;

    private RandomJson(long seed) {
        random = new Random(seed);
        line = random.nextInt(4) == 0 ? "\r\n" : "\n";
        airy = random.nextInt(3) > 0;
        comments = random.nextBoolean();
    }

    static String text(long seed) {
        return new RandomJson(seed).document();
    }

    private String document() {
        text.append(random.nextInt(6) == 0 ? "\ufeff" : "");
        space();
        object(0, true);
        space();
        return text.toString().replace("\n", line).replace("\r\r\n", "\r\n");
    }

    private void object(int depth, boolean top) {
        text.append('{');
        int members = random.nextInt(depth > 3 ? 1 : 5);
        for (int i = 0; i < members; i++) {
            space();
            boolean servers = top && random.nextInt(3) == 0;
            text.append('"').append(servers ? "mcpServers" : name(top)).append('"');
            space();
            text.append(':');
            space();
            if (servers) {
                object(depth + 1, false);
            } else {
                value(depth + 1);
            }
            space();
            if (i < members - 1 || random.nextInt(5) == 0) {
                text.append(',');
            }
        }
        space();
        text.append('}');
    }

    /** At the top nothing but an object may be called as the servers are. */
    private String name(boolean top) {
        String name = NAMES.get(random.nextInt(NAMES.size()));
        return top && name.equals("mcpServers") ? "other" : name;
    }

    private void value(int depth) {
        switch (random.nextInt(depth > 3 ? 2 : 5)) {
            case 3 -> object(depth, false);
            case 4 -> {
                text.append('[');
                int items = random.nextInt(4);
                for (int i = 0; i < items; i++) {
                    space();
                    value(depth + 1);
                    space();
                    text.append(i < items - 1 || random.nextInt(5) == 0 ? "," : "");
                }
                space();
                text.append(']');
            }
            default -> text.append(SCALARS.get(random.nextInt(SCALARS.size())));
        }
    }

    private void space() {
        if (!airy) {
            return;
        }
        switch (random.nextInt(8)) {
            case 0 -> text.append(' ');
            case 1 -> text.append('\n').append("  ".repeat(random.nextInt(3)));
            case 2 -> text.append("\t");
            case 3 -> text.append("\n\n\t");
            case 4 -> {
                if (comments) {
                    String comment = COMMENTS.get(random.nextInt(COMMENTS.size()));
                    text.append(' ').append(comment).append(comment.startsWith("//") ? "\n " : "");
                }
            }
            default -> { }
        }
    }
}
