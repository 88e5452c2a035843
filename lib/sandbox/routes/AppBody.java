package lib.sandbox.routes;

import java.util.List;
import java.util.Map;
import lib.sandbox.state.State;
import lib.sandbox.state.apps.App;

/**
 * What the bodies that make an app have in common. Contract: schemas DeployRequest, ServiceDeployRequest, UploadConfig and
 * ServiceUploadConfig; a route passes over what its schema does not have.
 */
record AppBody(String projectId, String name, String gitRepo, String branch, String gitToken, String rootDir, Map<String, String> envVars,
        String buildCommand, String startCommand, String installCommand, long portOverride, List<String> domains, String memory,
        String cpus, List<String> volumes, String healthPath, List<String> secretKeys, boolean autoDeploy, String buildMethod,
        String dockerfilePath, String composePath, String serverId) {

    /**
     * Checks all but the name and the repository, in the contract's order, and makes the app: building, with an id, without a port, not
     * added to anything. The repository, branch and tokens are the caller's to set ({@link #withGit}).
     */
    App checkedApp(State state) {
        Validators.resourceLimits(memory, cpus);
        Validators.domains(domains);
        Validators.volumes(volumes);
        App app = App.building(name, serverId, state.now());
        app.rootDir = Validators.rootDir(rootDir);
        app.buildMethod = Validators.buildMethod(buildMethod);
        app.dockerfilePath = Validators.dockerfilePath(app.buildMethod, dockerfilePath);
        app.composePath = Validators.composePath(composePath);
        app.envVars = envVars;
        app.buildCommand = buildCommand;
        app.startCommand = startCommand;
        app.installCommand = installCommand;
        app.portOverride = portOverride;
        app.domains = domains;
        app.memory = memory;
        app.cpus = cpus;
        app.volumes = volumes;
        app.healthPath = healthPath;
        app.secretKeys = secretKeys;
        return app;
    }

    /** The app with the repository of this body. Contract: an empty token stands for the server's own, which is copied. */
    App withGit(App app, State state) {
        app.gitRepo = gitRepo;
        app.branch = branch;
        app.gitToken = gitToken.isBlank() ? state.gitToken().get() : gitToken.strip();
        app.autoDeploy = autoDeploy;
        return app;
    }
}
