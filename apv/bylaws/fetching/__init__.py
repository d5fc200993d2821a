"""Fetching official texts: the only part of the program that uses the network."""
