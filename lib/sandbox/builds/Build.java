package lib.sandbox.builds;

import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lib.sandbox.state.State;
import lib.sandbox.state.apps.App;
import lib.sandbox.state.apps.Apps.Checkout;
import lib.sandbox.state.apps.Apps.Images;

/** Makes the image of a single container, or pulls it, and says so in the log. */
record Build(State state, BuildLog log) {

    private static final Pattern RUN_OF_A_FILE = Pattern.compile("(?m)^RUN +[.]/([^ \n]+).*$");

    /** The image that the deployment then runs; a BuildFailure when it cannot be made. */
    String image(App app, String deploymentId, Checkout checkout) throws BuildFailure, InterruptedException {
        return switch (app.buildMethod) {
            case "image" -> pull(app);
            case "dockerfile-inline" -> {
                if (app.dockerfileContent == null || app.dockerfileContent.isBlank()) {
                    throw new BuildFailure("No Dockerfile content for this app");
                }
                yield build(app, deploymentId, checkout, "Dockerfile", true);
            }
            case "dockerfile" -> {
                String path = app.dockerfilePath.isEmpty() ? "Dockerfile" : app.dockerfilePath;
                boolean edited = app.dockerfileContent != null && !app.dockerfileContent.isEmpty();
                if (!edited && !checkout.has(app.rootDir, path)) {
                    throw new BuildFailure("Dockerfile not found: " + path);
                }
                yield build(app, deploymentId, checkout, path, true);
            }
            default -> build(app, deploymentId, checkout, "Dockerfile", false);
        };
    }

    private String build(App app, String deploymentId, Checkout checkout, String path, boolean dockerfile)
            throws BuildFailure, InterruptedException {
        Stack stack = Stack.of(app, checkout);
        String image = Images.name(app.name, deploymentId);
        if (!dockerfile) {
            log.say(0.2, "🔍 Analyzing workspace with Nixpacks...");
        }
        Map<String, String> values = values(app, stack);
        values.put("dockerfile", path);
        values.put("image", image);
        String kind = !dockerfile ? stack.name() : Mishap.nameOf(app).contains("legacy") ? "legacy" : "dockerfile";
        log.play(kind + ".build", "", values);
        forbidden(app, checkout, path, dockerfile);
        boolean fails = Mishap.BROKEN.hits(app);
        log.play(kind + (fails ? ".error" : ".done"), "", values);
        if (fails) {
            throw new BuildFailure("Build failed: exit status 1");
        }
        if (!kind.equals("legacy")) {
            log.play("export", "", values);
        }
        for (String old : state.apps().images().add(image)) {
            log.say("🧹 Removed old image " + old);
        }
        return image;
    }

    /** Files of an upload have lost their executable bit, whatever they had: what a Dockerfile runs of them fails. */
    private void forbidden(App app, Checkout checkout, String path, boolean dockerfile) throws BuildFailure, InterruptedException {
        Matcher run = RUN_OF_A_FILE.matcher(dockerfile && app.gitRepo.startsWith("upload://") ? checkout.text(app.rootDir, path) : "");
        if (run.find() && checkout.has(app.rootDir, run.group(1))) {
            log.say(0.4, "#8 0.231 /bin/sh: ./" + run.group(1) + ": Permission denied");
            String command = run.group().substring(4).strip();
            log.say("#8 ERROR: process \"/bin/sh -c " + command + "\" did not complete successfully: exit code: 126");
            throw new BuildFailure("Build failed: exit status 1");
        }
    }

    private String pull(App app) throws BuildFailure, InterruptedException {
        if (app.image == null || app.image.isEmpty()) {
            throw new BuildFailure("No image configured for this app");
        }
        String last = app.image.substring(app.image.lastIndexOf('/') + 1);
        String tag = last.contains(":") ? last.substring(last.indexOf(':') + 1) : "latest";
        String repository = last.contains(":") ? app.image.substring(0, app.image.length() - tag.length() - 1) : app.image;
        if (Mishap.MISSING.hits(app) || Mishap.PRIVATE.hits(app)) {
            log.say(0.5, "Error response from daemon: pull access denied for " + repository + ", repository does not exist or may require "
                + "'docker login': denied: requested access to the resource is denied");
            throw new BuildFailure("Failed to pull image: exit status 1");
        }
        String digest = HexFormat.of().toHexDigits(app.image.hashCode()).repeat(8);
        log.play("pull", "", Map.of("ref", repository + ":" + tag, "tag", tag, "repository", repository, "digest", digest));
        return app.image;
    }

    /** What the scripts name. */
    static Map<String, String> values(App app, Stack stack) {
        Map<String, String> values = new TreeMap<>(stack.values());
        Map.of("install", app.installCommand, "build", app.buildCommand, "start", app.startCommand)
            .forEach((name, own) -> values.compute(name, (same, usual) -> own.isBlank() ? usual : own));
        values.put("name", app.name);
        values.put("port", "" + (app.portOverride > 0 ? app.portOverride : app.port));
        return values;
    }
}
