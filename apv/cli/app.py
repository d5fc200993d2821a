"""The command line's front door: finds the command, loads only that one, and turns errors into one Dutch sentence.

Exit codes: 0 done, 1 done but something needs a person, 2 wrong use or unusable input.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any, NoReturn

import click

from apv import __version__
from apv.cli.dutch_click import DutchGroup, dutch_usage_error
from apv.errors import ApvError

COMMANDS = {
    "map": "Welk recht geldt voor deze gedraging, hier, op deze datum?",
    "gaps": "Waar is landelijk niets geregeld, en mag een APV het regelen?",
    "ask": "Beantwoord alleen de vragen die beslissen.",
    "timeline": "Van wanneer tot wanneer gold welk recht?",
    "draft": "Maak een concept-APV-artikel in Word.",
    "lint": "Toets een verordening of concept aan schrijfregels.",
    "compare": "Vergelijk de APV's van gemeenten.",
    "serve": "Dezelfde antwoorden in een pagina op deze computer.",
    "policy": "Hoe ver is een gemeente met de vier pijlers?",
    "library": "Bewaar en doorzoek officiële teksten op deze computer.",
    "catalogue": "Bekijk en controleer het recht dat het programma kent.",
    "test": "Toets rechtsgevallen: verwacht tegen werkelijk.",
}
"""Every command with its one-line help, so that `apv --help` need not import any of them."""


class LazyGroup(DutchGroup):
    """Imports a command's module (apv.cli.<name>_command) only when the command is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"apv.cli.{cmd_name}_command").command
        assert isinstance(command, click.Command)
        return command

    def short_helps(self, ctx: click.Context) -> list[tuple[str, str]]:
        return list(COMMANDS.items())


@click.group(cls=LazyGroup)
@click.version_option(
    __version__, "--version", prog_name="apv", message="%(prog)s %(version)s", help="Toon de versie."
)
def cli() -> None:
    """Recht en APV bij intimidatie: toetsen, gaten vinden, opstellen, vergelijken.

    Elk antwoord geldt voor één datum (standaard vandaag). Dit is geen juridisch advies.
    """


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run the command line and exit."""
    sys.exit(run(arguments))


def run(arguments: list[str] | None = None) -> int:
    """Run the command line; the exit code. Errors a user can mend go to stderr as one Dutch sentence."""
    try:
        result: Any = cli.main(args=arguments, prog_name="apv", standalone_mode=False)
    except ApvError as error:
        return _complain(str(error))
    except click.UsageError as error:
        return _complain(dutch_usage_error(error))
    except click.ClickException as error:
        return _complain(error.format_message())
    except (click.Abort, KeyboardInterrupt):
        click.echo("Afgebroken.", err=True)
        return 2
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output (head, less) has gone; nothing is wrong
        return 0
    return result if isinstance(result, int) else 0


def _complain(sentence: str) -> int:
    click.echo(f"apv: {sentence}", err=True)
    return 2
