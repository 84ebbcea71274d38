"""Builds the catalogues of `locale/` into the wheel, and for a checkout into `build/locale`, where it looks for them."""

import runpy
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogHook(BuildHookInterface[Any]):
    """Runs for wheels and for `pip install -e`; Babel is needed here, and not where cofacil runs."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        built = root / "build" / "locale"
        compile_catalogs = runpy.run_path(str(root / "locale" / "compiling.py"))["compile_catalogs"]
        files: list[Path] = compile_catalogs(root / "locale", built)
        if version != "editable":
            inside = {str(file): f"cofacil/_locale/{file.relative_to(built).as_posix()}" for file in files}
            build_data["force_include"].update(inside)
