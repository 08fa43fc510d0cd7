"""Builds the library: one shared object for any Python 3, since ctypes loads it and it knows nothing of Python."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
from pathlib import Path

from setuptools import Extension, setup
from setuptools.command.bdist_wheel import bdist_wheel
from setuptools.command.build_ext import build_ext
from setuptools.errors import CompileError

HERE = Path(__file__).parent
VERSION = HERE.joinpath("backproof_native", "version_of_package.py").read_text(encoding="utf-8").split('"')[-2]
WISHES = ("-std=gnu11", "-O3", "-fno-math-errno", "-fno-trapping-math", "-fvisibility=hidden", "-ffp-contract=fast")
"""What compilers other than Microsoft's are asked for, each if it is known."""
COMPILERS = ("cc", "gcc", "clang")
"""What is tried where the compiler that Python itself was built with is not there."""


class Build(build_ext):
    """With the compiler that is there, and the flags that it knows."""

    def finalize_options(self) -> None:
        """Always compile anew: objects that lie there may be another compiler's, or another version's."""
        super().finalize_options()
        self.force = True

    def get_ext_filename(self, fullname: str) -> str:
        """No Python in the name: a wheel for every Python 3 is loaded by each of them."""
        suffix = ".pyd" if os.name == "nt" else ".so"
        return str(Path(*fullname.split("."))) + suffix

    def build_extension(self, ext: Extension) -> None:
        """Compile the one library."""
        if self.compiler.compiler_type == "msvc":
            ext.extra_compile_args = ["/std:c11", "/O2"]
        else:
            self._choose_compiler()
            ext.extra_compile_args = [flag for flag in WISHES if self._knows(flag)]
            ext.extra_compile_args += shlex.split(os.environ.get("BACKPROOF_CFLAGS", ""))
            ext.extra_link_args = ["-pthread", *shlex.split(os.environ.get("BACKPROOF_LDFLAGS", ""))]
            ext.libraries = ["m"]
        super().build_extension(ext)

    def get_export_symbols(self, ext: Extension) -> list[str]:
        """What is exported is marked in the sources: there is no PyInit."""
        return []

    def _choose_compiler(self) -> None:
        """Python's own compiler, or another one where that is not there; what CC names, and no other."""
        usual = self.compiler.compiler_so[0]
        candidates = (usual,) if os.environ.get("CC") else (usual, *COMPILERS)
        there = next((name for name in candidates if shutil.which(name)), None)
        if there is None:
            raise CompileError(
                "backproof-native: there is no C compiler here\n"
                f"  written:  {usual}\n"
                f"  expected: one of {', '.join(dict.fromkeys(candidates))}, or the one that the variable CC names\n"
                "  to do:    install a C compiler, or do without: backproof runs on NumPy then"
            )
        for command in (self.compiler.compiler_so, self.compiler.linker_so):
            command[0] = there if command[0] == usual else command[0]

    def _knows(self, flag: str) -> bool:
        with tempfile.TemporaryDirectory() as folder:
            probe = Path(folder, "probe.c")
            probe.write_text("int probe(void) { return 0; }\n", encoding="utf-8")
            command = [
                *self.compiler.compiler_so,
                "-Werror",
                flag,
                "-c",
                str(probe),
                "-o",
                str(probe.with_suffix(".o")),
            ]
            return subprocess.run(command, capture_output=True, check=False).returncode == 0


class Wheel(bdist_wheel):
    """For every Python 3 of the platform."""

    def get_tag(self) -> tuple[str, str, str]:
        """No ABI of Python's is used."""
        _, _, platform = super().get_tag()
        return "py3", "none", platform


def sources(*patterns: str) -> list[str]:
    """Files of the sources, as setuptools wants them."""
    folder = HERE / "src"
    return sorted(str(path.relative_to(HERE)) for pattern in patterns for path in folder.glob(pattern))


setup(
    ext_modules=[
        Extension(
            "backproof_native._engine",
            sources=sources("*.c"),
            include_dirs=["src"],
            define_macros=[("BP_VERSION", f'"{VERSION}"')],
            depends=sources("*.h", "*.inc"),
        )
    ],
    cmdclass={"build_ext": Build, "bdist_wheel": Wheel},
)
