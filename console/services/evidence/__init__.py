"""Sources of evidence, one module per kind: each can `collect` what an entry of the list names."""

from console.services.evidence import http_log, journal, log_files, metrics, reports, status

SOURCES = (
    (log_files.KIND, log_files.collect),
    (journal.KIND, journal.collect),
    (http_log.KIND, http_log.collect),
    (metrics.KIND, metrics.collect),
    (reports.KIND, reports.collect),
    (status.KIND, status.collect),
)
