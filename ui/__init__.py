"""The chat page: questions on the left, the report itself on the right.

Gradio reads its environment when it is imported, so the switches that keep it from calling out stand here.
"""

import os

os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
