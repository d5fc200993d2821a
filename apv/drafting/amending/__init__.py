"""Amending a by-law: one value, `Amendment`, from which the new text, the instructions and the comparison follow.

plan / repeal -> Amendment -+-> amend          the by-law as it will read
                            +-> instructions   what the council decides, in formal Dutch
                                               (interpret reads them back and applies them: the proof)
old and new text -> was_wordt                  the comparison that was-wordt tables and tracked changes show
"""
