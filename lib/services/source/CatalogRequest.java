package lib.services.source;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import lib.base.Failure;
import lib.base.Failure.Kind;

/** What the catalog's two routes take instead of the settings of a repository. Contract: ImageDeployRequest, DockerfileDeployRequest. */
final class CatalogRequest {

    private CatalogRequest() {
    }

    /** @throws Failure USAGE for the settings of a build, which these routes would ignore */
    static Map<String, Object> of(String what, String value, Map<String, Object> settings) {
        Map<String, Object> request = new LinkedHashMap<>(settings);
        for (String each : List.of("buildCommand", "startCommand", "installCommand", "rootDir", "buildMethod", "dockerfilePath",
                "composePath", "projectId", "autoDeploy")) {
            if (request.containsKey(each)) {
                throw new Failure(Kind.USAGE, "--" + each.replaceFirst("Id$", "").replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT)
                        + " means nothing for --" + what + ": what it runs is written in the image");
            }
        }
        if (request.remove("portOverride") instanceof Object port) {
            request.put("port", port);
        }
        request.put(what, value);
        return request;
    }
}
