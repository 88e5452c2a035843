package lib.commands.agents;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import lib.api.AgentEntry;
import lib.api.Agents;
import lib.api.Api;
import lib.api.AuditEntry;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.base.Pending;
import lib.op.AsAdmin;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Listing;
import lib.op.Nullable;
import lib.op.Operation;
import lib.op.Range;
import lib.op.Table;
import lib.services.logs.Since;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Who asked for what, newest first. Contract: GET /api/audit-logs, which knows no filter and no paging. */
@Examples({"paas audit", "paas audit --agent ci --since 2d", "paas audit --limit 200 --json"})
@HelpPlace(under = Heading.INSTANCE, place = 540)
@Command(name = "audit", description = "Show who asked the instance for what",
        footer = "An entry tells that something was asked for, not that it was done. It takes the admin token: asked for, or of "
        + "PAAS_ADMIN_TOKEN; it is not saved.")
@Operation(effect = Effect.READ, scopes = {})
public final class ShowAudit implements Callable<ShowAudit.Listed>, AsAdmin {

    private static final int USUAL = 50;

    @Option(names = "--agent", paramLabel = "<agent>", description = "Only what this one asked for: its name or id, or admin.")
    String agent;

    @Option(names = "--since", paramLabel = "<time>", description = "Only what is not older: 90s, 15m, 2h, 3d, a date or a time.")
    String since;

    @Range(min = 1, max = Agents.MOST_ENTRIES)
    @Option(names = {"-n", "--limit"}, paramLabel = "<n>", description = "At most this many, 1 to 500 (default 50).")
    Integer limit;

    private final Api api;

    public ShowAudit(Api api) {
        this.api = api;
    }

    @Override
    public Listed call() {
        Instant from = since == null ? null : Since.of(since, Instant.now(), ZoneId.systemDefault());
        if (since != null && from == null) {
            throw new Failure(Kind.USAGE, "--since takes 90s, 15m, 2h, 3d, a date or a time");
        }
        boolean filtered = agent != null || from != null;
        int most = limit == null ? USUAL : limit;
        int asked = filtered ? Agents.MOST_ENTRIES : most;
        Pending<List<AgentEntry>> agents = Pending.start(() -> api.agents().all());
        List<AuditEntry> entries = api.agents().audit(asked);
        Map<String, String> names = new HashMap<>();
        agents.get().forEach(each -> names.put(each.id(), each.name()));
        String actor = agent == null ? null : actor(agents.get(), entries);
        List<Row> rows = new ArrayList<>();
        boolean reached = false;
        for (AuditEntry each : entries) {
            reached |= from != null && older(each, from);
            if (rows.size() < most && (actor == null || each.actorId().equals(actor)) && (from == null || !older(each, from))) {
                rows.add(new Row(each.id(), each.createdAt(), each.actorType(), each.actorId(), names.get(each.actorId()), each.action(),
                        each.resourceType().isEmpty() ? null : each.resourceType(), each.ipAddress().isEmpty() ? null
                        : each.ipAddress()));
            }
        }
        boolean older = filtered && entries.size() == Agents.MOST_ENTRIES && rows.size() < most && !reached;
        return new Listed(rows, older ? "the instance hands out its newest " + Agents.MOST_ENTRIES + " entries: older ones were not looked "
                + "at" : null);
    }

    /** One that is gone still stands in the log, by its id. */
    private String actor(List<AgentEntry> agents, List<AuditEntry> entries) {
        String wanted = agent.strip();
        return wanted.equals("admin") || entries.stream().anyMatch(each -> each.actorId().equals(wanted)) ? wanted
                : Agents.find(agents, wanted).id();
    }

    private static boolean older(AuditEntry entry, Instant from) {
        try {
            return OffsetDateTime.parse(entry.createdAt()).toInstant().isBefore(from);
        } catch (DateTimeParseException noTime) {
            return false;
        }
    }

    /**
     * An entry.
     *
     * @param actorType    admin or agent
     * @param agent        the agent's name; left out for the admin, and for an agent that is gone
     * @param action       such as app:stop, or method and path
     * @param resourceType left out where the instance does not say
     * @param ipAddress    left out where the instance does not say
     */
    public record Row(String id, String createdAt, String actorType, String actorId, @Nullable String agent, String action,
                      @Nullable String resourceType, @Nullable String ipAddress) {
    }

    /** @param note what was not looked at; left out when nothing was left out */
    public record Listed(List<Row> entries, @Nullable String note) implements Listing<Row> {

        @Override
        public List<Row> rows() {
            return entries;
        }

        @Override
        public List<String> columns() {
            return List.of("TIME", "WHO", "ACTION", "FROM");
        }

        @Override
        public List<?> cells(Row row) {
            return List.of(new Table.Time(row.createdAt), row.agent != null ? row.agent : row.actorId, row.action,
                    row.ipAddress == null ? "" : row.ipAddress);
        }

        @Override
        public String id(Row row) {
            return row.id;
        }

        @Override
        public String none() {
            return "Nothing was asked for, as far as the log tells.";
        }

        @Override
        public String remark() {
            return note;
        }
    }
}
