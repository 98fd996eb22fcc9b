"""Tables become text that can be quoted.

Blocks and tables as printed go in; a row of text for each row of a table comes out, its cells told with their heads and
units.
"""

from .captions import label_alone, unit_alone
from .heads import is_value
from .plain import with_tables
from .tables import told

__all__ = ["is_value", "label_alone", "told", "unit_alone", "with_tables"]
