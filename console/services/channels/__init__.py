"""Ways out for messages, one module per kind: each names its `KIND` of channel and can `send` by it."""

from console.services.channels import chat, smtp, webhook

CHANNELS = ((chat.KIND, chat.send), (smtp.KIND, smtp.send), (webhook.KIND, webhook.send))
