"""Where a page finds what makes the site an app."""

from django import template

from cramps import manifest

register = template.Library()


@register.simple_tag
def manifest_address() -> str:
    """The address of the manifest, with its version."""
    return manifest.address()
