package lib.base.secrets;

/** Secrets without a sign between name and value: words like Bearer, options, elements of XML, addresses that are secrets themselves. */
final class SecretPhrases {

    private SecretPhrases() {
    }

    /** {@code Bearer x}, {@code --password x}, {@code password 'x'} of SQL, {@code login x password y} of a .netrc. */
    static int spoken(SecretScan scan, int from, int to, int at) {
        String line = scan.line();
        int end = scan.end();
        boolean bearer = SecretNames.same(line, from, to, "bearer");
        if (bearer || SecretNames.same(line, from, to, "basic")) {
            int last = SecretHeaders.credentials(line, at, end);
            boolean token = last - at >= 12 && (bearer ? SecretShapes.random(line, at, last)
                : SecretShapes.mixed(line.substring(at, Math.min(last, at + 48))) || line.charAt(last - 1) == '=');
            return token ? scan.tokens().bearer(scan, at, last) : last == end ? scan.tokens().bearerBegun(scan, at) : -1;
        }
        boolean password = SecretNames.same(line, from, to, "password");
        boolean option = line.startsWith("--", from) && SecretNames.inText(line, from, to) == SecretNames.STRONG;
        if (!password && !option) {
            return -1;
        }
        int slashes = SecretValues.quote(line, at, end);
        if (slashes >= 0) {
            return option || line.charAt(at + slashes) == '\'' ? SecretFields.quoted(scan, at + slashes + 1, slashes, false) : -1;
        }
        int last = SecretValues.end(line, at, Math.min(end, at + SecretFields.LOOK));
        boolean random = SecretShapes.random(line, at, last);
        boolean netrc = password && (login(line, from) || random && last == end && SecretFields.first(line, scan.begin(), from));
        return (netrc || option && random && last - at >= 8) && !SecretValues.harmless(line, at, last)
            ? SecretFields.masked(scan, at, SecretValues.end(line, at, end)) : -1;
    }

    /** Whether {@code login name } stands just before: not searched further back than a name is long. */
    private static boolean login(String line, int from) {
        int start = Math.max(0, from - 72);
        int at = line.substring(start, from).lastIndexOf("login ");
        return at >= 0 && line.substring(start + at + 6, from).strip().indexOf(' ') < 0;
    }

    /** {@code <password>x</password>} */
    static int element(SecretScan scan, int from, int to) {
        String line = scan.line();
        int start = to + 1;
        int last = start;
        while (last < scan.end() && line.charAt(last) != '<') {
            last++;
        }
        boolean secret = line.startsWith("</", last) && SecretNames.inText(line, from, to) == SecretNames.STRONG
            && !SecretValues.harmless(line, start, last);
        return secret ? SecretFields.masked(scan, start, last) : -1;
    }

    /** The address itself is the secret. */
    static int webhook(SecretScan scan, int from, int to) {
        String line = scan.line();
        String slack = "hooks.slack.com/services/";
        int start = -1;
        if (line.startsWith(slack, from)) {
            start = from + slack.length();
        } else if (SecretNames.same(line, from, to, "webhooks") && from > 4 && line.startsWith("/api/", from - 5)) {
            start = to + 1;
        }
        if (start < 0) {
            return -1;
        }
        int last = SecretHeaders.path(line, start, Math.min(scan.end(), start + 20));
        return last - start == 20 && SecretShapes.random(line, start, last) ? SecretFields.masked(scan, start, SecretHeaders.path(line,
            start, scan.end())) : -1;
    }
}
