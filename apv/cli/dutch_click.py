"""Click in Dutch: help headings and usage errors, which click itself words in English."""

from __future__ import annotations

from difflib import get_close_matches

import click
from click.formatting import HelpFormatter

_SUBCOMMAND = "OPDRACHT [ARGUMENTEN]"


class DutchCommand(click.Command):
    """A command whose help speaks Dutch."""

    def format_usage(self, ctx: click.Context, formatter: HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="Gebruik: ")

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        pieces = super().collect_usage_pieces(ctx)
        return [piece.replace("[OPTIONS]", "[OPTIES]") for piece in pieces]

    def format_options(self, ctx: click.Context, formatter: HelpFormatter) -> None:
        records = [record for param in self.get_params(ctx) if (record := param.get_help_record(ctx)) is not None]
        if records:
            with formatter.section("Opties"):
                formatter.write_dl([(name, _dutch_extra(text)) for name, text in records])

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "Toon deze hulp."
        return option


class DutchGroup(click.Group, DutchCommand):
    """A group whose help speaks Dutch. `short_helps` lists its commands."""

    command_class = DutchCommand

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        # click's group adds its own piece after those of the command
        return [piece.replace("COMMAND [ARGS]", _SUBCOMMAND) for piece in super().collect_usage_pieces(ctx)]

    def short_helps(self, ctx: click.Context) -> list[tuple[str, str]]:
        """Name and one-line help per command, in order."""
        found = ((name, self.get_command(ctx, name)) for name in self.list_commands(ctx))
        return [(name, command.get_short_help_str(90)) for name, command in found if command is not None]

    def format_options(self, ctx: click.Context, formatter: HelpFormatter) -> None:
        DutchCommand.format_options(self, ctx, formatter)
        with formatter.section("Opdrachten"):
            formatter.write_dl(self.short_helps(ctx))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0] if args else ""
        if name and not name.startswith("-") and self.get_command(ctx, name) is None:
            near = get_close_matches(name, self.list_commands(ctx), n=1, cutoff=0.5)
            hint = f" Bedoelt u '{near[0]}'?" if near else f" Kies uit: {', '.join(self.list_commands(ctx))}."
            raise click.UsageError(f"De opdracht '{name}' bestaat niet.{hint}", ctx)
        return super().resolve_command(ctx, args)


def dutch_usage_error(error: click.UsageError) -> str:
    """One Dutch sentence for a usage error, with where to find help."""
    path = error.ctx.command_path if error.ctx else "apv"
    return f"{_sentence(error).rstrip('.')}. Hulp: {path} --help"


def _sentence(error: click.UsageError) -> str:
    if isinstance(error, click.NoSuchOption):
        near = f" Bedoelt u {error.possibilities[0]}?" if error.possibilities else ""
        return f"De optie {error.option_name} bestaat niet.{near}"
    if isinstance(error, click.MissingParameter):
        hint = error.param.make_metavar(error.ctx) if error.param and error.ctx else ""
        return f"Er ontbreekt iets in de opdracht: {hint}"
    if isinstance(error, click.BadOptionUsage):
        return f"De optie {error.option_name} is niet goed gebruikt: er hoort een waarde bij"
    if isinstance(error, click.BadParameter):
        name = error.param.opts[0] if error.param else "de invoer"
        if error.param is not None and isinstance(error.param.type, click.Choice):
            return (
                f"De waarde bij {name} is niet bekend. Kies uit: {', '.join(map(str, error.param.type.choices))}"
            )
        return f"De waarde bij {name} is niet bruikbaar: {error.message}"
    if error.message.startswith("Got unexpected extra argument"):
        return f"Er staat te veel in de opdracht: {error.message.partition('(')[2].rstrip(').')}"
    return error.message


def _dutch_extra(text: str) -> str:
    return text.replace("[required]", "[verplicht]").replace("[default: ", "[standaard: ")
