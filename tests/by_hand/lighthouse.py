"""Measure pages of a built site on the slow profile of Lighthouse: a phone of the middle class on slow 4G.

    python tests/by_hand/lighthouse.py SITE [PAGE...]

SITE is a folder that `cohesion-graph build` wrote, PAGE a path in it, pictures/all.html if none is given. Needs
Node.js and Chromium; npx fetches Lighthouse 13.5.0. The site is served compressed, as hosts do, on this machine
alone. Expected: every page is drawn (largest contentful paint) in under 2 s, performance is 90 and more, and nothing
shifts while it loads.
"""

import gzip
import http.server
import json
import os
import subprocess
import sys
import threading
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
import outside

AUDITS = ("first-contentful-paint", "largest-contentful-paint", "speed-index", "cumulative-layout-shift")


class Compressed(http.server.SimpleHTTPRequestHandler):
    """A static host that compresses what it sends."""

    def do_GET(self):
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        content = gzip.compress(path.read_bytes())
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_):
        """Say nothing."""


def main():
    site, *pages = sys.argv[1:]
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Compressed, directory=site))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    slow = 0
    for page in pages or ["pictures/all.html"]:
        address = f"http://127.0.0.1:{server.server_address[1]}/{page}"
        command = ["npx", "--yes", "lighthouse@13.5.0", address, "--only-categories=performance", "--output=json"]
        command += ["--quiet", "--chrome-flags=--headless=new --no-sandbox"]
        told = subprocess.run(
            command, env={**os.environ, "CHROME_PATH": outside.chromium()}, capture_output=True, check=True
        )
        found = json.loads(told.stdout)
        audits, score = found["audits"], found["categories"]["performance"]["score"]
        print(
            f"{page}: performance {score * 100:.0f}",
            *(f"{name} {audits[name]['displayValue']}" for name in AUDITS),
            sep="\n  ",
        )
        is_still = audits["cumulative-layout-shift"]["numericValue"] < 0.01
        slow += audits["largest-contentful-paint"]["numericValue"] >= 2_000 or score < 0.9 or not is_still
    sys.exit(slow > 0)


if __name__ == "__main__":
    main()
