package lib.services.domains;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.InitialDirContext;
import lib.base.Failure;
import lib.base.Failure.Kind;

/**
 * Asks the Domain Name System itself, so that "there is no such record" and "nobody answered" are two things. Names that carry their
 * address
 * need nobody.
 */
public final class Names {

    private static final String TRY_MS = "1500";
    private static final String TRIES = "2";
    private static final long ALL_SECONDS = 15;
    /** Services that answer with the address that stands in the name. */
    private static final Pattern IN_NAME = Pattern.compile(
            "(?:.*[.-])?(\\d{1,3})[.-](\\d{1,3})[.-](\\d{1,3})[.-](\\d{1,3})\\.(?:sslip|nip)\\.io");
    private static final Pattern SERVER = Pattern.compile("[\\w.-]+(?::\\d{1,5})?|\\[[0-9a-fA-F:.]+](?::\\d{1,5})?");

    private final String server;

    /**
     * @param server {@code address[:port]} of the server to ask; null or "" for those of this machine
     * @throws Failure USAGE when it is no address
     */
    public Names(String server) {
        this.server = server == null ? "" : server.strip();
        if (!this.server.isEmpty() && !SERVER.matcher(this.server).matches()) {
            throw new Failure(Kind.USAGE, "\"" + this.server + "\" is no name server", "e.g. 1.1.1.1 or 127.0.0.1:5353");
        }
    }

    /**
     * What came of a look-up.
     *
     * @param addresses those of the A and AAAA records, of the name or where it leads; empty where there are none
     * @param alias     where a CNAME record leads; "" for none
     * @param unknown   why nothing can be said; "" where the answer is one
     */
    public record Found(List<String> addresses, String alias, String unknown) {
    }

    /** Looks a name up. Takes some seconds at most, and never fails: what went wrong is in the answer. */
    public Found of(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.equals("localhost") || lower.endsWith(".localhost")) {
            return new Found(List.of("127.0.0.1"), "", "");
        }
        Matcher carried = IN_NAME.matcher(lower);
        if (carried.matches()) {
            return new Found(List.of(carried.group(1) + "." + carried.group(2) + "." + carried.group(3) + "." + carried.group(4)), "", "");
        }
        FutureTask<Found> asked = new FutureTask<>(() -> ask(lower));
        Thread.ofVirtual().start(asked);
        try {
            return asked.get(ALL_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            return new Found(List.of(), "", "no name server answered within " + ALL_SECONDS + " s");
        } catch (ExecutionException e) {
            return new Found(List.of(), "", "the look-up failed");
        } catch (InterruptedException e) {
            throw Failure.interrupted();
        }
    }

    private Found ask(String name) {
        Hashtable<String, String> settings = new Hashtable<>();
        settings.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
        settings.put(Context.PROVIDER_URL, server.isEmpty() ? "dns:" : "dns://" + server);
        settings.put("com.sun.jndi.dns.timeout.initial", TRY_MS);
        settings.put("com.sun.jndi.dns.timeout.retries", TRIES);
        try {
            InitialDirContext servers = new InitialDirContext(settings);
            try {
                List<String> addresses = new ArrayList<>(records(servers, name, "A"));
                addresses.addAll(records(servers, name, "AAAA"));
                List<String> aliases = records(servers, name, "CNAME");
                return new Found(addresses, aliases.isEmpty() ? "" : aliases.getFirst().replaceFirst("\\.$", ""), "");
            } finally {
                servers.close();
            }
        } catch (NameNotFoundException e) {
            return new Found(List.of(), "", "");
        } catch (NamingException e) {
            return server.isEmpty() && noServers(e) ? system(name) : new Found(List.of(), "", "the name server does not answer");
        }
    }

    /** A Java without the module for it, or a machine that names no server: its own way of looking up is left. */
    private static boolean noServers(NamingException e) {
        return e instanceof javax.naming.NoInitialContextException || e instanceof javax.naming.ConfigurationException;
    }

    private static Found system(String name) {
        try {
            List<String> addresses = new ArrayList<>();
            for (InetAddress each : InetAddress.getAllByName(name)) {
                addresses.add(each.getHostAddress());
            }
            return new Found(addresses, "", "");
        } catch (UnknownHostException e) {
            return new Found(List.of(), "", "this machine cannot look names up, or there is no such name");
        }
    }

    private static List<String> records(InitialDirContext servers, String name, String type) throws NamingException {
        // absolute, so that no search list of this machine is added
        Attribute found = servers.getAttributes(name + ".", new String[] {type}).get(type);
        List<String> values = new ArrayList<>();
        if (found != null) {
            NamingEnumeration<?> all = found.getAll();
            while (all.hasMore()) {
                values.add(String.valueOf(all.next()));
            }
        }
        return values;
    }
}
