"""Real web servers with our rules, and plain requests to them."""

import os
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import outside

from cohesion_graph.publish.hosts import apache_rules, nginx_rules
from cohesion_graph.publish.urls import Urls


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def ask(address, accept):
    """Status, media type and Location of one answer, redirects not followed."""
    request = urllib.request.Request(address, headers={"Accept": accept})
    try:
        with urllib.request.build_opener(_NoRedirect).open(request, timeout=10) as answer:
            return answer.status, answer.headers.get_content_type(), ""
    except urllib.error.HTTPError as error:
        location = urlsplit(error.headers.get("Location", ""))._replace(scheme="", netloc="")  # Apache names itself
        return error.code, error.headers.get_content_type(), location.geturl()


class Hosts:
    """Real web servers with our rules, each on a port of its own, until the tests are done."""

    def __init__(self, folder):
        self._folder = folder
        self._running = []

    def nginx(self, plan, root, path):
        """Start nginx for a plan on a folder; gives the address of the site's top."""
        folder, port = self._folder("nginx"), free_port()
        rules = nginx_rules(Urls(plan.dataset)).replace("listen 8080", f"listen 127.0.0.1:{port}")
        rules = rules.replace("/srv/www", str(root))
        spools = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        temporary = "".join(f"{name}_temp_path {folder};\n" for name in spools)
        (folder / "nginx.conf").write_text(
            f"user root;\ndaemon off;\npid {folder}/pid;\nerror_log {folder}/error.log;\nevents {{}}\n"
            f"http {{\naccess_log off;\n{temporary}{rules}}}\n"
        )
        self._start([outside.nginx(), "-p", str(folder), "-c", str(folder / "nginx.conf")], port)
        return f"http://127.0.0.1:{port}{path}"

    def apache(self, plan, root, path, rules=""):
        """Start Apache likewise; our rules, or others, stand as .htaccess beside the site's index.html."""
        program, modules = outside.apache()
        folder, port = self._folder("apache"), free_port()
        (root / path.strip("/") / ".htaccess").write_text(rules or apache_rules(Urls(plan.dataset)))
        wanted = ("mpm_event", "authz_core", "dir", "mime", "headers", "rewrite")
        loaded = "".join(f"LoadModule {name}_module {modules}/mod_{name}.so\n" for name in wanted)
        (folder / "apache.conf").write_text(
            f"ServerRoot {folder}\nServerName localhost\nListen 127.0.0.1:{port}\nPidFile {folder}/pid\n"
            f"ErrorLog {folder}/error.log\n{loaded}TypesConfig /etc/mime.types\nDocumentRoot {root}\n"
            f"<Directory {root}>\nAllowOverride All\nRequire all granted\n</Directory>\n"
        )
        self._start([program, "-f", str(folder / "apache.conf"), "-DFOREGROUND"], port, **nobody())
        return f"http://127.0.0.1:{port}{path}"

    def _start(self, command, port, **options):
        process = subprocess.Popen(command, stderr=subprocess.PIPE, **options)
        self._running.append(process)
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    return
            assert process.poll() is None, process.stderr.read().decode()
            time.sleep(0.05)
        raise AssertionError(f"{command[0]} did not start")

    def stop(self):
        for process in self._running:
            process.terminate()
            process.wait(10)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def nobody():
    """Apache refuses to serve as root."""
    return {"user": 65534, "group": 65534} if os.geteuid() == 0 else {}


@contextmanager
def web_servers():
    """A `Hosts` and its folders; its servers end with it."""
    with tempfile.TemporaryDirectory() as top:  # pytest's own folders are closed to all but their owner

        def folder(name):
            made = Path(tempfile.mkdtemp(prefix=name, dir=top))
            made.chmod(0o777)
            return made

        Path(top).chmod(0o755)
        running = Hosts(folder)
        running.folder = folder
        yield running
        running.stop()
