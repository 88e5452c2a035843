package lib.services.source;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a Git repository as people and git write it. What the instance does with each form: contract, DeployRequest.gitRepo.
 *
 * @param text without credentials
 * @param secret the password or token that stood in it; "" when there was none. Never shown
 */
public record GitAddress(String text, String secret) {

    private static final Pattern HTTP_USER = Pattern.compile("(?i)^(https?://)([^/@\\s]+)@(.+)$");
    private static final Pattern SSH_PASSWORD = Pattern.compile("(?i)^(ssh://[^/:@\\s]*):([^/@\\s]*)@(.+)$");
    private static final Pattern SCP_LIKE = Pattern.compile("^(?:[^/@:\\s]+@)?([^/@:\\s]+):(?!//|\\\\)(.+)$");
    private static final Pattern SSH_URL = Pattern.compile("(?i)^(?:git\\+)?ssh://(?:[^/@\\s]*@)?([^/:@\\s]+)(?::\\d+)?/(.+)$");

    /** Takes the credentials out of an address. In {@code https://TOKEN@host} the whole user is one. */
    public static GitAddress of(String typed) {
        String text = typed.strip();
        Matcher http = HTTP_USER.matcher(text);
        if (http.matches()) {
            String user = http.group(2);
            return new GitAddress(http.group(1) + http.group(3), decoded(user.substring(user.indexOf(':') + 1)));
        }
        Matcher ssh = SSH_PASSWORD.matcher(text);
        return ssh.matches() ? new GitAddress(ssh.group(1) + "@" + ssh.group(3), decoded(ssh.group(2))) : new GitAddress(text, "");
    }

    /** Whether it is reached over SSH: the instance then needs a key of its own, and no stored GitHub token. */
    public boolean ssh() {
        return SSH_URL.matcher(text).matches() || !text.contains("://") && !local() && SCP_LIKE.matcher(text).matches();
    }

    /** The same repository over https; the address itself when it is not an SSH one. */
    public String https() {
        Matcher url = SSH_URL.matcher(text);
        Matcher scp = SCP_LIKE.matcher(text);
        return !ssh() ? text : url.matches() ? "https://" + url.group(1) + "/" + url.group(2)
                : scp.matches() ? "https://" + scp.group(1) + "/" + scp.group(2).replaceFirst("^/+", "") : text;
    }

    /** Whether it lies on a machine's own disk. */
    public boolean local() {
        return text.startsWith("/") || text.startsWith(".") || text.startsWith("~") || text.regionMatches(true, 0, "file:", 0, 5)
                || text.matches("^[A-Za-z]:[\\\\/].*");
    }

    /** The repository's own name: the last segment without {@code .git}. */
    public String repository() {
        String path = text.replaceFirst("[?#].*$", "").replaceAll("/+$", "").replaceFirst("\\.git$", "");
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf(':')) + 1);
    }

    private static String decoded(String part) {
        try {
            return java.net.URLDecoder.decode(part.replace("+", "%2B"), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IllegalArgumentException asItIs) {
            return part;
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return text;
    }
}
