"""The record as it leaves sayso: JSON Lines under a published schema."""

from sayso.export.record import Record, record_of, record_schema

__all__ = ["Record", "record_of", "record_schema"]
