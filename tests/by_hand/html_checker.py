"""Check every page of a built site with the checker of the W3C and WHATWG (vnu): no error on any page.

    python tests/by_hand/html_checker.py SITE

SITE is a folder that `cohesion-graph build` wrote. Needs Java and Node.js, with which npm fetches vnu-jar 26.9.27
into a temporary folder. What the checker says of the pages' policy (Content-Security-Policy) are warnings: to it a
page opened from the disk has no origin of its own.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
import outside


def main():
    site = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "install", "--silent", "--prefix", folder, "vnu-jar@26.9.27"], check=True)
        jar = Path(folder) / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
        command = [outside.java(), "-Xss4m", "-jar", str(jar), "--skip-non-html", "--errors-only", "--format", "json"]
        told = subprocess.run([*command, "--stdout", str(site)], capture_output=True, check=False).stdout
    found = [one for one in json.loads(told)["messages"] if one["type"] != "info"]
    for one in found:
        print(f"{one['url']}:{one.get('lastLine', 0)}: {one['message']}")
    print(f"{len(list(site.rglob('*.html')))} pages, {len(found)} errors")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
