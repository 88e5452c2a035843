package lib.services.domains;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import lib.api.Api;
import lib.api.App;
import lib.base.Pending;
import lib.op.FreeText;
import lib.op.Nullable;

/**
 * How it stands with a domain, from the look-up of its name to its certificate.
 *
 * @param app       whose it is; left out for nobody's
 * @param addresses what its name leads to
 * @param alias     the name that its CNAME leads to; left out for none
 * @param records   any of which it needs
 * @param dns       right, none, elsewhere, proxied (an address of Cloudflare's proxy hides where it leads) or unknown
 * @param http      what answers there; left out where nothing was asked
 * @param https     the same, over TLS
 * @param problems  what is missing, the first thing to mend first; empty when all is well
 * @param notes     what is good to know
 */
public record Verdict(String domain, @Nullable String app, @Nullable String status, List<String> addresses, @Nullable String alias,
                      List<Wanted.Entry> records, String dns, @Nullable Answered http, @Nullable Answered https,
                      @FreeText List<String> problems, @FreeText List<String> notes) {

    private static final int FIRST_AWAY = 502;
    private static final int LAST_AWAY = 504;

    /**
     * An answer.
     *
     * @param status      0 for none
     * @param server      who answers, by its own words; left out where it does not say
     * @param certificate whose it is and until when; left out without one
     */
    public record Answered(int status, @Nullable @FreeText String server, @Nullable @FreeText String certificate) {

        private static Answered of(Probe.Answer answer) {
            return answer == null ? null : new Answered(answer.status(), answer.server().isEmpty() ? null : answer.server(),
                    answer.certificate().isEmpty() ? null : answer.certificate());
        }
    }

    /**
     * Looks.
     *
     * @param app whose domain it is; null for nobody's
     */
    public static Verdict of(Api api, Names names, Probe probe, String domain, App app) {
        Pending<Names.Found> looked = Pending.start(() -> names.of(domain));
        Wanted wanted = Wanted.of(api, app, domain);
        Names.Found found = looked.get();
        List<String> problems = new ArrayList<>();
        List<String> notes = new ArrayList<>(wanted.note().isEmpty() ? List.of() : List.of(wanted.note()));
        if (app == null) {
            problems.add("no app has it: paas domains add <app> " + domain);
        } else if (!app.status().equals("running") && !app.status().equals("building")) {
            problems.add(app.name() + " is " + app.status() + ", and only apps that run or are built have routes");
        }
        String dns = dns(found, wanted, names);
        Probe.Answer http = null;
        Probe.Answer https = null;
        if (!found.addresses().isEmpty()) {
            String address = found.addresses().getFirst();
            if (Addresses.near(address) && !nearInstance(api)) {
                notes.add("its address is one of a private network, so nothing was asked from here");
            } else {
                Pending<Probe.Answer> plain = Pending.start(() -> probe.http(domain, address));
                https = probe.https(domain, address);
                http = plain.get();
            }
        }
        if (dns.equals("elsewhere") && http != null && (http.cloudflare() || https.cloudflare())) {
            dns = "proxied";
            notes.add("it stands behind Cloudflare's proxy, which hides where it leads: only the answers tell");
        }
        mend(problems, dns, domain, found, wanted);
        if (http != null) {
            answers(problems, notes, http, https);
        }
        return new Verdict(domain, app == null ? null : app.name(), app == null ? null : app.status(), found.addresses(),
                found.alias().isEmpty() ? null : found.alias(), wanted.records(), dns, Answered.of(http), Answered.of(https), problems,
                notes);
    }

    private static String dns(Names.Found found, Wanted wanted, Names names) {
        if (!found.unknown().isEmpty()) {
            return "unknown";
        }
        if (found.addresses().isEmpty()) {
            return "none";
        }
        boolean right = found.addresses().stream().anyMatch(each -> wanted.addresses().stream().anyMatch(one -> Addresses.same(each, one)))
                || !wanted.alias().isEmpty() && (wanted.alias().equalsIgnoreCase(found.alias())
                || names.of(wanted.alias()).addresses().stream().anyMatch(found.addresses()::contains));
        return right ? "right" : wanted.records().isEmpty() ? "unknown" : "elsewhere";
    }

    private static boolean nearInstance(Api api) {
        String host = URI.create(api.session().url()).getHost();
        return host != null && (host.equalsIgnoreCase("localhost") || Addresses.near(host.replaceAll("[\\[\\]]", "")));
    }

    private static void mend(List<String> problems, String dns, String domain, Names.Found found, Wanted wanted) {
        String make = wanted.records().isEmpty() ? "" : ": " + String.join(", or ", wanted.records().stream().map(Wanted.Entry::words)
                .toList());
        switch (dns) {
            case "none" -> problems.add(found.alias().isEmpty() ? "there is no DNS record for it; make one" + make
                    : "its CNAME leads to " + found.alias() + ", which has no address");
            case "elsewhere" -> problems.add("its DNS record leads elsewhere (" + String.join(", ", found.addresses()) + "); change it"
                    + make);
            case "unknown" -> problems.add(found.unknown().isEmpty() ? "what its DNS record should be is not known"
                    : "its DNS record cannot be looked up: " + found.unknown());
            default -> {
                // right, or hidden
            }
        }
    }

    private static void answers(List<String> problems, List<String> notes, Probe.Answer http, Probe.Answer https) {
        if (!https.wrong().isEmpty()) {
            problems.add("HTTPS (port 443): " + https.wrong() + (https.status() == 0 && http.status() > 0
                    ? "; an instance gets a certificate when a name that leads to it is first asked for" : ""));
        }
        if (!http.wrong().isEmpty()) {
            // browsers ask for HTTPS by themselves, and a firewall may leave it at that
            (https.status() > 0 && https.wrong().isEmpty() ? notes : problems).add("HTTP (port 80): " + http.wrong());
        }
        int status = https.status() > 0 ? https.status() : http.status();
        if (status >= FIRST_AWAY && status <= LAST_AWAY) {
            problems.add("it answers " + status + ", as a proxy does with nothing behind it");
        }
    }
}
