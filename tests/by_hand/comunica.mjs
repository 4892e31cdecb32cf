// A SPARQL endpoint of Comunica over a file of N-Quads in memory, for `strict_engines.py`:
//
//     npm install @comunica/query-sparql-file@4.5 n3@2
//     gzip -dc SITE/data/AUTHORITY/PLAN/PLAN.nq.gz > plan.nq
//     node tests/by_hand/comunica.mjs plan.nq 3030
//     python tests/by_hand/strict_engines.py http://localhost:3030/ 10 unions
//
// Run where the packages are installed. A query whose client has gone is stopped with its process.
import { fork } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const [file, port] = process.argv.slice(2);
const require = createRequire(`${process.cwd()}/`);

if (process.send) await answer();
else serve();

async function answer() {
  const { QueryEngine } = require("@comunica/query-sparql-file");
  const { Parser, Store } = require("n3");
  const engine = new QueryEngine();
  const sources = [new Store(new Parser({ format: "N-Quads" }).parse(readFileSync(file, "utf8")))];
  process.on("message", async ({ query }) => {
    const before = process.cpuUsage();
    const spent = () => Object.values(process.cpuUsage(before)).reduce((all, one) => all + one) / 1e6;
    try {
      const result = await engine.query(query, { sources, unionDefaultGraph: true });
      const { data } = await engine.resultToString(result, "application/sparql-results+json");
      let text = "";
      for await (const piece of data) text += piece;
      process.send({ text, seconds: spent() });
    } catch (error) {
      process.send({ error: String(error) });
    }
  });
  process.send({ ready: true });
}

function serve() {
  let child = started();
  createServer(async (request, response) => {
    let body = "";
    for await (const piece of request) body += piece;
    const mine = child;
    await mine.ready;
    if (response.destroyed) return;
    response.on("close", () => {
      if (response.writableEnded || child !== mine) return;
      mine.process.kill("SIGKILL");
      child = started();
    });
    mine.process.once("message", ({ text, error, seconds }) => {
      response.writeHead(error ? 400 : 200, { "Content-Type": "application/sparql-results+json", "X-Processor-Seconds": String(seconds) });
      response.end(error || text);
    });
    mine.process.send({ query: new URLSearchParams(body).get("query") });
  }).listen(Number(port), "127.0.0.1");
}

function started() {
  const child = fork(fileURLToPath(import.meta.url), [file, port]);
  return { process: child, ready: new Promise((done) => child.once("message", done)) };
}
