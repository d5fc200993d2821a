"""LibreOffice as a judge of tracked changes: it accepts or rejects them all and gives the text that is left.

A Basic macro in a profile of its own does it, because the command line has no word for accepting changes.
"""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

SECONDS = 180
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub Settle
  Dim name As String
  name = Dir(ConvertFromURL("{folder}") + "/*.docx")
  Do While name &lt;&gt; ""
    Save("{folder}/" + name, ".uno:AcceptAllTrackedChanges", ".accepted.txt")
    Save("{folder}/" + name, ".uno:RejectAllTrackedChanges", ".rejected.txt")
    name = Dir
  Loop
  StarDesktop.terminate()
End Sub

Sub Save(address As String, command As String, ending As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  document = StarDesktop.loadComponentFromURL(address, "_blank", 0, hidden())
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  dispatcher.executeDispatch(document.CurrentController.Frame, command, "", 0, Array())
  Dim plain(1) As New com.sun.star.beans.PropertyValue
  plain(0).Name = "FilterName"
  plain(0).Value = "Text (encoded)"
  plain(1).Name = "FilterOptions"
  plain(1).Value = "UTF8,LF,,,false"
  document.storeToURL(address + ending, plain())
  document.close(True)
End Sub
</script:module>
"""


def settled(office: str, files: Sequence[Path]) -> dict[str, tuple[list[str], list[str]]]:
    """Per file (all in one folder) the lines that LibreOffice leaves after accepting, and after rejecting, every
    tracked change. `office` is the program."""
    folder = files[0].parent
    profile = folder / "profile"
    start = [office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
    # the first start makes the profile, with an empty module that is then filled
    subprocess.run([*start, "--terminate_after_init"], check=True, capture_output=True, timeout=SECONDS)
    module = profile / "user" / "basic" / "Standard" / "Module1.xba"
    module.write_text(_MODULE.format(folder=folder.as_uri()), "utf-8")
    macro = "macro:///Standard.Module1.Settle"
    subprocess.run([*start, macro], check=True, capture_output=True, timeout=SECONDS)
    return {file.name: (_lines(file, "accepted"), _lines(file, "rejected")) for file in files}


def _lines(file: Path, how: str) -> list[str]:
    text = file.with_name(f"{file.name}.{how}.txt").read_text("utf-8-sig")
    return [line.rstrip() for line in text.split("\n") if line.strip()]
