package lib.commands.catalog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import lib.api.Addon;
import lib.api.Api;
import lib.api.App;
import lib.api.Template;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.op.Dialog;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.LocalWaitOptions;
import lib.op.Operation;
import lib.op.Page;
import lib.op.Progress;
import lib.op.Result;
import lib.op.ServerReference;
import lib.op.TemplateReference;
import lib.op.Undo;
import lib.services.catalog.Answers;
import lib.services.catalog.Companions;
import lib.services.catalog.Installation;
import lib.services.release.Outcome;
import lib.services.release.Started;
import lib.services.release.Waiting;
import lib.services.settings.GivenVariables;
import lib.services.settings.Lists;
import lib.services.settings.SettingRules;
import lib.services.source.AppName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a new app from a template, with the add-ons that it needs. Contract: POST /api/catalog/deploy. */
@Examples({
    "paas catalog deploy memos",
    "paas catalog deploy ghost blog --set url=https://blog.example.com",
    "paas catalog deploy nextcloud files   # asks for what it has to know"})
@HelpPlace(under = Heading.PROJECTS, place = 130)
@Command(name = "catalog deploy", description = "Deploy a ready-made app")
@Operation(effect = Effect.WRITE, scopes = {"deploy:trigger", "apps:write", "apps:read"}, openWorld = true)
public final class DeployTemplate implements Callable<DeployTemplate.Deployed> {

    @Parameters(index = "0")
    TemplateReference template;

    @Parameters(index = "1", arity = "0..1", paramLabel = "<name>", description = "Name of the app; default: the template's id.")
    String name;

    @Option(names = {"--set", "-e", "--env"}, paramLabel = "<NAME=value>", description = "A value for a variable of the template.")
    Map<String, String> values;

    @Option(names = "--env-file", paramLabel = "<file>", description = "Such values from a file of NAME=value lines.")
    List<String> files = List.of();

    @Option(names = {"--domain", "--domains"}, paramLabel = "<domain>", description = "Custom domains.")
    List<String> domains = List.of();

    @Option(names = "--memory", paramLabel = "<limit>", description = "E.g. 512m or 1g; default no limit.")
    String memory;

    @Option(names = "--cpus", paramLabel = "<n>", description = "E.g. 0.5; default no limit.")
    String cpus;

    @Option(names = "--server", paramLabel = "<server>", description = "Name or id of the server to run on. Default: the instance's own "
            + "host.")
    ServerReference server;

    @Mixin
    LocalWaitOptions wait = new LocalWaitOptions();

    private final Api api;
    private final Progress progress;
    private final Dialog dialog;

    public DeployTemplate(Api api, Progress progress, Dialog dialog) {
        this.api = api;
        this.progress = progress;
        this.dialog = dialog;
    }

    @Override
    public Deployed call() {
        Map<String, String> given = GivenVariables.of(files, values).values();
        Template one = template.find(api);
        String wanted = name == null ? one.id() : name;
        AppName.check(wanted);
        Map<String, Object> request = new LinkedHashMap<>(Map.of("templateId", one.id(), "name", wanted));
        limits(request);
        if (server != null) {
            request.put("serverId", server.id(api));
        }
        List<String> served = SettingRules.domains(domains);
        Answers answers;
        Started started;
        Companions companions;
        try (Api.Claim claim = api.claim(wanted)) {
            List<App> apps = api.apps().all();
            free(wanted, apps, one);
            Lists.refuseTaken(served, apps, "");
            answers = Answers.of(one, given, dialog);
            request.put("envVars", answers.values());
            if (!served.isEmpty()) {
                request.put("domains", served);
            }
            companions = Companions.before(api, one, wanted);
            started = new Installation(api, progress).start(wanted, request, companions);
        }
        List<String> notes = new ArrayList<>(answers.notes());
        if (!answers.generated().isEmpty()) {
            notes.add("made up by the instance, which does not show them: " + String.join(", ", answers.generated()));
        }
        if (!started.app().name().equals(wanted)) {
            notes.add("somebody took the name " + wanted + " meanwhile: this app is called " + started.app().name());
        }
        List<Addon> addons = companions.made(api);
        notes.forEach(progress::note);
        Outcome outcome = new Waiting(api, progress).of(started, wait.wanted(progress), notes);
        return new Deployed(new Facts(one.id(), outcome.json(), addons.stream().map(each -> new Made(each.id(), each.type(), each.name()))
                .toList(), answers.generated(), Installation.undo(started.app(), addons)), outcome);
    }

    private void limits(Map<String, Object> request) {
        if (memory != null && !memory.isBlank()) {
            SettingRules.memory(memory);
            request.put("memory", memory);
        }
        if (cpus != null && !cpus.isBlank()) {
            SettingRules.cpus(cpus);
            request.put("cpus", cpus);
        }
    }

    private static void free(String wanted, List<App> apps, Template one) {
        for (App each : apps) {
            if (each.name().equals(wanted)) {
                // the instance would put four random letters behind it
                throw new Failure(Kind.CONFLICT, "there is an app " + wanted + " already (" + each.id() + ")",
                        "another one needs another name: paas catalog deploy " + one.id() + " <name>");
            }
        }
    }

    /** An add-on that came along. */
    public record Made(String id, String type, String name) {
    }

    /**
     * @param addons    those that were made along with it
     * @param generated the variables whose values the instance made up
     */
    public record Facts(String template, Outcome.Deployed deployment, List<Made> addons, List<String> generated, Undo undo) {
    }

    /** @param outcome of the deployment */
    public record Deployed(Facts json, Outcome outcome) implements Result {

        @Override
        public Page page() {
            Page page = new Page();
            json.addons.forEach(each -> page.line("Made the add-on " + each.name + " (" + each.type + ", " + each.id + ")."));
            new Outcome(json.deployment, null, outcome.told()).page().parts().forEach(page::add);
            return page;
        }

        @Override
        public List<String> ids() {
            return List.of(json.deployment.deploymentId());
        }

        @Override
        public Failure failure() {
            return outcome.failure();
        }

        @Override
        public Undo undo() {
            return json.undo;
        }
    }
}
