"""What help and usage errors say in Chinese; in English they are what the verbs say themselves and typer's own words.

Promise: data only; every help text of a verb has its Chinese here, and nothing else is here.
"""

from __future__ import annotations

HELP: dict[str, str] = {
    "The support console.": "支持控制台。",
    "Show this message and exit.": "显示此帮助并退出。",
    "the folder of the profile; your own without it": "配置所在文件夹；不写则用您自己的配置",
    "answer in JSON": "以 JSON 作答",
    "the most rows wanted; all without it": "最多返回的行数；不写则全部返回",
    # Window, demo, doctor, search
    "Open the window (what happens without a verb).": "打开窗口（不写命令时即如此）。",
    'Fill an empty profile (by default "demo") with tickets.': "在空配置（默认为“demo”）中填入示例工单。",
    "how many tickets": "工单数量",
    "another number makes another set": "换一个数字即换一组数据",
    "Check what the console needs on this machine.": "检查本机是否满足控制台的运行条件。",
    "open a display": "打开显示",
    "Find tickets and articles by their words, best first.": "按词查找工单和知识文章，最相关的在前。",
    "words that must all be found": "须全部出现的词",
    "ask the hub for archived tickets, newest first": "在中心查找已归档的工单，最新在前",
    "write a report of pages into this file": "将报告以 PDF 写入此文件",
    # Incidents
    "Incidents: list, show, declare, timeline, import, export, review, site.": (
        "故障：列出、查看、报告、时间线、导入、导出、复盘、状态页。"
    ),
    "Write the analysis of an incident: facts, texts, action items, timeline.": (
        "写出故障复盘：事实、正文、改进项、时间线。"
    ),
    "by the name of the file without it": "不写则按文件名判断",
    "the file; Markdown and HTML are answered without it": "文件；不写则直接输出 Markdown 或 HTML",
    "List the incidents, newest first.": "列出故障，最新的在前。",
    "Show one incident whole, with its timeline.": "查看一个故障的全部内容及其时间线。",
    "its number, local mark or id": "编号、本地标记或 id",
    "Report an incident; severity, category and handler follow from what is said.": (
        "报告故障；严重级别、类别和处理人由所述内容得出。"
    ),
    "what is wrong, in a line": "一句话说明出了什么问题",
    "what is known": "已知情况",
    "how many people are hit; unknown without it": "受影响人数；不写即未知",
    "on the business": "对业务的影响",
    "in percent": "百分比",
    "by the text without it": "不写则根据文字判断",
    "Show the timeline of an incident, or write on it.": "查看故障的时间线，或写入一条。",
    "what happened": "发生了什么",
    "when it happened, ISO 8601 with offset; now without it": "发生时间，ISO 8601 含时差；不写即现在",
    "Import incidents with their timelines; the same file again changes nothing.": (
        "导入故障及其时间线；再次导入同一文件不会有任何更改。"
    ),
    "Write every incident with its timeline; `incident import` takes it in again.": (
        "写出所有故障及其时间线；可用 `incident import` 再次导入。"
    ),
    "Write the status page as a static site and as JSON: what was said publicly of incidents.": (
        "将状态页写成静态网站和 JSON：仅含公开通报。"
    ),
    # Messages and channels
    "Messages about an incident: list, send.": "故障通报：列出、发送。",
    "List the messages of an incident, newest first, each with those it was sent to.": (
        "列出故障的通报及各自的收件人，最新的在前。"
    ),
    "Tell groups about an incident; a worker, or this machine where it is alone, sends it to each member once.": (
        "向通知组发送故障通报；由 worker（单机时由本机）向每位成员发送一次。"
    ),
    "what it is for": "通报类型",
    "subject and Markdown in English": "英文主题和 Markdown 正文",
    "subject and Markdown in Chinese": "中文主题和 Markdown 正文",
    "who hears of it; again for another": "通知哪个组；可重复",
    "the status page shows it too": "同时显示在状态页",
    "Channels messages go out by: list, set, secret, test.": "发送通道：列出、设置、密钥、测试。",
    "List the channels in force; no secret is among them.": "列出生效的通道；不含任何密钥。",
    "Set up the channels as a file says; for admins.": "按文件设置通道；仅限管理员。",
    "the channels in TOML": "TOML 格式的通道定义",
    "Keep the secret of a channel in this machine's keyring: password, signing key, or address of a room.": (
        "将通道的密钥（密码、签名密钥或聊天室地址）保存到本机密钥环。"
    ),
    "Send one trial by a channel, from this machine and now.": "立即从本机通过通道发送一条测试消息。",
    "an address, where the channel sends mail": "收件地址（仅用于邮件通道）",
    # Tickets
    "Tickets: import, list, show, export.": "工单：导入、列出、查看、导出。",
    "Import tickets with their history; the same file again changes nothing.": (
        "导入工单及其历史；再次导入同一文件不会有任何更改。"
    ),
    "CSV, JSON or JSON lines": "CSV、JSON 或 JSON lines 文件",
    "what the columns mean (TOML)": "各列含义的映射（TOML）",
    "change nothing, answer the same figures": "试运行：不作更改，给出同样的数字",
    "where rejected rows are kept": "被拒绝的行保存到何处",
    "zone of times without one; this machine's without it": "未注明时区的时间所用时区；不写则用本机时区",
    "let the clocks count for these tickets": "让这些工单的 SLA 时钟计时",
    "List the tickets of a view, in its order.": "按视图的顺序列出其中的工单。",
    "id or name of a view; all tickets without it": "视图的标识或名称；不写则为全部工单",
    "Show one ticket whole: fields, conversation, history, files.": "完整显示一张工单：字段、对话、历史、附件。",
    "Write all tickets whole; `tickets import` reads them again.": "完整导出全部工单；可用 tickets import 再次导入。",
    "for spreadsheets, or for programs": "供表格软件或程序使用",
    # Triage, calendars, on call, clocks
    "What a text is about, how pressing and how grave.": "分诊：文本涉及什么、多紧急、多严重。",
    'Answer JSON lines {"id","text"} with what each text suggests, a line each, in order.': (
        '逐行读取 JSON {"id","text"}，按顺序逐行给出每段文本的建议。'
    ),
    "a file of JSON lines, or - for stdin": "JSON lines 文件，- 表示标准输入",
    "Working time by a calendar.": "按日历计算工作时间。",
    "Answer questions about working time: when a time is due, how much passed, when it opens or closes.": (
        "回答工作时间问题：何时到期、已过多久、何时开始或结束营业。"
    ),
    "a JSON file of questions, or - for stdin": "问题的 JSON 文件，- 表示标准输入",
    "Who is on call.": "谁在值班。",
    "Answer questions about shifts, rotations and schedules: who is on call, and from when to when.": (
        "回答班次、轮换和排班问题：谁在何时至何时值班。"
    ),
    "Clocks: how they stand, and why.": "SLA 时钟：现状及原因。",
    "Tell how the clocks of a ticket stand and what counted.": "说明一张工单各时钟的现状及计时依据。",
    "Count the clocks of all tickets by what came of them.": "按结果统计全部工单的时钟。",
    "Tell the figures of a period: tickets, incidents, knowledge.": "统计一段时间的数字：工单、事件、知识库。",
    "the first date": "起始日期（含）",
    "the date after the last one": "结束日期（不含）",
    "name or id of a team; all without it": "团队名称或标识；不写则为全部团队",
    "zone of the dates; this machine's without it": "日期所用时区；不写则用本机时区",
    # Runbooks, alerts, knowledge
    "Runbooks: what is done about an incident, step by step.": "处置手册：逐步处理事件。",
    "List the runbooks in force, by category.": "按类别列出现行处置手册。",
    "Tell all that is wrong with runbooks.": "指出处置手册中的全部错误。",
    "definitions in TOML; those in force without any": "TOML 定义文件；不写则检查现行手册",
    "Go through the runbook of an incident: look, then ask for what has to be approved or done by hand.": (
        "按处置手册处理故障：先检查，再提出须批准或须人工完成的步骤。"
    ),
    "this list alone": "只处理这一列表",
    "tell what would be done, and do nothing": "只说明将做什么，不实际执行",
    "Let a step that waits be done.": "批准一个等待中的步骤。",
    "the step's id": "步骤标识",
    "Say that a step was done by hand.": "说明某步骤已人工完成。",
    "what was seen": "所见情况",
    "it could not be done": "未能完成",
    "Say how a step ended whose end is not known.": "裁定结果不明的步骤。",
    "Let a check of the verification count as passed.": "豁免一项验证检查。",
    "Publish the next version of a runbook, or of what runbooks may reach; for admins.": (
        "发布处置手册或允许列表的新版本；仅限管理员。"
    ),
    "a runbook in TOML": "TOML 格式的处置手册",
    "it is the list of what runbooks may reach": "所给文件是允许列表",
    "Keep the secret of a place of the list in this machine's keyring.": "将允许列表中某位置的密钥存入本机密钥环。",
    "What monitoring sends.": "监控发来的告警。",
    "Publish which alerts become incidents; for admins.": "发布哪些告警会成为故障的规则；仅限管理员。",
    "rules in TOML": "TOML 格式的规则",
    "Show the rules for alerts in force, as they were published.": "显示现行的告警规则，与发布时一致。",
    "Keep the token that senders of alerts must know in this machine's keyring.": (
        "将告警发送方须知的令牌存入本机密钥环。"
    ),
    "Tell what each alert of these bodies would do; nothing is written.": (
        "说明这些内容中每条告警会引起什么；不写入任何数据。"
    ),
    "bodies of Alertmanager or PagerDuty, in order": "Alertmanager 或 PagerDuty 的内容，按顺序",
    "Articles: import, export, site, gaps, suggest, draft.": "知识文章：导入、导出、站点、缺口、建议、草稿。",
    "List published articles like a ticket, and the words each suggestion rests on.": (
        "列出与工单相似的已发布文章，以及每条建议所依据的词。"
    ),
    "Make a draft article of a ticket; what tells of persons is covered, and named here.": (
        "由工单建立文章草稿；涉及个人的内容会被遮盖，并在此列出。"
    ),
    "Import articles; the same files again change nothing.": "导入文章；再次导入相同文件不会有任何更改。",
    "Markdown, JSON or JSON lines": "Markdown、JSON 或 JSON lines 文件",
    "publish what comes in (lead, admin)": "直接发布导入的文章（限组长、管理员）",
    "Write all articles; `knowledge import` reads them again.": "导出全部文章；可用 knowledge import 再次导入。",
    "a folder of Markdown, or one .json file": "Markdown 文件夹，或一个 .json 文件",
    "Write what is published as a static site, searchable without a server.": (
        "将已发布的文章写成静态站点，无需服务器即可搜索。"
    ),
    "the folder of the site": "站点文件夹",
    "where readers will find it; kept for links (admin)": "读者访问站点的地址；保存后用于回复中的链接（限管理员）",
    "List what people searched for and did not find.": "列出人们搜过却没有找到的内容。",
    # Sync, worker, audit
    "Send what waits here to the team's hub and fetch what is new there.": (
        "将本机待发送内容送往团队中心库，并取回新内容。"
    ),
    "send and fetch, then end": "收发一次即结束",
    "Work for the hub without a window: wake, close, tell that it lives.": (
        "无窗口为中心库工作：唤醒、关闭、报告存活。"
    ),
    "do what there is to do, and end": "做完当前的工作即结束",
    "The audit log of the hub.": "中心库的审计日志。",
    "Prove that the hub's audit log is whole, or name the first entry that does not follow.": (
        "证明中心库审计日志完整，或指出第一条不衔接的记录。"
    ),
    # The hub
    "A team's hub on PostgreSQL.": "PostgreSQL 上的团队中心库。",
    "Make a hub, and its database where it is missing; running it again changes nothing.": (
        "建立中心库，缺少数据库时一并建立；再次运行不会有任何更改。"
    ),
    "a database administrator's address of the hub, without a password": "数据库管理员的中心库地址，不含密码",
    "your address of the hub, without a password": "您的中心库地址，不含密码",
    "login of the first admin; asked without it": "首位管理员的登录名；不写则会询问",
    "their name; the login without it": "姓名；不写则用登录名",
    "the company's sign-in knows the password": "密码由公司统一登录验证",
    "Bring a hub to the version of this program; consoles wait a moment.": (
        "将中心库升级到本程序的版本；各控制台稍候片刻。"
    ),
    "Show how a hub stands.": "显示中心库的状态。",
    "Audit a hub: exit code 1 where something is not as it must be.": "检查中心库；有不符之处时退出码为 1。",
    "Copy a hub into a file, as a database administrator.": "以数据库管理员身份将中心库备份到文件。",
    "a new file, for pg_restore": "新文件，供 pg_restore 使用",
    "Who may sign in.": "谁可以登录。",
    "Add somebody who signs in; the password made for them is told once.": "添加可登录的人员；生成的密码只显示一次。",
    "the name the person signs in by": "登录名",
    "they sign in by a Kerberos ticket": "使用 Kerberos 票据登录",
    "the company's directory knows the password": "密码由公司目录服务验证",
    "Write the file by which somebody joins the team in their window; no password is in it.": (
        "生成供某人在窗口中加入团队的文件；文件不含密码。"
    ),
    "a new file, by which their console finds the hub": "新文件，供其控制台找到中心库",
    "the server as consoles reach it; else that of --hub": "各控制台所用的服务器地址；不写则同 --hub",
    "who vouches for the server (PEM); else that of --hub": "为服务器担保的证书（PEM）；不写则同 --hub",
    "their name": "姓名",
    "their team": "所属团队",
    "what they act as; may be given again": "角色；可多次给出",
    "the language they read": "使用的语言",
    "Close somebody's access: roles, teams, sign-in and sessions; their name stays in the history.": (
        "关闭某人的访问：角色、团队、登录和会话；历史中保留其姓名。"
    ),
    "Give somebody a new password; it is told once.": "为某人设新密码；只显示一次。",
    "Give and take roles, such as +lead -agent.": "授予或收回角色，如 +lead -agent。",
    "+NAME gives, -NAME takes away": "+名称为授予，-名称为收回",
    "Teams and who is in.": "团队及其成员。",
    "Add a team, whose tickets only its members see.": "添加团队，其工单仅成员可见。",
    "its name": "名称",
    "Let somebody see the tickets of teams, or no longer, such as +Network -Helpdesk.": (
        "允许或不再允许某人查看团队的工单，如 +Network -Helpdesk。"
    ),
}
"""By the English sentence on one line."""

FRAME: tuple[tuple[str, str], ...] = (
    (r"^Usage: ", "用法："),
    (r"\[OPTIONS\]", "[选项]"),
    (r"COMMAND \[ARGS\]\.\.\.", "命令 [参数]..."),
    (r"^Options:$", "选项："),
    (r"^Arguments:$", "参数："),
    (r"^Commands:$", "命令："),
    (r"(?<=[\[ ])required\]", "必填]"),
    (r"\[default: ", "[默认："),
    (r"\[env var: ", "[环境变量："),
)
"""The words around the texts of verbs, as patterns on the lines of a help."""

ERRORS: tuple[tuple[str, str], ...] = (
    (r"Missing command\.", "缺少命令。"),
    (r"Missing argument '(.+)'\.", "缺少参数“{0}”。"),
    (r"Missing option '(.+)'\.", "缺少选项“{0}”。"),
    (r"No such command '(.*)'\. Did you mean (.+)\?", "没有命令“{0}”。您是否想用 {1}？"),
    (r"No such command '(.*)'\.", "没有命令“{0}”。"),
    (r"No such option: (\S+) \(Possible options: (.+)\)", "没有选项 {0}。您是否想用 {1}？"),
    (r"No such option: (\S+) Did you mean (.+)\?", "没有选项 {0}。您是否想用 {1}？"),
    (r"No such option: (.+)", "没有选项 {0}。"),
    (r"Option '(.+)' requires an argument\.", "选项 {0} 需要一个值。"),
    (r"Option '(.+)' does not take a value\.", "选项 {0} 不带值。"),
    (r"Got unexpected extra argument\(?s?\)? \((.*)\)", "多出的参数：{0}。"),
    (r"Invalid value for '?(.+?)'?: Input should be greater than or equal to (.+)", "“{0}”的值无效：不得小于 {1}。"),
    (r"Invalid value for '?(.+?)'?: Input should be a valid integer, .+", "“{0}”的值无效：须为整数。"),
    (r"Invalid value for '?(.+?)'?: Value error, '(.*)' is not one of (.+)\.", "“{0}”的值“{1}”无效：只能是 {2}。"),
    (r"Invalid value for '?(.+?)'?: (.+)", "“{0}”的值无效：{1}"),
)
"""Messages of typer; the first pattern that a whole message fits gives its Chinese."""
WRONG = ("Error: {said}", "错误：{said}")
TRY = ("Try '{verb} --help' for help.", "查看帮助：{verb} --help")
ABORTED = ("Aborted!", "已中止。")
