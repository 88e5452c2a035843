package tests.setup.edit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** A random but valid TOML text: every number of a seed yields another one, always the same. */
final class RandomToml {
    private static final List<String> VALUES = List.of("1", "-0.5", "1_000", "0xff", "nan", "true", "1979-05-27 07:32:00Z", "07:32:00",
        "\"\"",
        "\"# no comment \\\" ]\"", "'C:\\x\\'", "\"\"\"\n[mcp_servers.better-paas]\n\\\"\"\" \"quoted\" \"\"\"\"", "'''\nraw ' \\ '''''",
        "[]", "[ 1, 2, ] # three", "[\n  \"a\", # one, ]\n  'b'\n]", "{}", "{ a = 1, \"b c\" = { d = [ { e = '}' } ] } }", "\"日本 🙂\"");
    private static final List<String> KEYS = List.of("model", "\"approval policy\"", "'ключ'", "a.b", "a . \"c.d\"", "x-y_z", "3",
        "sandbox");
    private static final List<String> OLD = List.of(
        "[mcp_servers.better-paas]\ncommand = \"paas\" # mine\nargs = [\"mcp\"]\nenabled = false\n",
        "[mcp_servers.\"better-paas\"]\nurl = 'http://x'\n\n[mcp_servers.better-paas.env]\nA = \"1\"\n", "[mcp_servers.better-paas]\n",
        "[mcp_servers]\nbetter-paas = { command = \"paas\", env = { A = \"1\" } }\n",
        "[mcp_servers]\nbetter-paas.command = 'paas'\nbetter-paas . args = []\n",
        "[ mcp_servers . 'better-paas' . env ]\nB = '2'\n", "[mcp_servers]\n\"better-paas\" = {}\nother = { command = \"y\" }\n",
        "[mcp_servers]\n# none yet\n", "[mcp_servers.other]\ncommand = 'z'\n", "");
    private static final List<String> OLD_AT_TOP = List.of("mcp_servers = { other = { command = \"y\" } }\n",
        "mcp_servers.better-paas.command = 'paas'\n",
        "mcp_servers = {}\n", "mcp_servers = { better-paas = { url = \"u\" }, \"o\" = {} } # all\n", "mcp_servers.other.command = 'z'\n",
        "", "", "", "", "");

    private RandomToml() {
    }

    static String text(long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder(random.nextInt(8) == 0 ? "\ufeff" : "");
        space(random, text);
        pairs(random, text);
        String top = OLD_AT_TOP.get(random.nextInt(OLD_AT_TOP.size()));
        text.append(top);
        List<String> tables = new ArrayList<>();
        if (top.isEmpty()) {
            tables.add(OLD.get(random.nextInt(OLD.size())));
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            StringBuilder table = new StringBuilder("  ".repeat(random.nextInt(2)));
            table.append(random.nextInt(3) == 0 ? "[[hooks]]" : "[projects.\"/home/ada/" + i + "\"]").append(random.nextBoolean()
                ? " # note\n" : "\n");
            pairs(random, table);
            tables.add(table.toString());
        }
        Collections.shuffle(tables, random);
        for (String table : tables) {
            space(random, text);
            text.append(table);
        }
        space(random, text);
        String whole = text.toString();
        if (random.nextInt(5) == 0 && whole.endsWith("\n")) {
            whole = whole.substring(0, whole.length() - 1);
        }
        return random.nextInt(4) == 0 ? whole.replace("\n", "\r\n") : whole;
    }

    private static void pairs(Random random, StringBuilder text) {
        List<String> keys = new ArrayList<>(KEYS);
        Collections.shuffle(keys, random);
        for (String key : keys.subList(0, random.nextInt(4))) {
            text.append("\t".repeat(random.nextInt(2))).append(key).append(random.nextBoolean() ? " = " : "=")
                .append(VALUES.get(random.nextInt(VALUES.size()))).append(random.nextInt(4) == 0 ? " # c\n" : "\n");
            if (random.nextInt(4) == 0) {
                space(random, text);
            }
        }
    }

    private static void space(Random random, StringBuilder text) {
        switch (random.nextInt(5)) {
            case 0 -> text.append('\n');
            case 1 -> text.append("# [mcp_servers.better-paas]\n");
            case 2 -> text.append("\n\n  # two = \"\n\n");
            default -> { }
        }
    }
}
