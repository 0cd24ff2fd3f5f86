"""What was refused, why, and what to do, each in English and Chinese; `words.py` chooses and fills them.

Promise: data only. Every code has its pair here; a sentence says what happened, what is kept, what to do.
"""

from __future__ import annotations

from typing import TypeAlias

from console.models.kinds import Code

Pair: TypeAlias = tuple[str, str]
"""English, Chinese."""

REFUSALS: dict[Code, Pair] = {
    Code.NOT_FOUND: (
        "There is no such {what} here, or you may not see it. Nothing was changed; check the number and try again.",
        "这里没有该{what}，或者您无权查看。未作任何更改，请核对编号后重试。",
    ),
    Code.ILLEGAL_STATUS: (
        "From {status} the way leads to {allowed}, not to {target}.",
        "“{status}”只能转为“{allowed}”，不能转为“{target}”。",
    ),
    Code.REASON_NEEDED: (
        "Moving to {target} needs a reason. Nothing was changed; write why in a few words.",
        "转为“{target}”需要原因。未作任何更改，请简单写明原因。",
    ),
    Code.OUTCOME_NEEDED: (
        "A ticket is resolved with an outcome. The status was not changed; choose how it ended.",
        "解决工单需要处理结果。状态未更改，请选择处理结果。",
    ),
    Code.NO_PUBLIC_REPLY: (
        "Nobody has answered the requester yet, so the ticket cannot go to {target}. Send a public reply first.",
        "尚未答复提单人，工单不能转为“{target}”。请先发送公开回复。",
    ),
    Code.UNANSWERED_MESSAGE: (
        "The requester's last message has no answer yet, so the ticket cannot wait for them. Reply first.",
        "提单人的最新消息尚未答复，工单不能转为等待用户。请先回复。",
    ),
    Code.ROLE_NEEDED: (
        "This needs the role {role}, which you do not hold. Nothing was changed; ask somebody who holds it.",
        "此操作需要“{role}”角色，您没有该角色。未作任何更改，请联系有此角色的同事。",
    ),
    Code.NOT_ASKED_OF_YOU: (
        "This was asked of {name}, and only they can answer. Nothing was changed; ask somebody else instead.",
        "此事请的是{name}，只有本人可以答复。未作任何更改；可改请他人。",
    ),
    Code.CANNOT_COMMAND: (
        "{name} does not hold the role of a commander. Nothing was offered; choose a commander.",
        "{name}没有指挥角色。未提出交接；请另选有指挥角色的人。",
    ),
    Code.CHANGED_MEANWHILE: (
        "The {field} is {found} by now, no longer {expected}. Your change was not applied; repeat it if it still fits.",
        "{field}已被他人更改：现为“{found}”，不再是“{expected}”。您的更改未生效，请查看后决定是否重做。",
    ),
    Code.EMPTY_TEXT: (
        "The {field} is empty. Nothing was saved; write something first.",
        "{field}为空。未保存，请先填写。",
    ),
    Code.TEXT_TOO_LONG: (
        "The {field} has {length} characters, the limit is {limit}. Nothing was saved; shorten it or attach a file.",
        "{field}有 {length} 个字符，最多 {limit} 个。未截断也未保存，请缩短或改为附件。",
    ),
    Code.BAD_TEXT: (
        "The {field} holds characters that cannot be stored. Nothing was saved; remove them and try again.",
        "{field}含有无法存储的字符。未保存，请删除这些字符后重试。",
    ),
    Code.FILE_TOO_LARGE: (
        "“{name}” is {size}, the limit is {limit}. It was not attached; share a link to it or attach a part.",
        "“{name}”大小为 {size}，上限为 {limit}。未添加，请改用链接或只附上一部分。",
    ),
    Code.FILE_UNREADABLE: (
        "“{name}” cannot be read: {reason}. It was not attached; check the file and its rights.",
        "无法读取“{name}”：{reason}。未添加，请检查文件及其权限。",
    ),
    Code.FILE_NOT_AT_HUB: (
        "The hub does not have this file whole. Nothing was saved; ask whoever attached it to do so again.",
        "中心库没有此文件的完整内容。未保存任何内容，请让添加者重新添加。",
    ),
    Code.LINK_TO_SELF: (
        "A ticket cannot be linked to itself. Nothing was changed; choose another ticket.",
        "工单不能关联自身。未作任何更改，请选择另一张工单。",
    ),
    Code.NOTHING_TO_UNDO: (
        "There is nothing left to undo.",
        "没有可撤销的操作。",
    ),
    Code.DATABASE_CORRUPT: (
        "The data file {path} is damaged: {reason}. It was left as it is; restore a backup or move it away.",
        "数据文件 {path} 已损坏：{reason}。文件保持原样，请恢复备份或将其移走。",
    ),
    Code.DATABASE_NEWER: (
        "{path} was written by a newer console (version {found}, not {known}). It was not touched; update this one.",
        "{path} 由更新的控制台写入（版本 {found}，本机为 {known}）。文件未改动，请升级控制台。",
    ),
    Code.DATABASE_READONLY: (
        "The data file {path} cannot be written. Nothing was saved; give your account the right to write there.",
        "数据文件 {path} 不可写。未保存，请授予对该文件及其文件夹的写权限。",
    ),
    Code.DATABASE_BUSY: (
        "The data file {path} is in use by another program for too long. Nothing was saved; try again in a moment.",
        "数据文件 {path} 被其他程序占用过久。未保存，请稍后重试。",
    ),
    Code.DISK_FULL: (
        "The disk of {path} is full. The last change was not saved, earlier ones are; free some space and try again.",
        "{path} 所在磁盘已满。最近一次更改未保存，此前内容均已保留；请腾出空间后重试。",
    ),
    Code.STORE_FAILED: (
        "The data file {path} could not be used: {reason}. Nothing was saved; what was stored before is kept.",
        "无法使用数据文件 {path}：{reason}。未保存，此前存储的内容均已保留。",
    ),
    Code.PROFILE_UNSAFE: (
        "Others can read or write the profile folder {path}. It was not opened; restrict it to your own account.",
        "其他用户可读写配置文件夹 {path}。未打开，请将权限限制为仅本人。",
    ),
    Code.PROFILE_OPEN: (
        "The profile {path} is already open in another window. Use that window, or close it first.",
        "配置 {path} 已在另一个窗口中打开。请使用该窗口，或先将其关闭。",
    ),
    Code.NO_DISPLAY: (
        (
            "There is no display to open the window on ({reason}). Log in to a desktop, or set DISPLAY; without a"
            " window the command line works: support-console --help."
        ),
        "没有可供打开窗口的显示器（{reason}）。请登录桌面或设置 DISPLAY；命令行无需窗口：support-console --help。",
    ),
    Code.PROFILE_NOT_EMPTY: (
        "The profile {path} already holds tickets. Nothing was added; choose an empty profile.",
        "配置 {path} 中已有工单。未添加任何内容，请选择空的配置。",
    ),
    Code.BAD_SETTING: (
        "The setting {name} cannot be “{value}” (from {source}). Correct it there and start again.",
        "设置项 {name} 的值“{value}”无效（来自 {source}）。请在该处更正后重新启动。",
    ),
    Code.IMPORT_UNREADABLE: (
        "The file {file} cannot be imported: {reason}. Nothing was imported; check the file and its format.",
        "无法导入文件 {file}：{reason}。未导入任何内容，请检查文件及其格式。",
    ),
    Code.IMPORT_NO_MAP: (
        "No map fits the columns of {file} ({columns}). Nothing was imported; rename the columns or give a map.",
        "没有内置映射适合 {file} 的列（{columns}）。未导入任何内容，请改列名或指定映射。",
    ),
    Code.IMPORT_BAD_MAP: (
        "The map {file} cannot be used: {reason}. Nothing was imported; correct the map.",
        "映射文件 {file} 无法使用：{reason}。未导入任何内容，请更正映射。",
    ),
    Code.IMPORT_REPORT_OVER: (
        "The report would replace {path}, which the import reads. Nothing was imported; name another file.",
        "报告会覆盖导入要读取的 {path}。未导入任何内容，请换一个文件名。",
    ),
    Code.ROW_NO_TITLE: (
        "The row has neither title nor description. It was left out; give it a title.",
        "该行没有标题和描述。已跳过，请补充标题。",
    ),
    Code.ROW_BAD_VALUE: (
        "The column {column} holds an unknown value, “{value}”. The row was left out; correct or map the value.",
        "列 {column} 的值“{value}”无法识别。该行已跳过，请更正或为其指定映射。",
    ),
    Code.ROW_NO_INCIDENT: (
        "The column {column} says “{value}”, so the row is no incident. It was left out; nothing needs to be done.",
        "列 {column} 的值为“{value}”，该行不是故障。已跳过，无需处理。",
    ),
    Code.ROW_BAD_TIME: (
        "The column {column} holds “{value}”, which is not a time. The row was left out; write it as 2026-02-27 14:32.",
        "列 {column} 的值“{value}”不是时间。该行已跳过，请写成 2026-02-27 14:32。",
    ),
    Code.ROW_TIMES_REVERSED: (
        "The time “{later}” lies before “{earlier}”. The row was left out; correct one of them.",
        "“{later}”早于“{earlier}”。该行已跳过，请更正其中之一。",
    ),
    Code.ROW_STATUS_DENIED: (
        "The status {status} does not go with the “{field}” the row tells. The row was left out; correct one of them.",
        "状态“{status}”与该行的“{field}”矛盾。该行已跳过，请更正其中之一。",
    ),
    Code.ROW_BAD_SHAPE: (
        "The row should have {expected} but has {found}. It was left out; look for a missing quote or separator.",
        "该行应有 {expected}，实有 {found}。已跳过，请检查是否缺少引号或分隔符。",
    ),
    Code.ROW_NO_OBJECT: (
        "A ticket is an object in braces, but here stands “{found}”. It was left out; correct it in the file.",
        "每张工单应为花括号中的对象，此处却是“{found}”。已跳过，请在文件中更正。",
    ),
    Code.ROW_OPEN_QUOTE: (
        "A quote is opened here and never closed; all that follows stands in it. It was left out; close the quote.",
        "此处的引号没有结束，其后的内容都在引号之内。已跳过，请补上引号。",
    ),
    Code.ROW_NO_KEY: (
        "The key column {column} is empty. The row was left out; give it a key.",
        "主键列 {column} 为空。该行已跳过，请补充主键。",
    ),
    Code.ROW_KEY_TAKEN: (
        "Line {line} already has the key {value}. The row was left out; one row a key.",
        "第 {line} 行已使用主键 {value}。该行已跳过，每个主键只能有一行。",
    ),
    Code.BAD_LINE: (
        "This line cannot be read: {reason}. The other lines are answered; correct it and ask again.",
        "无法读取该行：{reason}。其他行已作答，请更正后重新提问。",
    ),
    Code.BAD_VALUE: (
        "“{value}” cannot stand at “{place}”. Nothing was reckoned with it; correct it and ask again.",
        "“{place}”处不能为“{value}”。未据此计算，请更正后重新提问。",
    ),
    Code.VALUE_NEEDED: (
        "Nothing stands at “{place}”. Nothing was reckoned; add it and ask again.",
        "“{place}”处没有值。未作计算，请补充后重新提问。",
    ),
    Code.CALENDAR_UNKNOWN: (
        "There is no calendar “{name}”. These are known: {known}.",
        "没有名为“{name}”的日历。可用日历：{known}。",
    ),
    Code.NEVER_OPEN: (
        "The calendar has no working time, so nothing can be due by it. Give it hours on a day that is no holiday.",
        "该日历没有工作时间，无法据此计算期限。请为非假日设置工作时间。",
    ),
    Code.TIME_TOO_FAR: (
        "No answer lies within 400 years and the years 2 to 9998. Nothing was reckoned; ask for a nearer time.",
        "400 年内以及公元 2 至 9998 年之间没有答案。未作计算，请询问更近的时间。",
    ),
    Code.SHIFT_ENDLESS: (
        "This shift has neither start nor end: it goes on, or nobody ever stands in it. Ask who is on call instead.",
        "该班次没有起止时间：一直持续或从不开始。请改为询问由谁值班。",
    ),
    Code.TOO_MANY: (
        "The answer would have more than {limit} entries. Nothing was answered; ask for a shorter period.",
        "结果将超过 {limit} 项。未作答，请缩短时间范围。",
    ),
    Code.UNKNOWN_VIEW: (
        "There is no view “{name}”. These are known: {known}.",
        "没有名为“{name}”的视图。可用视图：{known}。",
    ),
    Code.HANDLER_FAILED: (
        "A part of the console failed: {reason}. What was stored is kept; please report it.",
        "控制台有一部分出错：{reason}。已存储的内容均已保留，请反馈此问题。",
    ),
    Code.HUB_BAD_ADDRESS: (
        "This is no address of a hub: {reason}. Nothing was done; write it as postgresql://user@server/database.",
        "这不是中心库的地址：{reason}。未作任何操作，请使用 user@server/database 形式的 URL。",
    ),
    Code.HUB_ADDRESS_TELLS: (
        "The address holds a password, which others here could read. Nothing was done; leave it out, it is asked for.",
        "地址中含有密码，可能被他人看到。未作任何操作，请去掉密码，需要时会询问。",
    ),
    Code.HUB_NEEDS_TERMINAL: (
        "The server wants the password of {name}, and no terminal is here to ask for it. Nothing was done; use pgpass.",
        "服务器要求输入 {name} 的密码，但没有可供询问的终端。未作任何操作，请使用 pgpass 文件。",
    ),
    Code.HUB_UNREACHABLE: (
        "The hub cannot be reached: {reason}. Nothing was done; check the address and the network, then try again.",
        "无法连接中心库：{reason}。未作任何操作，请检查地址和网络后重试。",
    ),
    Code.HUB_FAILED: (
        "The hub's server refused: {reason}. Nothing was changed there; the server's log tells more.",
        "中心库服务器拒绝了操作：{reason}。未作任何更改，详情见服务器日志。",
    ),
    Code.HUB_MISSING: (
        "The database {name} holds no hub. Nothing was done; make one with “hub init”, or check the address.",
        "数据库 {name} 中没有中心库。未作任何操作，请用“hub init”创建，或核对地址。",
    ),
    Code.HUB_NEWER: (
        "The hub is of a newer version ({found}, not {known}). It was not touched; update this program first.",
        "中心库版本较新（{found}，本机为 {known}）。未作任何更改，请先升级本程序。",
    ),
    Code.HUB_ELSEWHERE: (
        "The server has a hub in {name} already, and two would share logins. Nothing was made; use another server.",
        "该服务器的数据库 {name} 中已有中心库，两者会共用登录名。未创建，请换用其他服务器。",
    ),
    Code.HUB_SERVER_OLD: (
        "The server is PostgreSQL {found}; the hub needs {needed} or newer. Nothing was made; upgrade the server.",
        "服务器为 PostgreSQL {found}，中心库需要 {needed} 或更新版本。未创建，请升级服务器。",
    ),
    Code.HUB_NO_SUPERUSER: (
        "{name} is no superuser of the server, which this needs. Nothing was done; sign in as its administrator.",
        "{name} 不是服务器的超级用户，此操作需要超级用户。未作任何操作，请以数据库管理员身份登录。",
    ),
    Code.HUB_NEEDS_ADMIN: (
        "The hub has no admin yet. Nothing was made; name the first one with --admin LOGIN --name NAME.",
        "中心库还没有管理员。未创建，请用 --admin LOGIN --name NAME 指定第一位管理员。",
    ),
    Code.HUB_BAD_LOGIN: (
        "“{name}” cannot be a login. Nobody was added; use small Latin letters, figures, dots; a letter first.",
        "“{name}”不能用作登录名。未添加，请使用小写拉丁字母、数字和点，以字母开头。",
    ),
    Code.HUB_LOGIN_TAKEN: (
        "The server already has a role “{name}”. Nobody was added; choose another login, or have that role removed.",
        "服务器上已有角色“{name}”。未添加，请换一个登录名，或移除该角色。",
    ),
    Code.HUB_NO_PERSON: (
        "Nobody signs in as “{name}”. Nothing was changed; check the login, or add the person.",
        "没有登录名为“{name}”的人员。未作任何更改，请核对登录名，或先添加该人员。",
    ),
    Code.HUB_NO_TEAM: (
        "There is no team “{name}”. Nothing was changed; these are known: {known}.",
        "没有名为“{name}”的团队。未作任何更改，现有团队：{known}。",
    ),
    Code.HUB_TEAM_TAKEN: (
        "There is a team “{name}” already. Nothing was added; choose another name.",
        "已有名为“{name}”的团队。未添加，请换一个名称。",
    ),
    Code.HUB_LAST_ADMIN: (
        "“{name}” is the last admin. Nothing was changed; make somebody else an admin first.",
        "“{name}”是最后一位管理员。未作任何更改，请先指定另一位管理员。",
    ),
    Code.CONNECTION_BAD: (
        "The connection file {path} cannot be used: {reason}. Nothing was changed; ask your admin for a new one.",
        "连接文件 {path} 无法使用：{reason}。未作任何更改，请向管理员索取新文件。",
    ),
    Code.HANDOUT_EXISTS: (
        "There is a file {path} already. It was left as it is; choose another name for the connection file.",
        "文件 {path} 已存在。文件保持原样，请为连接文件另取名称。",
    ),
    Code.HANDOUT_FAILED: (
        "No connection file {path} was written: {reason}. See --host and --ca, then try again.",
        "未写入连接文件 {path}：{reason}。请查看 --host 和 --ca 后重试。",
    ),
    Code.HUB_AWAY: (
        "The hub cannot be reached: {reason}. Go on working; what you change is kept and sent when it is back.",
        "无法连接中心库：{reason}。可继续工作，更改会保留在本机，恢复后自动发送。",
    ),
    Code.HUB_NO_HOST: (
        "No computer is known by the name {host}. Nothing was sent; check the network or VPN, or ask your admin.",
        "找不到名为 {host} 的主机。未发送任何内容，请检查网络或 VPN，或询问管理员。",
    ),
    Code.HUB_NO_ANSWER: (
        "{host} does not answer on port {port}. Nothing was sent; check the network or VPN, then try again.",
        "{host} 的端口 {port} 没有应答。未发送任何内容，请检查网络或 VPN 后重试。",
    ),
    Code.HUB_PORT_CLOSED: (
        "{host} answers, but not on port {port}. Nothing was sent; the hub may be stopped: ask your admin.",
        "{host} 可达，但端口 {port} 未开放。未发送任何内容，中心库可能已停止，请询问管理员。",
    ),
    Code.HUB_NO_TLS: (
        "{host} does not encrypt. Your password was not sent; ask your admin to turn on TLS there.",
        "{host} 未启用加密。未发送密码，请联系管理员在服务器上启用 TLS。",
    ),
    Code.HUB_CERTIFICATE_UNKNOWN: (
        "The certificate of {host} is not from your team's authority. Your password was not sent; ask your admin.",
        "{host} 的证书不是由团队的证书机构签发。未发送密码，请询问管理员。",
    ),
    Code.HUB_CERTIFICATE_EXPIRED: (
        "The certificate of {host} has expired. Your password was not sent; check this clock, then ask your admin.",
        "{host} 的证书已过期。未发送密码，请先核对本机时间，再联系管理员更换证书。",
    ),
    Code.HUB_CERTIFICATE_EARLY: (
        "The certificate of {host} is not valid yet. Your password was not sent; the clock here may be wrong.",
        "{host} 的证书尚未生效。未发送密码，请核对本机时间。",
    ),
    Code.HUB_CERTIFICATE_OTHER: (
        "The certificate there is for another computer, not {host}. Your password was not sent; ask your admin.",
        "该处的证书属于其他主机，而不是 {host}。未发送密码，请询问管理员。",
    ),
    Code.HUB_CERTIFICATE_BAD: (
        "The certificate of {host} cannot be trusted: {reason}. Your password was not sent; ask your admin.",
        "{host} 的证书不可信：{reason}。未发送密码，请询问管理员。",
    ),
    Code.HUB_SIGN_IN_NEEDED: (
        "The hub asks for the password of “{login}”. Nothing is lost; sign in, and what waits here is sent.",
        "中心库需要“{login}”的密码。内容均已保留，登录后自动发送。",
    ),
    Code.HUB_SIGN_IN_WRONG: (
        "The hub does not take login “{login}” with this password. Nothing is lost; type it again, or ask your admin.",
        "中心库不接受登录名“{login}”与此密码。内容均已保留，请重新输入，或联系管理员。",
    ),
    Code.HUB_LOGIN_UNKNOWN: (
        "The hub knows no login “{login}”. Nothing is lost; check the spelling, or ask your admin to add you.",
        "中心库没有登录名“{login}”。内容均已保留，请核对拼写，或请管理员添加。",
    ),
    Code.HUB_LOGIN_DISABLED: (
        "The login “{login}” is closed. What is here is kept, but not sent; ask your admin to open it.",
        "登录名“{login}”已停用。本机内容均已保留但不会发送，请联系管理员启用。",
    ),
    Code.HUB_NOT_ADMITTED: (
        "The hub does not let “{login}” in from here: {reason}. Nothing is lost; ask your admin.",
        "中心库不允许“{login}”从此处登录：{reason}。内容均已保留，请询问管理员。",
    ),
    Code.HUB_SESSIONS_FULL: (
        "“{login}” is signed in too often at once. Nothing is lost; close the console elsewhere, then try again.",
        "“{login}”同时登录过多。内容均已保留，请关闭其他位置的控制台后重试。",
    ),
    Code.HUB_NO_DATABASE: (
        "The server has no database {name}. Nothing was changed; the connection file may be old: ask your admin.",
        "服务器上没有数据库 {name}。未作任何更改，连接文件可能已过时，请询问管理员。",
    ),
    Code.HUB_OLDER: (
        "The hub is of an older version ({found}, not {known}). Work is kept here; ask your admin to upgrade it.",
        "中心库版本较旧（{found}，本机为 {known}）。更改保留在本机，请联系管理员升级中心库。",
    ),
    Code.HUB_NO_ROLE: (
        "“{login}” may sign in but has no role at the desk. Nothing was changed; ask your admin to give you one.",
        "“{login}”可以登录，但没有服务台角色。未作任何更改，请联系管理员授予角色。",
    ),
    Code.HUB_NAME_TAKEN: (
        "Another hub is known here as “{name}” already. Nothing was changed; ask your admin for another name.",
        "此处已有另一个名为“{name}”的中心库。未作任何更改，请联系管理员更换名称。",
    ),
    Code.REPLICA_REBUILT: (
        "The damaged data file lies beside as {path}. A new one fills from the hub; unsent changes that wait: {count}.",
        "数据文件已损坏，原文件另存为 {path}。正在从中心库重新填充，{count} 项未发送的更改已保留。",
    ),
    Code.OPERATION_FORBIDDEN: (
        "Your roles do not allow this, or the ticket has left your team. It is kept here; redo or discard it.",
        "您的角色不允许此操作，或工单已离开您的团队。内容保留在此，可重做或放弃。",
    ),
    Code.OPERATION_UNSETTLED: (
        "The hub could not take this: {reason}. It is kept here; redo or discard it, and tell your admin.",
        "中心库无法接受此更改：{reason}。内容保留在此，可重做或放弃，并请告知管理员。",
    ),
    Code.NOTHING_TO_KEEP: (
        "There is no message or note in this change. Nothing was done; redo or discard it.",
        "此更改中没有消息或备注。未作任何操作，可重做或放弃。",
    ),
    Code.MARK_AMBIGUOUS: (
        "Several tickets have the mark {name}. Nothing was done; name one by its id: {known}.",
        "有多张工单使用标记 {name}。未作任何操作，请用编号指明：{known}。",
    ),
    Code.BACKUP_EXISTS: (
        "There is a file {path} already. It was left as it is; choose another name for the backup.",
        "文件 {path} 已存在。文件保持原样，请为备份另取名称。",
    ),
    Code.BACKUP_NO_PROGRAM: (
        "The program pg_dump is not installed here. Nothing was written; install the client of PostgreSQL {needed}.",
        "此处未安装 pg_dump 程序。未写入任何内容，请安装 PostgreSQL {needed} 的客户端。",
    ),
    Code.BACKUP_PROGRAM_OLD: (
        "pg_dump is of version {found}, the server of {needed}. Nothing was written; install the client of {needed}.",
        "pg_dump 版本为 {found}，服务器版本为 {needed}。未写入任何内容，请安装 {needed} 的客户端。",
    ),
    Code.BACKUP_FAILED: (
        "The backup {path} could not be written: {reason}. No part of it was kept; the hub is untouched.",
        "无法写入备份 {path}：{reason}。未留下任何部分，中心库不受影响。",
    ),
    Code.NO_HELP_ADDRESS: (
        "Nobody has said where readers find the articles. Put in the text, or have an admin say it by knowledge site.",
        "尚未说明读者在哪里查看文章。请插入正文，或由管理员用 knowledge site 命令说明地址。",
    ),
    Code.NO_RUNBOOK: (
        "There is no runbook for {category}. Nothing was begun; classify the incident first.",
        "“{category}”没有处置手册。未启动任何操作，请先确定故障类别。",
    ),
    Code.RUNBOOK_WRONG: (
        "The definition is wrong at {step}: {reason}. It was not published; support-console runbook check tells all.",
        "定义在 {step} 处有误：{reason}。未发布；可用 support-console runbook check 查看全部问题。",
    ),
    Code.RUNBOOK_GONE: (
        "The runbook this response began with is not known here any more. Nothing was done; abandon it and begin anew.",
        "本机已没有该响应启动时的处置手册。未执行任何操作，请放弃后重新启动。",
    ),
    Code.STEP_NOT_WAITING: (
        "The step {step} waits for nobody by now. Nothing was changed; look at how it ended.",
        "步骤 {step} 已不在等待。未作任何更改，请查看其结果。",
    ),
    Code.APPROVED_ALREADY: (
        "You have approved this step already. A step that needs two approvals needs them from two people.",
        "您已批准过此步骤。需要两次批准的步骤须由两人批准。",
    ),
    Code.STEP_UNKNOWN: (
        "No step called “{name}” waits here. Nothing was changed; these wait: {known}.",
        "没有名为“{name}”的等待步骤。未作任何更改；正在等待的有：{known}。",
    ),
    Code.REVIEW_STANDS: (
        "The analysis is “{state}”, where that cannot be done. Nothing was changed; hand it in, or take it up again.",
        "复盘当前为“{state}”，不能这样做。未作任何更改，请先提交评审或重新开启。",
    ),
    Code.REPORT_FAILED: (
        "The report could not be written to {path}: {reason}. No part of it was kept; choose another place.",
        "无法将报告写入 {path}：{reason}。未留下任何部分，请换一个位置。",
    ),
}
