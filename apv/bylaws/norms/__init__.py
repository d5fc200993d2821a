"""What a by-law forbids: from the words of its articles to norms."""
