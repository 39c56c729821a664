"""Pelican's side of hosting: where the pages are and the files go to."""

import logging
from pathlib import Path
from urllib.parse import urlsplit

from pelican.generators import Generator
from pelican.writers import Writer

from keepsakes import foretell_of_pages, of_pages

from . import caddyfile, headers_file, policy
from .rules import WrongHeaderError, rules

log = logging.getLogger(__name__)

HEADERS, CADDYFILE = "_headers", "_caddyfile"


class HostingFiles(Generator):  # type: ignore[misc]  # Pelican has no types
    """Tells hosts of a site that is to be published what to send with its files."""

    def generate_context(self) -> None:
        """Tell who writes the pages that each will be asked for its policy."""
        if self._has_address():
            foretell_of_pages(self.settings, policy.POLICY, policy.policy_of)

    def generate_output(self, writer: Writer) -> None:
        """Write the files, when all pages are written."""
        if not self._has_address():
            return
        site = self.settings["SITEURL"]
        written = [name for name in writer._written_files if name.endswith(".html")]  # noqa: SLF001 - nobody else knows what is of this build
        try:
            found = rules(policy.header(written, of_pages(writer)), self.settings.get("HOSTING_HEADERS") or {})
        except WrongHeaderError as error:
            log.error("HOSTING_HEADERS: %s", error)  # noqa: TRY400 - it is an editor's slip
            return
        document = headers_file.render(found)
        for remark in headers_file.remarks(document):
            log.warning("%s", remark)
        self._write(writer, HEADERS, document)
        self._write(writer, CADDYFILE, caddyfile.render(found, urlsplit(site).path))

    def _has_address(self) -> bool:
        return bool(self.settings["SITEURL"]) and not self.settings["RELATIVE_URLS"]

    def _write(self, writer: Writer, path: str, document: str) -> None:
        with writer._open_w(str(Path(self.output_path, path)), "utf-8") as file:  # noqa: SLF001 - as for feeds
            file.write(document)
