package lib.sandbox.db;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A column of a table in the words of its engine. Contract: schema Column.
 *
 * @param defaultValue expression text, or null
 */
public record Column(String name, String type, boolean nullable, boolean primaryKey, @JsonProperty("default") String defaultValue) { }
