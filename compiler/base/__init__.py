"""What every stage speaks in: sources and spans, diagnostics, digests, rosters."""
