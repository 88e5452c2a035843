package lib.services.source;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lib.base.Failure;
import lib.base.Failure.Kind;

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

    private static final Pattern SCHEME = Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]*)://(.*)$");
    private static final Pattern HOST = Pattern.compile("^(?:[^@/]*@)?([^/:@]+|\\[[0-9A-Fa-f:.]+\\])(?::\\d+)?(?:/.*)?$");
    /** A page of a repository in the browser, as GitHub, GitLab and Bitbucket have them: repository, branch, folder. */
    private static final Pattern PAGE = Pattern.compile(
            "^(https?://[^/]+/.+?)(?:/-)?/(?:tree|blob|src)/([^/]+)(?:/(.*?))?/?$", Pattern.CASE_INSENSITIVE);

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

    /**
     * The address in a form that the instance can clone. It gives what it gets to git as it is (contract, DeployRequest.gitRepo), so what
     * git would take for an option or a helper program goes no further, nor does what is no address at all: the instance would make an app
     * of it first.
     *
     * @throws Failure USAGE, with what was probably meant
     */
    GitAddress checked() {
        Matcher scheme = SCHEME.matcher(text);
        String shown = "\"" + (text.length() > 200 ? text.substring(0, 200) + "…" : text) + "\"";
        if (text.isEmpty()) {
            throw new Failure(Kind.USAGE, "the address of the repository is empty", EXAMPLE);
        }
        if (text.startsWith("-") || text.chars().anyMatch(c -> c <= ' ' || c == 127) || text.matches("(?i)[a-z0-9+.-]+::.*")) {
            throw new Failure(Kind.USAGE, shown + " is no address of a repository that an instance may clone", EXAMPLE);
        }
        if (scheme.matches()) {
            return withScheme(scheme.group(1).toLowerCase(Locale.ROOT), scheme.group(2), shown);
        }
        if (local()) {
            if (!text.startsWith("/")) {
                throw new Failure(Kind.USAGE, shown + " lies on this machine, and the instance looks for it on its own",
                        "deploy the folder itself: paas deploy <name> --upload <dir>");
            }
            return this;
        }
        Matcher scp = SCP_LIKE.matcher(text);
        if (scp.matches()) {
            String user = text.indexOf('@') < 0 || text.indexOf('@') > text.indexOf(':') ? "" : text.substring(0, text.indexOf('@'));
            host(scp.group(1), shown);
            if (user.startsWith("-")) {
                throw new Failure(Kind.USAGE, shown + " is no address of a repository that an instance may clone", EXAMPLE);
            }
            // the instance knows this form with the user git alone, and takes any other for a host of https
            return user.equals("git") ? this : new GitAddress("ssh://" + (user.isEmpty() ? "" : user + "@") + scp.group(1) + "/"
                    + scp.group(2).replaceFirst("^/+", ""), secret);
        }
        if (text.matches("[^/.]+/[^/]+")) {
            throw new Failure(Kind.USAGE, shown + " is no address of a repository", "is it one of GitHub's? --git-repo https://github.com/"
                    + text.replaceFirst("\\.git$", "") + ".git");
        }
        if (!text.matches("[^/]+\\.[^/]+/.+") && !text.matches("localhost(:\\d+)?/.+")) {
            throw new Failure(Kind.USAGE, shown + " is no address of a repository", EXAMPLE);
        }
        return new GitAddress("https://" + text, secret).checked();
    }

    private static final String EXAMPLE = "as git clone takes it, e.g. --git-repo https://github.com/ada/blog.git";

    private GitAddress withScheme(String scheme, String rest, String shown) {
        switch (scheme) {
            case "http", "https" -> {
                host(rest, shown);
                Matcher page = PAGE.matcher(text.replaceFirst("[?#].*$", ""));
                if (page.matches()) {
                    String folder = page.group(3) == null ? "" : page.group(3);
                    throw new Failure(Kind.USAGE, shown + " is a page of a repository, not the repository", "--git-repo " + page.group(1)
                            + ".git --branch " + page.group(2) + (folder.isEmpty() ? "" : " --root-dir " + folder));
                }
                if (rest.replaceFirst("^[^/]*/?", "").isEmpty()) {
                    throw new Failure(Kind.USAGE, shown + " names a host and no repository", EXAMPLE);
                }
                return this;
            }
            case "ssh", "git" -> {
                host(rest, shown);
                return this;
            }
            case "git+ssh", "ssh+git" -> {
                host(rest, shown);
                return new GitAddress("ssh://" + rest, secret);
            }
            case "file" -> {
                // the instance would look for a host of this name; a path it takes as it is
                if (!rest.startsWith("/")) {
                    throw new Failure(Kind.USAGE, shown + " is no address of a repository", EXAMPLE);
                }
                return new GitAddress(rest, secret);
            }
            default -> throw new Failure(Kind.USAGE, "an instance clones over https or ssh, not over " + scheme, EXAMPLE);
        }
    }

    private static void host(String rest, String shown) {
        Matcher host = HOST.matcher(rest);
        if (!host.matches() || host.group(1).startsWith("-") || rest.startsWith("-")) {
            throw new Failure(Kind.USAGE, shown + " is no address of a repository that an instance may clone", EXAMPLE);
        }
    }

    /**
     * The name of a branch or tag as git allows it.
     *
     * @throws Failure USAGE. Source: git-check-ref-format(1)
     */
    public static String branch(String name) {
        if (name.startsWith("-") || name.startsWith("/") || name.endsWith("/") || name.endsWith(".") || name.endsWith(".lock")
                || name.contains("..") || name.contains("//") || name.contains("@{") || name.contains("/.") || name.startsWith(".")
                || name.chars().anyMatch(c -> c <= ' ' || c == 127 || "~^:?*[\\".indexOf(c) >= 0) || name.equals("@")) {
            throw new Failure(Kind.USAGE, "\"" + (name.length() > 80 ? name.substring(0, 80) + "…" : name) + "\" is no name of a branch");
        }
        return name;
    }

    /** Whether both mean one repository, however they are written: over https or ssh, with or without {@code .git}. */
    boolean same(GitAddress other) {
        return plain().equals(other.plain());
    }

    private String plain() {
        String plain = https().replaceFirst("(?i)^https?://", "").replaceFirst("/+$", "").replaceFirst("\\.git$", "");
        int slash = plain.indexOf('/');
        return slash < 0 ? plain : plain.substring(0, slash).toLowerCase(Locale.ROOT) + plain.substring(slash);
    }

    /** Whether it is reached over SSH: the instance then needs a key of its own, and no stored GitHub token. */
    public boolean ssh() {
        return SSH_URL.matcher(text).matches() || !text.contains("://") && !local() && SCP_LIKE.matcher(text).matches();
    }

    /** The same over https as ssh itself would reach it: through the hosts of its configuration. Source: {@link SshHost}. */
    GitAddress resolved() {
        Matcher https = Pattern.compile("^https://([^/]+)/(.+)$").matcher(https());
        if (!ssh() || !https.matches()) {
            return this;
        }
        String host = SshHost.https(https.group(1));
        Matcher azure = Pattern.compile("^v3/([^/]+)/([^/]+)/([^/]+)$").matcher(https.group(2));
        return new GitAddress("https://" + host + "/" + (host.equals("dev.azure.com") && azure.matches()
                ? azure.group(1) + "/" + azure.group(2) + "/_git/" + azure.group(3) : https.group(2)), "");
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
