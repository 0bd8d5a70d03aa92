import json

import pytest


@pytest.fixture
def file(tmp_path):
    """Writes lines into a file, or an object as JSON."""

    def write(name, *content):
        path = tmp_path / name
        text = "\n".join(content) if isinstance(content[0], str) else json.dumps(content[0])
        path.write_text(text, encoding="utf-8")
        return path

    return write
