package lib.services.release;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lib.api.Api;
import lib.api.App;
import lib.api.Profile;
import lib.base.Failure;
import lib.op.Progress;

/** The versions of an app that were replaced: each is an app of its own. One is kept; older ones go where that is allowed. */
final class Former {

    private static final int LONGEST_NAME = 40;
    private static final int RANDOM = 6;
    /** How long a name may be before which nothing of what is behind it is cut. */
    static final int ROOM = LONGEST_NAME - RANDOM - 2;
    private static final String ENDING = "-old";
    private static final Pattern TAIL = Pattern.compile("-old(-\\d+)?$");

    private final Api api;
    private final Progress progress;

    Former(Api api, Progress progress) {
        this.api = api;
        this.progress = progress;
    }

    /** A name that was never used: by no app, by no image that one of them runs on. */
    static String fresh(String begin, String between, List<App> apps) {
        Random random = new SecureRandom();
        while (true) {
            StringBuilder tail = new StringBuilder(between);
            for (int i = 0; i < RANDOM; i++) {
                tail.append("abcdefghijklmnopqrstuvwxyz0123456789".charAt(random.nextInt(36)));
            }
            String name = cut(begin, tail.length()) + tail;
            if (apps.stream().noneMatch(each -> each.name().equals(name) || Images.builtAs(name, each))) {
                return name;
            }
        }
    }

    /** The name that a version gets which is replaced: one that no app has, and no image of another. */
    String name(String name, List<App> apps) {
        for (int i = 1; ; i++) {
            String tail = ENDING + (i == 1 ? "" : "-" + i);
            String candidate = cut(name, tail.length()) + tail;
            if (apps.stream().noneMatch(each -> each.name().equals(candidate) || Images.builtAs(candidate, each))) {
                return candidate;
            }
        }
    }

    private static String cut(String name, int room) {
        return name.substring(0, Math.min(name.length(), LONGEST_NAME - room)).replaceFirst("-+$", "");
    }

    /** Stops it, so that it costs nothing. @return whether that worked */
    boolean stopped(App app) {
        try {
            api.apps().stop(app.id());
            return api.apps().get(app.id()).status().equals("stopped");
        } catch (Failure e) {
            return false;
        }
    }

    /**
     * Deletes those that were replaced before, as far as this connection may.
     *
     * @param but the ids of those that stay
     * @return which are left, why, and the commands that remove them; null when none is
     */
    String older(String name, List<String> but) {
        List<String> left = new ArrayList<>();
        for (App each : api.apps().all()) {
            // another's app may be called so: one that was renamed by this program has another name in its service
            boolean replaced = ours(each.name(), name) && !but.contains(each.id()) && replaceable(each)
                    && !each.status().equals("running") && each.texts("domains").isEmpty() && !each.text("serviceName").isEmpty()
                    && !each.text("serviceName").equals(each.name());
            if (replaced && !deleted(each)) {
                left.add(each.name());
            }
        }
        String it = left.size() == 1 ? "it" : "them";
        return left.isEmpty() ? null : "older versions are left, stopped: " + String.join(", ", left) + (mayDelete() ? ""
                : "; this connection may not delete apps") + "; to remove " + it + (mayDelete() ? ": " : ", with the admin token: ")
                + String.join("; ", left.stream().map(each -> "paas delete " + each).toList());
    }

    /** Of what this program replaces: files, an image, a Dockerfile. */
    private static boolean replaceable(App app) {
        return app.gitRepo().startsWith("upload:") || app.gitRepo().isEmpty() && !app.compose();
    }

    /** None of the profiles may; what another token may, the instance says. */
    private boolean mayDelete() {
        return Profile.known(api.session().profile()) == null;
    }

    private static boolean ours(String candidate, String name) {
        Matcher tail = TAIL.matcher(candidate);
        return tail.find() && candidate.equals(cut(name, tail.group().length()) + tail.group());
    }

    /** Deletes an app that this program made, unless another runs on an image of its name. @return whether it is gone */
    boolean deleted(App app) {
        try {
            // to try would only stand in the audit log
            if (!mayDelete() || api.apps().all().stream()
                    .anyMatch(each -> !each.id().equals(app.id()) && Images.builtAs(app.name(), each))) {
                return false;
            }
            progress.step("deleting " + app.name());
            api.apps().delete(app.id());
            return true;
        } catch (Failure e) {
            return false;
        }
    }
}
