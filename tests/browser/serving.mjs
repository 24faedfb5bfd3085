// Serves a built site below its base path, compressed as a host would.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

const TYPES = {
  ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
  ".xml": "application/xml; charset=utf-8", ".json": "application/json", ".svg": "image/svg+xml", ".png": "image/png",
  ".ico": "image/x-icon", ".txt": "text/plain; charset=utf-8", ".webmanifest": "application/manifest+json",
};

export async function serve(folder, port, base) {
  const server = createServer(async (request, response) => {
    let path = decodeURIComponent(new URL(request.url, "http://x").pathname);
    if (path.endsWith("/")) path += "index.html";
    const file = join(folder, normalize(path.slice(base.length)));
    const inside = path.startsWith(base);
    const packed = /\bgzip\b/.test(request.headers["accept-encoding"] || "");
    const data = inside ? await read(file, packed) : null;
    const lost = data ?? (await read(join(folder, "404.html"), packed)) ?? { body: "not found" };
    response.writeHead(data ? 200 : 404, {
      "Content-Type": (data && TYPES[extname(file)]) || "text/html; charset=utf-8",
      "Cache-Control": "max-age=86400", "X-Content-Type-Options": "nosniff",
      ...(lost.packed ? { "Content-Encoding": "gzip" } : {}),
    });
    response.end(lost.body);
  });
  await new Promise((ready) => server.listen(port, "127.0.0.1", ready));
  return server;
}

async function read(file, packed) {
  if (packed) {
    const body = await readFile(file + ".gz").catch(() => null);
    if (body) return { body, packed: true };
  }
  const body = await readFile(file).catch(() => null);
  return body && { body };
}
