from django.core.management import call_command


def test_documented_diagram_is_the_declared_lifecycle():
    call_command("state_diagram", "--check")
