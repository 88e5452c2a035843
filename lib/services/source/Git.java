package lib.services.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.files.RawPath;
import lib.files.TypedWords;

/**
 * The git of this machine, asked about a folder. A folder's own configuration may name programs (a file monitor, hooks, filters, helpers
 * of a transport): whoever unpacked it did not ask for them, so none runs here. Source: git-config(1), git(1).
 */
final class Git {

    /** A large checkout on a slow disk takes its time; what takes longer is told, never half believed. */
    private static final int SECONDS = 120;
    private static final List<String> NOTHING_RUNS = List.of("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null",
            "-c", "protocol.ext.allow=never", "-c", "core.pager=cat", "-c", "log.showSignature=false");
    /** They would point at another repository, or make git talk to a file: a hook that calls this program sets them. */
    private static final List<String> NOT_INHERITED = List.of("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY",
            "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_COMMON_DIR", "GIT_NAMESPACE", "GIT_PREFIX", "GIT_TRACE", "GIT_TRACE2",
            "GIT_EXTERNAL_DIFF", "GIT_FSMONITOR_TEST", "LANGUAGE");

    private final List<String> start = new ArrayList<>(List.of("git"));
    private List<String> withoutFilters;

    /**
     * @param typed the folder as it was typed: a relative one reaches git whatever the locale makes of its name
     * @throws Failure USAGE where the locale cannot name it, so that git would get another name
     */
    Git(Path typed) {
        if (!typed.toString().isEmpty()) {
            if (!RawPath.nameable(typed)) {
                throw new Failure(Kind.USAGE, "git cannot be asked about " + RawPath.whole(typed) + " in this locale", TypedWords.LOCALE);
            }
            start.addAll(List.of("-C", typed.toString()));
        }
        start.addAll(NOTHING_RUNS);
    }

    /** What git answered. */
    record Answer(int code, byte[] bytes, String complaint) {

        boolean ok() {
            return code == 0;
        }

        /** Without the line ends at the end; "" when git refused. */
        String text() {
            return ok() ? new String(bytes, StandardCharsets.UTF_8).stripTrailing() : "";
        }

        /** The parts between NUL characters. */
        List<byte[]> parts() {
            List<byte[]> parts = new ArrayList<>();
            for (int from = 0, i = 0; i < bytes.length; i++) {
                if (bytes[i] == 0) {
                    parts.add(Arrays.copyOfRange(bytes, from, i));
                    from = i + 1;
                }
            }
            return parts;
        }

        /** Git's own reason, without the word before it. */
        String reason() {
            return complaint.lines().filter(line -> line.startsWith("fatal: ") || line.startsWith("error: ")).findFirst()
                    .or(() -> complaint.lines().findFirst()).orElse("it ended with " + code).replaceFirst("^(fatal|error): ", "").strip();
        }
    }

    /** What git says, without the line end; "" when it refuses. */
    String text(String... arguments) {
        return ask(arguments).text();
    }

    /**
     * Asks git.
     *
     * @throws Failure FAILED when there is no git, or it does not come to an end
     */
    Answer ask(String... arguments) {
        return run(List.of(), List.of(arguments));
    }

    /** The same for what looks into files: filters that the folder itself configures are switched off. */
    Answer askWithoutFilters(String... arguments) {
        if (withoutFilters == null) {
            // one that the person has for all folders is trusted, unless the folder has it too
            withoutFilters = off(ask("config", "-z", "--show-scope", "--get-regexp", "^filter\\.").parts());
        }
        // a name with this in it cannot be switched off from outside
        boolean beyond = withoutFilters.stream().anyMatch(each -> each.indexOf('=') >= 0 && each.indexOf('=') < each.lastIndexOf('.'));
        return beyond ? new Answer(1, new byte[0], "") : run(withoutFilters, List.of(arguments));
    }

    private static List<String> off(List<byte[]> scopesAndValues) {
        Set<String> names = new LinkedHashSet<>();
        for (int i = 0; i + 1 < scopesAndValues.size(); i += 2) {
            String scope = new String(scopesAndValues.get(i), StandardCharsets.UTF_8);
            String key = new String(scopesAndValues.get(i + 1), StandardCharsets.UTF_8).split("\n", 2)[0];
            if (scope.equals("local") || scope.equals("worktree")) {
                names.add(key.substring(0, key.lastIndexOf('.')));
            }
        }
        List<String> options = new ArrayList<>();
        for (String name : names) {
            options.addAll(List.of("-c", name + ".clean=", "-c", name + ".smudge=", "-c", name + ".process=",
                    "-c", name + ".required=0"));
        }
        return options;
    }

    private Answer run(List<String> more, List<String> arguments) {
        List<String> command = new ArrayList<>(start);
        command.addAll(more);
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        NOT_INHERITED.forEach(builder.environment()::remove);
        builder.environment().put("GIT_TERMINAL_PROMPT", "0");
        builder.environment().put("GIT_OPTIONAL_LOCKS", "0");
        builder.environment().put("GIT_NO_LAZY_FETCH", "1");
        // a transport could start a helper; nothing here needs any
        builder.environment().put("GIT_ALLOW_PROTOCOL", "none");
        builder.environment().put("LC_ALL", "C");
        Process git;
        try {
            git = builder.start();
        } catch (IOException e) {
            throw new Failure(Kind.FAILED, "this folder is a git checkout, and there is no git to say what belongs to it", "install git");
        }
        try {
            git.getOutputStream().close();
            ByteArrayOutputStream complaint = new ByteArrayOutputStream();
            Thread reading = Thread.ofVirtual().start(() -> copy(git.getErrorStream(), complaint));
            ByteArrayOutputStream said = new ByteArrayOutputStream();
            Thread listening = Thread.ofVirtual().start(() -> copy(git.getInputStream(), said));
            if (!git.waitFor(SECONDS, TimeUnit.SECONDS)) {
                throw new Failure(Kind.FAILED, "git did not answer within " + SECONDS + " s (git " + arguments.getFirst() + ")",
                        "try it by hand in that folder");
            }
            listening.join();
            reading.join();
            return new Answer(git.exitValue(), said.toByteArray(), complaint.toString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new Failure(Kind.FAILED, "git cannot be asked (" + e.getMessage() + ")");
        } catch (InterruptedException e) {
            throw Failure.interrupted();
        } finally {
            git.destroyForcibly();
        }
    }

    private static void copy(InputStream from, ByteArrayOutputStream to) {
        try {
            from.transferTo(to);
        } catch (IOException gone) {
            // git was ended: what came counts for nothing then
        }
    }
}
