"""A model for `sourcing`: what an option costs, and what it would be worth not to miss the promise by so many hours."""


class CheapestInTime:
    # Minor units an hour late, and a piece that the node does not show.
    LATE, MISSING = 50, 300

    def __init__(self, point):
        self.at = {name: i for i, name in enumerate(point.columns)}

    def score(self, rows):
        return [-self.cost(row) for row in rows]

    def cost(self, row):
        freight, handling, priced, shortfall, uncovered = (
            row[self.at[name]] for name in ("freight", "handling", "priced", "shortfall", "uncovered")
        )
        unpriced = 0 if priced else 1_000_000
        return unpriced + freight + handling + self.LATE * shortfall + self.MISSING * uncovered
