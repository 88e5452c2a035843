package lib.services.connect;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.Predicate;
import lib.api.Agent;
import lib.api.Api;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.op.Dialog;

/** Authorization in the browser: the dashboard creates the agent, the browser brings a one-use code, the code is swapped for the token. */
public final class BrowserLogin {

    /** How long the instance keeps a code (contract: connect/agent/approve), and so how long waiting makes sense. */
    public static final Duration LIMIT = Duration.ofMinutes(5);

    private final Api api;
    private final String ui;
    private final Dialog dialog;
    private final Predicate<String> opener;
    private final Duration limit;

    /**
     * @param api    without a token
     * @param ui     base address of the dashboard
     * @param opener opens an address in a browser and says whether it could; null to only print it
     */
    public BrowserLogin(Api api, String ui, Dialog dialog, Predicate<String> opener, Duration limit) {
        this.api = api;
        this.ui = ui;
        this.dialog = dialog;
        this.opener = opener;
        this.limit = limit;
    }

    /**
     * Runs the whole flow.
     *
     * @return the agent with its token
     * @throws Failure TIMED_OUT, or as the exchange fails
     */
    public Agent run() {
        String state = HexFormat.of().formatHex(random(24));
        try (CallbackServer callback = new CallbackServer(state)) {
            invite(ui + "/connect/agent?state=" + state + "&port=" + callback.port());
            String code = callback.await(limit);
            if (code == null) {
                throw new Failure(Kind.TIMED_OUT, "timed out waiting for browser authorization (" + words(limit) + ")",
                        "run paas connect again and authorize within " + words(limit) + "; on a machine without a browser add --legacy");
            }
            return exchange(state, code);
        } catch (IOException e) {
            throw new Failure(Kind.FAILED, "cannot listen on 127.0.0.1 for the browser's answer (" + e.getMessage() + ")",
                    "use the admin token instead: paas connect <url> --legacy");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(Kind.INTERRUPTED, "interrupted");
        }
    }

    private void invite(String page) {
        if (opener != null) {
            dialog.say("Opening browser to authorize the CLI…");
        }
        boolean opened = opener != null && opener.test(page);
        dialog.note(opened ? "If it does not open, use this address:" : "Open this address in a browser on this machine:");
        dialog.note("  " + page);
        dialog.say("Waiting for authorization in the browser…");
    }

    private Agent exchange(String state, String code) {
        try {
            return api.exchange(state, code);
        } catch (Failure e) {
            throw new Failure(e.kind(), "exchange failed: " + e.getMessage(),
                    "run paas connect again; if it fails once more, check that this machine reaches the API, or use --legacy");
        }
    }

    private static byte[] random(int bytes) {
        byte[] random = new byte[bytes];
        new SecureRandom().nextBytes(random);
        return random;
    }

    private static String words(Duration limit) {
        return limit.toSeconds() % 60 == 0 ? limit.toMinutes() + "m" : limit.toSeconds() + "s";
    }
}
