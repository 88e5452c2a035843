package lib.services.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine.Option;

/**
 * The settings that a new app and one that is there have in common, as a mixin. An empty text means that it was not given: a model fills in
 * every parameter it sees, and a script's variable may be unset; to take a setting away has a word of its own.
 */
public final class SettingOptions {

    @Option(names = "--memory", paramLabel = "<limit>", description = "E.g. 512m or 1g; default no limit.")
    String memory;

    @Option(names = "--cpus", paramLabel = "<n>", description = "E.g. 0.5; default no limit.")
    String cpus;

    @Option(names = "--health-path", paramLabel = "<path>", description = "HTTP path that must answer below 500 before a release.")
    String healthPath;

    @Option(names = "--port", paramLabel = "<port>", description = "The port the app listens on; default: as PORT tells it.")
    Integer port;

    @Option(names = "--root-dir", paramLabel = "<dir>", description = "Folder of the source to build; . is all of it.")
    String rootDir;

    @Option(names = "--build-method", paramLabel = "<method>", description = "nixpacks, dockerfile or compose.")
    String buildMethod;

    @Option(names = "--dockerfile-path", paramLabel = "<file>", description = "The source's own; default: Dockerfile.")
    String dockerfilePath;

    @Option(names = "--compose-path", paramLabel = "<file>", description = "The source's own; default: compose.yaml and the like.")
    String composePath;

    @Option(names = "--install-command", paramLabel = "<command>", description = "Default: as detected.")
    String installCommand;

    @Option(names = "--build-command", paramLabel = "<command>", description = "Default: as detected.")
    String buildCommand;

    @Option(names = "--start-command", paramLabel = "<command>", description = "Default: as detected.")
    String startCommand;

    @Option(names = "--auto-deploy", negatable = true, description = "Deploy every push, or not.")
    Boolean autoDeploy;

    private final List<String> empty = new ArrayList<>();

    /**
     * What was given, by the instance's names of the fields, in the form that it keeps.
     *
     * @throws lib.base.Failure USAGE for what the instance would refuse
     */
    public Map<String, Object> given() {
        empty.clear();
        Map<String, Object> given = new LinkedHashMap<>();
        text(given, "memory", memory, value -> {
            SettingRules.memory(value);
            return value;
        });
        text(given, "cpus", cpus, value -> {
            SettingRules.cpus(value);
            return value;
        });
        text(given, "healthPath", healthPath, value -> {
            SettingRules.healthPath(value);
            return value;
        });
        text(given, "rootDir", rootDir, SettingRules::rootDir);
        text(given, "buildMethod", buildMethod, SettingRules::buildMethod);
        text(given, "dockerfilePath", dockerfilePath, SettingOptions::file);
        text(given, "composePath", composePath, SettingOptions::file);
        text(given, "installCommand", installCommand, Function.identity());
        text(given, "buildCommand", buildCommand, Function.identity());
        text(given, "startCommand", startCommand, Function.identity());
        if (port != null) {
            SettingRules.port(port);
            given.put("portOverride", port);
        }
        if (autoDeploy != null) {
            given.put("autoDeploy", autoDeploy);
        }
        if (dockerfilePath != null && !dockerfilePath.isEmpty()) {
            given.putIfAbsent("buildMethod", "dockerfile");
        }
        if (composePath != null && !composePath.isEmpty()) {
            given.putIfAbsent("buildMethod", "compose");
        }
        return given;
    }

    /** What was given as an empty text, which changes nothing; known after {@link #given}. */
    public List<String> empty() {
        return empty;
    }

    private static String file(String value) {
        SettingRules.file(value);
        return value.strip();
    }

    private void text(Map<String, Object> given, String field, String value, Function<String, String> checked) {
        if (value != null && value.isBlank()) {
            empty.add(field);
        } else if (value != null) {
            given.put(field, checked.apply(value));
        }
    }
}
