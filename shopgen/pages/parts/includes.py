"""The lines by which a host's own server puts a fragment into its pages, by the same file in each of them.

All of them keep to three rules. The shop is told nothing of the viewer: no cookie, no header, no body of a
form. Its answer is taken as it is, not packed. Where there is none within a second, the link takes its place.
"""

from html import escape
from urllib.parse import urlsplit

from shopgen.pages.parts.audience import audience_attribute
from shopgen.pages.parts.pasted import link_to_shop
from shopgen.pages.voice.voice import Voice

_OTHER_ANSWERS = "301 302 303 307 308 400 401 403 404 410 429 500 502 503 504"
"""What a shop may answer besides the file: a page of its own has no place in the host's."""


def nginx(voice: Voice, file: str) -> tuple[str, str]:
    """Return the location for nginx's configuration and the line for the page (SSI).

    nginx includes addresses of its own server only. By default it would hand on the viewer's headers, take a
    packed answer for text, obey what the answer itself includes, and not tell a server its name in TLS.
    """
    local, url = _local(voice, file), _url(voice, file)
    name = f"{voice.addresses.folder(voice.locale)}{file}".replace("/", "_").replace(".", "_")
    location = (
        f"location = {local} {{\n"
        "    internal;\n"
        "    ssi off;\n"
        f"    proxy_pass {url};\n"
        "    proxy_ssl_server_name on;\n"
        "    proxy_pass_request_headers off;\n"
        "    proxy_pass_request_body off;\n"
        "    proxy_connect_timeout 1s;\n"
        "    proxy_read_timeout 1s;\n"
        "    proxy_intercept_errors on;\n"
        f"    error_page {_OTHER_ANSWERS} = @no_{name};\n"
        "}\n"
        f"location @no_{name} {{ return 204; }}"
    )
    # The stub stands where the answer is empty. Its block comes first: within the condition it would end it.
    stub = f'<!--# block name="{name}" -->{link_to_shop(voice)}<!--# endblock -->'
    include = f'<!--# include virtual="{local}" stub="{name}" -->'
    if not _is_for_all(voice):
        location = f"# In the http block: shopgen audience {voice.slug} --rule nginx\n{location}"
        variable = f"$shop_module_{voice.slug.replace('-', '_')}"
        include = f'<!--# if expr="{variable} = 1" -->{include}<!--# endif -->'
    return location, f"{stub}{include}"


def varnish(voice: Voice, file: str) -> tuple[str, str]:
    """Return what stands in Varnish's VCL 4.1 and the line for the page (ESI)."""
    local, parts = _local(voice, file), urlsplit(_url(voice, file))
    backend = f"shop_{voice.slug.replace('-', '_')}"
    is_module = f'req.url == "{local}"'
    configuration = (
        f"{_reminder(voice, '#')}backend {backend} {{\n"
        f'    .host = "{parts.hostname}"; .port = "{parts.port or 80}";\n'
        "    .connect_timeout = 1s; .first_byte_timeout = 1s;\n"
        "}\n"
        "sub vcl_recv {\n"
        f"    if ({is_module}) {{\n"
        f"        set req.backend_hint = {backend};\n"
        f'        set req.http.Host = "{parts.netloc}";\n'
        f'        set req.url = "{parts.path}";\n'
        "        unset req.http.Cookie;\n"
        "        unset req.http.Authorization;\n"
        "        return (hash);\n"
        "    }\n"
        "}\n"
        "sub vcl_backend_response {\n"
        f"    if (bereq.backend == {backend}) {{\n"
        '        if (beresp.status != 200) { return (error(503, "No shop")); }\n'
        "    } else { set beresp.do_esi = true; }\n"
        "}\n"
        "sub vcl_backend_error {\n"
        f"    if (bereq.backend == {backend}) {{\n"
        f'        set beresp.body = {{"{link_to_shop(voice)}"}};\n'
        "        return (deliver);\n"
        "    }\n"
        "}"
    )
    return configuration, f'<esi:include src="{local}"/>'


def php(voice: Voice, file: str) -> str:
    """Return the line for a template in PHP."""
    wait = 'stream_context_create(["http" => ["timeout" => 1]])'
    return (
        f"{_reminder(voice, '<?php //', ' ?>')}"
        f'<?= @file_get_contents("{_url(voice, file)}", false, {wait}) ?: {_quoted(link_to_shop(voice))} ?>'
    )


def jinja(voice: Voice, file: str) -> str:
    """Return the lines for a page made with Jinja2, which escapes what is not marked as safe."""
    return (
        f"{_reminder(voice, '#')}from urllib.request import urlopen\n"
        "from markupsafe import Markup\n\n"
        "try:\n"
        f'    shop_module = Markup(urlopen("{_url(voice, file)}", timeout=1).read().decode())\n'
        "except OSError:\n"
        f"    shop_module = Markup({_quoted(link_to_shop(voice))})\n\n"
        "# In the template: {{ shop_module }}"
    )


def node(voice: Voice, file: str) -> str:
    """Return the lines for a template in Node."""
    return (
        f"{_reminder(voice, '//')}const shopModule =\n"
        f'  (await fetch("{_url(voice, file)}", {{ signal: AbortSignal.timeout(1000) }})\n'
        '    .then((answer) => (answer.ok ? answer.text() : ""))\n'
        '    .catch(() => "")) ||\n'
        f"  {_quoted(link_to_shop(voice))};\n\n"
        "// In the template: ${shopModule}"
    )


def _is_for_all(voice: Voice) -> bool:
    return not audience_attribute(voice.brand.audience, voice.slug)


def _reminder(voice: Voice, start: str, end: str = "") -> str:
    """Return a line that says where the rule is, for servers that are no nginx; empty where there is none."""
    if _is_for_all(voice):
        return ""
    return f"{start} Ask first: shopgen audience {voice.slug} --rule json{end}\n"


def _local(voice: Voice, file: str) -> str:
    return f"/shop-module/{voice.addresses.folder(voice.locale)}{file}"


def _url(voice: Voice, file: str) -> str:
    return escape(voice.addresses.absolute(f"{voice.addresses.folder(voice.locale)}{file}"))


def _quoted(markup: str) -> str:
    r"""Return markup as a string in single quotes, as PHP, Python and JavaScript read it."""
    return "'" + markup.replace("\\", "\\\\").replace("'", "\\'") + "'"
