package lib.sandbox.routes;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_EMPTY;
import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import lib.sandbox.state.apps.App;
import lib.sandbox.state.apps.Project;

/**
 * A project with what is worked out from its services. Contract: schemas ProjectSummary, and ProjectDetail, which has {@code services}
 * too.
 */
record ProjectView(
        String id,
        String name,
        @JsonInclude(NON_EMPTY) String description,
        OffsetDateTime createdAt,
        String serverId,
        int serviceCount,
        String status,
        boolean hasGit,
        boolean hasDocker,
        @JsonInclude(NON_NULL) String deployType,
        @JsonInclude(NON_NULL) String primaryServiceId,
        @JsonInclude(NON_NULL) OffsetDateTime lastServiceAt,
        @JsonInclude(NON_NULL) String focusServiceId,
        @JsonInclude(NON_EMPTY) List<ServiceStatus> serviceStatuses,
        @JsonInclude(NON_NULL) List<App> services) {

    private static final List<String> WORST_FIRST = List.of("building", "failed", "running", "stopped");
    private static final Set<String> DOCKER = Set.of("image", "dockerfile", "compose");
    private static final Set<String> CONFIGURABLE = Set.of("compose", "dockerfile", "dockerfile-inline");

    static ProjectView summary(Project project, List<App> services) {
        return of(project, services, null);
    }

    static ProjectView detail(Project project, List<App> services) {
        return of(project, services, services);
    }

    private static ProjectView of(Project project, List<App> services, List<App> answered) {
        String status =
            WORST_FIRST.stream().filter(candidate -> services.stream().anyMatch(app -> app.status.equals(candidate))).findFirst()
                .orElse("");
        App configurable = configurable(services);
        return new ProjectView(project.id(), project.name(), project.description(), project.createdAt(), project.serverId(),
            services.size(),
            status.isEmpty() ? "stopped" : status,
            services.stream().anyMatch(app -> !app.gitRepo.isEmpty()),
            services.stream().anyMatch(ProjectView::usesDocker),
            configurable == null ? null : configurable.buildMethod,
            configurable == null ? null : configurable.id,
            services.stream().map(app -> app.createdAt).max(Comparator.naturalOrder()).orElse(null),
            services.stream().filter(app -> app.status.equals(status)).map(app -> app.id).findFirst().orElse(null),
            services.stream().map(app -> new ServiceStatus(app.id, serviceName(app), app.status)).toList(),
            answered);
    }

    /**
     * The app whose build file can be edited: the primary of the only compose group, else the only service if it is built from such a
     * file; null for none.
     */
    static App configurable(List<App> services) {
        List<String> groups = services.stream().map(app -> app.composeProject).filter(Objects::nonNull).distinct().toList();
        if (groups.size() == 1) {
            return services.stream().filter(app -> app.composePrimary && groups.getFirst().equals(app.composeProject)).findFirst()
                .orElse(null);
        }
        return services.stream().filter(app -> services.size() == 1 && CONFIGURABLE.contains(app.buildMethod)).findFirst().orElse(null);
    }

    private static boolean usesDocker(App app) {
        return DOCKER.contains(app.buildMethod) || Stream.of(app.image, app.catalogId, app.composeProject).anyMatch(ProjectView::isSet);
    }

    private static String serviceName(App app) {
        return Stream.of(app.serviceName, app.composeService).filter(ProjectView::isSet).findFirst().orElse(app.name);
    }

    private static boolean isSet(String text) {
        return text != null && !text.isEmpty();
    }

    private record ServiceStatus(String id, String name, String status) { }
}
