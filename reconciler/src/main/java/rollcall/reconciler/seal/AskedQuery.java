package rollcall.reconciler.seal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import rollcall.reconciler.plan.DatabaseConnection;
import rollcall.reconciler.plan.Plan;
import rollcall.reconciler.plan.ReconciliationPlan;
import rollcall.reconciler.plan.ReconciliationPlan.QuerySide;
import rollcall.reconciler.plan.ReconciliationPlan.SidePlan;
import rollcall.reconciler.seal.Manifest.Query;
import rollcall.reconciler.seal.Manifest.Use;

/**
 * What the plan asks of legacy's side: a query, or a file.
 *
 * @param kept what a seal's manifest says of it
 * @param text what decides which rows it yields, and what they mean
 * @param connection the name of the connection that it asks; empty where it reads a file
 */
record AskedQuery(Query kept, AskedText text, String connection) {
    /** Settings of a url that are no part of which database it is, and that nobody shall guess at by its digest. */
    private static final String SECRETS = "(?i)([;?&][^=;?&]*(?:pass|pwd|token|secret|key)[^=;?&]*=)[^;&]*";

    /** What is asked of legacy's side. */
    static List<AskedQuery> of(Plan plan, ReconciliationPlan what) {
        List<AskedQuery> queries = new ArrayList<>();
        queries.add(of(Use.SOURCE, plan, what.source()));
        what.census().map(it -> of(Use.CENSUS, plan, it)).ifPresent(queries::add);
        what.contact().map(it -> of(Use.CONTACT, plan, it)).ifPresent(queries::add);
        return queries;
    }

    /** What a side asks. */
    static AskedQuery of(Use use, Plan plan, SidePlan side) {
        AskedText asked = AskedText.of(side);
        String text = asked.text();
        Query query = new Query(
                use,
                plan.folder().relativize(side.file()).toString().replace('\\', '/'),
                text.getBytes(StandardCharsets.UTF_8).length,
                Digests.of(text),
                side instanceof QuerySide it ? database(it.connection()) : "");
        return new AskedQuery(
                query, asked, side instanceof QuerySide it ? it.connection().name() : "");
    }

    /** A digest by which databases are told apart; neither user nor password takes part in it. */
    private static String database(DatabaseConnection connection) {
        String url = connection.files().isPresent() ? "files" : connection.url();
        int at = url.lastIndexOf('@');
        String host = at < 0 ? url : url.replaceFirst("(?s)^(jdbc:[a-zA-Z0-9]+:).*@", "$1");
        return Digests.of(
                host.replaceAll(SECRETS, "$1") + "\n" + connection.schema().toLowerCase(Locale.ROOT));
    }
}
