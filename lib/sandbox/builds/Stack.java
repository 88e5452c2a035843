package lib.sandbox.builds;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import lib.sandbox.files.Resource;
import lib.sandbox.state.apps.App;
import lib.sandbox.state.apps.Apps.Checkout;

/**
 * What a project is written in; it decides what the build log and the container's output look like. {@code stacks.yaml} has them.
 *
 * @param played the files of a played repository with their texts
 * @param values what the scripts name
 */
record Stack(String name, List<String> files, List<String> words, Map<String, String> played, Map<String, String> values) {

    private static final List<Stack> ALL = List.of(Resource.of("builds/stacks.yaml", Stack[].class));

    /** By the files at its root if they are known, else by its repository's name, commands and variables; node when nothing tells. */
    static Stack of(App app, Checkout checkout) {
        return ALL.stream().filter(stack -> stack.files.stream().anyMatch(file -> checkout.has(app.rootDir, file))).findFirst()
            .orElseGet(() -> of(app));
    }

    /** By the repository's name, commands and variables; node when nothing tells. */
    static Stack of(App app) {
        String variables = app.envVars == null ? "" : String.join(" ", app.envVars.keySet());
        List<String> found = Stream.of(lastPart(app.gitRepo), app.name, app.installCommand, app.buildCommand, app.startCommand, variables,
            app.dockerfileContent, app.image).filter(Objects::nonNull)
            .flatMap(each -> Arrays.stream(each.toLowerCase(Locale.ROOT).split("[^a-z]+"))).toList();
        return ALL.stream().filter(stack -> stack.words.stream().anyMatch(found::contains)).findFirst().orElse(ALL.getLast());
    }

    /** The name of a repository without its owner and {@code .git}. */
    static String lastPart(String repository) {
        return repository.replaceFirst("/+$", "").replaceFirst("\\.git$", "").replaceFirst(".*[/:]", "").toLowerCase(Locale.ROOT);
    }
}
