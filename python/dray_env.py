"""Dray's twin as an environment with the semantics of Gymnasium: an agent makes every decision of one point, and learns what came of it.

1. Standard library only, Python 3.8 or later. Where gymnasium is wanted, a wrapper is a few lines: the methods are the same.
2. Seed and actions determine every number.
3. A reward is minus the cost since the last step, in minor units; what became of each decision is in info["outcomes"], when it is known.

    env = DrayEnv("quickstart", "sourcing")
    observation, info = env.reset(seed=7)
    while True:
        action = env.action_space.sample(info["action_mask"])
        observation, reward, terminated, truncated, info = env.step(action)
        if terminated or truncated:
            break
"""

import json
import os
import random
import shlex
import subprocess


class DrayError(Exception):
    """What Dray says is wrong; the episode stands where it stood, unless Dray has ended."""


class Discrete:
    """The numbers from 0 to n - 1."""

    def __init__(self, n, seed=None):
        self.n, self.random = n, random.Random(seed)

    def sample(self, mask=None):
        return self.random.choice([i for i in range(self.n) if mask is None or mask[i]])

    def contains(self, action):
        return isinstance(action, int) and 0 <= action < self.n

    def seed(self, seed):
        self.random.seed(seed)


class Box:
    """Matrices of this shape."""

    def __init__(self, shape):
        self.shape = shape


class DrayEnv:
    """
    scenario, decision   as on the command line
    options_max          rows of an observation; those without an option are zeros, and masked
    command              how dray is called; default: the environment variable DRAY, or npx dray
    arguments            more words, such as ["--set", "demand.days=2"]
    """

    metadata = {"render_modes": []}

    def __init__(self, scenario, decision, options_max=16, command=None, arguments=()):
        words = shlex.split(os.environ.get("DRAY", "npx dray")) if command is None else list(command)
        words += ["env", scenario, "--decision", decision, "--options", str(options_max), *arguments]
        try:
            self.process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        except OSError as error:
            raise RuntimeError(
                f"{words[0]} can't be started ({error}). Say how dray is called: "
                'command=["node", "bin/dray.js"], or the environment variable DRAY'
            ) from error
        self.spec = self._ask({"spec": {}})["spec"]
        self.columns = [column["name"] for column in self.spec["columns"]]
        self.action_space = Discrete(options_max)
        self.observation_space = Box((options_max, len(self.columns)))

    def reset(self, seed=None, options=None):
        answer = self._ask({"reset": {} if seed is None else {"seed": seed}})
        return self._padded(answer["observation"]), answer["info"]

    def step(self, action):
        answer = self._ask({"step": action})
        observation = self._padded(answer["observation"])
        return observation, answer["reward"], answer["terminated"], answer["truncated"], answer["info"]

    def close(self):
        if self.process.stdin:
            self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def _ask(self, command):
        try:
            self.process.stdin.write(json.dumps(command).encode() + b"\n")
            self.process.stdin.flush()
            line = self.process.stdout.readline()
        except BrokenPipeError:
            line = b""
        if not line:
            raise DrayError(f"dray has ended with code {self.process.wait()}: see what it said")
        answer = json.loads(line)
        if "error" in answer:
            raise DrayError(answer["error"])
        return answer

    def _padded(self, rows):
        options, columns = self.observation_space.shape
        rows.extend([0.0] * columns for _ in range(options - len(rows)))
        return rows
