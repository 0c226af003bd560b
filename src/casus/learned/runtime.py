"""The engine that runs models, kept offline. The only room that imports onnxruntime."""

from __future__ import annotations

import os
from typing import Any

SILENT = "ORT_DISABLE_TELEMETRY"  # read once, when onnxruntime is imported; its call to the same end comes too late


def runtime() -> Any:
    """onnxruntime, told before its import not to keep a device id and a record of use that it would send home.

    Measured with 1.32: without it a database of events and a device id lie in the user's cache after one session, and a
    start takes a tenth of a second longer. Whoever sets the variable keeps his own choice.
    """
    os.environ.setdefault(SILENT, "1")
    import onnxruntime

    return onnxruntime
