"""Tables that somebody else's hand has made, in steps: `files` (what a file is), `sheet` and `excel` (its cells),
`dates` and `words` (what a cell means), `mapping` (which column is what), `reading` (entries).
"""
