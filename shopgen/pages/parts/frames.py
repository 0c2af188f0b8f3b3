"""What frames a brand's pages: the brand above, who sells and the policies below."""

from shopgen.pages.parts.heads import brand_name
from shopgen.pages.parts.pictures import LOGO_WIDTH, logo_picture
from shopgen.pages.views.brand import BrandView, FooterView, LinkView, SiteView
from shopgen.pages.views.pictures import PictureView
from shopgen.pages.views.words import WordsView
from shopgen.pages.voice.addresses import Linker, host_of, mail_link, safe_link
from shopgen.pages.voice.voice import Voice
from shopgen.pages.voice.words import clean
from shopgen.shop.site import Site


def brand_view(
    voice: Voice, link: Linker, picture_link: Linker, *, logo_width: int = LOGO_WIDTH
) -> BrandView:
    """Return the brand as a page's head shows it, its logo so wide where it stands without a choice."""
    name = brand_name(voice)
    return BrandView(
        slug=voice.slug,
        name=name,
        handle=clean(voice.brand.handle),
        description=voice.brand_words.find(lambda words: words.description),
        logo=_logo(voice, picture_link, logo_width),
        initial=name.value[:1].upper(),
        shop_url=link(voice.addresses.shop(voice.locale)),
        home_url=safe_link(voice.brand.url, "https", "http"),
        extra=voice.brand.extra,
        site=site_view(voice.site),
    )


def site_view(site: Site) -> SiteView:
    """Return the site as each of its pages may show it."""
    return SiteView(clean(site.platform), site.extra)


def _logo(voice: Voice, link: Linker, width: int) -> PictureView | None:
    if not voice.brand.logo:
        return None
    rendered = voice.door.picture(voice.slug, voice.brand.logo)
    return logo_picture(rendered, voice.addresses, link, width)


def footer_view(voice: Voice) -> FooterView:
    """Return who sells, and what a buyer may want to read before paying."""
    policies, say = voice.brand.policies, voice.words.gettext
    links = ((policies.returns, say("Returns")), (policies.privacy, say("Privacy")))
    safe_links = ((safe_link(url, "https", "http", "mailto"), text) for url, text in links)
    contact_url = contact_link(policies.contact)
    return FooterView(
        seller=seller_name(voice),
        links=tuple(LinkView(url, WordsView(text)) for url, text in safe_links if url),
        contact=host_of(contact_url) or contact_url.partition(":")[2],
        contact_url=contact_url,
        platform=clean(voice.site.platform),
    )


def seller_name(voice: Voice) -> WordsView | None:
    """Return who sells, as the brand's policies say it; None where they say nothing of it."""
    translated = voice.brand_words.find(lambda words: words.seller)
    seller = voice.brand.policies.seller
    return translated or (WordsView(clean(seller)) if seller else None)


def contact_link(contact: str) -> str:
    """Return the address that a contact is reached at: an e-mail address becomes a `mailto:`."""
    return mail_link(contact) or safe_link(contact, "https", "http", "mailto", "tel")
