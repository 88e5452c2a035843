package lib.services.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Which host a name of ssh's own configuration means ({@code Host github-work}), and where a forge that is reached over another host serves
 * https. Source: ssh_config(5), ssh(1) -G; the hosts that GitHub, GitLab, Bitbucket and Azure document for SSH over port 443.
 */
final class SshHost {

    private static final int SECONDS = 5;
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,252}");
    private static final Map<String, String> OVER_443 = Map.of("ssh.github.com", "github.com", "altssh.gitlab.com", "gitlab.com",
            "altssh.bitbucket.org", "bitbucket.org", "ssh.dev.azure.com", "dev.azure.com");

    private SshHost() {
    }

    /** The host that serves the same over https; the name itself where ssh knows none better, or there is no ssh. */
    static String https(String name) {
        String host = HOST.matcher(name).matches() ? resolved(name) : name;
        return OVER_443.getOrDefault(host, host);
    }

    private static String resolved(String name) {
        Process ssh = null;
        try {
            ssh = new ProcessBuilder("ssh", "-G", "--", name).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            ssh.getOutputStream().close();
            Process asked = ssh;
            Thread.ofVirtual().start(() -> {
                try {
                    if (!asked.waitFor(SECONDS, TimeUnit.SECONDS)) {
                        asked.destroyForcibly();
                    }
                } catch (InterruptedException e) {
                    asked.destroyForcibly();
                }
            });
            String said = new String(ssh.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return said.lines().filter(line -> line.startsWith("hostname ")).map(line -> line.substring("hostname ".length()).strip())
                    .filter(host -> HOST.matcher(host).matches()).findFirst().orElse(name);
        } catch (IOException noSsh) {
            return name;
        } finally {
            if (ssh != null) {
                ssh.destroyForcibly();
            }
        }
    }
}
