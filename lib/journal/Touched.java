package lib.journal;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a call changes of the thing that it is about, so that taking back an earlier one is known to undo a later one, too: settings by
 * their names, variables each for itself, which version serves, whether it runs.
 */
final class Touched {

    private static final String ALL = "*";
    private static final String VARIABLE = "env ";
    private static final String EVERY_VARIABLE = VARIABLE + ALL;
    private static final String VERSION = "version";
    private static final String RUNS = "runs";
    private static final String DOMAINS = "domains";
    private static final String VOLUMES = "volumes";

    /** The parameters that name what a call is about. */
    private static final List<String> SUBJECTS = List.of("app", "name", "addon", "cron");

    private Touched() {
    }

    /** The names of what a call is about, in small letters. */
    static Set<String> names(Map<String, Object> arguments) {
        Set<String> names = new LinkedHashSet<>();
        for (String each : SUBJECTS) {
            if (arguments.get(each) instanceof String text && !text.isBlank()) {
                names.add(text.strip().toLowerCase(Locale.ROOT));
            }
        }
        return names;
    }

    /** What a call changes; nothing for what leaves settings alone. */
    static Set<String> of(String tool, Map<String, Object> arguments) {
        return switch (tool) {
            case "paas_stop_app", "paas_start_app" -> Set.of(RUNS);
            case "paas_redeploy", "paas_rollback" -> Set.of(VERSION, RUNS);
            case "paas_add_domain", "paas_remove_domain" -> Set.of(DOMAINS);
            case "paas_attach_addon", "paas_detach_addon" -> Set.of(EVERY_VARIABLE);
            case "paas_exec", "paas_db_query", "paas_run_cron", "paas_create_backup", "paas_prune_docker" -> Set.of();
            case "paas_update_app" -> settings(arguments, new LinkedHashSet<>());
            case "paas_deploy" -> settings(arguments, new LinkedHashSet<>(List.of(VERSION, RUNS)));
            default -> Set.of(ALL);
        };
    }

    private static Set<String> settings(Map<String, Object> arguments, Set<String> touched) {
        arguments.forEach((name, value) -> {
            switch (name) {
                case "app", "name", "wait", "new", "project" -> {
                    // names it, or says how
                }
                case "envVars" -> (value instanceof Map<?, ?> map ? map.keySet() : List.of())
                        .forEach(each -> touched.add(VARIABLE + each));
                case "unsetEnvVars" -> each(value).forEach(each -> touched.add(VARIABLE + each));
                case "domains", "addDomains", "removeDomains" -> touched.add(DOMAINS);
                case "volumes", "addVolumes", "removeVolumes" -> touched.add(VOLUMES);
                case "clear" -> each(value).forEach(each -> touched.add(letters(each)));
                case "redeploy" -> {
                    if (Boolean.TRUE.equals(value)) {
                        touched.add(RUNS);
                    }
                }
                default -> touched.add(letters(name));
            }
        });
        return touched;
    }

    private static Collection<?> each(Object value) {
        return value instanceof Collection<?> all ? all : List.of(String.valueOf(value));
    }

    /** {@code health-path} and {@code healthPath} are one. */
    private static String letters(Object name) {
        return String.valueOf(name).replace("-", "").toLowerCase(Locale.ROOT);
    }

    /** Whether two calls change something that is the same. */
    static boolean overlap(Set<String> one, Set<String> other) {
        return one.stream().anyMatch(each -> other.stream().anyMatch(that -> that.equals(each) || that.equals(ALL) || each.equals(ALL)
                || that.equals(EVERY_VARIABLE) && each.startsWith(VARIABLE) || each.equals(EVERY_VARIABLE) && that.startsWith(VARIABLE)));
    }
}
