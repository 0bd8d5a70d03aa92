"""The time zone that a country's working day runs on, where nobody chose one."""


def zone_of_country(country: str) -> str:
    return "UTC"
