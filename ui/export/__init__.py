"""What a reader takes away.

Conversations and tables of figures go in; files come out: Markdown, JSON, Word, CSV, XLSX.
"""

from .conversation import export_json, export_markdown
from .downloads import downloadable
from .figures import figures_csv, figures_xlsx
from .word import export_word

__all__ = ["downloadable", "export_json", "export_markdown", "export_word", "figures_csv", "figures_xlsx"]
