from django.utils.formats import number_format


def grouped(number: int) -> str:
    """As the reader's language sets a large number apart: 1,000 or 1.000. Never for what is copied or sent."""
    return number_format(number, force_grouping=True)
