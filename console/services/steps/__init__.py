"""Steps of runbooks, one module per kind: each names its `KIND` of work and can `run` it."""

from console.services.steps import command, http, login, prometheus, sql, tcp, tls_certificate, webhook

STEPS = (
    (command.KIND, command.run),
    (http.KIND, http.run),
    (login.KIND, login.run),
    (prometheus.KIND, prometheus.run),
    (sql.KIND, sql.run),
    (tcp.KIND, tcp.run),
    (tls_certificate.KIND, tls_certificate.run),
    (webhook.KIND, webhook.run),
)
