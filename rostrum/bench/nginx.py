"""A real nginx with deploy/nginx.conf, in a folder and on ports of its own; for measurements and tests."""

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Final

PROGRAM: Final = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
MODULE: Final = Path("/usr/lib/nginx/modules/ngx_nchan_module.so")
ROOT: Final = Path(__file__).resolve().parents[2]
CONFIGURATION: Final = ROOT / "deploy/nginx.conf"


def missing() -> str:
    """Say why nginx cannot be run here; nothing if it can."""
    if PROGRAM and MODULE.exists() and CONFIGURATION.exists():
        return ""
    return "nginx with nchan is not here (apt install nginx libnginx-mod-nchan, and a clone with deploy/)"


def configuration(folder: Path, site: int, publisher: int, servers: list[int]) -> str:
    """Return deploy/nginx.conf with these ports, and ``folder``, on the lines that it marks.

    ``site`` is where followers come, ``publisher`` where frames go in, ``servers`` the processes behind.
    Raises ValueError for a marked line that is not known here.
    """
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = " ".join(f"{kind}_temp_path {folder}/{kind};" for kind in kinds)
    places = {
        "user ": "",
        "pid ": f"pid {folder}/pid;",
        "error_log ": f"error_log {folder}/error.log notice;",
        "include ": f"include /etc/nginx/mime.types; {temporary}",
        "access_log ": "access_log off;",
        "server 127.0.0.1:8000": " ".join(f"server 127.0.0.1:{port};" for port in servers),
        "listen 443 ": f"listen 127.0.0.1:{site} backlog=4096;",
        "listen [::]:443 ": "",
        "server_name ": "server_name localhost;",
        "ssl_certificate ": "",
        "ssl_certificate_key ": "",
        "alias ": f"alias {ROOT}/.static/;",
        "listen 127.0.0.1:8091": f"listen 127.0.0.1:{publisher};",
    }
    lines = []
    for line in CONFIGURATION.read_text().splitlines():
        if line.rstrip().endswith("# [place]"):
            found = [other for begin, other in places.items() if line.strip().startswith(begin)]
            if len(found) != 1:
                raise ValueError(f"deploy/nginx.conf marks a line that is not known: {line.strip()}")
            lines.append(found[0])
        elif not line.rstrip().endswith("# [plain]"):
            lines.append(line)
    # What is left of the server that only sends visitors on to the encrypted one.
    return re.sub(r"server \{\s*\}", "", "\n".join(lines))


def start(folder: Path, site: int, publisher: int, servers: list[int]) -> "subprocess.Popen[bytes]":
    """Start nginx; it may take a moment until it answers."""
    if PROGRAM is None:
        raise FileNotFoundError(missing())
    (folder / "nginx.conf").write_text(configuration(folder, site, publisher, servers))
    command = [PROGRAM, "-p", str(folder), "-e", f"{folder}/error.log", "-c", f"{folder}/nginx.conf"]
    return subprocess.Popen([*command, "-g", "daemon off;"])  # noqa: S603 - nginx, on our own file
