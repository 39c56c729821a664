"""Names of languages, as people write them and as the web wants them."""

import pytest

from house.tags import language_tag, open_graph_locale


@pytest.mark.parametrize(
    ("written", "tag", "locale"),
    [
        ("en", "en", "en"),
        ("EN", "en", "en"),
        ("pt_PT", "pt-PT", "pt_PT"),
        ("pt-br", "pt-BR", "pt_BR"),
        (" en-GB ", "en-GB", "en_GB"),
        ("sr_latn", "sr-Latn", "sr"),
        ("zh-hant-tw", "zh-Hant-TW", "zh_TW"),
        ("es-419", "es-419", "es"),
        ("ca-ES-valencia", "ca-ES-valencia", "ca_ES"),
    ],
)
def test_a_language_is_named_as_browsers_and_networks_know_it(written, tag, locale):
    assert language_tag(written) == tag
    assert open_graph_locale(tag) == locale


@pytest.mark.parametrize("written", ["", "x", "portuguese", "pt--br", "pt BR", "Português"])
def test_what_names_no_language_has_no_tag(written):
    assert language_tag(written) is None
