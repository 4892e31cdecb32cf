// A SPARQL endpoint of Apache Jena over a file of N-Quads in memory, for `strict_engines.py`:
//
//     pip download --no-deps brick-tq-shacl==0.3.4          # TopBraid SHACL, which holds the jars of Jena 4.10
//     unzip -q brick_tq_shacl-0.3.4-*.whl -d jena
//     gzip -dc SITE/data/AUTHORITY/PLAN/PLAN.nq.gz > plan.nq
//     java -cp 'jena/brick_tq_shacl/topquadrant_shacl/lib/*' tests/by_hand/JenaEndpoint.java plan.nq 3032
//     python tests/by_hand/strict_engines.py http://localhost:3032/ 60
//
// Needs a JDK of version 17. The default graph is the union of all, as on the other engines.
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import org.apache.jena.query.Dataset;
import org.apache.jena.query.DatasetFactory;
import org.apache.jena.query.QueryExecution;
import org.apache.jena.query.QueryExecutionFactory;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.query.ResultSetFormatter;
import org.apache.jena.query.Syntax;
import org.apache.jena.riot.RDFDataMgr;

public class JenaEndpoint {
    /** Milliseconds after which a query ends: its client has gone by then. */
    static final long LONGEST = 60_000;

    public static void main(String[] given) throws Exception {
        Dataset quads = RDFDataMgr.loadDataset(given[0]);
        Dataset all = DatasetFactory.create(quads.getUnionModel());
        quads.listNames().forEachRemaining(name -> all.addNamedModel(name, quads.getNamedModel(name)));
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(given[1]));
        HttpServer server = HttpServer.create(address, 0);
        server.setExecutor(Executors.newSingleThreadExecutor());
        server.createContext("/", exchange -> answer(exchange, all));
        server.start();
        System.out.println("ready");
    }

    static void answer(HttpExchange exchange, Dataset all) throws java.io.IOException {
        String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String given = sent.isEmpty() ? exchange.getRequestURI().getRawQuery() : sent;
        String query = given;
        for (String field : given.split("&")) {
            if (field.startsWith("query=")) query = URLDecoder.decode(field.substring(6), StandardCharsets.UTF_8);
        }
        var out = new ByteArrayOutputStream();
        int status = 200;
        // plain SPARQL 1.1: Jena's own extensions would let through what others refuse
        try (var asked = QueryExecutionFactory.create(QueryFactory.create(query, Syntax.syntaxSPARQL_11), all)) {
            asked.setTimeout(LONGEST);
            if (asked.getQuery().isAskType()) ResultSetFormatter.outputAsJSON(out, asked.execAsk());
            else ResultSetFormatter.outputAsJSON(out, asked.execSelect());
        } catch (RuntimeException problem) {
            status = 400;
            out.reset();
            out.writeBytes(String.valueOf(problem).getBytes(StandardCharsets.UTF_8));
        }
        exchange.getResponseHeaders().set("Content-Type", "application/sparql-results+json");
        exchange.sendResponseHeaders(status, out.size());
        try (var body = exchange.getResponseBody()) {
            body.write(out.toByteArray());
        }
    }
}
