"""A board in the terminal that a group looks at while it meets."""

from importlib.metadata import version

__all__ = ["__version__"]


def __getattr__(name: str) -> str:
    """Read the version only when somebody asks: it costs a start 5 ms."""
    if name == "__version__":
        return version("cofacil")
    raise AttributeError(name)
