"""Rules for hosts, so that one address answers people with a page and machines with data (content negotiation).

No rule is needed for the pages: every address is a folder with an ``index.html``. The rules add what a plain static
host cannot do: the Accept header (`host_negotiation`), addresses of earlier releases, files that are called otherwise
than their address, and media types.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from cohesion_graph.formats import media_types
from cohesion_graph.publish.host_negotiation import FORM, apache_negotiation, nginx_negotiation
from cohesion_graph.publish.urls import Urls
from cohesion_graph.rdf.namespaces import MOVED

__all__ = ["apache_rules", "host_files", "hosting_readme", "nginx_rules", "w3id_rules"]


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
    """What goes inside nginx's ``http`` block, with a ``server`` block to adapt."""
    path = base_path(urls)
    types = "".join(f"        {kind} {ending[1:]};\n" for ending, kind in media_types().items())
    renamed = "".join(
        f'    "~^{re.escape(path + address)}(?<below_{number}>/.+)?/$" "{path}{folder}$below_{number}/index.html";\n'
        f'    "~^{re.escape(path + address)}(?<rest_{number}>/.+|[.]ttl|[.]jsonld)?$" "{path}{folder}$rest_{number}";\n'
        for number, (address, folder) in enumerate(sorted(urls.moved.items()))
    )
    data = "".join(
        f'    "~^{re.escape(path + address)}(?<data_{number}>/.*[^/])?/?$" "{path}{folder}$data_{number}";\n'
        for number, (address, folder) in enumerate(sorted(urls.moved.items()))
    )
    moved = "".join(
        f"    location ~ ^(?<document>{path}{start}){before}(?<part>{end})$ {{ return 301 $document{after}$part; }}\n"
        for start, before, end, after in MOVED
    )
    return f"""# nginx rules for this site. Include this file in the http block, adapt server_name and root.
# root is the folder above the one that holds this site's index.html, if the site stands below the top of the host.
# The maps find the form that the Accept header asks for (RFC 9110): ${FORM} is .ttl, .jsonld, or empty for the page.
{nginx_negotiation()}map $uri $cohesion_file {{
    volatile;
    default $uri;
{renamed}    "~/$" "${{uri}}index.html";
}}
map $uri $cohesion_data {{
    volatile;
    default $uri;
{data}    "~^(?<cohesion_page_folder>.+)/$" $cohesion_page_folder;
}}
server {{
    listen 8080;
    server_name localhost;
    root /srv/www;
    charset utf-8;
    index index.html;
    error_page 404 {path}404.html;
    error_page 418 = @page;
    recursive_error_pages on;
    types {{
{types}    }}
    absolute_redirect off;

    # what had an address of its own in earlier releases is a place in a document now
{moved}    location ~ ^(?<thing>{path}(id|data|def)/(?!.*[.]({_endings()})$).*[^/])/?$ {{
        # some pages are lists or tables only and have no data of their own
        if (!-f $document_root$cohesion_data.ttl) {{ return 418; }}
        add_header Vary Accept always;
        add_header Link '<$thing.ttl>; rel="alternate"; type="text/turtle"' always;
        add_header Link '<$thing.jsonld>; rel="alternate"; type="application/ld+json"' always;
        if (${FORM} != "") {{ return 303 $thing${FORM}; }}
        # a page stands in its folder: nginx adds the slash that its relative links count on
        try_files $cohesion_file $cohesion_file/ =404;
    }}
    location {path} {{
        add_header X-Content-Type-Options nosniff always;
        try_files $cohesion_file $cohesion_file/ @packed;
    }}
    location @page {{
        try_files $cohesion_file $cohesion_file/ =404;
    }}
    # a file that is compressed now and was not in an earlier release
    location @packed {{
        if (-f $request_filename.gz) {{ return 301 $uri.gz; }}
        return 404;
    }}
}}
"""


def apache_rules(urls: Urls) -> str:
    """An ``.htaccess`` for the folder that holds this site's ``index.html``; needs mod_rewrite and mod_headers."""
    types = "".join(f"AddType {kind} {ending}\n" for ending, kind in media_types().items())
    renamed = "".join(
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
{_negotiated(has_data=_has_data(urls))}{renamed}# A file that is compressed now and was not in an earlier release.
RewriteCond %{{REQUEST_FILENAME}} !-f
RewriteCond %{{REQUEST_FILENAME}}.gz -f
RewriteRule ^(.+)$ $1.gz [R=301,L]
"""


def w3id_rules(urls: Urls, host: str = "https://example.org/cohesion-graph/") -> str:
    """The ``.htaccess`` for a folder of w3id.org, which sends each address on to the host that has the site.

    Args:
        urls: The site's addresses.
        host: Where the site is; ends in a slash. Edit it in the file before it is sent to w3id.org.
    """
    del urls
    return f"""# Rules for https://github.com/perma-id/w3id.org: edit the host below, then send this folder's .htaccess.
# The path after the last slash of {host} stays as it is.
Options +FollowSymLinks
RewriteEngine On
{_negotiated(host)}RewriteRule ^(.*)$ {host}$1 [R=302,L]
"""


def _has_data(urls: Urls) -> str:
    """The condition that a page has data beside it: some are lists or tables only."""
    names = "|".join(re.escape(address) for address in sorted(urls.moved))
    renamed = f" [OR]\nRewriteCond $1 ^(?:{names})(?:/|$)" if names else ""
    return f"RewriteCond %{{REQUEST_FILENAME}} ^(.*[^/])/?$\nRewriteCond %1.ttl -f{renamed}\n"


def _negotiated(host: str = "", has_data: str = "") -> str:
    """Rewrite rules: parts to their documents, then data for those who want it more than a page."""
    moved = (
        f"RewriteRule ^({start}){before}({end})$ {host}$1{after}$2 [R=301,NE,L]\n"
        for start, before, end, after in MOVED
    )
    thing = f"^((?:id|data|def)/(?!.*[.](?:{_endings()})$).*[^/])/?$"
    data = f"RewriteCond %{{ENV:{FORM}}} .\n{has_data}RewriteRule {thing} {host}$1%{{ENV:{FORM}}} [R=303,L]\n"
    explained = (
        "# What had an address of its own in earlier releases is a place in a document now.\n",
        f"# The form that the Accept header asks for (RFC 9110): {FORM} is .ttl, .jsonld, or unset for the page.\n",
    )
    return f"{explained[0]}{''.join(moved)}{explained[1]}{apache_negotiation()}{data}"


def hosting_readme(urls: Urls) -> str:
    """How to put the folder on a host, in plain words."""
    base = urls.addresses.base
    registered = (
        "w3id.org: this base is not registered yet. Send w3id.htaccess to https://github.com/perma-id/w3id.org, with\n"
        "your host in it, before you give the addresses to anyone.\n"
        if base.startswith("https://w3id.org/")
        else ""
    )
    return f"""How to put this site on a web host
==================================

1. Copy the whole folder to the place that answers {base}
   Any static host will do: each address is a folder with an index.html, so every address answers with its page,
   and address.ttl and address.jsonld answer with its data.
2. To let one address answer people with a page and machines with data, add the rules for your host:
   nginx.conf for nginx, apache.htaccess (as .htaccess beside index.html) for Apache. They follow the Accept header
   as RFC 9110 says (weights, stars, refusals), and clients that want RDF/XML get Turtle rather than a page.
   Without rules every address answers with its page, whatever is asked for; the page names its data (link
   rel="alternate"), and address.ttl and address.jsonld are there for those who know.

{registered}Names that some systems cannot hold (con, aux, A1 beside a1) have a ~ in the folder; the rules know them.
"""
