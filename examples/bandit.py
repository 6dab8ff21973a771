"""A bandit that learns where to send orders from: which options turn out cheap, learnt from what orders came to, days after they were decided.

    python3 examples/bandit.py --episodes 4 --seed 1

It plays some episodes, learning as outcomes come in, then one more with another seed, which it does not explore in; and that once more at random.
Standard library only.
"""

import argparse
import json
import os
import random
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "python"))
from dray_env import DrayEnv  # noqa: E402

EXPLORE = 0.2


class LinearBandit:
    """Expects of an option a cost that is linear in its features; recursive least squares, an update an outcome."""

    def __init__(self, columns):
        size = columns + 1
        self.weights = [0.0] * size
        self.spread = [[1.0 if i == j else 0.0 for j in range(size)] for i in range(size)]

    def expected(self, features):
        return sum(weight * value for weight, value in zip(self.weights, features))

    def choose(self, options):
        costs = [self.expected(features) for features in options]
        return costs.index(min(costs))

    def learn(self, features, cost):
        gain = [sum(a * x for a, x in zip(row, features)) for row in self.spread]
        scale = 1.0 + sum(g * x for g, x in zip(gain, features))
        error = cost - self.expected(features)
        self.weights = [w + error * g / scale for w, g in zip(self.weights, gain)]
        for i, row in enumerate(self.spread):
            factor = gain[i] / scale
            self.spread[i] = [a - factor * g for a, g in zip(row, gain)]


def features_of(row):
    """Money in units of 10, the rest as it is, and a constant."""
    return [row[0] / 1000, row[1] / 1000, *(min(value, 100) / 10 for value in row[2:]), 1.0]


def play(env, seed, act, learn):
    """An episode; answers its cost."""
    observation, info = env.reset(seed=seed)
    chosen, cost, over = {}, 0, info["decision"] is None
    while not over:
        options = [features_of(row) for row, may in zip(observation, info["action_mask"]) if may]
        action = act(options)
        chosen[info["decision"]] = options[action]
        observation, reward, terminated, truncated, info = env.step(action)
        cost -= reward
        for outcome in info["outcomes"]:
            features = chosen.pop(outcome["decision"])
            if outcome["settled"]:
                learn(features, outcome["cost"] / 1000)
        over = terminated or truncated
    return cost


def main():
    words = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    words.add_argument("--scenario", default="quickstart")
    words.add_argument("--episodes", type=int, default=4)
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("arguments", nargs="*", help="more words for dray env, after --")
    asked = words.parse_args()
    chance = random.Random(asked.seed)
    with DrayEnv(asked.scenario, "sourcing", arguments=asked.arguments) as env:
        bandit = LinearBandit(len(env.columns))

        def at_random(options):
            return chance.randrange(len(options))

        def explore(options):
            return at_random(options) if chance.random() < EXPLORE else bandit.choose(options)

        for episode in range(asked.episodes):
            cost = play(env, asked.seed + episode, explore, bandit.learn)
            print(f"episode {episode}: cost {cost}", file=sys.stderr)
        held_out = asked.seed + 1000
        learned = play(env, held_out, bandit.choose, lambda *_: None)
        blind = play(env, held_out, at_random, lambda *_: None)
        print(json.dumps({"seed": held_out, "bandit": learned, "random": blind, "currency": env.spec["currency"]}))


if __name__ == "__main__":
    main()
