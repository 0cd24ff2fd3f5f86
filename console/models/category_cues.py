"""What people say when they tell of an incident's category (SPEC 7.2, 7.4), in the notation of `reading.py`.

Promise: data only; weights as in `type_cues.py`.
"""

from __future__ import annotations

from console.models.kinds import Category

CATEGORIES: dict[Category, dict[float, str]] = {
    Category.SECURITY_BREACH: {
        4: """
            (security|data|privacy) (breach*|leak|leaks|leakage|incident*|compromise)
            (breach|leak|theft|exposure) of ~ (data|credentials|passwords|records|information|accounts)
            (exfiltrat*|hacked|hacker*|hacking|ransomware|malware|spyware|trojan|rootkit|backdoor*|keylogger*
                |botnet|intrusion*|intruder*)
            (compromised|hijack*|stolen|phished|leaked) ~ (account*|credential*|password*|token*|login*
                |session*|server*|system*|key|keys|laptop|device|data|records|mailbox)
            (account*|credential*|password*|token*|login*|session*|server*|system*|key|keys|data|records
                |mailbox|database) ~ (compromised|hijack*|stolen|leaked|exposed|hacked|exfiltrat*|breached)
            (unauthori[sz]ed|illegal|illegitimate|unlawful|malicious|suspicious) ~ (access|login*|log_in*
                |sign_in*|activity|activities|transaction*|change*|use|user|traffic|process*|file*|e_?mail*
                |attempt*|ip*|device*)
            (brute force*|credential stuffing|password spray*|privilege escalation|sql injection
                |cross site scripting|xss|zero day|man in the middle|session hijack*)
            (phishing|spear phishing|smishing)
            (attacker*|cyber_?attack*|under attack|ddos|denial of service)
            (somebody|someone|somebody else|someone else|third person|stranger) ~ (logged|signed|used|accessed
                |got|broke) ~ (in|into|my account|account*|password)
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
            (exploit*|cve [0-9 -]+)
            (virus|infected)
            (data|records|credentials|passwords|secrets|keys) ~ (leak*|exposed|public*)
            (leaked|stolen|compromised)
            vulnerabilit* (found|discovered|detected|exploited|disclosed|in ~ (production|system|server|portal|library))
            (恶意|病毒|漏洞|攻击)
            (异常登录|陌生设备|陌生ip)
        """,
    },
    Category.CONFIGURATION_ERROR: {
        4: """
            (misconfigur*|mis configur*)
            (wrong|incorrect|bad|faulty|invalid|broken|missing|erroneous|mistaken
                |outdated) {(?:[\\w-]+[\\s-]+)?}(<config>)
            (<config>) ~ (error*|mistake*|wrong|incorrect|drift|broke*|fault*|mismatch|overwritten|misplaced
                |issue*|problem*)
            (<config>) (change|changes|changed|update|updates|updated|push|rollout|deployment|edit|modification)
            (change|changed|changing|update|updated|edit|edited|modified|altered|adjusted) (to |of |in |the |a
                |our |some |your )*~ (<config>)
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
            after (the|a|an|last|latest|recent|yesterday's|today's|this|our|last night's
                |this morning's) (change|changes)
            配置
            (防火墙规则|白名单|域名解析)
        """,
        1: """
            (setting|settings|parameter*)
            (after|since) (the|a|an|last|latest|recent|yesterday's|today's|this|our) ~ (update|upgrade
                |deployment|release|migration|rollout|patch)
            (设置|参数|策略)
            (升级|更新|上线|发布|部署|割接|迁移)(之)?后
        """,
    },
    Category.EXTERNAL_DEPENDENCY_FAILURE: {
        4: """
            external ~ (idp|identity provider|service*|provider*|dependenc*|api|system*|vendor|partner|supplier
                |directory)( (<outage>))?
            (third party|3rd party) ~ (service*|provider*|api|system*|vendor|idp|outage*|component
                |fail*)( (<outage>))?
            upstream ~ (service*|provider*|api|system*|dependenc*|idp|outage*|fail*|server*)( (<outage>))?
            (<external>) ~ (<outage>)
            (outage|incident|failure|disruption|problem*|issue*|downtime) (at|of|on|with|from|in) (the
                |our)? ~ (<external>)
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
            (data|record*|database|table*|row*|entries|attribute*|field*|file*|index) ~ (corrupt*|lost|missing
                |inconsistent|wrong|incorrect|duplicat*|overwritten|out of sync|disappear*|gone|mixed up
                |vanished|swapped|truncated|garbled|wiped|deleted|stale)
            (corrupt*|lost|missing|inconsistent|wrong|incorrect|duplicate*|overwritten|stale|orphaned|garbled
                |wiped) ~ (data|record*|entries|rows|attribute*|database|user data|files)
            duplicate* (account*|user*|identit*|employee*|group*|id|ids|key*|record*|entries|rows)
            data ~ (does not|doesn't|do not|don't|not) match
            (数据|记录|档案|字段|属性|信息|组织架构|备份)…(丢失|不一致|不完整|完整性|损坏|错乱|错误|缺失|重复|不同步|被覆盖|串了|对不上|混乱|被误删|误删|不正确|被清空|清空)
            (重复|缺失|丢失|错误|脏|损坏|不一致)(的)?(数据|记录|条目|账号|账户|用户)
        """,
        2.5: """
            (corrupt|corrupted|corruption|discrepanc*)
            out of sync
            (overwritten|orphaned)
            (不一致|错乱|被覆盖|误删|对不上|脏数据)
        """,
        1: """
            (mismatch|stale|duplicate*|inconsisten*|data)
            (丢失|重复|数据)
        """,
    },
    Category.AUTHENTICATION_FAILURE: {
        4: """
            (authentication|auth|login|log_in|sign_in|logon|sso|single sign on|identity|mfa
                |directory) ((service|server|system|provider|platform|gateway|portal|page) )?(<down>)
            authentication ~ (fail*|error*|reject*|broken|down|timeout*|unavailable|refused|not work*|problem*|issue*)
            (fail*|problem*|issue*|error*) ~ (to authenticate|authenticat*)
            <cannot> ~ (<login>|authenticate)
            (nobody|no one|no user|none) ~ (log|sign) (in|on)
            <login> <between><fails>
            <fails> ~ (<login>|<loggingin>)
            (token|tokens|assertion*|saml|oidc|oauth|kerberos|session*|credential*|password*) ~ (expired
                |invalid|reject*|refused|fail*|validation|error*|not accepted|mismatch)
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
            (insufficient|missing|lost|wrong|no|incorrect|lack*|without|not enough|excessive|not have
                |don't have|doesn't have) ~ (permission*|privilege*|rights|entitlement*|role|roles|authori[sz]ation)
            (not|isn't|aren't|wasn't) (authori[sz]ed|permitted|allowed|entitled)
            (role|roles|permission*|privilege*|entitlement*|group membership*|rights) ~ (missing|wrong|lost
                |removed|mapping|assign*|incorrect|gone|broken|error*|disappear*|fail*|not appl*|vanish*)
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
            (high|elevated|increased|excessive|long) (latency|latencies|response time*|load|load time*
                |loading time*|cpu*|memory|delay*|queue*)
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
            (system|service|power|network|server|site|website|platform|total|complete|full|major|widespread
                |global|nationwide|partial) ~ (outage*|blackout|failure)
            (<system>) ~ (<not>) (available|reachable|accessible|respond*|start*|com* up|load*|open*)
            (<cannot>) ~ (reach|open|load|access|connect to|use) ~ (<system>)
            (<system>) (has |have |just |keeps |is |was )*(crash*|died|stopped|stops)
            (宕机|瘫痪|系统不可用|服务不可用|服务中断|全面中断|业务中断|停摆|停服)
            (<zh_thing>)…(不可用|挂了|崩溃|中断|打不开|停机|无响应|没有响应|无法访问|不能访问|无法使用|不能使用|连不上|无法连接|全挂|离线|断开|断网|下线|用不了|停止|无法打开)
            (无法|不能|没法)…(访问|打开|使用|连接|进入)…(<zh_thing>)
            (service|system|platform|website|server|network) (interruption*|disruption*|downtime|shutdown)
            (停电|断网|断电|机房)
        """,
        3: """
            (outage*|downtime|blackout|unavailable|unavailability|unreachable|inaccessible)
            (bad gateway|internal server error|connection refused|service stopped)
            (http |error )?(500|502|503)( error*)?
            (不可用|崩溃|停机|挂了|无法访问|无响应)
        """,
        2: """
            down
            (offline|crash*|not working|stopped working|interruption*|disruption*)
            (打不开|连不上|无法连接|断开|离线|无法打开)
        """,
    },
}

NEUTRAL = """
    (sla*|service level*|kpi|deadline|response time|resolution|contract*|agreement|target|ola
        |licen[sc]e terms?) (target |agreement |time |clock |timer )?(breach|breached|breaches|breaching|violation*)
    (breach|breached|breaches|breaching) (of |the |our |its |their |an |a )*(sla*|service level*|kpi|deadline
        |response time*|resolution time*|resolution|contract*|agreement*|target*|terms)
    (about|going|set|will|soon|risk|likely|close) (to |of )?(breach|breaching) (sla|the sla|its sla|soon|today|in)
    heart attack*
    vulnerabilit* (scan*|assessment*|management|report*|test*)
    (drop|break|count|shut|scroll|write|track|narrow|come|calm|sit|turn|slow) down
    (down)_(load*|stream|time|grade*|side|town|ward*)
    security (group*|question*|policy|policies|team|update*|patch*|officer|key|keys|code|guard*|training
        |awareness|desk)
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
"""Phrases that hold a cue and mean something else."""
