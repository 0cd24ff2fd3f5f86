"""What `sync` says, each in English and Chinese.

Promise: data only; what is refused is phrased by `console.words`.
"""

from __future__ import annotations

from console.cli.phrases import Pair

PASSWORD_OF: Pair = ("Password of {name} at the hub: ", "{name} 的中心库密码：")
IN_STEP: Pair = (
    "In step with the hub: everything here was sent, everything there is here.",
    "已与中心库同步：本机更改均已发送，中心库内容均已取回。",
)
ATTENTION: Pair = (
    "In step with the hub. What it refused is kept and shown in the window: {count}.",
    "已与中心库同步，但有 {count} 项更改被拒绝；内容均已保留，可在窗口中处理。",
)
CLOCK_OFF: Pair = (
    "The clock of this machine is {length} off; the console works by the hub's.",
    "本机时钟相差 {length}，控制台以中心库时间为准。",
)
