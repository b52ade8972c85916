# shellcheck shell=bash
# The functions of `.ci/run` and `.ci/release`, for bash. The script that reads this file is in the
# root of the repository.

log=target/ci.log
mkdir -p target
: > "$log"
missing=()

# step NAME COMMAND...: runs the command, and prints the name and the time, so that the log shows
# slow and failing steps.
step() {
    printf '\n== %s (after %s min)\n' "$1" $((SECONDS / 60))
    shift
    local TIMEFORMAT='== took %R s and %U s of CPU'
    time "$@" 2>&1 | tee -a "$log"
}

# checked NAME COMMAND...: a step that exits with 75 if something could not be had. The last line
# then says what.
checked() {
    local status=0
    step "$@" || status=$?
    if [ $status = 75 ]; then
        missing+=("$(tail -n 1 "$log")")
    elif [ $status != 0 ]; then
        exit $status
    fi
}

have_rustup() { command -v rustup > /dev/null; }

# component TOOLCHAIN NAME: succeeds if the toolchain has the component, or if it can be installed.
component() {
    rustup component list --toolchain "$1" 2> /dev/null | grep -q "^$2.*(installed)" ||
        rustup component add --toolchain "$1" "$2" > /dev/null 2>&1
}

# Sets the variables of all steps but the first of `.ci/run`, and fetches what tests need.
prepare() {
    export CARGO_TERM_COLOR=never
    # These builds are not debugged, and no crate is built again after a change.
    export CARGO_INCREMENTAL=0 CARGO_PROFILE_DEV_DEBUG=0 CARGO_PROFILE_DEV_BUILD_OVERRIDE_DEBUG=0

    # Debian's Python lacks a module that `python3 -m venv` needs.
    if ! python3 -c 'import ensurepip' 2> /dev/null && command -v apt-get > /dev/null; then
        step "a Python with venv" apt-get install --yes --quiet python3-venv
    fi
    # docs/tutorial.md makes certificates with it.
    if ! command -v openssl > /dev/null && command -v apt-get > /dev/null; then
        step "openssl" apt-get install --yes --quiet openssl
    fi
    step "fetch the peers" scripts/fetch
}

# Prints the time of the run, and what was not checked.
finish() {
    printf '\n== done after %s min\n' $((SECONDS / 60))
    for what in "${missing[@]}"; do
        echo "NOT CHECKED, could not be had: $what"
    done
}

# Prints the last line, the sum of all test binaries. It is also printed if a step fails.
close() {
    awk '/^test result:/ { passed += $4; failed += $6 }
        END { print passed + 0 " passed, " failed + 0 " failed" }' "$log"
}
trap close EXIT
