"""By-laws with known content, made to measure the reader and the recogniser."""
