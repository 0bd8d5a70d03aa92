from django.forms.renderers import TemplatesSetting


class PortalRenderer(TemplatesSetting):
    """Every form, `{{ form }}`, comes with its error summary and the portal's fields."""

    form_template_name = "components/form_fields.html"
    field_template_name = "components/field.html"
