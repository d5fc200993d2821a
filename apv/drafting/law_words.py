"""How templates speak about the law: citations, names and maximum penalties, from the catalogue, on one day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from apv.dutch import enumeration, ordinal
from apv.errors import CatalogueError
from apv.law.catalogue import Catalogue
from apv.law.provision import Version
from apv.reasoning.sanctions import maximum


@dataclass(frozen=True, slots=True)
class LawWords:
    """Given to every document template as `law`; all names are provision ids."""

    catalogue: Catalogue
    day: date

    def cite(self, name: str) -> str:
        """How a jurist cites it: "art. 154 Gemw"."""
        return self.catalogue.cite(self.catalogue.provision(name))

    def numbers(self, *names: str) -> str:
        """The article numbers as a phrase: "149 en 154"."""
        return enumeration([self.catalogue.provision(name).article for name in names])

    def act(self, name: str) -> str:
        """The act the provision stands in, by its Dutch name."""
        return self.catalogue.laws[self.catalogue.provision(name).law].label

    def penalty(self, name: str) -> str:
        """The highest penalty it allows, as a phrase: "hechtenis van ten hoogste 3 maanden of een geldboete …"."""
        sanction = self._version(name).sanction
        parts = [f"{sanction.kind} van ten hoogste {sanction.max}"] if sanction.max else []
        if sanction.fine_category:
            parts.append(f"een geldboete van de {ordinal(sanction.fine_category)} categorie")
        return enumeration(parts, "of")

    def maximum(self, name: str) -> str:
        """The same as a sentence with the amount of the fine on the day, and how sure that amount is."""
        return maximum(self.catalogue, self._version(name).sanction, self.day).text

    def _version(self, name: str) -> Version:
        version = self.catalogue.provision(name).on(self.day)
        if version is None:
            raise CatalogueError(f"De bepaling '{name}' geldt niet op {self.day.isoformat()}")
        return version
