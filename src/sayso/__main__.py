"""`python -m sayso`: the program where its folder is not on the path."""

from sayso.cli import main

if __name__ == "__main__":
    main()
