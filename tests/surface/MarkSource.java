package tests.surface;

import java.util.List;
import lib.run.Marks;

/** Writes the table of what the components of results' records hold. */
final class MarkSource {

    private MarkSource() {
    }

    static String source(List<Class<?>> records) {
        var text = new StringBuilder("""
            package lib.derived;

            /**
             * What the components of each result's record are declared to hold ({@link lib.run.Marks}), derived from the declarations by
             * {@code tests/surface/Derive.java}: do not edit, run it.
             */
            final class MarkTable {

                private MarkTable() {
                }

                /** Null for a record that is not in it. */
                static String of(String record) {
                    switch (record) {
            """);
        for (var each : records) {
            text.append("            case \"").append(each.getName()).append("\":\n                return \"").append(Marks.of(each))
                .append("\";\n");
        }
        return text.append("""
                        default:
                            return null;
                    }
                }
            }
            """).toString();
    }
}
