package rollcall.migrator.ledger;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.SQLDialect;

/** How the ledger's tables and its view are created, in the words of each product. */
final class LedgerDdl {
    private record Statement(String name, String text) {}

    /** Of what is created here; to be counted up with every change to it. */
    static final int VERSION = 3;

    private static final List<Statement> STATEMENTS = List.of(
            new Statement("layout", "create table ${schema}.layout (version int not null primary key)${table}"),
            new Statement("run", """
            create table ${schema}.run (
                run_id bigint ${identity} primary key,
                kind varchar(20) not null,
                started ${time} not null,
                as_of ${time} not null,
                extract_sha256 char(64) not null,
                plan_sha256 char(64) not null,
                tool varchar(50) not null,
                undoes bigint references ${schema}.run (run_id))${table}
            """),
            new Statement(
                    "fingerprint_key", "create table ${schema}.fingerprint_key (key_bytes ${binary} not null)${table}"),
            new Statement("loading", """
            create table ${schema}.loading (
                number int not null primary key check (number in (0, 1)),
                token varchar(40) not null,
                holder varchar(300) not null,
                since ${time} not null)${table}
            """),
            new Statement("legacy", """
            create table ${schema}.legacy (
                run_id bigint not null primary key references ${schema}.run (run_id),
                name varchar(500) not null)${table}
            """),
            new Statement("debit", """
            create table ${schema}.debit (
                population varchar(20) not null,
                reference varchar(64) not null,
                occurrence int not null,
                run_id bigint not null references ${schema}.run (run_id),
                legacy_fingerprint char(64) not null,
                job varchar(20),
                contractor varchar(10),
                trade varchar(10),
                appointment_day date,
                recorded ${time} not null,
                primary key (population, reference, occurrence, run_id))${table}
            """),
            new Statement("credit", """
            create table ${schema}.credit (
                population varchar(20) not null,
                reference varchar(64) not null,
                occurrence int not null,
                run_id bigint not null,
                credited_by_run bigint not null references ${schema}.run (run_id),
                outcome varchar(20) not null
                    check (outcome in ('LOADED', 'REJECTED', 'EXCLUDED', 'SUPERSEDED', 'MERGED')),
                action varchar(20) not null
                    check (action in ('ADDED', 'FOUND', 'MOVED', 'CHANGED', 'REMOVED', 'KEPT', 'NONE')),
                detail varchar(1000),
                target_id varchar(40),
                target_fingerprint char(64),
                recorded ${time} not null,
                primary key (population, reference, occurrence, run_id),
                foreign key (population, reference, occurrence, run_id)
                    references ${schema}.debit (population, reference, occurrence, run_id),
                check (outcome <> 'LOADED' or action in ('ADDED', 'FOUND', 'MOVED', 'CHANGED')),
                check ((action in ('REMOVED', 'NONE')) = (target_id is null)))${table}
            """),
            new Statement("reason", """
            create table ${schema}.reason (
                population varchar(20) not null,
                reference varchar(64) not null,
                occurrence int not null,
                run_id bigint not null,
                number int not null,
                rule varchar(40) not null,
                column_name varchar(64),
                list varchar(40),
                job varchar(64),
                words varchar(1000) not null,
                primary key (population, reference, occurrence, run_id, number),
                foreign key (population, reference, occurrence, run_id)
                    references ${schema}.credit (population, reference, occurrence, run_id))${table}
            """),
            new Statement("replay", """
            create table ${schema}.replay (
                run_id bigint not null primary key references ${schema}.run (run_id),
                file_sha256 char(64) not null)${table}
            """),
            new Statement("correction", """
            create table ${schema}.correction (
                population varchar(20) not null,
                reference varchar(64) not null,
                occurrence int not null,
                run_id bigint not null,
                column_name varchar(64) not null,
                value_fingerprint char(64) not null,
                primary key (population, reference, occurrence, run_id, column_name),
                foreign key (population, reference, occurrence, run_id)
                    references ${schema}.credit (population, reference, occurrence, run_id))${table}
            """),
            new Statement("intent", """
            create table ${schema}.intent (
                intent_id varchar(36) not null primary key,
                population varchar(20) not null,
                reference varchar(64) not null,
                occurrence int not null,
                run_id bigint not null references ${schema}.run (run_id),
                action varchar(20) not null
                    check (action in ('ADDED', 'MOVED', 'CHANGED', 'REMOVED')),
                target_id varchar(40) not null,
                written char(64),
                outcome varchar(20),
                detail varchar(1000),
                recorded ${time} not null)${table}
            """),
            new Statement("intent_correction", """
            create table ${schema}.intent_correction (
                intent_id varchar(36) not null references ${schema}.intent (intent_id),
                column_name varchar(64) not null,
                value_fingerprint char(64) not null,
                primary key (intent_id, column_name))${table}
            """),
            new Statement("intent_settled", """
            create table ${schema}.intent_settled (
                intent_id varchar(36) not null primary key references ${schema}.intent (intent_id),
                recorded ${time} not null)${table}
            """),
            new Statement("balance", """
            create view ${schema}.balance as
            select d.population, d.reference, d.occurrence, d.run_id, c.outcome, c.action, c.detail, c.target_id,
                   d.legacy_fingerprint, c.target_fingerprint, d.job, d.contractor, d.trade, d.appointment_day
            from ${schema}.debit d
            left join ${schema}.credit c
                on c.population = d.population and c.reference = d.reference
                and c.occurrence = d.occurrence and c.run_id = d.run_id
            where not exists (
                select 1 from ${schema}.debit later
                where later.population = d.population and later.reference = d.reference
                    and later.occurrence = d.occurrence and later.run_id > d.run_id)
            """));

    private LedgerDdl() {}

    /** The statements by the name of what they create, in the order in which they can be carried out. */
    static Map<String, String> of(LedgerTables tables, SQLDialect product) {
        Map<String, String> words = new LinkedHashMap<>(Map.of("schema", tables.schema()));
        switch (product) {
            case MARIADB -> {
                words.put("identity", "not null auto_increment");
                words.put("time", "datetime(6)");
                words.put("binary", "varbinary(64)");
                // The default collation would take references that differ in case or in padding for one.
                words.put("table", " engine = InnoDB character set utf8mb4 collate utf8mb4_nopad_bin");
            }
            default -> {
                words.put("identity", "generated by default as identity");
                words.put("time", "timestamp");
                words.put("binary", product == SQLDialect.POSTGRES ? "bytea" : "varbinary(64)");
                words.put("table", "");
            }
        }
        Map<String, String> statements = new LinkedHashMap<>();
        for (Statement statement : STATEMENTS) {
            String text = statement.text();
            for (Map.Entry<String, String> word : words.entrySet()) {
                text = text.replace("${" + word.getKey() + "}", word.getValue());
            }
            statements.put(statement.name(), text);
        }
        return statements;
    }
}
