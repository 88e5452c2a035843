package lib.services.domains;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import lib.api.Api;
import lib.api.App;
import lib.api.Host;
import lib.base.Failure;

/**
 * The record that a domain needs so that it leads to the instance: any one of these will do. Contract: GET /api/server/info; an instance
 * answers for apps on other servers, too (cloudflare/dns).
 *
 * @param records the first is the usual one; empty where the address is not known
 * @param note    what is to be known about them; "" for nothing
 */
public record Wanted(List<Entry> records, String note) {

    /**
     * A DNS record.
     *
     * @param type A, AAAA or CNAME
     */
    public record Entry(String type, String name, String value) {

        /** As it is typed into a zone. */
        public String words() {
            return name + "  " + type + "  " + value;
        }
    }

    /**
     * For this domain. What cannot be asked is said in the note.
     *
     * @param app whose it is, or is to be; null for nobody's
     */
    public static Wanted of(Api api, App app, String domain) {
        List<Entry> records = new ArrayList<>();
        String note = "";
        try {
            Host.Addresses host = api.host().addresses();
            if (!host.publicIp().isEmpty()) {
                records.add(new Entry(host.publicIp().indexOf(':') < 0 ? "A" : "AAAA", domain, host.publicIp()));
            }
            note = host.publicIp().isEmpty() ? "the instance does not know its address"
                    : Addresses.near(host.publicIp())
                    ? "the instance could not find out its public address: this one is of its own network" : "";
        } catch (Failure e) {
            note = "the instance's address is not known (" + e.getMessage() + ")";
        }
        String own = app == null ? "" : host(app.url());
        if (named(own) && !own.equals(domain)) {
            records.add(new Entry("CNAME", domain, own));
            note = (note.isEmpty() ? "" : note + "; ") + "a CNAME cannot stand at the top of a zone";
        }
        return new Wanted(records, note);
    }

    /** The addresses among the records. */
    public List<String> addresses() {
        return records.stream().filter(each -> !each.type.equals("CNAME")).map(Entry::value).toList();
    }

    /** The name among the records; "" for none. */
    public String alias() {
        return records.stream().filter(each -> each.type.equals("CNAME")).map(Entry::value).findFirst().orElse("");
    }

    private static String host(String url) {
        try {
            String host = url.isEmpty() ? null : URI.create(url).getHost();
            return host == null ? "" : host.toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** A name of the instance's own domain, not one that only carries an address. */
    private static boolean named(String host) {
        return !host.isEmpty() && host.indexOf(':') < 0 && !host.matches("[\\d.]+") && host.indexOf('.') > 0
                && !host.matches(".*\\.(sslip\\.io|nip\\.io|localhost|local)");
    }
}
