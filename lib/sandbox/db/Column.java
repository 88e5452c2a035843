package lib.sandbox.db;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A column of a table in the words of its engine. Contract: schema Column.
 *
 * @param defaultValue expression text, or null
 * @param size         what the declared type has in parentheses, {@code ""} for nothing; not part of the answer
 * @param counting     whether it counts by itself; not part of the answer
 */
public record Column(String name, String type, boolean nullable, boolean primaryKey, @JsonProperty("default") String defaultValue,
    @JsonIgnore String size, @JsonIgnore boolean counting) { }
