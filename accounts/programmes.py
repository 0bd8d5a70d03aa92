from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Programme(TextChoices):
    OSA_SELL = "osa_sell", _("OSA Sell")
    OSU_M365 = "osu_m365", _("OSU – Microsoft 365")
    OSU_BA = "osu_ba", _("OSU – Business Applications")
