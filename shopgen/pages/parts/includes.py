"""The lines by which a host's own server puts a fragment into its pages, by the same file in each of them.

All of them keep to three rules. The shop is told nothing of the viewer: no cookie, no header, no body of a
form. Its answer is taken as it is, and what it says is not obeyed. Where there is none in time, or any other
than the whole file, the link takes its place: half a file would take the rest of the page into its template.
"""

import re
from html import escape
from urllib.parse import urlsplit

from shopgen.pages.parts.audience import is_for_all
from shopgen.pages.parts.pasted import link_to_shop
from shopgen.pages.voice.voice import Voice

_END = "</shop-module>"
"""What the file ends with, and no other answer does."""

_OF_VIEWERS = (
    *("Cookie", "Authorization", "User-Agent", "Referer", "Accept-Language", "X-Forwarded-For", "Forwarded"),
    *("Origin", "Accept", "Via", "DNT", "Sec-GPC", "Save-Data", "Sec-CH-UA", "Sec-CH-UA-Mobile"),
    "Sec-CH-UA-Platform",
)
"""What browsers and Varnish say of a viewer, one by one: Varnish cannot leave out all headers at once."""


def nginx(voice: Voice, file: str) -> tuple[str, str]:
    """Return the location for nginx's configuration and the line for the page (SSI).

    nginx includes addresses of its own server only. By default it would hand on the viewer's headers, take a
    packed answer for text, obey what the answer itself includes, and in TLS neither tell a server its name
    nor ask who it is.
    """
    local, url = _local(voice, file), _url(voice, file)
    tls = (
        "    proxy_ssl_server_name on;\n"
        "    proxy_ssl_verify on;\n"
        "    proxy_ssl_verify_depth 4;\n"
        "    proxy_ssl_trusted_certificate /etc/ssl/certs/ca-certificates.crt;\n"
    )
    location = (
        f"location = {local} {{\n"
        "    internal;\n"
        "    ssi off;\n"
        f"    proxy_pass {url};\n"
        f"{tls if url.startswith('https:') else ''}"
        "    proxy_http_version 1.1;\n"
        "    proxy_pass_request_headers off;\n"
        "    proxy_pass_request_body off;\n"
        "    proxy_connect_timeout 1s;\n"
        "    proxy_read_timeout 1s;\n"
        "    subrequest_output_buffer_size 8m;\n"
        "}"
    )
    if not is_for_all(voice.brand.audience):
        location = f"# In the http block: shopgen audience {voice.slug} --rule nginx\n{location}"
    return location, _nginx_include(voice, file)


def _nginx_include(voice: Voice, file: str) -> str:
    """Return the line for the page.

    nginx sends what it includes as it comes, unless a variable takes it: that can be looked at before. No
    condition stands within another, and in none a `$` ends a pattern: to nginx it begins a variable's name.
    """
    name, end = _name(voice, file), _END.replace("/", r"\/")
    include = f'<!--# include virtual="{_local(voice, file)}" set="{name}" -->'
    otherwise = "<!--# else -->"
    if not is_for_all(voice.brand.audience):
        rule = f'expr="$shop_module_{voice.slug.replace("-", "_")} = 1" -->'
        include = f"<!--# if {rule}{include}<!--# endif -->"
        otherwise = f"<!--# elif {rule}"
    return (
        f'{include}<!--# if expr="${name} = /{end}\\z/" --><!--# echo var="{name}" encoding="none" -->'
        f"{otherwise}{link_to_shop(voice)}<!--# endif -->"
    )


def varnish(voice: Voice, file: str) -> tuple[str, str]:
    """Return what stands in Varnish's VCL 4.1 and the line for the page (ESI).

    Varnish joins what is said of one subroutine several times: lines of several modules stand together.
    """
    local, parts = _local(voice, file), urlsplit(_url(voice, file))
    backend = f"shop_{_name(voice, file)}"
    unset = "".join(f"        unset req.http.{header};\n" for header in _OF_VIEWERS)
    configuration = (
        f"{reminder(voice, '#')}backend {backend} {{\n"
        f'    .host = "{parts.hostname}"; .port = "{parts.port or 80}";\n'
        "    .connect_timeout = 1s; .first_byte_timeout = 1s; .between_bytes_timeout = 1s;\n"
        "}\n"
        "sub vcl_recv {\n"
        f'    if (req.esi_level > 0 && req.url == "{local}") {{\n'
        f"        set req.backend_hint = {backend};\n"
        f'        set req.http.Host = "{parts.netloc}";\n'
        f'        set req.url = "{parts.path}";\n'
        f"{unset}"
        "        return (hash);\n"
        "    }\n"
        "}\n"
        "sub vcl_backend_response {\n"
        f"    if (bereq.backend == {backend}) {{\n"
        '        if (beresp.status != 200) { return (error(503, "No shop")); }\n'
        "        set beresp.do_esi = false;\n"
        "        set beresp.do_stream = false;\n"
        "        return (deliver);\n"
        '    } else if (beresp.http.Content-Type ~ "^text/html") { set beresp.do_esi = true; }\n'
        "}\n"
        "sub vcl_backend_error {\n"
        f"    if (bereq.backend == {backend}) {{\n"
        f'        set beresp.body = {{"{link_to_shop(voice)}"}};\n'
        "        set beresp.ttl = 10s;\n"
        "        return (deliver);\n"
        "    }\n"
        "}"
    )
    return configuration, f'<esi:include src="{local}"/>'


def php(voice: Voice, file: str) -> str:
    """Return the lines for a template in PHP, whose timeout is one of each read."""
    return (
        f"{reminder(voice, '<?php //', ' ?>')}"
        "<?php\n"
        "$until = microtime(true) + 1;\n"
        '$wait = stream_context_create(["http" => ["timeout" => 1, "max_redirects" => 1]]);\n'
        f'$shop = @fopen("{_url(voice, file)}", "r", false, $wait);\n'
        '$file = "";\n'
        "while ($shop && microtime(true) < $until && $piece = fread($shop, 8192)) $file .= $piece;\n"
        f'echo substr($file, -{len(_END)}) === "{_END}" ? $file : {_quoted(link_to_shop(voice))};\n'
        "?>"
    )


def jinja(voice: Voice, file: str) -> str:
    """Return the lines for a page made with Jinja2, which escapes what is not marked as safe.

    The timeout of `urlopen` is one of each read, and none of the look-up of a name.
    """
    return (
        f"{reminder(voice, '#')}from concurrent.futures import ThreadPoolExecutor\n"
        "from urllib.request import urlopen\n"
        "from markupsafe import Markup\n\n"
        f'url = "{_url(voice, file)}"\n\n'
        "def fetch():\n"
        "    with urlopen(url, timeout=1) as answer:\n"
        '        return answer.read().decode() if answer.url == url else ""\n\n'
        "try:\n"
        "    file = ThreadPoolExecutor(1).submit(fetch).result(timeout=1)\n"
        "except Exception:\n"
        '    file = ""\n'
        f'shop_module = Markup(file if file.endswith("{_END}") else {_quoted(link_to_shop(voice))})\n\n'
        "# In the template: {{ shop_module }}"
    )


def node(voice: Voice, file: str) -> str:
    """Return the lines for a template in Node."""
    return (
        f"{reminder(voice, '//')}const shopModule =\n"
        f'  await fetch("{_url(voice, file)}", {{ redirect: "error", signal: AbortSignal.timeout(1000) }})\n'
        "    .then((answer) => answer.text())\n"
        f'    .then((file) => (file.endsWith("{_END}") ? file : Promise.reject()))\n'
        f"    .catch(() => {_quoted(link_to_shop(voice))});\n\n"
        "// In the template: ${shopModule}"
    )


def reminder(voice: Voice, start: str, end: str = "") -> str:
    """Return a line that says where the rule is, for servers that are no nginx; empty where there is none."""
    if is_for_all(voice.brand.audience):
        return ""
    return f"{start} Ask first: shopgen audience {voice.slug} --rule json{end}\n"


def _name(voice: Voice, file: str) -> str:
    """Return a name for a brand's file, one of its own in each locale, that both servers take."""
    return re.sub(r"[^a-z0-9]", "_", f"{voice.addresses.folder(voice.locale)}{file}")


def _local(voice: Voice, file: str) -> str:
    return f"/shop-module/{voice.addresses.folder(voice.locale)}{file}"


def _url(voice: Voice, file: str) -> str:
    return escape(voice.addresses.absolute(f"{voice.addresses.folder(voice.locale)}{file}"))


def _quoted(markup: str) -> str:
    r"""Return markup as a string in single quotes, as PHP, Python and JavaScript read it."""
    return "'" + markup.replace("\\", "\\\\").replace("'", "\\'") + "'"
