"""SIGKILL at random moments of add, remove, set, sync and import: nothing that was confirmed is lost.

python tests/benchmarks/kills.py [--kills 50] [--seed 19]
"""

import argparse
import random
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.index.killing import killed_at, made_scene, mortal


def main() -> None:
    """Print where each command was killed; an AssertionError where something was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=50, help="in all, over five commands")
    parser.add_argument("--seed", type=int, default=19)
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    with tempfile.TemporaryDirectory() as folder, mortal() as dying:
        root = Path(folder)
        scene = made_scene(root)
        for kind in scene.commands:
            shares = [chance.random() for _ in range(arguments.kills // len(scene.commands))]
            moments = list(killed_at(dying, scene, kind, iter(shares), root))
            print(f"{kind}: killed at {len(moments)} moments, nothing lost: {sorted(moments)}", flush=True)


if __name__ == "__main__":
    main()
