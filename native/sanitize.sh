#!/usr/bin/env bash
# Runs tests of the native engine under the compiler's sanitizers:
#   native/sanitize.sh PYTHON address,undefined tests/native/test_bad_input.py ...
# PYTHON has backproof and pytest. A library that the sanitizers watch is built beside the usual one, which stays.
set -euo pipefail
python=$1 which=$2
shift 2
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
place=$root/native/build/${which%%,*}
compiler=${CC:-cc}
mkdir -p "$place/backproof_native"
cp "$root"/native/backproof_native/*.py "$place/backproof_native/"
version=$(sed -n 's/^VERSION = "\(.*\)"/\1/p' "$root/native/backproof_native/version_of_package.py")
# shellcheck disable=SC2016
printf '%s\n' "$root"/native/src/*.c | xargs -P 2 -I{} sh -c '"$@" -o "$0/$(basename {} .c).o" {}' "$place" \
    "$compiler" -c -std=gnu11 -O1 -g -fno-omit-frame-pointer "-fsanitize=$which" -fno-sanitize-recover=all -fPIC \
    -fno-math-errno -fno-trapping-math -fvisibility=hidden "-DBP_VERSION=\"$version\"" -I"$root/native/src"
"$compiler" -shared "-fsanitize=$which" -pthread "$place"/*.o -lm -o "$place/backproof_native/_engine.so"
case $which in
thread*) runtime=$("$compiler" -print-file-name=libtsan.so) ;;
*) runtime=$("$compiler" -print-file-name=libasan.so) ;;
esac
# Python itself does not free everything at its end.
LD_PRELOAD=$runtime PYTHONPATH=$place:$root/src:$root PYTHONMALLOC=malloc \
    ASAN_OPTIONS=detect_leaks=0:allocator_may_return_null=1 UBSAN_OPTIONS=print_stacktrace=1 \
    TSAN_OPTIONS=report_bugs=1:exitcode=66:ignore_noninstrumented_modules=1 \
    "$python" -m pytest -q --no-header -p no:cacheprovider -p no:xdist "$@"
