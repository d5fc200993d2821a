"""Where in a by-law something changes, and how formal Dutch names that place."""

from __future__ import annotations

from dataclasses import dataclass

from apv.dutch import ordinal

UNNUMBERED = "#"
"""Sign in front of the place of a list item without a number or letter: "#2" is the second of them."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the text of an article: the whole, a lid, or an item.

    `lid` and `items` are bare numbers ("1", "a"), the outermost item first; "#2" is the second item that has no
    number. `lead` narrows it to the text before the list ("aanhef").
    """

    article: str
    lid: str = ""
    items: tuple[str, ...] = ()
    lead: bool = False

    @property
    def words(self) -> str:
        """The whole place: "artikel 2:47, eerste lid, onderdeel a".

        >>> Spot("2:47", "1", ("a", "2")).words
        'artikel 2:47, eerste lid, onderdeel a, onder 2'
        """
        return ", ".join([f"artikel {self.article}", *self._steps])

    @property
    def within(self) -> str:
        """The place for a sentence that is about this article already: "het eerste lid, onderdeel a".

        >>> Spot("2:47", "1").within, Spot("1:1", items=("b",)).within, Spot("1:1", lead=True).within
        ('het eerste lid', 'onderdeel b', 'de aanhef')
        """
        first, *rest = self._steps or ["artikel"]
        article = {"aanhef": "de ", "artikel": "het "}.get(first, "het " if " " in first and self.lid else "")
        if first.startswith(("onderdeel ", "lid ")):
            article = ""
        elif first.endswith(" onderdeel"):
            article = "het "
        return ", ".join([f"{article}{first}", *rest])

    @property
    def _steps(self) -> list[str]:
        steps = [lid_words(self.lid)] if self.lid else []
        steps += [item_words(key, depth) for depth, key in enumerate(self.items)]
        return [*steps, "aanhef"] if self.lead else steps

    def inner(self, key: str) -> Spot:
        """The item with this number in the list at this place."""
        return Spot(self.article, self.lid, (*self.items, key))


def lid_words(number: str) -> str:
    """ "eerste lid", "lid 2a"."""
    return (
        f"{ordinal(int(number))} lid" if number.isascii() and number.isdigit() and int(number) else f"lid {number}"
    )


def item_words(key: str, depth: int = 0) -> str:
    """ "onderdeel b"; deeper in a list "onder 2"; "tweede onderdeel" for one without a number."""
    if key.startswith(UNNUMBERED):
        return f"{ordinal(int(key[1:]))} onderdeel"
    return f"onder {key}" if depth else f"onderdeel {key}"
