"""Official XML of by-laws (CVDR) and statutes (BWB): read into `Regulation`, and written again."""
