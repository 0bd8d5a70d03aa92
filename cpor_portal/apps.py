from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from .insecurities import insecurities


class PortalConfig(AppConfig):
    name = "cpor_portal"
    verbose_name = "Portal"

    def ready(self):
        """Nothing starts in production, neither a server nor a worker nor a command, on an unsafe setting."""
        found = insecurities(settings) if settings.PRODUCTION else []
        if found:
            raise ImproperlyConfigured(
                "The portal does not start in production like this:\n"
                + "\n".join(f"  - {line}" for line in found)
                + "\nTo try it on one machine, set DEMO=1 (`make run` does). `.env.example` describes every variable."
            )
