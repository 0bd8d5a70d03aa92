"""What the directory knows of customers, and the register of partners of record."""

from .customers import Domain, Holding, Product, Subscription, Tenant
from .register import Association, EndWarning, Usage

__all__ = [
    "Association",
    "Domain",
    "EndWarning",
    "Holding",
    "Product",
    "Subscription",
    "Tenant",
    "Usage",
]
