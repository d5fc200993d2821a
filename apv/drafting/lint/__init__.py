"""Checks a by-law or draft against drafting rules: rules are data, a few kinds of checks are code."""
