"""`python -m apv` and the `apv` command."""

from __future__ import annotations

from apv.cli.app import main

if __name__ == "__main__":
    main()
