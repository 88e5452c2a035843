package lib.services.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lib.api.App;
import lib.base.Failure;
import lib.base.Failure.Kind;
import picocli.CommandLine.Option;

/** Changes of an app's domains and volumes, as a mixin: one by one, or all in place of those there are. */
public final class Lists {

    @Option(names = {"--domains"}, paramLabel = "<domain>",
            description = "All custom domains, in place of those there are: what it drops is listed.")
    List<String> domains;

    @Option(names = {"--domain", "--add-domain", "--add-domains"}, paramLabel = "<domain>", description = "One more custom domain.")
    List<String> addDomains = List.of();

    @Option(names = {"--remove-domain", "--remove-domains"}, paramLabel = "<domain>", description = "A domain to take away.")
    List<String> removeDomains = List.of();

    @Option(names = {"--volumes"}, paramLabel = "<volume>", description = "All volumes, in place of those there are, as source:/path[:ro].")
    List<String> volumes;

    @Option(names = {"--add-volume", "--add-volumes"}, paramLabel = "<volume>",
            description = "One more volume; in place of one with the same path in the container.")
    List<String> addVolumes = List.of();

    @Option(names = {"--remove-volume", "--remove-volumes"}, paramLabel = "<volume>",
            description = "A volume to detach, by its source or path; its data stay.")
    List<String> removeVolumes = List.of();

    /** What adds these and takes nothing away. */
    public static Lists adding(List<String> domains, List<String> volumes) {
        Lists lists = new Lists();
        lists.addDomains = domains == null ? List.of() : domains;
        lists.addVolumes = volumes == null ? List.of() : volumes;
        return lists;
    }

    /** What takes this domain away and nothing else. */
    public static Lists removing(String domain) {
        Lists lists = new Lists();
        lists.removeDomains = List.of(domain);
        return lists;
    }

    /** A domain as the instance keeps it. @throws Failure USAGE for what is none */
    public static String domain(String given) {
        return SettingRules.domain(given);
    }

    /**
     * Ends normally when no app has one of these domains: the instance would let two have it.
     *
     * @param but the id of the app that may have them
     * @throws Failure CONFLICT
     */
    public static void refuseTaken(List<String> domains, List<App> apps, String but) {
        for (String each : domains) {
            apps.stream().filter(other -> !other.id().equals(but) && other.texts("domains").stream().anyMatch(each::equalsIgnoreCase))
                    .findFirst().ifPresent(other -> {
                throw new Failure(Kind.CONFLICT, each + " is a domain of " + other.name() + " already",
                        "take it from there first: paas update " + other.name() + " --remove-domain " + each);
            });
        }
    }

    /**
     * The lists as they are to be, by the instance's names; without those that are not changed.
     *
     * @param notes gets what is dropped, and what was asked for and is not so
     * @throws Failure USAGE for what the instance would refuse; CONFLICT for a domain that another app has
     */
    public Map<String, Object> of(App app, List<App> apps, List<String> notes) {
        Map<String, Object> changed = new LinkedHashMap<>();
        List<String> before = app.texts("domains");
        List<String> after = new ArrayList<>(before);
        if (domains != null && !SettingRules.domains(domains).isEmpty()) {
            after = new ArrayList<>(SettingRules.domains(domains));
        }
        for (String each : SettingRules.domains(addDomains)) {
            if (after.stream().noneMatch(each::equalsIgnoreCase)) {
                after.add(each);
            }
        }
        for (String each : SettingRules.domains(removeDomains)) {
            if (!after.removeIf(each::equalsIgnoreCase)) {
                notes.add("there is no domain " + each);
            }
        }
        refuseTaken(after.stream().filter(each -> !before.contains(each)).toList(), apps, app.id());
        put(changed, "domains", before, after, notes);
        List<String> mounted = new ArrayList<>(app.texts("volumes"));
        if (volumes != null && !SettingRules.volumes(volumes).isEmpty()) {
            mounted = new ArrayList<>(SettingRules.volumes(volumes));
        }
        for (String each : SettingRules.volumes(addVolumes)) {
            int at = -1;
            for (int i = 0; i < mounted.size(); i++) {
                at = path(mounted.get(i)).equals(path(each)) ? i : at;
            }
            if (at < 0) {
                mounted.add(each);
            } else {
                mounted.set(at, each);
            }
        }
        for (String each : removeVolumes) {
            String wanted = each.strip();
            if (!wanted.isEmpty() && !mounted.removeIf(volume -> volume.equals(wanted) || path(volume).equals(wanted)
                    || volume.startsWith(wanted + ":"))) {
                notes.add("there is no volume " + wanted);
            }
        }
        put(changed, "volumes", app.texts("volumes"), mounted, notes);
        return changed;
    }

    private static void put(Map<String, Object> changed, String field, List<String> before, List<String> after, List<String> notes) {
        if (!after.equals(before)) {
            changed.put(field, List.copyOf(after));
            List<String> dropped = before.stream().filter(each -> after.stream().noneMatch(each::equalsIgnoreCase)).toList();
            if (!dropped.isEmpty()) {
                notes.add(field.substring(0, field.length() - 1) + (dropped.size() == 1 ? "" : "s") + " taken away: "
                        + String.join(", ", dropped));
            }
        }
    }

    private static String path(String volume) {
        String[] parts = volume.split(":");
        return parts.length < 2 ? volume : parts[1];
    }

    /** What was given without a value, which changes nothing. */
    public List<String> empty() {
        List<String> empty = new ArrayList<>();
        if (domains != null && domains.stream().allMatch(String::isBlank)) {
            empty.add("domains");
        }
        if (volumes != null && volumes.stream().allMatch(String::isBlank)) {
            empty.add("volumes");
        }
        return empty;
    }
}
