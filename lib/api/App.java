package lib.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import lib.json.JsonObject;

/**
 * One deployed app, as the instance answered it. Contract: schema App, which says what each field means; texts are "" and lists empty
 * where the instance has none.
 */
public final class App {

    /** The fields that a line of a list is made of; of an app that has these alone nothing else may be asked. */
    static final String[] LISTED = {"id", "name", "status", "url", "branch", "createdAt", "activeDeployId", "projectId", "composeProject",
        "composePrimary"};

    private final JsonObject json;

    private App(JsonObject json) {
        this.json = json;
    }

    static App from(JsonObject json) {
        return new App(json);
    }

    /** 10 characters of [a-z0-9]. */
    public String id() {
        return json.text("id");
    }

    /** Unique on the instance. */
    public String name() {
        return json.text("name");
    }

    /** building, running, stopped or failed: the platform's intent, not the container's health. */
    public String status() {
        return json.text("status");
    }

    /** The generated address; "" for a compose service without a web port. */
    public String url() {
        return json.text("url");
    }

    /**
     * The generated address where something serves it: "" without a web port, for an app that has never been released, and for one that
     * is stopped. A container that crashed is not known here.
     */
    public String servedUrl() {
        boolean released = status().equals("running") || status().equals("building") && !text("activeDeployId").isEmpty();
        return released ? url() : "";
    }

    /** A clone URL; {@code upload://…} for uploaded sources; "" for images and inline Dockerfiles. */
    public String gitRepo() {
        return json.text("gitRepo");
    }

    /** "" is the repository's default branch. */
    public String branch() {
        return json.text("branch");
    }

    /** RFC 3339. */
    public String createdAt() {
        return json.text("createdAt");
    }

    /** The same as a moment; the first of all where the instance does not say. */
    public Instant created() {
        try {
            return OffsetDateTime.parse(createdAt()).toInstant();
        } catch (DateTimeException unknown) {
            return Instant.MIN;
        }
    }

    /** nixpacks, dockerfile, compose, image or dockerfile-inline; "" on old rows means nixpacks. */
    public String buildMethod() {
        return json.text("buildMethod");
    }

    /** Whether it is one of a group of services that are built, started and stopped together. */
    public boolean compose() {
        return buildMethod().equals("compose") || !json.text("composeProject").isEmpty();
    }

    /** Any other text of the contract's schema; "" when absent. */
    public String text(String field) {
        return json.text(field);
    }

    /** Any other whole number of the contract's schema; 0 when absent. */
    public long number(String field) {
        return (long) json.number(field);
    }

    /** Any other boolean of the contract's schema; false when absent. */
    public boolean flag(String field) {
        return json.flag(field);
    }

    /** domains, volumes or secretKeys. */
    public List<String> texts(String field) {
        return json.texts(field);
    }

    /** The environment in its own order; the values of {@code secretKeys} are {@code ***}. Others are in clear text. */
    public Map<String, String> envVars() {
        return json.textMap("envVars");
    }
}
