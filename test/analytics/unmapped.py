"""Adds three outcomes that no vocabulary maps to the raw table of a DuckDB file.

    python unmapped.py FILE
"""

from __future__ import annotations

import sys

import duckdb

with duckdb.connect(sys.argv[1]) as connection:
    connection.execute("""
        INSERT INTO cleargrid.manual_communication_logs
        SELECT * REPLACE (public_id || '-new' AS public_id, 'TELEPATHY' AS outcome_option)
        FROM cleargrid.manual_communication_logs
        ORDER BY communicated_at DESC
        LIMIT 3
    """)
