"""The documents tell the truth: every command is described, every shown output is what the program prints.

A block that starts with `$ apv …` is run; a line `[…]` stands for any lines left out.
`python -m tests.test_docs` writes the real output into the documents again.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import shutil
import sys
from pathlib import Path

import click
import pytest

from apv.cli.app import COMMANDS, cli, run
from apv.data_files import data_folder

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md")])
BLOCK = re.compile(r"```console\n(\$ apv [^\n]*)\n(.*?)```", re.S)
CUT = "[…]"


def blocks() -> list[tuple[Path, str, str]]:
    """(document, command, shown output) of every block that shows output."""
    return [
        (path, match[1], match[2])
        for path in DOCUMENTS
        for match in BLOCK.finditer(path.read_text("utf-8"))
        if match[2].strip() and "\n$ " not in "\n" + match[2]
    ]


def real_output(command: str, folder: Path) -> str:
    """What the program prints for a shown command, run in a folder that only holds the demo by-laws."""
    shutil.copytree(data_folder("legal_sources") / "examples", folder / "voorbeelden")
    before = Path.cwd()
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding="utf-8", write_through=True)
    os.chdir(folder)
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
            run(shlex.split(command.removeprefix("$ apv ")))
    finally:
        os.chdir(before)
    return raw.getvalue().decode("utf-8")


def without_version(text: str) -> str:
    """The catalogue's hash changes with every change of the catalogue, and says nothing to a reader."""
    return re.sub(r"sha256:[0-9a-f]{8,64}", "sha256:…", text)


def matches(shown: str, real: str) -> bool:
    pieces = [re.escape(piece.strip("\n")) for piece in without_version(shown).split(CUT)]
    return re.fullmatch(r"\n*" + r".*?".join(pieces) + r"\n*", without_version(real), re.S) is not None


@pytest.mark.parametrize(("path", "command", "shown"), blocks(), ids=lambda value: str(value)[-60:])
def test_shown_output_is_real(path: Path, command: str, shown: str, tmp_path: Path) -> None:
    real = real_output(command, tmp_path)
    assert matches(shown, real), f"{path.name}: `{command}` now prints:\n{real}"


def leaf_commands(group: click.Group, above: str = "apv") -> list[tuple[str, click.Command]]:
    found = []
    for name in group.list_commands(click.Context(group)):
        command = group.get_command(click.Context(group), name)
        assert command is not None
        if isinstance(command, click.Group):
            found += leaf_commands(command, f"{above} {name}")
        else:
            found.append((f"{above} {name}", command))
    return found


@pytest.mark.parametrize(("name", "command"), leaf_commands(cli), ids=str)
def test_every_command_and_option_is_documented(name: str, command: click.Command) -> None:
    text = (ROOT / "docs" / "commands.md").read_text("utf-8")
    assert f"`{name}" in text, f"docs/commands.md does not describe {name}"
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert any(f"`{option}" in text for option in parameter.opts), f"{name} {parameter.opts}"
            assert parameter.help, f"{name} {parameter.opts} has no help"


def test_the_readme_names_every_command() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    for name in COMMANDS:
        assert f"apv {name}" in text, name


def test_links_between_documents_work() -> None:
    for path in [*DOCUMENTS, ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"]:
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", path.read_text("utf-8")):
            assert (path.parent / target).exists(), f"{path.name}: {target}"


def refresh() -> None:
    """Write real output into every block that shows its output in full."""
    import tempfile

    for path in DOCUMENTS:
        text = path.read_text("utf-8")

        def renewed(match: re.Match[str]) -> str:
            if not match[2].strip() or CUT in match[2]:
                return match[0]
            with tempfile.TemporaryDirectory() as folder:
                return f"```console\n{match[1]}\n{real_output(match[1], Path(folder))}```"

        path.write_text(BLOCK.sub(renewed, text), "utf-8")


if __name__ == "__main__":
    refresh()
    sys.exit(0)
