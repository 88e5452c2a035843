package lib.commands.domains;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import lib.api.Api;
import lib.api.App;
import lib.api.Apps;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.base.Pending;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Operation;
import lib.op.Page;
import lib.op.Result;
import lib.services.domains.Names;
import lib.services.domains.Probe;
import lib.services.domains.Verdict;
import lib.services.settings.Lists;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks from here whether a domain leads to its app. */
@Examples({"paas domains check shop.example.com", "paas domains check web --resolver 1.1.1.1"})
@HelpPlace(under = Heading.DOMAINS, place = 40)
@Command(name = "domains check", description = "See what a domain lacks: its DNS record, an answer, a certificate")
@Operation(effect = Effect.READ, scopes = "apps:read")
public final class CheckDomain implements Callable<CheckDomain.Checked> {

    @Parameters(index = "0", paramLabel = "<app-or-domain>", description = "A domain, or an app, whose domains are all looked at.")
    String what;

    @Option(names = "--resolver", paramLabel = "<server[:port]>", description = "The name server to ask; default: this machine's.")
    String resolver;

    private final Api api;

    public CheckDomain(Api api) {
        this.api = api;
    }

    @Override
    public Checked call() {
        Names names = new Names(resolver);
        Probe probe = new Probe();
        List<App> apps = api.apps().all();
        if (what.indexOf('.') >= 0) {
            // no app has a dot in its name
            String domain = Lists.domain(what);
            App owner = apps.stream().filter(each -> each.texts("domains").stream().anyMatch(domain::equalsIgnoreCase)).findFirst()
                    .orElse(null);
            return new Checked(new Verdicts(List.of(Verdict.of(api, names, probe, domain, owner))));
        }
        App app = Apps.find(apps, what);
        List<Pending<Verdict>> pending = app.texts("domains").stream()
                .map(each -> Pending.start(() -> Verdict.of(api, names, probe, each.strip().toLowerCase(Locale.ROOT), app))).toList();
        if (pending.isEmpty()) {
            throw new Failure(Kind.NOT_FOUND, app.name() + " has no custom domain", "give it one: paas domains add " + app.name()
                    + " <domain>");
        }
        return new Checked(new Verdicts(pending.stream().map(Pending::get).toList()));
    }

    /** What was found out about each. */
    public record Verdicts(List<Verdict> domains) {
    }

    /** The verdicts; a failure when anything is missing. */
    public record Checked(Verdicts json) implements Result {

        @Override
        public Page page() {
            Page page = new Page();
            for (Verdict each : json.domains) {
                String owner = each.app() == null ? "" : " (" + each.app() + ", " + each.status() + ")";
                page.line((each.problems().isEmpty() ? "✓ " : "✖ ") + each.domain() + owner);
                page.facts("  DNS", dns(each), "  HTTP", answer(each.http()), "  HTTPS", answer(each.https()));
                each.problems().forEach(problem -> page.line("  - " + problem));
                each.notes().forEach(note -> page.line("  Note: " + note + "."));
            }
            return page;
        }

        private static String dns(Verdict each) {
            String there = each.addresses().isEmpty() ? "" : (each.alias() == null ? "" : each.alias() + ", ")
                    + String.join(", ", each.addresses());
            return switch (each.dns()) {
                case "right" -> there + ", as it should be";
                case "none" -> "no record";
                case "elsewhere" -> there + ", which is not the instance";
                case "proxied" -> there + ", a proxy of Cloudflare";
                default -> there.isEmpty() ? "not known" : there;
            };
        }

        private static String answer(Verdict.Answered answer) {
            return answer == null ? null : (answer.status() == 0 ? "no answer" : "answers " + answer.status())
                    + (answer.server() == null ? "" : " (" + answer.server() + ")")
                    + (answer.certificate() == null ? "" : ", certificate " + answer.certificate());
        }

        @Override
        public Failure failure() {
            List<String> wrong = json.domains.stream().filter(each -> !each.problems().isEmpty()).map(Verdict::domain).toList();
            return wrong.isEmpty() ? null : new Failure(Kind.FAILED, wrong.size() + " of " + json.domains.size()
                    + (json.domains.size() == 1 ? " domain does" : " domains do") + " not work yet: " + String.join(", ", wrong));
        }

        @Override
        public List<String> ids() {
            return json.domains.stream().map(Verdict::domain).toList();
        }
    }
}
