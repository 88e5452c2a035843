package lib.services.sql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lib.api.Databases;

/**
 * What an instance makes of psql's output, and how a statement has to be written so that it makes rows of it. Contract: dbQuery,
 * x-result-by-engine, postgres.
 */
final class PostgresReply {

    private static final String FIELD = "\u001f";
    private static final String RECORD = "\u001e";
    private static final String NULL = "\u2400";
    private static final Pattern TAG = Pattern.compile("(?s)(?:(.*)\\n)?((?:INSERT \\d+|UPDATE|DELETE|MERGE) \\d+)");
    private static final Set<String> RETURNING = Set.of("insert", "update", "delete", "merge", "with");

    private PostgresReply() {
    }

    /**
     * The same statement so that the instance sees that it gives rows: a blank behind its first word, and blanks around RETURNING. Several
     * statements begin with a comment, so that what they print is not taken for one table.
     */
    static String sent(Statement statement) {
        String text = statement.text();
        if (statement.tokens().isEmpty()) {
            return text;
        }
        if (several(statement)) {
            return "/**/ " + text;
        }
        StringBuilder sent = new StringBuilder(text);
        int start = statement.tokens().getFirst().from();
        boolean first = true;
        List<Token> tokens = statement.tokens();
        List<Integer> blanks = new ArrayList<>();
        for (Token each : tokens) {
            if (each.is("returning") && RETURNING.contains(statement.verb())) {
                blanks.add(each.from() - start);
                blanks.add(each.to() - start);
            } else if (first && each.kind() == Token.Kind.WORD) {
                first = false;
                blanks.add(each.to() - start);
            }
        }
        for (int i = blanks.size() - 1; i >= 0; i--) {
            boolean there = blanks.get(i) < sent.length() && sent.charAt(blanks.get(i)) == ' ';
            if (!there) {
                sent.insert((int) blanks.get(i), ' ');
            }
        }
        return sent.toString().stripTrailing();
    }

    private static boolean several(Statement statement) {
        return statement.tokens().stream().anyMatch(each -> each.symbol(';'));
    }

    static RowSet rows(Databases.Answer answer, Statement statement, boolean changes) {
        if (answer.message().indexOf(RECORD.charAt(0)) >= 0 || answer.message().indexOf(FIELD.charAt(0)) >= 0) {
            return several(statement) ? RowSet.said(answer.message().replace(FIELD, " | ").replace(RECORD, "\n"))
                    : printed(answer.message());
        }
        if (!answer.message().isEmpty() && answer.columns().isEmpty()) {
            return RowSet.said(answer.message());
        }
        return changes ? tagged(answer.columns(), answer.rows()) : RowSet.of(answer.columns(), answer.rows());
    }

    /** The tag behind the last cell, or behind the names of the columns where there are no rows. */
    private static RowSet tagged(List<String> columns, List<List<String>> rows) {
        List<String> last = rows.isEmpty() ? columns : rows.getLast();
        Matcher tag = TAG.matcher(last.isEmpty() || last.getLast() == null ? "" : last.getLast());
        if (!tag.matches()) {
            return RowSet.of(columns, rows);
        }
        List<String> without = new ArrayList<>(last);
        without.set(without.size() - 1, NULL.equals(tag.group(1)) && !rows.isEmpty() ? null : tag.group(1) == null ? "" : tag.group(1));
        if (rows.isEmpty()) {
            return new RowSet(tag.group(1) == null && columns.size() == 1 ? List.of() : without, rows, 0, tag.group(2));
        }
        List<List<String>> all = new ArrayList<>(rows);
        all.set(all.size() - 1, without);
        return new RowSet(columns, all, all.size(), tag.group(2));
    }

    /** What psql prints unaligned: a title perhaps, the names, a record each. */
    private static RowSet printed(String output) {
        List<List<String>> records = new ArrayList<>();
        for (String record : output.split(RECORD, -1)) {
            records.add(Arrays.stream(record.split(FIELD, -1)).map(cell -> cell.equals(NULL) ? null : cell).toList());
        }
        if (records.size() > 1 && records.getFirst().size() == 1 && records.get(1).size() > 1) {
            records.removeFirst();
        }
        int columns = records.getFirst().size();
        boolean table = records.stream().allMatch(each -> each.size() == columns);
        return table ? RowSet.of(records.getFirst(), records.subList(1, records.size()))
                : RowSet.said(output.replace(FIELD, " | ").replace(RECORD, "\n"));
    }
}
