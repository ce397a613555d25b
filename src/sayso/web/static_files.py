"""The files of the package, with how long a browser may keep them."""

from __future__ import annotations

import os

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

_FOR_GOOD = "public, max-age=31536000, immutable"
_ASK_EACH_TIME = "no-cache"


class PackageFiles(StaticFiles):
    """One whose address names a version (`?v=0.4`) is kept for good; of any other a browser asks each time
    whether it is still the same, and gets 304 by its ETag."""

    def file_response(
        self,
        full_path: str | os.PathLike[str],
        stat_result: os.stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        response = super().file_response(full_path, stat_result, scope, status_code)
        is_version = scope["query_string"].startswith(b"v=")
        response.headers["cache-control"] = _FOR_GOOD if is_version else _ASK_EACH_TIME
        return response
