package lib.services.source;

import java.util.Collection;

/** How a folder is to be built, by the files in it: an instance would take Nixpacks for everything (contract, validator buildMethod). */
final class BuildFiles {

    /** What is looked for. Contract: DeployRequest, dockerfilePath and composePath. */
    static final String[] NAMES = {"Dockerfile", "compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml"};

    private BuildFiles() {
    }

    /**
     * A Dockerfile says how it is built; a compose file beside one is usually for the developer's machine.
     *
     * @param there which of the names are there
     * @return dockerfile, compose, or "" when nothing suggests one
     */
    static String noticed(Collection<String> there) {
        return there.contains(NAMES[0]) ? "dockerfile" : there.isEmpty() ? "" : "compose";
    }
}
