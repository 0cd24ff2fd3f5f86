"""What people say, in Chinese and English, when they mean a type, a category or a wide outage (SPEC 3.5, 3.6, 7.4).

Promise: data only, in the notation of `reading.py`. The number above each list is its weight: 2 is enough to suggest,
1 only adds to others, 4 is as good as said in so many words.
"""

from __future__ import annotations

from console.models.kinds import Category, TicketType

MACROS = {
    "cannot": "can_not|can't|cant|could not|couldn't|unable to|not able to|fail* to|(can )?no longer( able to)?"
    "|won't( let (me|us|him|her|them))?|will not|does not|doesn't|do not|don't|did not|didn't|struggl* to|impossible to"
    "|not possible to|not let (me|us|him|her|them)|isn't able to|aren't able to",
    "login": "(log|sign)_(in|on|into)",
    "loggingin": "(logging|signing|loging)_(in|on|into)",
    "trouble": "trouble|problem*|issue*|difficult*|error*|fail*|unable|impossible",
    "fails": "fail*|error*|problem*|issue*|trouble|broken|broke|breaks|denied|rejected|refused|loop*|not work*"
    "|doesn't work|does not work|don't work|stopped working|no longer work*|not possible|impossible|not accepted|incorrect"
    "|invalid|unsuccessful|crash*|timing_out|blocked|down|outage|disabled|unavailable",
    "between": "((page|screen|portal|window|form|button|prompt|attempt*|process|service|server|request*|is|are|was|has|have"
    "|keeps|kept|always|still|again|just|constantly|suddenly|now|being|completely|with|for|to|via|through|from|at|sso"
    "|the|my|our|all|users|everyone|portal|app|system|vpn|flow|module) )*",
    "account": "(user |login |ad |domain |company |work |corporate |guest |service |test |student |admin )?(account|accounts|user_id)",
    "mfa": "mfa|2fa|otp|totp|authenticator|two factor|multi factor|passkey*|security key*|hardware key*|yubikey*"
    "|one time (password|code|passcode)*|verification code*|push notification|fido2?|webauthn",
    "grant": "grant|request|need|needs|require|requires|give|get|gain|want|restore|obtain|requesting|granting|requested",
    "down": "((is|are|were|was|went|goes|gone|has gone|has been|have been|seems|appears|remains) (to be )?)?"
    "((completely|totally|currently|still|all|now|again|entirely|fully|suddenly) )?"
    "(down|unavailable|offline|unreachable|not available|not reachable|inaccessible|not responding|unresponsive|dead)",
    "not": "not|never|isn't|aren't|wasn't|weren't|doesn't|don't|didn't|won't|can't|cannot|hasn't|haven't|couldn't",
    "system": "system*|service*|server*|site*|website*|web site|portal*|platform*|application*|app|apps|everything"
    "|database*|network|cluster*|node*|gateway*|host*|production|backend|api|console",
    "external": "azure( ad)?|entra( id)?|okta|auth0|google workspace|aws|amazon|cloudflare|microsoft( 365)?|office 365|m365"
    "|twilio|duo|ping identity|github|salesforce|isp|cdn|dns provider|payment gateway|sms (gateway|provider)|e_?mail provider"
    "|wechat|dingtalk|feishu|vendor|supplier|partner|provider|identity provider|idp|carrier",
    "outage": "outage*|incident|down|is down|unavailable|unreachable|timeout*|timing_out|fail*|not responding|disruption"
    "|degraded|broken|offline|errors?",
    "config": "config|configs|configuration|configurations|setting|settings|policy|policies|rule|rules|firewall rule*|dns|metadata"
    "|mapping*|parameter*|group policy|gpo|conditional access",
    "people": "users?|employees?|staff|personnel|customers?|colleagues|people|clients|team members|members|students|workers|agents"
    "|accounts|logins",
    "places": "sites|offices|locations|departments|teams|branches|regions|countries|tenants|systems|services|applications|apps"
    "|platforms|stores|campuses|business units|floors",
    "whole": "company|organi[sz]ation|organi[sz]ational|org|enterprise|firm|corporation|business|campus|office|building|plant"
    "|factory|site|headquarters|hq|group|department|school|university|system|platform|network|workforce|country",
    "zh_login": "登录|登入|上线|登上|登进",
    "zh_account": "账号|账户|帐号|用户名|用户账号",
    "zh_cannot": "无法|不能|没法|没办法|无法正常|不能正常|未能|不可",
    "zh_all": "{(?<![安完健齐保成周])}全",
    "zh_many": "用户|人|人员|员工|同事|客户|部门|分公司|子公司|办公室|终端|站点|租户|系统|服务|业务|学生|老师|单位",
    "zh_thing": "系统|平台|服务器|服务|网络|网站|门户|数据库|应用|主机|集群|后台|官网|接口|生产环境|控制台",
    "zh_external": "外部|第三方|供应商|服务商|运营商|上游|云厂商|阿里云|腾讯云|华为云|微信|企业微信|钉钉|飞书|短信网关|短信通道|微软|对方",
    "zh_broken": "故障|异常|宕机|不可用|中断|挂了|超时|失败|报错|崩溃|瘫痪|无响应|问题",
}

TYPES: dict[TicketType, dict[float, str]] = {
    TicketType.LOGIN_PROBLEM: {
        4: """
            <cannot> ~ <login>
            <cannot> ~ authenticate
            <login> <between><fails>
            authentication (is )?(fail*|error*|not work*)
            <trouble> ~ <loggingin>
            <trouble> ~ <login>
            <fails> (when|while|during|after|upon|at) ~ <loggingin>
            <fails> (when|while|during|upon|at|on) ~ <login>
            (forgot|forgotten|forget|lost|don't remember|can't remember|cannot remember|do not remember) ~ (password|passcode|pin|passphrase)
            (password|passcode|pin|credential*) ~ (expired|incorrect|wrong|rejected|invalid|not accepted|not work*|doesn't work|does not work|refused|fail*)
            (wrong|invalid|incorrect|expired|bad) (user_name or )?(password|credentials|passcode|pin|login)
            (no|not|never|didn't|doesn't|don't|cannot|can't|won't) ~ (receiv*|get|getting|got|arriv*|sent|accept*|work*|valid*) ~ (<mfa>)
            (<mfa>) ~ (fail*|not|never|doesn't|isn't|won't|lost|broken|expired|invalid|rejected|new phone|stolen|missing)
            (lost|new|changed|replaced|broke|stolen) ~ (phone|device|token|authenticator|security key|yubikey)
            (无法|不能|没法|没办法|无法正常|不能正常|未能)…登录
            登录…(失败|不了|不上|不进|报错|异常|错误|不成功|超限|出错|问题|被拒|不进去|没反应|闪退|循环)
            登不(了|上|进|进去|上去|录)
            (登|进|上)不去(系统|门户|平台|邮箱)
            (忘记|忘了|忘掉|遗忘|不记得|记不得|记不住|想不起)…密码
            密码…(忘记|忘了|不对|错误|不正确|过期|失效|到期|被拒|无效|不匹配|不识别)
            (重置|重设|找回|修改不了)…密码
            认证…(失败|不通过|未通过|不了|异常|错误)
            身份验证…(失败|不通过|未通过|异常|错误)
            (收不到|没收到|没有收到|未收到|接收不到|不发送|没有)…(验证码|动态码|口令|推送)
            (验证码|动态码|动态口令|令牌|多因素|双因素|二次验证|二次认证)…(失败|错误|无效|收不到|过期|不对|丢失|丢了|不能用|无法)
            (换了|更换|丢了|遗失)…手机
        """,
        3: """
            (reset|change|recover|update|set) (my|the|a|his|her|their|our)? ~ password
            password (reset|recovery)
            locked out
            <login> loop
            redirect loop
            session* ~ (expire*|timed_out|terminated|invalid|lost)
            (logged|signed|kicked) (me |us |him |her |them )?(out|off)
            saml (error|response|assertion*|fail*)
            (single sign on|sso) <between><fails>
            会话…(过期|失效|超时)
            (频繁|自动|总是|老是|被|一直)…(退出登录|登出|踢出|掉线)
            (扫码|刷脸|人脸|指纹)登录
            单点登录…(失败|异常|不了|报错|故障)
            (无法|不能)…(认证|验证身份)
            (激活|绑定|解绑|重新绑定)…(令牌|mfa|otp|验证器|设备)
        """,
        2: """
            <mfa>
            captcha
            biometric*
            (single sign on|sso)
            <login> (page|screen|portal|attempt*|credentials|prompt|form)
            (password|passwords)
            authentication
            (code|token) ~ (expired|invalid|rejected)
            credentials
            验证码
            (多因素|双因素|二次验证|二次认证|动态口令|动态码|动态密码|令牌)
            (人脸|指纹)识别
            单点登录
            密码
            登录页
            身份验证
        """,
        1: """
            <login>
            <loggingin>
            (logged|signed) (in|on)
            (saml|oidc|oauth|kerberos)
            登录
            认证
        """,
    },
    TicketType.ACCOUNT_ACCESS: {
        4: """
            (creat*|open|provision*|set_up|setting_up|add|register|new|activat*|re_?activat*|enabl*|re_?enabl*) (a|an|the|my|new|his|her|their|two|some|his new|user|all)? ~ <account>
            <account> ~ (creat*|provision*|set_up|activat*|re_?activat*|registration)
            (disabl*|delet*|remov*|deactivat*|suspend*|clos*|terminat*|unlock*|lock*|block*|deprovision*|renam*|merg*|extend*|recover*|restor*|reinstat*) ~ <account>
            <account> ~ (lock*|unlock*|block*|disabled|suspended|deleted|deactivated|expired|expires|inactive|not active|not activated|not found|does not exist|doesn't exist|removed|missing|frozen|closed|gone|recovery|deprovision*)
            (cannot|can't|unable to|no longer|could not|couldn't|can not) ~ (access|get into|use|open|reach) ~ <account>
            (lost|no|losing|regain) access to (my|his|her|their|the|our) <account>
            locked out of ~ <account>
            (new|onboard*) (employee*|hire*|joiner*|starter*|colleague*|intern*|contractor*|staff|team member)
            (off_?board*|leaver*)
            (employee|colleague|contractor|he|she|who) (has )?(left|leaves|is leaving|leaving) ~ (company|organi[sz]ation|us|firm)
            on_?boarding
            <zh_account>…(被|已|已经|给|遭)?…(锁定|锁了|锁住|锁|冻结|禁用|停用|失效|过期|到期|注销|删除|封禁|被封|未激活|激活|不存在|解锁|解冻|找不到|不可用|无法使用|不能用|无效)
            (开通|新建|创建|申请|新增|注册|建立|开设|分配|恢复|激活|启用|解锁|解冻|注销|停用|禁用|删除|冻结|回收|关闭|开|迁移|合并|延期)…<zh_account>
            <zh_account>…(开通|创建|申请|注册|迁移|合并|延期|找回|回收|恢复|启用)
            (无法|不能|没法)…(访问|使用|进入|打开)…<zh_account>
            (没有|还没|缺少)…<zh_account>
            (新员工|新同事|新人|实习生|外包人员|试用期)…(入职|账号|账户|报到|开)
            (办理|已经|已|员工|同事)?(离职|入职)
            (找回|申诉)…<zh_account>
        """,
        2: """
            <account> (access|details|information|profile|owner|type|status)
            unlock*
            (user profile|user name|username|display name|login name)
            (de_?provision*|provision*)
            (guest|external|temporary|shared|service) <account>
            (onboarding|joiner*|termination|resign*)
            (我的|本人|用户)<zh_account>
            (解锁|解冻|激活|注销)
            (工号|花名|用户名|显示名)
            (调岗|转岗|复职|返聘)
        """,
        1: """
            <account>
            <zh_account>
            access my ~ (portal|profile|mailbox)
        """,
    },
    TicketType.PERMISSION_ISSUE: {
        4: """
            (access|permission) (is |was |being |has been |to ~ (is |was )?)?(denied|refused|revoked|forbidden|missing|removed)
            (no|without|lack|lacks|lacking|missing|insufficient|not have|don't have|doesn't have|didn't have|lost|not enough|wrong|incorrect|never had) ~ (permission*|privilege*|rights|entitlement*|authori[sz]ation)
            ((not|isn't|aren't|wasn't) authori[sz]ed|unauthori[sz]ed) to
            (not|isn't|aren't|wasn't) (permitted|allowed|entitled) to
            (<grant>) ~ (access to|permission*|rights|privilege*|role*|authori[sz]ation)
            (add|added|adding|put|include|assign|remove|move) ~ to ~ (group|role|team|distribution list|security group)
            (add|remove|assign|delete|revoke|adjust|change|review|fix) ~ (permission*|role|roles|privilege*|group membership*|access rights|user rights)
            (no|<not>|lost|lose|losing|without|cannot|missing|still no) ~ access to
            (cannot|can't|unable to|could not|couldn't|can not|not able to) ~ (see|view|open|edit|access|read|write|modify|delete|approve|write to) ~ (folder*|share*|drive|report*|document*|module|menu|workspace|project|repository|records|tab|dashboard|mailbox|payroll|files?)
            (admin*|read|write|edit|elevated|delegate*) (access|rights|permission*|privilege*)
            (没有|无|缺少|缺|没|丢失|失去|开通|申请|授予|分配|增加|添加|赋予|需要|调整|取消|收回|回收|撤销|给|加|提升|修改|变更|恢复|设置|开放|要)…权限
            权限…(不足|不够|丢失|不对|错误|异常|被拒|没了|缺失|消失|过大|过高|问题|申请|失效|过期|不生效|未生效|变更|不匹配)
            (无权|未授权|未被授权|没有授权)
            (拒绝访问|访问被拒|禁止访问|访问受限)
            (加入|添加到|加到|移出|拉进|拉入|加进|添加进|移除)…(组|角色|用户组|权限组|安全组|群组)
            (角色|用户组|权限组|安全组)…(不对|错误|丢失|缺失|没有|分配|调整|变更|缺少|申请|添加|不正确)
            (分配|调整|变更|缺少|申请|添加|授予|开通|修改)…角色
            (看不到|看不见|打不开|无法查看|不能查看|无法打开|无法编辑|不能编辑|不能审批|无法审批)…(菜单|文件夹|目录|报表|模块|共享|文档|审批|资料|按钮|项目)
        """,
        2.5: """
            (permission*|privilege*|entitlement*)
            forbidden
            (http )?(error )?403
            (un|not )authori[sz]ed
            (access|user) rights
            (security|access|ad|user) group*
            group membership*
            (role|roles) ~ (missing|wrong|assign*|change|incorrect|removed|lost|mapping)
            rbac
            权限
            (用户组|权限组|安全组)
            (越权|提权)
        """,
        2: """
            (role|roles)
            (access|permission) (request|review|level)
            (shared|network) (folder|drive)
            授权
            角色
            共享(文件夹|目录|盘)
        """,
        1: """
            (group|groups)
            access to
            (read only|view only)
            (approve|approval|approver)
            (审批|只读)
        """,
    },
    TicketType.PERFORMANCE_ISSUE: {
        4: """
            (very|extremely|really|so|too|painfully|terribly|unusually|incredibly|awfully|unbearably|super|quite|noticeably|always|still|getting) (slow|sluggish|laggy)
            (slow|slower|slowly|slowness|slowing|slowdown*|slows down|slowed down|sluggish*|laggy|lagging|lags)
            (performance|response|loading|load) (time* )?(issue*|problem*|degrad*|drop*|poor|bad|is poor|is bad|bottleneck*|decrease*|slowdown*)
            (poor|bad|degraded|low|terrible) performance
            (takes|taking|took|take) ~ (long|longer|forever|ages|minute*|min|seconds|sec|hour*)
            (high|excessive|increased|long) (latency|response time*|loading time*|load time*|cpu*|memory usage|load|delay*)
            (缓慢|很慢|太慢|变慢|好慢|超慢|特别慢|非常慢|极慢|慢得|越来越慢|比较慢|慢死|有点慢|十分慢|速度慢|打开慢|加载慢|响应慢|反应慢|登录慢|运行慢)
            (卡顿|很卡|太卡|好卡|特别卡|非常卡|卡得|有点卡|卡慢|卡死|卡住)
            (响应|加载|打开|等待|页面)…(时间长|时间过长|很久|半天|几十秒|几分钟|要等|需要等|分钟才)
            (性能|响应时间)…(问题|下降|差|不佳|低|恶化|异常|慢|变长)
            (转圈|加载不出来|一直加载|一直在加载|半天打不开|半天没反应)
        """,
        3: """
            (time_out|times out|timed_out|timing out|timeouts)
            (latency|throughput)
            (freez*|frozen|hangs|hanging|hung|unresponsive)
            (high|100_%?) cpu
            memory leak*
            (keeps|keep|still|endless|endlessly|forever) (loading|spinning|buffering)
            (超时|高延迟|延迟高|延迟大)
            (cpu|内存|负载|磁盘)…(过高|高|占满|飙升|打满|爆满|100%)
            (内存泄漏|内存泄露)
        """,
        2: """
            performance
            (response|loading|load) time*
            (delay|delayed|delays)
            bottleneck*
            (慢)
            (延迟|性能|响应时间|吞吐)
        """,
    },
    TicketType.FEATURE_REQUEST: {
        4: """
            feature (request|suggestion|proposal|idea|wish)
            (new|additional|missing) (feature*|functionality|capabilit*)
            enhancement*
            (would|could|can|will|please|should)( you)?( please)? (consider|implement|introduce|support)
            (would|it'd|it would|that would) be (nice|great|good|helpful|useful|lovely|handy|better|fantastic|wonderful|convenient|awesome) (if|to|for)
            (please |could you |can you |to |should )(add|provide|include|offer|build|implement) (a|an|the option|the possibility|the ability|support|more|some|dark|new|another|optional|bulk|custom)
            add* (support|an option|a button|a filter|the option|the ability|dark mode|a way)
            (suggest|suggesting|propose|proposing|recommend adding|suggestion*|proposal)
            (i|we|i'd|we'd) (would )?(wish|like to have|like to see|love to have|love to see|want to see)
            (功能|特性)(请求|建议|需求)
            (新增|增加|添加|加|开发|提供|加入|支持)…功能
            (新功能|新特性|新需求|优化建议|改进建议|功能增强|产品建议)
            (希望|期望|期待|盼|能否|能不能|可否|可不可以|是否可以|请|建议)…(增加|新增|支持|加入|添加一个|添加批量|提供|开发|加个|加一个|优化|增设|改进)
            建议
        """,
        2.5: """
            (option|ability|possibility) to
            (dark mode|roadmap|wish_?list)
            (allow|let) (us|users|agents|contractors|admins|people|customers|employees|managers|everyone|me) ~ (choose|select|set|export|configure|switch|sort|filter|customi[sz]e|pick|schedule|decide)
            (would|could) (it|there) be ~ possible
            (is|are) there (any )?(plan|plans|a way|an option) (to|for)
            (improve|improvement|improvements)
            (深色模式|暗色模式|夜间模式)
            (增加|新增|添加|加)(一个|一项|个|一种)
            (希望|期望|期待|盼望)(能|可以|能够|系统|平台|有)
        """,
        1: """
            (feature|features)
            (wish|would like|nice to have)
            (希望|期望|需求|想要|改进|优化)
        """,
    },
    TicketType.TECHNICAL_ISSUE: {
        4: """
            (crash|crashes|crashed|crashing)
            (stack_?trace|null ?pointer*|exception*|segfault|core dump|kernel panic|blue screen|bsod)
            (internal server error|(http |error )?(500|502|503|504)( error| errors)?|bad gateway)
            (blank|white|black) (page|screen)
            (integration|api|connector|webhook|plugin|plug in|interface|sync|synchroni[sz]ation|replication|scim|ldap|import|export|upload|download|backup|migration|installation|update|printing) ~ (fail*|error*|broken|broke|breaks|not work*|doesn't work|stopped|problem*|issue*|crash*|stuck|unable|down|corrupt*)
            (<cannot>) ~ (sync*|connect*|install*|upload*|download*|export*|import*|print*|save|load|start|launch|send|submit|integrat*|update|synchroni[sz]e)
            (error message|error code|fatal error|unexpected error|unknown error|error occur*)
            (system|systems|server|servers|service|services|site|website|portal|platform|database|network|everything) <down>
            outage*
            (崩溃|闪退|蓝屏|白屏|黑屏|空白页|空指针|堆栈)
            (报错|报异常|抛异常|错误码|错误代码|错误提示|内部错误|未知错误|服务器错误)
            (500|502|503|504)_(错误|报错)
            (接口|集成|对接|同步|导入|导出|上传|下载|备份|推送|回调|安装|部署|升级|打印)…(失败|异常|错误|报错|中断|不了|不成功|故障|出错|不生效|卡住)
            (无法|不能|没法)…(同步|连接|安装|上传|下载|导出|导入|打印|保存|启动|提交|发送|对接|集成|更新)
            (宕机|瘫痪|系统不可用|服务不可用|系统崩溃|服务中断)
        """,
        2.5: """
            (bug|bugs|buggy|glitch*|defect*|malfunction*)
            (<not>|stopped) (work*|function*|respond*|load*|open*|start*|display*|update*|sync*)
            (broken|broke|corrupt*|malfunctioning)
            (unavailable|unreachable|unresponsive|inaccessible)
            (certificate|certificates|ssl|tls) ~ (error*|expired|invalid|warning*|problem*)
            (data) ~ (missing|lost|loss|wrong|inconsistent|corrupt*|duplicate*)
            (故障|乱码|数据丢失|数据不一致|数据错误)
            (打不开|无法打开|无法使用|不能用|用不了|不能使用|无法访问|无法运行|没反应|无响应)
            没有同步
            证书…(过期|失效|错误|无效|到期|不受信任)
        """,
        2: """
            (error|errors)
            (integration*|webhook*|connector*|scim|synchroni[sz]ation)
            (connection|connectivity) ~ (lost|drop*|issue*|problem*|refused|error*|fail*)
            (technical|software|hardware|network|system) (issue*|problem*|error*|failure*|fault*)
            (disconnect*|incompatib*)
            (vpn|printer|server|database|network) ~ (problem*|issue*|fail*)
            (错误|异常)
            (接口|集成|对接)
            (技术问题|系统问题|网络问题)
        """,
        1: """
            (fail|fails|failed|failing|failure|failures)
            (api|ldap|sync|vpn|install*|compatib*|server|database|driver)
            down
            (同步|失败|安装|兼容|连接)
        """,
    },
}

NEUTRAL_FOR_TYPES = """
    (drop|break|count|shut|scroll|write|track|narrow|come|calm|sit) down
    (down)_load*
    security (question*|policy|team|update|patch|officer)
    error free
    on (my|our|his|her) (own )?account
    take* into account
    on account of
    account manager*
    (bank|current|savings|key|customer) account*
    role model*
    (plays|play|playing|played) a ~ role
    (group|team) meeting
    support group
    working group
    (access) point
    (wide|broad) range
    performance (review|appraisal|bonus|marketing)
    (per|in|with) group
    (not|no) delay
    without delay
    as soon as possible
    慢慢
    (希望|请|盼|期望)…(尽快|尽早|及时|马上|协助|帮忙|帮助|解决|处理|回复|给予)
    (客户|银行)账户
"""

CATEGORIES: dict[Category, dict[float, str]] = {
    Category.SECURITY_BREACH: {
        4: """
            (security|data|privacy) (breach*|leak|leaks|leakage|incident*|compromise)
            (breach|leak|theft|exposure) of ~ (data|credentials|passwords|records|information|accounts)
            (exfiltrat*|hacked|hacker*|hacking|ransomware|malware|spyware|trojan|rootkit|backdoor*|keylogger*|botnet|intrusion*|intruder*)
            (compromised|hijack*|stolen|phished|leaked) ~ (account*|credential*|password*|token*|login*|session*|server*|system*|key|keys|laptop|device|data|records|mailbox)
            (account*|credential*|password*|token*|login*|session*|server*|system*|key|keys|data|records|mailbox|database) ~ (compromised|hijack*|stolen|leaked|exposed|hacked|exfiltrat*|breached)
            (unauthori[sz]ed|illegal|illegitimate|unlawful|malicious|suspicious) ~ (access|login*|log_in*|sign_in*|activity|activities|transaction*|change*|use|user|traffic|process*|file*|e_?mail*|attempt*|ip*|device*)
            (brute force*|credential stuffing|password spray*|privilege escalation|sql injection|cross site scripting|xss|zero day|man in the middle|session hijack*)
            (phishing|spear phishing|smishing)
            (attacker*|cyber_?attack*|under attack|ddos|denial of service)
            (somebody|someone|somebody else|someone else|third person|stranger) ~ (logged|signed|used|accessed|got|broke) ~ (in|into|my account|account*|password)
            impossible travel
            (数据|信息|资料|隐私|凭据|密码|源码|客户)…(泄露|泄漏|外泄|泄密|被窃|窃取|被盗|外流|被拖)
            (泄露|泄漏|外泄|泄密|窃取)
            (入侵|黑客|被黑|木马|勒索|后门|挖矿|撞库|拖库|脱库|爆破|暴力破解|中间人|肉鸡|被攻破|失陷|挟持|劫持)
            (被盗|盗号|盗用|冒用|冒充|钓鱼)
            (安全事件|安全漏洞|安全事故|网络攻击|恶意攻击|遭到攻击|遭受攻击|受到攻击|被攻击|安全攻击)
            (未授权|未经授权|非授权|非法|恶意|可疑)(的)?…(访问|登录|操作|调用|导出|下载|进程|文件|流量|脚本|邮件)
            (被他人|被别人|被陌生人|他人|有人)…(登录|使用)…(账号|账户)
            (提权|越权|注入攻击|异地登录)
        """,
        3: """
            (breach|breached|breaches)
            (attack|attacks|attacked)
            (vulnerab*|exploit*|cve [0-9 -]+)
            (virus|infected)
            (data|records|credentials|passwords|secrets|keys) ~ (leak*|exposed|public*)
            (leaked|stolen|compromised)
            (恶意|病毒|漏洞|攻击)
            (异常登录|陌生设备|陌生ip)
        """,
    },
    Category.CONFIGURATION_ERROR: {
        4: """
            (misconfigur*|mis configur*)
            (wrong|incorrect|bad|faulty|invalid|broken|missing|erroneous|mistaken|outdated) (<config>)
            (<config>) ~ (error*|mistake*|wrong|incorrect|drift|broke*|fault*|mismatch|overwritten|misplaced|issue*|problem*)
            (<config>) (change|changes|changed|update|updates|updated|push|rollout|deployment|edit|modification)
            (change|changed|changing|update|updated|edit|edited|modified|altered|adjusted) (to |of |in |the |a |our |some |your )* ~ (<config>)
            redirect ur[il] mismatch
            (配置|设置|参数|策略|路由|规则|映射)…(错误|有误|不当|写错|改错|变更|修改|更新|被改|改动|调整|丢失|漂移|下发|推送|回滚|不正确|出错|异常|问题|不一致|冲突)
            (误配|配错|误改|误配置|改错了|配置项)
            (修改|变更|调整|更新|改动|改|更改|错误)(了)?…(配置|设置|参数|策略|路由|防火墙规则|映射)
        """,
        3: """
            (certificate|certificates|cert|licen[sc]e) ~ (expired|expiry|expires|lapsed|not renewed|mismatch)
            expired (certificate*|cert|licen[sc]e)
            (feature flag*|environment variable*|env var*)
            (rolled back|roll_back|rollback) ~ (config*|change*|setting*)
            (change|changes) (request |window |management )?(broke|breaks|caused|causes)
            (caused|triggered|broken) by (a|an|the|last|latest|recent|yesterday's|today's)? ~ (change|changes)
            (证书|许可证)…(过期|到期|失效)
            (变更|改动)(之)?后
            (变更|改动)…(导致|引起|引发)
        """,
        2: """
            (config|configs|configuration|configurations|configured)
            (firewall rule*|dns record*|gpo|group policy|conditional access)
            after (the|a|an|last|latest|recent|yesterday's|today's|this|our|last night's|this morning's) (change|changes)
            配置
            (防火墙规则|白名单|域名解析)
        """,
        1: """
            (setting|settings|parameter*)
            (after|since) (the|a|an|last|latest|recent|yesterday's|today's|this|our) ~ (update|upgrade|deployment|release|migration|rollout|patch)
            (设置|参数|策略)
            (升级|更新|上线|发布|部署|割接|迁移)(之)?后
        """,
    },
    Category.EXTERNAL_DEPENDENCY_FAILURE: {
        4: """
            external ~ (idp|identity provider|service*|provider*|dependenc*|api|system*|vendor|partner|supplier|directory)( (<outage>))?
            (third party|3rd party) ~ (service*|provider*|api|system*|vendor|idp|outage*|component|fail*)( (<outage>))?
            upstream ~ (service*|provider*|api|system*|dependenc*|idp|outage*|fail*|server*)( (<outage>))?
            (<external>) ~ (<outage>)
            (outage|incident|failure|disruption|problem*|issue*|downtime) (at|of|on|with|from|in) (the|our)? ~ (<external>)
            dependenc* ~ (<outage>)
            (外部|第三方|上游|对方)…(依赖|服务|接口|系统|身份|idp|平台|厂商|认证源|供应商|目录)…(<zh_broken>)?
            <zh_external>…(<zh_broken>)
            (依赖服务|外部依赖|依赖的服务)…(<zh_broken>)?
        """,
        2.5: """
            (third party|3rd party|upstream)
            (vendor|provider|supplier|carrier)('s)? (side|end|status page)
            (第三方|上游|运营商|云厂商|供应商侧|服务商侧)
        """,
        1: """
            (vendor|provider|dependency|dependencies|external|partner)
            (外部|供应商|服务商)
        """,
    },
    Category.DATA_INTEGRITY_ISSUE: {
        4: """
            data (integrity|corruption|loss|inconsisten*|mismatch*|discrepanc*|quality)
            (data|record*|database|table*|row*|entries|attribute*|field*|file*|index) ~ (corrupt*|lost|missing|inconsistent|wrong|incorrect|duplicat*|overwritten|out of sync|disappear*|gone|mixed up|vanished|swapped|truncated|garbled|wiped|deleted|stale)
            (corrupt*|lost|missing|inconsistent|wrong|incorrect|duplicate*|overwritten|stale|orphaned|garbled|wiped) ~ (data|record*|entries|rows|attribute*|database|user data|files)
            duplicate* (account*|user*|identit*|employee*|group*|id|ids|key*|record*|entries|rows)
            data ~ (does not|doesn't|do not|don't|not) match
            (数据|记录|档案|字段|属性|信息|组织架构|备份)…(丢失|不一致|不完整|完整性|损坏|错乱|错误|缺失|重复|不同步|被覆盖|串了|对不上|混乱|被误删|误删|不正确|被清空|清空)
            (重复|缺失|丢失|错误|脏|损坏|不一致)(的)?(数据|记录|条目|账号|账户|用户)
        """,
        2.5: """
            (corrupt|corrupted|corruption|inconsisten*|discrepanc*)
            out of sync
            (overwritten|orphaned)
            (不一致|错乱|被覆盖|误删|对不上|脏数据)
        """,
        1: """
            (mismatch|stale|duplicate*|data)
            (丢失|重复|数据)
        """,
    },
    Category.AUTHENTICATION_FAILURE: {
        4: """
            (authentication|auth|login|log_in|sign_in|logon|sso|single sign on|identity|mfa|directory) ((service|server|system|provider|platform|gateway|portal|page) )?(<down>)
            authentication ~ (fail*|error*|reject*|broken|down|timeout*|unavailable|refused|not work*|problem*|issue*)
            (fail*|problem*|issue*|error*) ~ (to authenticate|authenticat*)
            <cannot> ~ (<login>|authenticate)
            (nobody|no one|no user|none) ~ (log|sign) (in|on)
            <login> <between><fails>
            <fails> ~ (<login>|<loggingin>)
            (token|tokens|assertion*|saml|oidc|oauth|kerberos|session*|credential*|password*) ~ (expired|invalid|reject*|refused|fail*|validation|error*|not accepted|mismatch)
            (<mfa>) ~ (fail*|not|never|doesn't|reject*|invalid|broken|down|expired|error*|delay*)
            (single sign on|sso|federation|adfs) ~ (fail*|error*|broken|down|not work*|loop*|problem*|issue*)
            (认证|身份验证|鉴权|登录)(服务|系统|中心|网关|接口|服务器|模块|平台)…(宕机|不可用|故障|异常|中断|挂了|瘫痪|无响应|崩溃)
            (认证|身份验证|鉴权)…(失败|异常|错误|不通过|故障|中断|不了|不可用|报错)
            (无法|不能|没法|没办法|未能)…(登录|认证|验证身份|登入)
            登录…(失败|不了|不上|不进|报错|异常|错误|出错|被拒|问题|循环|中断|故障)
            登不(了|上|进|进去|上去)
            (单点登录|令牌|验证码|多因素|双因素|动态口令|会话|密码)…(失败|异常|错误|失效|过期|无效|故障|收不到|不可用|不通过)
            (收不到|没收到|没有收到|接收不到)…(验证码|动态码|口令)
        """,
        2.5: """
            (authenticat*|auth)
            (<mfa>)
            (locked out|lockout*)
            (http |error )?401
            (认证|身份验证|鉴权)
        """,
        2: """
            (single sign on|sso|federation)
            <login> (page|screen|portal|attempt*|service|server)
            (wrong|forgot*|reset) ~ (password|credentials)
            (单点登录|验证码|令牌)
            密码
        """,
        1: """
            <login>
            <loggingin>
            (password|token|tokens|saml|oidc|kerberos|credential*)
            登录
        """,
    },
    Category.AUTHORIZATION_ERROR: {
        4: """
            authori[sz]ation ~ (error*|fail*|denied|problem*|issue*|broken|reject*|refused)
            (access|permission) (is |was |being |has been |to ~ (is |was )?)?(denied|refused|revoked|forbidden)
            (insufficient|missing|lost|wrong|no|incorrect|lack*|without|not enough|excessive|not have|don't have|doesn't have) ~ (permission*|privilege*|rights|entitlement*|role|roles|authori[sz]ation)
            (not|isn't|aren't|wasn't) (authori[sz]ed|permitted|allowed|entitled)
            (role|roles|permission*|privilege*|entitlement*|group membership*|rights) ~ (missing|wrong|lost|removed|mapping|assign*|incorrect|gone|broken|error*|disappear*|fail*|not appl*|vanish*)
            授权…(错误|失败|异常|不通过|问题|被拒|不生效|丢失)
            (没有|无|缺少|丢失|失去|缺)…权限
            权限…(不足|丢失|错误|异常|不对|被拒|失效|不生效|没了|缺失|消失|问题|混乱)
            (无权|拒绝访问|访问被拒|禁止访问|未被授权)
            (角色|权限组|用户组)…(丢失|错误|缺失|不对|失效|不生效|没了|异常)
        """,
        2.5: """
            (permission*|privilege*|entitlement*|rbac|acl|acls)
            (http |error )?403
            (forbidden|unauthori[sz]ed|authori[sz]ation)
            (权限|授权)
        """,
        1.5: """
            (role|roles|group membership*)
            (access rights|no access)
            (角色|权限组|用户组)
        """,
    },
    Category.PERFORMANCE_DEGRADATION: {
        4: """
            (slow|slower|slowly|slowness|slowing|slowdown*|slows down|slowed down|sluggish*|laggy|lagging|lags)
            (performance|service) ~ (degrad*|issue*|problem*|drop*|poor|bad|bottleneck*|slowdown*)
            (poor|bad|degraded|low) (performance|response*)
            (degradation|degraded|degrading)
            (high|elevated|increased|excessive|long) (latency|latencies|response time*|load|load time*|loading time*|cpu*|memory|delay*|queue*)
            (takes|taking|took|take) ~ (long|longer|forever|ages|minute*|min|seconds|sec|hour*)
            (性能|响应|响应时间|速度|吞吐)…(下降|恶化|变慢|慢|差|问题|异常|降低|过长|变长|劣化)
            (缓慢|很慢|太慢|变慢|好慢|特别慢|非常慢|越来越慢|有点慢|打开慢|加载慢|响应慢|登录慢|运行慢|访问慢)
            (卡顿|很卡|太卡|特别卡|非常卡|卡死|卡住)
            (cpu|内存|负载|磁盘|连接数|线程)…(过高|高|占满|飙升|打满|爆满|耗尽|100%)
            (内存泄漏|内存泄露)
        """,
        2.5: """
            (latency|throughput|performance|bottleneck*)
            (time_out|times out|timed_out|timing out|timeouts)
            (freez*|hangs|hanging|hung)
            (high|100_%?) (cpu|load)
            memory leak*
            (超时|延迟|性能|转圈|加载不出来|一直加载|慢)
        """,
    },
    Category.SYSTEM_UNAVAILABLE: {
        4: """
            (<system>) (<down>)
            (system|service|power|network|server|site|website|platform|total|complete|full|major|widespread|global|nationwide|partial) ~ (outage*|blackout|failure)
            (<system>) ~ (<not>) (available|reachable|accessible|respond*|start*|com* up|load*|open*)
            (<cannot>) ~ (reach|open|load|access|connect to|use) ~ (<system>)
            (<system>) (has |have |just |keeps |is |was )*(crash*|died|stopped|stops)
            (宕机|瘫痪|系统不可用|服务不可用|服务中断|全面中断|业务中断|停摆|停服)
            (<zh_thing>)…(不可用|挂了|崩溃|中断|打不开|停机|无响应|没有响应|无法访问|不能访问|无法使用|不能使用|连不上|无法连接|全挂|离线|断开|断网|下线|用不了|停止|无法打开)
            (无法|不能|没法)…(访问|打开|使用|连接|进入)…(<zh_thing>)
            (停电|断网|断电|机房)
        """,
        3: """
            (outage*|blackout|unavailable|unavailability|unreachable|inaccessible)
            (bad gateway|internal server error|connection refused|service stopped)
            (http |error )?(500|502|503)( error*)?
            (不可用|崩溃|停机|挂了|无法访问|无响应)
        """,
        2: """
            down
            (offline|crash*|not working|stopped working)
            (打不开|连不上|无法连接|断开|离线|无法打开)
        """,
    },
}

NEUTRAL_FOR_CATEGORIES = """
    (sla*|service level*|kpi|deadline|response time|resolution|contract*|agreement|target|ola|licen[sc]e terms?) (target |agreement |time |clock |timer )?(breach|breached|breaches|breaching|violation*)
    (breach|breached|breaches|breaching) (of |the |our |its |their |an |a )*(sla*|service level*|kpi|deadline|response time*|resolution time*|resolution|contract*|agreement*|target*|terms)
    (about|going|set|will|soon|risk|likely|close) (to |of )?(breach|breaching) (sla|the sla|its sla|soon|today|in)
    heart attack*
    (drop|break|count|shut|scroll|write|track|narrow|come|calm|sit|turn|slow) down
    (down)_(load*|stream|time|grade*|side|town|ward*)
    security (group*|question*|policy|policies|team|update*|patch*|officer|key|keys|code|guard*|training|awareness|desk)
    (password|passcode|pin) (change|changes|changed|reset)
    (chang*|updat*|reset*) (my|the|his|her|their) password
    (after|since) (my|the|his|her|a) ~ (password) (change|reset)
    (memory|water|pipe|oil) leak*
    (phishing|security|breach) (training|awareness|simulation|drill|exercise|test)
    (lagging|lags) behind
    (user|user's|profile|notification|language|display) (setting|settings)
    data (protection|privacy) (officer|policy|notice|training)
    (sla|时限|响应时限|承诺|服务级别|服务水平)…(违约|超时|超期|违反|逾期)
    工单…(超时|超期|逾期)
    (钓鱼|安全)(演练|培训|意识|测试)
    慢慢
    (修改|更改|重置|变更)…密码
"""

OUTAGE = """
    (all|every)( of)?( the| our| its| their| these| those| internal| external| active| my)* (<people>)
    all ((the|our|of our|of the) )*(<places>)
    every( single)? (user|employee|customer|colleague|department|office|site|location|team|person|branch)
    (everyone|everybody|every one)
    (nobody|no one|noone|no user|no users|no employee|no employees|no customer|no customers|no staff|none of (us|them|the users|our users|the staff|our staff|my colleagues|our colleagues)) (can|could|is able|are able|was able|were able|has been able|is|are)
    (nobody|no one|noone) (has|gets|manages|succeeds|have|here can|here is able|in the ~ can)
    (systems?|the platform|platform|portal|website|web site|production|everything|network|servers?|sso|idp|site) <down>
    (authentication|login|log_in|sign_in|identity|directory|single sign on|auth) ((service|server|system|platform|provider|portal|page) )?<down>
    all (the |our )?(systems|services|servers|applications|apps|sites) <down>
    (systems?|network|platform|site|service|power|total|complete|full|major|widespread|massive|global|nationwide|worldwide|general|mass|large scale|company wide) outage*
    (whole|entire|complete|full)( of the| of our)? (<whole>)
    (<whole>|world|nation|country|global|region) wide
    (companywide|organi[sz]ationwide|systemwide|enterprisewide|sitewide|worldwide|nationwide|campuswide)
    (widespread|large scale|wide scale|mass) ~ (outage*|issue*|problem*|failure*|disruption*|impact|lockout*|incident|error*)
    (widespread|company wide)
    (across|throughout) (the|our|all)( whole| entire| of the)? (<whole>|<places>)
    (nothing|no service|no system) works
    <zh_all>(员|体员工|体用户|体人员|体同事|体成员|体|公司|集团|校|院|厂|行|国|网|线|平台|站|系统|局|市|省|区|组织|部门)
    <zh_all>部(的)?(<zh_many>)?(都|均|全|已|已经|一直)?(无法|不能|登不|打不开|用不了|瘫痪|中断|宕机|崩溃|不可用|受影响|掉线|挂了|连不上|失败)
    <zh_all>部(的)?(<zh_many>)
    <zh_all>面(瘫痪|中断|崩溃|宕机|故障|不可用)
    (所有|一切)(的)?(内部|外部|在线|在职|注册|活跃|门店|本地|海外|我们的|其中的|分支)?(<zh_many>)
    (整个|整座|整栋)(<whole_zh>)
    (每个|每位|每一个|每一位|各个|各)(<zh_many>)(都|均|全)
    (大家|人人|我们都|同事们|用户们|谁)(都|全都|全)?(无法|不能|没法|登不|打不开|用不了|上不|进不|连不|登录不)
    (没有人|没人|无人|没有一个人|没有任何人|无一人|没有用户|没有一个用户|没有任何用户)(能|可以|能够|可)
    大面积
    (大规模|大范围|大批|大量用户|大量员工|成批)(的)?…(故障|中断|无法|掉线|断线|失败|影响|受影响|宕机|不可用|异常|瘫痪|登不|不能)
    (系统|平台|服务器|服务|网络|网站|门户|数据库|主机|集群|机房|认证|认证中心|生产环境|业务)…(宕机|瘫痪|全挂|全面崩溃|整体崩溃|停摆)
    (系统|平台|生产环境|门户)(已|已经|又|完全|全部|整体|彻底|突然|再次)?(崩溃|挂了|不可用|中断|停机)
    宕机
"""
"""A wide outage in so many words (SPEC 3.5 b)."""

NEUTRAL_FOR_OUTAGE = """
    (hi|hello|hey|dear|thanks|thank you|morning|afternoon|evening|day|greetings|welcome|regards) ,?_(to )?(all|everyone|everybody|all users|all colleagues|all staff)
    (everyone|everybody) (else|except|but|other|apart|besides)
    (everyone|everybody) in (my|our) ~ (family)
    (all|every) (the )?other (<people>|user|employee|colleague|person)
    (every|each) (other )?(day|time|morning|week)
    all (<people>|staff|hands) (meeting*|mailing*|list|call|training|newsletter|group|e_?mail)
    (world wide web)
    (电脑|笔记本|手机|浏览器|我的机器|本机|客户端)…(宕机|崩溃|挂了)
    (其他|其它|其余|别的)(的)?(所有|全部)?(的)?(<zh_many>)
    (除|除了)我…(所有|全部|其他)…(<zh_many>)
    (文件|资产|文档|设备|账号|数据)(的)?所有人
    (全体|全员)(大会|会议|培训|邮件组|邮件列表|群)
"""

MACROS["whole_zh"] = (
    "公司|集团|部门|系统|平台|网络|园区|办公室|大楼|楼|校区|厂区|学校|医院|企业|组织|团队|网站|服务|业务|分公司|机房"
)

_WORD = r"[\s\-]+"
_NOT = (
    r"not|isn't|aren't|wasn't|weren't|doesn't|don't|didn't|hasn't|haven't|won't|wouldn't|isnt|arent|wasnt|doesnt|dont|didnt"
    r"|never|no|without|neither|nor|hardly|barely|far from|rather than|instead of|unsure|unclear|whether|cannot confirm"
)
_NOT_ONLY = r"(?![\s\-]+(?:only|just|merely|simply|solely|least)\b)"
_BRIDGE = (
    r"a|an|the|any|all|of|for|to|with|by|that|this|it|if|whether|is|are|was|were|be|been|being|quite|really|exactly|necessarily|yet"
    r"|even|sure|clear|know|aware|currently|actually|have|has|had|having|see|seen|seeing|find|found|experience|experiencing|longer"
    r"|affect|affects|affecting|affected|impact|impacts|impacting|impacted|hit|hitting|hits|concern|concerns|concerning|involve"
    r"|involves|involving|happen|happens|happening|caused|due|because|related|about|sign|signs|evidence|indication|indications"
    r"|report|reports|case|more|such|real|actual|true|known|further|other|problem|problems|issue|issues|trouble|kind|sort|there|my|our|very"
)
_HAN_NOT = (
    "不是|并非|并不是|不属于|不算|并没有|没有|并未|尚未|从未|未曾|没|未|并无|暂无|毫无|无|不存在|不会|不涉及|不影响|不再|不|排除|非"
    "|是不是|是否|有没有|会不会|而非"
)
_HAN_BRIDGE = (
    "影响|波及|涉及|到|对|给|因为|由于|因|由|出现|发现|发生|造成|导致|引起|引发|存在|遇到|收到|看到|见到|证据表明|迹象表明|表明|说明|任何|明显"
    "|真的|真正|所有的|所有|全部|整个|都|过|的|是|什么|很|太|那么|特别|非常|大的|该|此|这个|这种|这次|被|有|针对|关于|说|再|一个|会|我们|我的"
)
NEGATED_BEFORE = (
    rf"(?:{_NOT}){_NOT_ONLY}{_WORD}(?:(?:{_BRIDGE}){_WORD}){{0,6}}"
    rf"|(?:{_HAN_NOT})(?:{_HAN_BRIDGE}|\s){{0,5}}"
)
NEGATED_AFTER = (
    r"\s+(?:(?:is|was|are|were|has|have|had|been|be|can|could|now|already)\s+){0,4}(?:ruled out|excluded|not the (?:case|problem|issue|cause))"
    r"|\s*(?:的可能)?(?:已|已经|已被|可以|可)?(?:排除)"
)

_FINE = r"(?:fine|ok|okay|good|well|unaffected|not affected|unimpacted|not impacted|not concerned|not hit|not involved|working)"
OUTAGE_NEGATED_BEFORE = (
    NEGATED_BEFORE
    + r"|(?:(?<!not )(?<!n't )(?<!longer )(?<!never )(?<!nothing )works?(?: fine| well| ok| okay| normally)?(?: again)?|fine|okay|ok) for "
    + r"|(?:正常|没问题|没有问题)的?"
)
OUTAGE_NEGATED_AFTER = (
    NEGATED_AFTER
    + rf"|\s+(?:(?:is|are|was|were|has|have|been|be|remain|remains|seem|seems|still|now|currently|again|all|completely)\s+){{0,4}}{_FINE}\b"
    + r"|\s+(?:isn't|aren't|wasn't|weren't|hasn't been|haven't been)\s+(?:affected|impacted|concerned|hit|involved)"
    + r"|\s+(?:is|are|was|were|has|have)\s+(?:now\s+|since\s+|already\s+|been\s+){0,3}(?:resolved|restored|recovered|fixed|solved|over|back)\b"
    + r"|\s+can\s+(?:still|now)?\s*(?:log in|sign in|work|connect|access \w+)\s+(?:again|normally|fine|as usual|without)"
    + r"|\s*(?:的)?(?:都|均|仍|仍然|依然|目前|也|现在|全|全都|还|还是|照常|已|已经|使用|登录|访问|可以|可|能|能够|一切){0,5}"
    + r"(?:正常|不受影响|未受影响|没受影响|没有受影响|没问题|没有问题|无影响|恢复|没事|照常)"
)
