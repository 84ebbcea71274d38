"""A board in the terminal that a group looks at while it meets."""

__all__ = ["__version__"]


def __getattr__(name: str) -> str:
    """Read the version only when somebody asks: it costs a start 30 ms."""
    if name == "__version__":
        from importlib.metadata import version  # noqa: PLC0415  # see above

        return version("cofacil")
    raise AttributeError(name)
