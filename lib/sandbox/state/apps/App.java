package lib.sandbox.state.apps;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lib.sandbox.base.Ids;

/**
 * One row of the server's app table, its fields in the order in which they are answered. Contract: schema App, which says what each means;
 * the fields marked NON_EMPTY are left out when empty, null in the others is answered as null. Change one only through {@link Apps}.
 */
@JsonAutoDetect(fieldVisibility = Visibility.PUBLIC_ONLY, getterVisibility = Visibility.NONE, isGetterVisibility = Visibility.NONE)
public final class App implements Cloneable {

    private static final String MASK = "***";

    public String id;
    public String name;
    public String status;
    public String gitRepo = "";
    public String branch = "";
    public int port;
    public String url = "";
    public OffsetDateTime createdAt;
    @JsonInclude(Include.NON_EMPTY) public String gitToken;
    public String rootDir = "";
    public Map<String, String> envVars;
    public String buildCommand = "";
    public String startCommand = "";
    public String installCommand = "";
    public long portOverride;
    public int vulnerabilitiesCount;
    public String buildMethod = "nixpacks";
    public String dockerfilePath = "";
    public String composePath = "";
    @JsonInclude(Include.NON_EMPTY) public String composeContent;
    @JsonInclude(Include.NON_EMPTY) public String composeProject;
    @JsonInclude(Include.NON_EMPTY) public String composeService;
    public boolean composeWeb;
    public boolean composePrimary;
    @JsonInclude(Include.NON_EMPTY) public String image;
    @JsonInclude(Include.NON_EMPTY) public String dockerfileContent;
    @JsonInclude(Include.NON_EMPTY) public String catalogId;
    public List<String> domains;
    public String memory = "";
    public String cpus = "";
    public List<String> volumes;
    public String healthPath = "";
    @JsonInclude(Include.NON_EMPTY) public String activeImage;
    @JsonInclude(Include.NON_EMPTY) public String activeDeployId;
    @JsonInclude(Include.NON_EMPTY) public String activeCommit;
    @JsonInclude(Include.NON_EMPTY) public String activeCommitMsg;
    public List<String> secretKeys;
    @JsonInclude(Include.NON_EMPTY) public String webhookSecret;
    public boolean autoDeploy;
    public String serverId = "localhost";
    @JsonInclude(Include.NON_EMPTY) public String projectId;
    @JsonInclude(Include.NON_EMPTY) public String serviceName;

    /** A new one that is about to be built, in a project of its own; it has no port yet. */
    public static App building(String name, String serverId, OffsetDateTime now) {
        App app = new App();
        app.id = Ids.next();
        app.name = name;
        app.status = "building";
        app.createdAt = now;
        app.url = Apps.urlOf(app.id);
        app.projectId = app.id;
        app.serviceName = name;
        app.webhookSecret = newSecret();
        app.serverId = serverId.isEmpty() ? "localhost" : serverId;
        return app;
    }

    /** Contract: regenerateWebhook, 20 x [a-z0-9]. */
    public static String newSecret() {
        return Ids.next() + Ids.next();
    }

    /** As the API answers it: tokens and the values of the secret keys are masked, empty ones stay empty. */
    public App masked() {
        App view = copy();
        view.gitToken = masked(gitToken);
        view.webhookSecret = masked(webhookSecret);
        if (envVars != null && secretKeys != null) {
            view.envVars = new TreeMap<>(envVars);
            secretKeys.forEach(key -> view.envVars.computeIfPresent(key, (name, value) -> masked(value)));
        }
        return view;
    }

    /** As it is stored, secrets included. */
    public App copy() {
        try {
            return (App) clone();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError("App is Cloneable", e);
        }
    }

    private static String masked(String secret) {
        return secret == null || secret.isEmpty() ? secret : MASK;
    }
}
