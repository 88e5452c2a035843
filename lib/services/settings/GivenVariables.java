package lib.services.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.base.secrets.Secrets;

/**
 * Environment variables as they were given.
 *
 * @param values by name, in the order given
 */
public record GivenVariables(Map<String, String> values) {

    /**
     * Those of the files, then those given one by one, which win.
     *
     * @param given may be null
     * @throws Failure USAGE for a name that no shell could carry, and for {@code ***} as a value: it stands for a secret that is not
     *                       shown, and would be stored as it is (contract, AppUpdateRequest.envVars)
     */
    public static GivenVariables of(List<String> files, Map<String, String> given) {
        Map<String, String> values = new LinkedHashMap<>();
        files.forEach(file -> values.putAll(Dotenv.read(file)));
        if (given != null) {
            values.putAll(given);
        }
        values.forEach((name, value) -> {
            if (!name.matches("[^\\s=\\p{Cntrl}]{1,200}") || value.indexOf('\0') >= 0) {
                throw new Failure(Kind.USAGE,
                        "a variable's name is empty, longer than 200 characters, or has blanks or control characters in it");
            }
            if (value.equals(Secrets.MASK)) {
                throw new Failure(Kind.USAGE, "the value of " + name + " is ***, which only stands for a value that is not shown",
                        "give the value itself, or leave " + name + " out");
            }
        });
        return new GivenVariables(values);
    }

    /**
     * Which of them the instance must not show: those whose names usually mean it, and those named here.
     *
     * @throws Failure USAGE when one is named that is not among the variables
     */
    public Set<String> secret(List<String> named) {
        Set<String> secret = new TreeSet<>();
        values.keySet().stream().filter(Secrets::credential).forEach(secret::add);
        for (String name : named) {
            if (!values.containsKey(name)) {
                throw new Failure(Kind.USAGE, "--secret " + name + " is none of the variables given", "give the variable, too");
            }
            secret.add(name);
        }
        return secret;
    }
}
