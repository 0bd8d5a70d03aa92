from django import template

from claims import returning

register = template.Library()


@register.simple_tag(takes_context=True)
def list_address(context):
    """Where “Customer associations” leads back to: the list as the person left it."""
    return returning.list_address(context["request"])
