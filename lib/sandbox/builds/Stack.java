package lib.sandbox.builds;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import lib.sandbox.state.apps.App;
import lib.sandbox.state.apps.Checkout;

/** What a project is written in; it decides what the build log and the container's output look like. */
public enum Stack {
    JAVA(List.of("pom.xml", "build.gradle", "build.gradle.kts"), "java", "spring", "boot", "kotlin", "quarkus", "micronaut", "jvm",
        "maven", "gradle", "mvn"),
    PYTHON(List.of("requirements.txt", "pyproject.toml", "manage.py"), "python", "django", "flask", "fastapi", "gunicorn", "uvicorn",
        "py", "pip"),
    NODE(List.of("package.json"), "node", "npm", "pnpm", "yarn");

    private final List<String> files;
    private final List<String> words;

    Stack(List<String> files, String... words) {
        this.files = files;
        this.words = List.of(words);
    }

    /** By the files at its root if they are known, else by its repository's name, commands and variables; NODE when nothing tells. */
    public static Stack of(App app, Checkout checkout) {
        return Arrays.stream(values()).filter(stack -> stack.files.stream().anyMatch(file -> checkout.has(app.rootDir, file))).findFirst()
            .orElseGet(() -> of(app));
    }

    /** By the repository's name, commands and variables; NODE when nothing tells. */
    public static Stack of(App app) {
        String variables = app.envVars == null ? "" : String.join(" ", app.envVars.keySet());
        List<String> text = Stream.of(lastPart(app.gitRepo), app.name, app.installCommand, app.buildCommand, app.startCommand, variables,
            app.dockerfileContent == null ? "" : app.dockerfileContent, app.image == null ? "" : app.image)
            .map(each -> each.toLowerCase(Locale.ROOT)).toList();
        List<String> found = text.stream().flatMap(each -> Arrays.stream(each.split("[^a-z]+"))).toList();
        return Arrays.stream(values()).filter(stack -> stack.words.stream().anyMatch(found::contains)).findFirst().orElse(NODE);
    }

    /** The name of a repository without its owner and {@code .git}. */
    static String lastPart(String repository) {
        return repository.replaceFirst("/+$", "").replaceFirst("\\.git$", "").replaceFirst(".*[/:]", "").toLowerCase(Locale.ROOT);
    }
}
