"""Sources as a reader meets them: how they are called, and the address that leads to them on the day asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from apv.law.catalogue import Catalogue
from apv.law.provision import Provision
from apv.reasoning.alerts import judgment_link


@dataclass(frozen=True, slots=True)
class Source:
    """A citation, an ECLI or a web site. `link` is "" when there is no address; `only_link`: the name alone leads
    nowhere, so that paper has to print the address."""

    text: str
    link: str = ""
    only_link: bool = False

    @property
    def printed(self) -> str:
        """On paper, where nothing can be clicked."""
        return self.link if self.only_link else self.text


def article_source(catalogue: Catalogue, provision: Provision, day: date) -> Source:
    """The text of the provision on `day`, else the first source it was taken from."""
    citation = catalogue.cite(provision)
    version = provision.on(day) or provision.versions[-1]
    address = catalogue.link(provision, day) or next(iter(version.sources), "")
    return Source(citation, address if address.startswith(("https://", "http://")) else "")


class SourceLinks:
    """Gives the citations and judgments that reasoning names their addresses on one day."""

    def __init__(self, catalogue: Catalogue, day: date) -> None:
        self._judgments = {judgment.source: judgment for judgment in catalogue.judgments}
        self._articles = {
            source.text: source.link
            for source in (article_source(catalogue, p, day) for p in catalogue.provisions.values())
        }

    def of(self, name: str) -> Source:
        """The source that is called `name`: an ECLI, the id of a judgment, or a citation."""
        judgment = self._judgments.get(name)
        if judgment is None:
            return Source(name, self._articles.get(name, ""))
        link = judgment_link(judgment)
        if judgment.ecli or not link:
            return Source(name, link)
        return Source((urlsplit(link).hostname or name).removeprefix("www."), link, only_link=True)
