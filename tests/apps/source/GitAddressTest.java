package tests.apps.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import lib.base.Failure;
import lib.services.source.GitSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses go to an instance, and as what. */
class GitAddressTest {

    @ParameterizedTest
    @CsvSource({
        "https://github.com/ada/blog.git, https://github.com/ada/blog.git",
        "https://github.com/ada/blog, https://github.com/ada/blog",
        "github.com/ada/blog, https://github.com/ada/blog",
        "HTTPS://Example.com/x/y, HTTPS://Example.com/x/y",
        "git@github.com:ada/blog.git, git@github.com:ada/blog.git",
        "ada@git.example.com:blog.git, ssh://ada@git.example.com/blog.git",
        "git.example.com:ada/blog.git, ssh://git.example.com/ada/blog.git",
        "ssh://git@example.com:2222/ada/blog.git, ssh://git@example.com:2222/ada/blog.git",
        "git+ssh://git@example.com/ada/blog.git, ssh://git@example.com/ada/blog.git",
        "git://example.com/blog.git, git://example.com/blog.git",
        "/srv/git/blog.git, /srv/git/blog.git",
        "file:///srv/git/blog.git, /srv/git/blog.git",
        "https://gitlab.com/a/b/c/d.git, https://gitlab.com/a/b/c/d.git",
        "https://[::1]:3000/ada/blog.git, https://[::1]:3000/ada/blog.git"})
    void sentAs(String typed, String sent) {
        assertEquals(sent, GitSource.of(typed, null).address().text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"nope", "", " ", "a b", "ext::sh -c touch% /tmp/x", "ext::x", "fd::17", "EXT::x", "--upload-pack=touch /tmp/x",
        "--upload-pack=x", "-u", "ssh://-oProxyCommand=x/y", "ssh://git@-oProxyCommand=x/y", "-oProxyCommand=x:y", "git@-oProxyCommand=x:y",
        "-x@host:y", "https://-x/y", "ftp://example.com/x", "./blog", "../blog", "~/blog", "C:\\\\blog",
        "https://github.com", "https://", "https://a\u0000b/c", "https://x/y\nz", "rsync://x/y"})
    void refused(String typed) {
        assertEquals(Failure.Kind.USAGE, assertThrows(Failure.class, () -> GitSource.of(typed, null)).kind(), typed);
    }

    @Test
    void whatWasProbablyMeant() {
        assertEquals("is it one of GitHub's? --git-repo https://github.com/ada/blog.git", hint("ada/blog"));
        assertEquals("--git-repo https://github.com/ada/blog.git --branch main --root-dir apps/web",
            hint("https://github.com/ada/blog/tree/main/apps/web"));
        assertEquals("--git-repo https://gitlab.com/a/b/blog.git --branch v2",
            hint("https://gitlab.com/a/b/blog/-/tree/v2?ref_type=heads"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--upload-pack=x", "-b", "a..b", "a b", "a~1", "a^", "x:y", "a\\\\b", "@", "a@{1}", "x.lock", "/a", "a/",
        "a//b", "*"})
    void noBranch(String branch) {
        assertEquals(Failure.Kind.USAGE, assertThrows(Failure.class, () -> GitSource.of("https://example.com/a/b", branch)).kind());
    }

    @Test
    void branches() {
        for (var branch : List.of("main", "feature/x", "v1.2", "über", "a@b", "dependabot/npm_and_yarn/x-1.0")) {
            assertEquals(branch, GitSource.of("https://example.com/a/b", branch).branch());
        }
    }

    private static String hint(String typed) {
        return assertThrows(Failure.class, () -> GitSource.of(typed, null)).hint();
    }
}
