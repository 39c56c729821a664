"""What tests of the theme share: the published site in a browser, served from memory."""

import mimetypes
import re

import pytest


@pytest.fixture
def visit(browser, published):
    """Opens a page of the site in a window of its own; what it asked of others is in `visit.foreign`."""
    contexts = []
    foreign = []

    def serve(route):
        url = route.request.url
        if not url.startswith(f"{published.address}/"):
            foreign.append(url)
            route.abort()
            return
        path = re.split("[?#]", url.removeprefix(f"{published.address}/"))[0]
        file = published.output / (f"{path}index.html" if not path or path.endswith("/") else path)
        if not file.is_file():
            foreign.append(f"missing: {url}")
        route.fulfill(body=file.read_bytes(), content_type=mimetypes.guess_type(file)[0])

    def open_page(path, width, **preferences):
        context = browser.new_context(viewport={"width": width, "height": 800}, **preferences)
        contexts.append(context)
        context.route("**/*", serve)
        page = context.new_page()
        page.goto(f"{published.address}/{path}")
        return page

    open_page.foreign = foreign
    yield open_page
    for context in contexts:
        context.close()
