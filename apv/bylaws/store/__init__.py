"""The library: official texts kept on this computer, found and searched."""
