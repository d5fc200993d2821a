"""The other shapes of a form with "te": "de weg te versperren", "de weg verspert", "de weg wordt versperd".

A word list names conduct once, as it stands after "het is verboden"; by-laws also say "degene die ...", "het ...
van" and "er wordt niet ...". Which verbs bend how is data (norm_language.xml). Used by word_lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple


class Bent(NamedTuple):
    """The third person and the participle of a verb; `alone`: also when a form is nothing but the verb."""

    present: str
    participle: str
    alone: bool = True


class Inflections:
    """How the verbs of the word lists bend, and which words before "te" belong to the verb."""

    def __init__(self, verbs: Mapping[str, Bent], particles: Iterable[str]) -> None:
        self._verbs = verbs
        self._particles = frozenset(particles)

    def readings(self, form: str) -> tuple[str, ...]:
        """A form in all its shapes, itself first; a bare verb ("te volgen") stays as it is, for its other shapes
        tell too little.

        >>> bends = Inflections({"roepen": Bent("roept", "geroepen")}, ["na"])
        >>> bends.readings("na te roepen")
        ('na te roepen', 'naroepen', 'na roepen', 'naroept', 'nageroepen')
        >>> bends.readings("leuzen te roepen")[3:]  # doctest: +NORMALIZE_WHITESPACE
        ('leuzen roept', 'leuzen geroepen', 'leuzen wordt|worden geroepen', 'roept _ leuzen',
         'roepen van _ leuzen')
        """
        before, te, verb = form.rpartition(_TO)
        bent = self._verbs.get(verb) if te else None
        readings = with_bare_infinitive(form)
        return (*readings, *self._bent(before, verb, bent)) if bent else readings

    def _bent(self, before: str, verb: str, bent: Bent) -> Iterator[str]:
        """The forms with `verb` conjugated, for one that ends with it behind `before` and "te"."""
        head, space, word = before.rpartition(" ")
        head += space
        if word in _JOINTS or not _WORD.fullmatch(word):
            return
        if word in self._particles:
            if not (head or bent.alone):
                return
            yield f"{head}{word}{bent.present}"
            yield f"{head}{word}{bent.participle}"
            return
        yield f"{head}{word} {bent.present}"
        yield f"{head}{word} {bent.participle}"
        if word != "_" and "zich" not in before:
            yield f"{head}{word} wordt|worden {bent.participle}"
            if "_" not in head:
                yield f"{bent.present} _ {head}{word}"
                yield f"{verb} van _ {head}{word}"


_TO = " te "
_WORD = re.compile(r"[\w|*]+")
"""What the word before "te" may be: also a choice of words, or the beginning of one."""
_JOINTS = ("of", "en")


def with_bare_infinitive(form: str) -> tuple[str, ...]:
    """A form with "te" also as it stands after "mag" or "het": "na te roepen" gives "naroepen" and "na roepen".

    >>> with_bare_infinitive("angst aan te jagen")
    ('angst aan te jagen', 'angst aanjagen', 'angst aan jagen')
    >>> with_bare_infinitive("te slaan")
    ('te slaan',)
    """
    if _TO not in form:
        return (form,)
    if " _ te " in form:
        return (form, form.replace(" _ te ", " _ ", 1))
    found = _TE.search(form)
    if not found:
        return (form,)
    head, word, tail = form[: found.start()], found.group(1), form[found.end() :]
    verbs, space, rest = tail.partition(" ")
    joined = "|".join(word + verb for verb in verbs.split("|"))
    return form, f"{head}{joined}{space}{rest}", f"{head}{word} {tail}"


_TE = re.compile(r"(?:^|(?<= ))([a-z]+) te (?=\w+en(?!\w)|doen|gaan|slaan|staan|zien)")
