package lib.services.connect;

import lib.api.Api;
import lib.api.InstanceManifest;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.http.Transport;

/** Finds the API and the dashboard from the one address a person knows. Guide: "URL discovery". */
public final class Discovery {

    private final Transport client;
    private final String uiOption;
    private final String uiVariable;

    /**
     * @param uiOption   value of {@code --ui}, beats everything; null when not given
     * @param uiVariable value of {@code PAAS_UI_URL}, used when nothing else says; null or blank when not set
     */
    public Discovery(Transport client, String uiOption, String uiVariable) {
        this.client = client;
        this.uiOption = uiOption == null ? null : Address.of(uiOption);
        this.uiVariable = uiVariable == null || uiVariable.isBlank() ? null : Address.of(uiVariable);
    }

    /** Base addresses of the two halves of an instance, without trailing slashes. */
    public record Endpoints(String api, String ui) {
    }

    /**
     * Looks at the address, and where it has a path (a page of the dashboard, pasted) at its origin too.
     *
     * @param url a base address, see {@link Address}
     * @throws Failure (UNREACHABLE) when there is no instance, or the API that its manifest names does not answer
     */
    public Endpoints find(String url) {
        Endpoints found = at(url);
        String origin = Address.origin(url);
        if (found == null && !origin.equals(url)) {
            found = at(origin);
        }
        if (found == null) {
            throw unreachable(url, "something answers there, but it is no Better-PaaS instance: no usable /.well-known/better-paas.json "
                    + "(it needs apiUrl) and no /api/health");
        }
        return found;
    }

    /** What is known at this address; null when something answers there that is no instance. */
    private Endpoints at(String url) {
        Api here = new Api(client, url, null);
        InstanceManifest manifest;
        String api = null;
        try {
            manifest = here.manifest();
            if (manifest == null || manifest.apiUrl().isEmpty()) {
                manifest = null;
                api = here.health();
            }
        } catch (Failure e) {
            throw unreachable(url, e.getMessage());
        }
        if (manifest != null) {
            return manifested(url, manifest);
        }
        return api == null ? null : new Endpoints(api, dashboard("", api, api));
    }

    private Endpoints manifested(String url, InstanceManifest manifest) {
        String api;
        String ui;
        try {
            api = Address.of(manifest.apiUrl());
            ui = manifest.uiUrl().isEmpty() ? "" : Address.of(manifest.uiUrl());
        } catch (Failure e) {
            throw unreachable(url, "its /.well-known/better-paas.json names an unusable address: " + e.getMessage());
        }
        String answering;
        try {
            answering = new Api(client, api, null).health();
        } catch (Failure e) {
            throw notReachable(api, e.getMessage());
        }
        if (answering == null) {
            throw notReachable(api, "what answers there is not the API; check apiUrl in " + url + "/.well-known/better-paas.json");
        }
        return new Endpoints(answering, dashboard(ui, url, api));
    }

    /** The order is the guide's, and that of the Go CLI. */
    private String dashboard(String manifestUi, String given, String api) {
        if (uiOption != null) {
            return uiOption;
        }
        if (!manifestUi.isEmpty()) {
            return manifestUi;
        }
        if (!given.equals(api)) {
            return given;
        }
        if (uiVariable != null) {
            return uiVariable;
        }
        return switch (api) {
            case "http://localhost:8080" -> "http://localhost:3000";
            case "http://127.0.0.1:8080" -> "http://127.0.0.1:3000";
            default -> Address.origin(api);
        };
    }

    private static Failure unreachable(String url, String why) {
        return new Failure(Kind.UNREACHABLE, "could not reach PaaS at " + url
                + " - use your dashboard URL (e.g. https://paas.example.com) and ensure it is running", why);
    }

    private static Failure notReachable(String api, String why) {
        return new Failure(Kind.UNREACHABLE, "PaaS API at " + api + " is not reachable", why);
    }
}
