#!/bin/sh
# Makes .venv with what requirements*.txt pin, on a machine that has little more than Python 3.11 and make.
# usage: scripts/bootstrap.sh site|dev|speech
# Each step tries what is already there before it asks the system for more, and a stamp of the
# requirements' checksums makes the next start immediate.
set -eu
cd "$(dirname "$0")/.."
set_name=${1:-site}
case $set_name in
  site) files="requirements.txt" ;;
  dev) files="requirements.txt requirements-dev.txt" ;;
  speech) files="requirements.txt requirements-speech.txt" ;;
  *) echo "usage: $0 site|dev|speech" >&2; exit 2 ;;
esac

venv=.venv
stamp=$venv/.installed-$set_name
sums=$(cat $files | sha256sum | cut -d ' ' -f 1)
if [ -x $venv/bin/python ] && [ "$(cat $stamp 2>/dev/null)" = "$sums" ]; then exit 0; fi

say() { echo "set-up: $*" >&2; }

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
  for candidate in ${PYTHON:-} python3 python3.13 python3.12 python3.11; do
    if command -v "$candidate" >/dev/null && new_enough "$candidate"; then echo "$candidate"; return; fi
  done
  say "Python 3.11 or newer is needed, and none was found. Set PYTHON=/path/to/python3 if it is elsewhere."
  exit 1
}

# Debian keeps pip out of python3: fetch its wheel as a package, unpacked here and not installed. Lists and cache of
# our own, so that nobody has to be root for it.
fetch_pip_wheel() {
  command -v apt-get >/dev/null || return 1
  say "getting pip from the system's packages"
  folder=$PWD/$venv/pip-wheel
  mkdir -p "$folder/apt/lists/partial" "$folder/apt/archives/partial"
  set -- -qq -o "Dir::State::Lists=$folder/apt/lists" -o "Dir::Cache=$folder/apt" -o APT::Sandbox::User=
  apt-get "$@" update >/dev/null 2>&1 || true
  (cd "$folder" && apt-get "$@" download python3-pip-whl >&2 && dpkg-deb -x python3-pip-whl_*.deb .) || return 1
  rm -rf "$folder/apt"
}

find_pip_wheel() {
  for wheel in /usr/share/python-wheels/pip-*.whl $venv/pip-wheel/usr/share/python-wheels/pip-*.whl; do
    if [ -f "$wheel" ]; then echo "$wheel"; return; fi
  done
  return 1
}

make_environment() {
  if [ -x $venv/bin/python ] && new_enough $venv/bin/python; then return; fi
  python=$(find_python)
  say "making the environment with $python"
  "$python" -m venv $venv >/dev/null 2>&1 && return
  rm -rf $venv
  "$python" -m venv --without-pip $venv
}

# Leaves in $pip the command that installs into the environment.
find_pip() {
  if $venv/bin/python -m pip --version >/dev/null 2>&1; then pip="$venv/bin/python -m pip"; return; fi
  if wheel=$(find_pip_wheel); then pip="$venv/bin/python $wheel/pip"; return; fi
  if python3 -m pip --python $venv/bin/python --version >/dev/null 2>&1; then
    pip="python3 -m pip --python $venv/bin/python"; return
  fi
  if fetch_pip_wheel && wheel=$(find_pip_wheel); then pip="$venv/bin/python $wheel/pip"; return; fi
  say "there is no pip here, and the system's packages gave none. Install python3-venv (or uv) and try again."
  exit 1
}

install() {
  arguments=""
  for file in $files; do arguments="$arguments -r $file"; done
  for uv in uv "${HOME:-}/.local/bin/uv" $venv/bin/uv; do
    if command -v "$uv" >/dev/null; then
      "$uv" pip install --quiet --python $venv/bin/python --require-hashes $arguments && return
      say "uv could not install, trying pip"
      break
    fi
  done
  find_pip
  $pip install --quiet --quiet --disable-pip-version-check --require-hashes $arguments
}

make_environment
say "installing $files (once)"
install
echo "$sums" > $stamp
