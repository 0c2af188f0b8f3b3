"""The providers that there are, by the name that a brand writes."""

from collections.abc import Mapping
from types import MappingProxyType

from shopgen.checkout.email import EmailProvider
from shopgen.checkout.link import LinkProvider
from shopgen.checkout.provider import Provider
from shopgen.checkout.shopify import ShopifyProvider

_ALL: tuple[Provider, ...] = (EmailProvider(), LinkProvider(), ShopifyProvider())

PROVIDERS: Mapping[str, Provider] = MappingProxyType({provider.name: provider for provider in _ALL})
