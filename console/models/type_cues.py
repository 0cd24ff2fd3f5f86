"""What people say when they mean a type of ticket (SPEC 3.6), in the notation of `reading.py`.

Promise: data only. The number above a list is the weight of each cue in it: 2 is enough to suggest, 1 only adds to
others, 4 is as good as said in so many words.
"""

from __future__ import annotations

from console.models.kinds import TicketType

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
            (forgot|forgotten|forget|lost|don't remember|can't remember|cannot remember
                |do not remember) ~ (password|passcode|pin|passphrase)
            (password|passcode|pin|credential*) ~ (expired|incorrect|wrong|rejected|invalid|not accepted
                |not work*|doesn't work|does not work|refused|fail*)
            (wrong|invalid|incorrect|expired|bad) (user_name or )?(password|credentials|passcode|pin|login)
            (no|not|never|didn't|doesn't|don't|cannot|can't|won't) ~ (receiv*|get|getting|got|arriv*|sent
                |accept*|work*|valid*) ~ (<mfa>)
            (<mfa>) ~ (fail*|not|never|doesn't|isn't|won't|lost|broken|expired|invalid|rejected|new phone
                |stolen|missing)
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
            (asked|prompted|have) ~ (log_in|sign_in|log on|sign on|authenticate) (again|repeatedly|every)
            (login|sso|vpn|mfa|otp)…(失败|不了|不上|报错|异常|无效|错误)
            (无法|不能|没法)…(login|log in|sign in)
            session* ~ (expire*|timed_out|terminated|invalid|lost)
            (logged|signed|kicked) (me |us |him |her |them )?(out|off)
            saml (error|response|assertion*|fail*)
            (single sign on|sso) <between>~ <between><fails>
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
            (creat*|open|provision*|set_up|setting_up|add|register|new|activat*|re_?activat*|enabl*
                |re_?enabl*) (a|an|the|my|new|his|her|their|two|some|his new|user|all)? ~ <account>
            <account> ~ (creat*|provision*|set_up|activat*|re_?activat*|registration)
            (disabl*|delet*|remov*|deactivat*|suspend*|clos*|terminat*|unlock*|lock*|block*|deprovision*|renam*
                |merg*|extend*|recover*|restor*|reinstat*) ~ <account>
            <account> ~ (lock*|unlock*|block*|disabled|suspended|deleted|deactivated|expired|expires|inactive
                |not active|not activated|not found|does not exist|doesn't exist|removed|missing|frozen|closed
                |gone|recovery|deprovision*)
            (cannot|can't|unable to|no longer|could not|couldn't|can not) ~ (access|get into|use|open
                |reach) ~ <account>
            (lost|no|losing|regain) access to (my|his|her|their|the|our) <account>
            locked out of ~ <account>
            (new|onboard*) (employee*|hire*|joiner*|starter*|colleague*|intern*|contractor*|staff|team member)
            (off_?board*|leaver*)
            (employee|colleague|contractor|he|she|who) (has )?(left|leaves|is leaving|leaving) ~ (company
                |organi[sz]ation|us|firm)
            on_?boarding
            <zh_account>…(被|已|已经|给|遭)?…(锁定|锁了|锁住|锁|冻结|禁用|停用|失效|过期|到期|注销|删除|封禁|被封|未激活|激活|不存在|解锁|解冻|找不到|不可用|无法使用|不能用|无效|无法访问|不能访问|打不开|进不去)
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
            (access|permission) (is |was |being |has been |to ~ (is |was )?)?(denied|refused|revoked|forbidden
                |missing|removed)
            (no|without|lack|lacks|lacking|missing|insufficient|not have|don't have|doesn't have|didn't have
                |lost|not enough|wrong|incorrect|never had) ~ (permission*|privilege*|rights|entitlement*
                |authori[sz]ation)
            ((not|isn't|aren't|wasn't) authori[sz]ed|unauthori[sz]ed) to
            (not|isn't|aren't|wasn't) (permitted|allowed|entitled) to
            (<grant>) ~ (access to|permission*|rights|privilege*|role*|authori[sz]ation)
            (add|added|adding|put|include|assign|remove|move) ~ to ~ (group|role|team|distribution list
                |security group)
            (add|remove|assign|delete|revoke|adjust|change|review|fix) ~ (permission*|role|roles|privilege*
                |group membership*|access rights|user rights)
            (no|<not>|lost|lose|losing|without|cannot|missing|still no) ~ access to
            (cannot|can't|unable to|could not|couldn't|can not|not able to) ~ (see|view|open|edit|access|read
                |write|modify|delete|approve|write to) ~ (folder*|share*|drive|report*|document*|module|menu
                |workspace|project|repository|records|tab|dashboard|mailbox|payroll|files?)
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
            (very|extremely|really|so|too|painfully|terribly|unusually|incredibly|awfully|unbearably|super
                |quite|noticeably|always|still|getting) (slow|sluggish|laggy)
            (slow|slower|slowly|slowness|slowing|slowdown*|slows down|slowed down|sluggish*|laggy|lagging|lags)
            (performance|response|loading|load) (time* )?(issue*|problem*|degrad*|drop*|poor|bad|is poor|is bad
                |bottleneck*|decrease*|slowdown*)
            (poor|bad|degraded|low|terrible) performance
            (takes|taking|took|take) ~ (long|longer|forever|ages|minute*|min|seconds|sec|hour*)
            (high|excessive|increased|long) (latency|response time*|loading time*|load time*|cpu*|memory usage
                |load|delay*)
            (缓慢|很慢|太慢|变慢|好慢|超慢|特别慢|非常慢|极慢|慢得|越来越慢|比较慢|慢死|有点慢|十分慢|速度慢|打开慢|加载慢|响应慢|反应慢|登录慢|运行慢)
            (卡顿|很卡|太卡|好卡|特别卡|非常卡|卡得|有点卡|卡慢|卡死|卡住)
            (系统|页面|门户|平台|网页|界面|电脑|软件|网络)(很|好|太|有点|非常|特别|一直|老是|总是|又)?卡{(?![片号券包])}
            (等好久|等很久|等半天)
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
            (considerable|significant|noticeable|severe|audio|network|input|huge|some|experiencing|serious) lag
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
            (would|it'd|it would|that would) be (nice|great|good|helpful|useful|lovely|handy|better|fantastic
                |wonderful|convenient|awesome) (if|to|for)
            (please |could you |can you |to |should )(add|include|offer|build|implement) (a|an|the option
                |the possibility|the ability|support|dark|new|another|optional|bulk|custom)
            provide (an option|the option|the possibility|the ability|support for|a way to)
            add (bulk|batch)
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
            (allow|let) (us|users|agents|contractors|admins|people|customers|employees|managers|everyone
                |me) ~ (choose|select|set|export|configure|switch|sort|filter|customi[sz]e|pick|schedule|decide)
            (would|could) (it|there) be ~ possible
            (is|are) there (any )?(plan|plans|a way|an option) (to|for)
            需求:
            (希望|期望|期待|盼望)…(可以|能够|能)
            (深色模式|暗色模式|夜间模式)
            (增加|新增|添加|加)(一个|一项|个|一种)
            (希望|期望|期待|盼望)(能|可以|能够|系统|平台|有)
        """,
        1: """
            (feature|features|improve|improvement|improvements)
            (wish|nice to have)
            (希望|期望|需求|想要|改进|优化)
        """,
    },
    TicketType.TECHNICAL_ISSUE: {
        4: """
            (crash|crashes|crashed|crashing)
            (stack_?trace|null_pointer*|exception*|runtimeexception|timeoutexception|ioexception
                |sqlexception|segfault|core dump|kernel panic|blue screen|bsod)
            (internal server error|(http |error )?(500|502|503|504)( error| errors)?|bad gateway)
            (blank|white|black) (page|screen)
            (integration|api|connector|webhook|plugin|plug in|interface|sync|synchroni[sz]ation|replication
                |scim|ldap|import|export|upload|download|backup|migration|installation|update
                |printing) ~ (fail*|error*|broken|broke|breaks|not work*|doesn't work|stopped|problem*|issue*
                |crash*|stuck|unable|down|corrupt*)
            (<cannot>) ~ (sync*|connect*|install*|upload*|download*|export*|import*|print*|save|load|start
                |launch|send|submit|integrat*|update|synchroni[sz]e)
            (error message|error code|fatal error|unexpected error|unknown error|error occur*)
            (system|systems|server|servers|service|services|site|website|portal|platform|database|network
                |everything) <down>
            outage*
            (service|system|network|server|platform|connection) (interruption*|disruption*|downtime|failure*|shutdown)
            (崩溃|闪退|蓝屏|白屏|黑屏|空白页|空指针|堆栈)
            (报错|报异常|抛异常|错误码|错误代码|错误提示|内部错误|未知错误|服务器错误)
            (500|502|503|504)_(错误|报错)
            (接口|集成|对接|同步|导入|导出|上传|下载|备份|推送|回调|安装|部署|升级|打印)…(失败|异常|问题|错误|报错|中断|不了|不成功|故障|出错|不生效|卡住)
            (无法|不能|没法)…(同步|连接|安装|上传|下载|导出|导入|打印|保存|启动|提交|发送|对接|集成|更新)
            (宕机|瘫痪|系统不可用|服务不可用|系统崩溃|服务中断)
        """,
        2.5: """
            (bug|bugs|buggy|glitch*|defect*|malfunction*)
            (downtime|interruption*|disruption*)
            compatibility (issue*|problem*|challenge*)
            (certificate|certificates|ssl|tls) ~ (error*|expired|invalid|warning*|problem*)
            (data) ~ (missing|lost|loss|wrong|inconsistent|corrupt*|duplicate*)
            (故障|乱码|数据丢失|数据不一致|数据错误)
            没有同步
            证书…(过期|失效|错误|无效|到期|不受信任)
        """,
        2: """
            (<not>|stopped) (work*|function*|respond*|load*|open*|start*|display*|update*|sync*)
            (broken|broke|corrupt*|malfunctioning)
            (打不开|无法打开|无法使用|不能用|用不了|不能使用|无法访问|无法运行|没反应|无响应)
            (unavailable|unreachable|unresponsive|inaccessible)
            (error|errors)
            (connectivity|shutdown)
            (webhook*|connector*|scim)
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
            (integration|integrations|synchroni[sz]ation|api|ldap|sync|vpn|install*|compatib*|server|database|driver)
            down
            (同步|失败|安装|兼容|连接)
        """,
    },
}

NEUTRAL = """
    (drop|break|count|shut|scroll|write|track|narrow|come|calm|sit) down
    (down)_load*
    security (question*|policy|team|update|patch|officer)
    error free
    unauthori[sz]ed (access|login*|activity|transaction*)
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
    (希望|期望|期待)…(可以|能够|能)…(登录|使用|恢复|正常|解决|处理|看到|收到|访问|开通|重置|解锁|帮|回复)
    (希望|请|盼|期望)…(尽快|尽早|及时|马上|协助|帮忙|帮助|解决|处理|回复|给予)
    (客户|银行)账户
"""
"""Phrases that hold a cue and mean something else."""
