"""Rules for hosts, so that one address answers people with a page and machines with data (content negotiation).

No rule is needed for the pages: every address is a folder with an ``index.html``. The rules add what a plain static
host cannot do: the Accept header, addresses of claims (which stand on the page of their item), files that are called
otherwise than their address, and media types.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from cohesion_graph.formats import media_types
from cohesion_graph.publish.urls import Urls

__all__ = ["apache_rules", "host_files", "hosting_readme", "nginx_rules", "w3id_rules"]

_TURTLE = r"text/turtle|application/x-turtle"
_JSON_LD = r"application/ld\+json|application/json"


def host_files(urls: Urls) -> Iterator[tuple[str, bytes]]:
    """The rules and how to use them, as files of the site."""
    texts = {"README.txt": hosting_readme, "nginx.conf": nginx_rules, "apache.htaccess": apache_rules}
    for name, text in {**texts, "w3id.htaccess": w3id_rules}.items():
        yield f"hosting/{name}", text(urls).encode("utf-8")


def _endings() -> str:
    """File endings of what stands below the addresses, as a pattern; references may hold a full stop too: ``1.2``."""
    return "|".join(ending[1:] for ending in media_types())


def base_path(urls: Urls) -> str:
    """The path of all addresses on their host: ``/cohesion-graph/``."""
    return urlsplit(urls.addresses.base).path


def nginx_rules(urls: Urls) -> str:
    """What goes inside nginx's ``http`` block, with a ``server`` block to adapt.

    Quality values are honoured as far as a text can tell: a type that stands before ``text/html`` wins over it.
    """
    path = base_path(urls)
    types = "".join(f"        {kind} {ending[1:]};\n" for ending, kind in media_types().items())
    moved = "".join(
        f'    "~^{re.escape(path + address)}(?<below_{number}>/.+)?/$" "{path}{folder}$below_{number}/index.html";\n'
        f'    "~^{re.escape(path + address)}(?<rest_{number}>/.+|[.]ttl|[.]jsonld)?$" "{path}{folder}$rest_{number}";\n'
        for number, (address, folder) in enumerate(sorted(urls.moved.items()))
    )
    return f"""# nginx rules for this site. Include this file in the http block, adapt server_name and root.
# root is the folder above the one that holds this site's index.html, if the site stands below the top of the host.
map $http_accept $cohesion_form {{
    default "";
    "~*^(?!.*text/html.*({_TURTLE}))(?!.*({_JSON_LD}).*({_TURTLE})).*({_TURTLE})" ".ttl";
    "~*^(?!.*text/html.*({_JSON_LD}))(?!.*({_TURTLE}).*({_JSON_LD})).*({_JSON_LD})" ".jsonld";
}}
map $uri $cohesion_file {{
    volatile;
    default $uri;
{moved}    "~/$" "${{uri}}index.html";
}}
server {{
    listen 8080;
    server_name localhost;
    root /srv/www;
    charset utf-8;
    index index.html;
    error_page 404 {path}404.html;
    types {{
{types}    }}
    absolute_redirect off;

{_nginx_claims(urls)}    # a code is a row of its list
    location ~ ^(?<list>{path}def/(?!pap)[a-z-]+)/(?<code>[a-z-]+)$ {{ return 303 $list/#$code; }}
    location ~ ^(?<thing>{path}(id|data|def)/(?!.*[.]({_endings()})$).*[^/])/?$ {{
        add_header Vary Accept always;
        add_header Link '<$thing.ttl>; rel="alternate"; type="text/turtle"' always;
        add_header Link '<$thing.jsonld>; rel="alternate"; type="application/ld+json"' always;
        if ($cohesion_form != "") {{ return 303 $thing$cohesion_form; }}
        # a page stands in its folder: nginx adds the slash that its relative links count on
        try_files $cohesion_file $cohesion_file/ =404;
    }}
    location {path} {{
        add_header X-Content-Type-Options nosniff always;
        try_files $cohesion_file $cohesion_file/ =404;
    }}
}}
"""


def _nginx_claims(urls: Urls) -> str:
    if urls.has_claim_pages:
        return ""
    return f"""    # a claim stands on the page of its item, and in its item's data
    location ~ ^(?<item>{base_path(urls)}id/.+)/claim/(?<source>[^/]+)/(?<kind>[^/]+)/(?<number>[0-9]+)$ {{
        add_header Vary Accept always;
        if ($cohesion_form != "") {{ return 303 $item$cohesion_form; }}
        return 303 $item/#$source-$kind-$number;
    }}
"""


def apache_rules(urls: Urls) -> str:
    """An ``.htaccess`` for the folder that holds this site's ``index.html``; needs mod_rewrite and mod_headers."""
    types = "".join(f"AddType {kind} {ending}\n" for ending, kind in media_types().items())
    moved = "".join(
        f"RewriteRule ^{re.escape(address)}(/.*|[.]ttl|[.]jsonld)?$ {folder}$1 [L]\n"
        for address, folder in sorted(urls.moved.items())
    )
    return f"""# Apache rules for this site: put this file, as .htaccess, beside its index.html.
AddDefaultCharset UTF-8
{types}DirectoryIndex index.html
ErrorDocument 404 {base_path(urls)}404.html
<IfModule mod_headers.c>
Header always set X-Content-Type-Options nosniff
Header always merge Vary Accept
</IfModule>
RewriteEngine On
RewriteBase {base_path(urls)}
{_negotiated(urls)}RewriteRule ^(def/(?!pap/)[a-z-]+)/([a-z-]+)$ $1/#$2 [R=303,NE,L]
{moved}"""


def w3id_rules(urls: Urls, host: str = "https://example.org/cohesion-graph/") -> str:
    """The ``.htaccess`` for a folder of w3id.org, which sends each address on to the host that has the site.

    Args:
        urls: The site's addresses.
        host: Where the site is; ends in a slash. Edit it in the file before it is sent to w3id.org.
    """
    return f"""# Rules for https://github.com/perma-id/w3id.org: edit the host below, then send this folder's .htaccess.
# The path after the last slash of {host} stays as it is.
Options +FollowSymLinks
RewriteEngine On
{_negotiated(urls, host)}RewriteRule ^(.*)$ {host}$1 [R=302,L]
"""


def _negotiated(urls: Urls, host: str = "") -> str:
    """Rewrite rules: claims to their items, then data for those who ask for it before they ask for HTML."""
    lines = []
    for accepted, ending in ((_TURTLE, ".ttl"), (_JSON_LD, ".jsonld")):
        other = _JSON_LD if ending == ".ttl" else _TURTLE
        conditions = (
            f"RewriteCond %{{HTTP_ACCEPT}} ({accepted}) [NC]\n"
            f"RewriteCond %{{HTTP_ACCEPT}} !(text/html|{other}).*({accepted}) [NC]\n"
        )
        if not urls.has_claim_pages:
            lines.append(f"{conditions}RewriteRule ^(id/.+)/claim/[^/]+/[^/]+/[0-9]+$ {host}$1{ending} [R=303,L]\n")
        thing = f"^((?:id|data|def)/(?!.*[.](?:{_endings()})$).*[^/])/?$"
        lines.append(f"{conditions}RewriteRule {thing} {host}$1{ending} [R=303,L]\n")
    if not urls.has_claim_pages:
        place = f"{host}$1/#$2-$3-$4"
        lines.append(f"RewriteRule ^(id/.+)/claim/([^/]+)/([^/]+)/([0-9]+)$ {place} [R=303,NE,L]\n")
    return "".join(lines)


def hosting_readme(urls: Urls) -> str:
    """How to put the folder on a host, in plain words."""
    base = urls.addresses.base
    registered = (
        "w3id.org: this base is not registered yet. Send w3id.htaccess to https://github.com/perma-id/w3id.org, with\n"
        "your host in it, before you give the addresses to anyone.\n"
        if base.startswith("https://w3id.org/")
        else ""
    )
    claims = (
        ""
        if urls.has_claim_pages
        else (
            "3. Claims (.../claim/source/kind/number) have no page of their own in a plan as large as this: they\n"
            "   stand on the page of their action or milestone. With the rules their addresses lead there; a static\n"
            "   host without rules answers 404 for them.\n"
        )
    )
    return f"""How to put this site on a web host
==================================

1. Copy the whole folder to the place that answers {base}
   Any static host will do: each address is a folder with an index.html, so every address answers with its page,
   and address.ttl and address.jsonld answer with its data.
2. To let one address answer people with a page and machines with data, add the rules for your host:
   nginx.conf for nginx, apache.htaccess (as .htaccess beside index.html) for Apache.
{claims}
{registered}Names that some systems cannot hold (con, aux, A1 beside a1) have a ~ in the folder; the rules know them.
"""
