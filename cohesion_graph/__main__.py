"""``python -m cohesion_graph``: the same as the command ``cohesion-graph``."""

from cohesion_graph.cli import main

if __name__ == "__main__":
    main()
