"""Situation reports: what a store holds of a period and an area, every sentence with its events."""

from casus.report.compose import Report, report

__all__ = ["Report", "report"]
