package lib.services.sql;

import java.util.Set;

/**
 * What may stand before a parenthesis without anything being done: the functions that are known to look and to compute only, and the
 * keywords and types. All others count as acting: sequences, locks, files, other servers, and whatever somebody has defined.
 */
final class Harmless {

    private static final Set<String> POSTGRES = words("""
            abbrev abs acos age any_value array_agg array_append array_cat array_dims array_fill array_length array_lower
            array_ndims array_position array_positions array_prepend array_remove array_replace array_to_json array_to_string
            array_upper ascii asin atan atan2 avg bit bit_and bit_length bit_or bool_and bool_or bpchar broadcast btrim
            cardinality cast ceil ceiling char char_length character character_length chr clock_timestamp coalesce col_description
            concat concat_ws corr cos cot count covar_pop covar_samp cume_dist current_catalog current_database current_date
            current_role current_schema current_schemas current_setting current_time current_timestamp current_user currval
            date_bin date_part date_trunc daterange dec decimal decode degrees dense_rank div encode every exp extract factorial
            family first_value float floor format format_type gcd gen_random_uuid generate_series generate_subscripts get_bit
            get_byte greatest grouping has_column_privilege has_database_privilege has_function_privilege has_schema_privilege
            has_sequence_privilege has_table_privilege host inet_client_addr inet_server_addr inet_server_port initcap int4range
            int8range interval isempty isfinite json_agg json_array_elements json_array_elements_text json_array_length
            json_build_array json_build_object json_each json_each_text json_extract_path json_extract_path_text json_object
            json_object_agg json_object_keys json_strip_nulls json_to_record json_to_recordset json_typeof jsonb_agg
            jsonb_array_elements jsonb_array_elements_text jsonb_array_length jsonb_build_array jsonb_build_object jsonb_each
            jsonb_each_text jsonb_extract_path jsonb_extract_path_text jsonb_insert jsonb_object jsonb_object_agg
            jsonb_object_keys jsonb_path_exists jsonb_path_match jsonb_path_query jsonb_path_query_array jsonb_path_query_first
            jsonb_pretty jsonb_set jsonb_strip_nulls jsonb_to_record jsonb_to_recordset jsonb_typeof justify_days justify_hours
            justify_interval lag last_value lastval lcm lead least left length levenshtein ln localtime localtimestamp log log10
            lower lower_inc lower_inf lpad ltrim make_date make_interval make_time make_timestamp make_timestamptz masklen max md5
            min min_scale mod mode netmask network normalize now nth_value ntile nullif num_nonnulls num_nulls numeric numnode
            numrange obj_description octet_length overlay parse_ident percent_rank percentile_cont percentile_disc pg_backend_pid
            pg_blocking_pids pg_column_size pg_conf_load_time pg_current_wal_lsn pg_database_size pg_encoding_to_char
            pg_function_is_visible pg_get_constraintdef pg_get_expr pg_get_function_arguments pg_get_function_identity_arguments
            pg_get_function_result pg_get_functiondef pg_get_indexdef pg_get_keywords pg_get_partkeydef pg_get_ruledef
            pg_get_serial_sequence pg_get_triggerdef pg_get_userbyid pg_get_viewdef pg_indexes_size pg_is_in_recovery
            pg_last_wal_receive_lsn pg_last_wal_replay_lsn pg_postmaster_start_time pg_relation_filenode pg_relation_size
            pg_size_bytes pg_size_pretty pg_stat_get_dead_tuples pg_stat_get_live_tuples pg_table_is_visible pg_table_size
            pg_tablespace_size pg_total_relation_size pg_type_is_visible pg_typeof pg_wal_lsn_diff phraseto_tsquery pi
            plainto_tsquery position power precision querytree quote_ident quote_literal quote_nullable radians random range_merge
            rank regexp_count regexp_instr regexp_like regexp_match regexp_matches regexp_replace regexp_split_to_array
            regexp_split_to_table regexp_substr regr_avgx regr_avgy regr_count regr_intercept regr_r2 regr_slope repeat replace
            reverse right round row row_number row_to_json rpad rtrim scale session_user setweight sha224 sha256 sha384 sha512
            shobj_description sign similarity sin soundex split_part sqrt starts_with statement_timestamp stddev stddev_pop
            stddev_samp string_agg string_to_array string_to_table strip strpos substr substring sum tan time timeofday timestamp
            timestamptz timetz timezone to_ascii to_char to_date to_hex to_json to_jsonb to_number to_regclass to_regnamespace
            to_regproc to_regrole to_regtype to_timestamp to_tsquery to_tsvector transaction_timestamp translate trim trim_array
            trim_scale trunc ts_headline ts_rank ts_rank_cd tsrange tstzrange txid_current_if_assigned unaccent unistr unnest
            upper upper_inc upper_inf uuid_generate_v4 var_pop var_samp varbit varchar variance varying version
            websearch_to_tsquery width_bucket word_similarity
            """);

    private static final Set<String> MYSQL = words("""
            abs acos adddate addtime against any_value ascii asin atan atan2 avg bin bin_to_uuid binary bit bit_and bit_count
            bit_length bit_or bit_xor cast ceil ceiling char char_length character_length charset coalesce coercibility collation
            compress concat concat_ws connection_id conv convert convert_tz cos cot count crc32 cume_dist curdate current_date
            current_role current_time current_timestamp current_user curtime database date date_add date_format date_sub datediff
            day dayname dayofmonth dayofweek dayofyear dec decimal degrees dense_rank double elt exp export_set extract field
            find_in_set first_value float floor format format_bytes format_pico_time found_rows from_base64 from_days
            from_unixtime get_format greatest group_concat grouping hex hour if ifnull inet6_aton inet6_ntoa inet_aton inet_ntoa
            instr interval is_ipv4 is_ipv6 is_uuid isnull json_array json_array_append json_array_insert json_arrayagg
            json_contains json_contains_path json_depth json_extract json_insert json_keys json_length json_merge_patch
            json_merge_preserve json_object json_objectagg json_overlaps json_pretty json_quote json_remove json_replace
            json_schema_valid json_search json_set json_storage_size json_table json_type json_unquote json_valid json_value lag
            last_day last_value lcase lead least left length ln localtime localtimestamp locate log log10 log2 lower lpad ltrim
            make_set makedate maketime match max md5 microsecond mid min minute mod month monthname nchar now nth_value ntile
            nullif numeric oct octet_length ord percent_rank period_add period_diff pi position pow power quarter quote radians
            rand rank regexp_instr regexp_like regexp_replace regexp_substr repeat replace reverse right round row row_count
            row_number rpad rtrim schema sec_to_time second session_user sha sha1 sha2 sign sin soundex space sqrt std stddev
            stddev_pop stddev_samp str_to_date strcmp subdate substr substring substring_index subtime sum sysdate system_user tan
            time time_format time_to_sec timediff timestamp timestampadd timestampdiff to_base64 to_days to_seconds trim truncate
            ucase uncompress uncompressed_length unhex unix_timestamp upper user utc_date utc_time utc_timestamp uuid uuid_to_bin
            values var_pop var_samp varbinary varchar variance version week weekday weekofyear weight_string year yearweek
            """);

    /** Keywords of both that are followed by an expression, a list or a query in parentheses. */
    private static final Set<String> KEYWORDS = words("""
            against all and any array as between by case cube distinct div else escape except exists filter from group having
            ilike in index intersect interval is join lateral like limit match materialized minus not offset on or over partition
            recursive regexp rlike rollup rows select sets similar some symmetric then union using values when where with within
            xor
            """);

    private Harmless() {
    }

    /** Whether this word, in small letters, is a function or a type that does nothing. */
    static boolean function(String word, Dialect dialect) {
        return (dialect == Dialect.MYSQL ? MYSQL : POSTGRES).contains(word);
    }

    /** Whether this word, in small letters, is a keyword that calls nothing. */
    static boolean keyword(String word) {
        return KEYWORDS.contains(word);
    }

    private static Set<String> words(String text) {
        return Set.of(text.strip().split("\\s+"));
    }
}
