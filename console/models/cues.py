"""Choices many cues share, cues of a wide outage (SPEC 3.5 b), and what negates a cue, in Chinese and English.

Promise: data only; all is in the notation of `reading.py`.
"""

from __future__ import annotations

MACROS = {
    "cannot": """can_not|can't|cant|could not|couldn't|unable to|not able to|fail* to|(can )?no longer( able to)?
        |won't( let (me|us|him|her|them))?|will not|does not|doesn't|do not|don't|did not|didn't|struggl* to
        |impossible to|not possible to|not let (me|us|him|her|them)|isn't able to|aren't able to""",
    "not": """not|never|isn't|aren't|wasn't|weren't|doesn't|don't|didn't|won't|can't|cannot|hasn't|haven't|couldn't""",
    "login": "(log|sign)_(in|on|into)",
    "loggingin": "(logging|signing|loging)_(in|on|into)",
    "trouble": "trouble|problem*|issue*|difficult*|error*|fail*|unable|impossible",
    "fails": """fail*|error*|problem*|issue*|trouble|broken|broke|breaks|denied|rejected|refused|loop*|not work*
        |doesn't work|does not work|don't work|stopped working|no longer work*|not possible|impossible|not accepted
        |incorrect|invalid|unsuccessful|crash*|timing_out|blocked|down|outage|disabled|unavailable""",
    "between": """((page|screen|portal|window|form|button|prompt|attempt*|process|service|server|request*|is|are|was|has
        |have|keeps|kept|always|still|again|just|constantly|suddenly|now|being|completely|with|for|to|via|through|from
        |at|sso|the|my|our|all|users|everyone|app|system|vpn|flow|module) )*""",
    "account": "((user|login|ad|domain|company|work|corporate|guest|service|test|student|admin) )?(accounts?|user_id)",
    "mfa": """mfa|2fa|otp|totp|authenticator|two factor|multi factor|passkey*|security key*|hardware key*|yubikey*
        |one time (password|code|passcode)*|verification code*|push notification|fido2?|webauthn""",
    "grant": "grant*|request*|need|needs|require|requires|give|get|gain|want|restore|obtain",
    "down": "(<being> )?(<fully> )?(<gone>)",
    "being": """(is|are|were|was|went|goes|gone|has gone|has been|have been|seems|appears|remains)( to be)?""",
    "fully": "completely|totally|currently|still|all|now|again|entirely|fully|suddenly",
    "gone": """down|unavailable|offline|unreachable|not available|not reachable|inaccessible|not responding|unresponsive
        |dead""",
    "system": """system*|service*|server*|site*|website*|web site|portal*|platform*|application*|app|apps|everything
        |database*|network|cluster*|node*|gateway*|host*|production|backend|api|console""",
    "external": """azure( ad)?|entra( id)?|okta|auth0|google workspace|aws|amazon|cloudflare|microsoft( 365)?|office 365
        |m365|twilio|duo|ping identity|github|salesforce|isp|cdn|dns provider|payment gateway|sms (gateway|provider)
        |e_?mail provider|wechat|dingtalk|feishu|vendor|supplier|partner|provider|identity provider|idp|carrier""",
    "outage": """outage*|incident|down|is down|unavailable|unreachable|timeout*|timing_out|fail*|not responding
        |disruption|degraded|broken|offline|errors?""",
    "config": """config|configs|configuration|configurations|setting|settings|policy|policies|rule|rules|firewall rule*
        |dns|metadata|mapping*|parameter*|group policy|gpo|conditional access""",
    "people": """users?|employees?|staff|personnel|customers?|colleagues|people|clients|team members|members|students
        |workers|agents|accounts|logins""",
    "places": """sites|offices|locations|departments|teams|branches|regions|countries|tenants|systems|services
        |applications|apps|platforms|stores|campuses|business units|floors""",
    "whole": """company|organi[sz]ation|organi[sz]ational|org|enterprise|firm|corporation|business|campus|office
        |building|plant|factory|site|headquarters|hq|group|department|school|university|system|platform|network|workforce|country""",
    "no": """not|isn't|aren't|wasn't|weren't|doesn't|don't|didn't|hasn't|haven't|won't|wouldn't|isnt|arent|wasnt|doesnt
        |dont|didnt|never|no|without|neither|nor|hardly|barely|far from|rather than|instead of|unsure|unclear|whether
        |cannot confirm|prevent*|avoid*|against""",
    "bridge": """a|an|the|any|all|of|for|to|with|by|that|this|it|if|whether|is|are|was|were|be|been|being|quite|really
        |exactly|necessarily|yet|even|sure|clear|know|aware|currently|actually|have|has|had|having|see|seen|seeing|find
        |found|experienc*|longer|affect*|impact*|hit|hits|hitting|concern*|involv*|happen*|caused|due|because|related
        |about|sign|signs|evidence|indication|indications|report|reports|case|more|such|real|actual|true|known|further
        |other|problem|problems|issue|issues|trouble|kind|sort|there|my|our|very|or|nor|outage*|incident*
        |breach*|failure*|error*|downtime""",
    "zh_no": """不是|并非|并不是|不属于|不算|并没有|没有|并未|尚未|从未|未曾|没|未|并无|暂无|毫无|无|不存在|不会|不涉及
        |不影响|不再|不|排除|非|是不是|是否|有没有|会不会|而非|防止|避免|预防|防范""",
    "zh_bridge": """影响|波及|涉及|到|对|给|因为|由于|因|由|出现|发现|发生|造成|导致|引起|引发|存在|遇到|收到|看到|见到
        |证据|迹象|表明|说明|任何|明显|真的|真正|所有的|所有|全部|整个|都|过|的|是|什么|很|太|那么|特别|非常|大的|该|此|这个
        |这种|这次|被|有|针对|关于|说|再|一个|会|我们|我的|<zh_thing>|用户|数据|登录
        |或者|或|和|以及|及|泄露|入侵|攻击|故障|问题|异常""",
    "zh_account": "账号|账户|用户账号|account",
    "zh_all": "{(?<![安完健齐保成周])}全",
    "zh_many": """用户|人|人员|员工|同事|客户|部门|分公司|子公司|办公室|终端|站点|租户|系统|服务|业务|学生|老师|单位""",
    "zh_whole": """公司|集团|部门|系统|平台|网络|园区|办公室|大楼|楼|校区|厂区|学校|医院|企业|组织|团队|网站|服务|业务
        |分公司|机房""",
    "zh_thing": """系统|平台|服务器|服务|网络|网站|门户|数据库|应用|主机|集群|后台|官网|接口|生产环境|控制台""",
    "zh_external": """外部|第三方|供应商|服务商|运营商|上游|云厂商|阿里云|腾讯云|华为云|微信|企业微信|钉钉|飞书|短信网关
        |短信通道|微软|对方""",
    "zh_broken": "故障|异常|宕机|不可用|中断|挂了|超时|失败|报错|崩溃|瘫痪|无响应|问题",
}
"""Choices used in many cues."""

OUTAGE = """
    (all|every)( of)?( the| our| its| their| these| those| internal| external| active| my)* (<people>)
    all ((the|our|of our|of the) )*(<places>)
    (can|could|does|did) (nobody|no one)
    every( single)? (user|employee|customer|colleague|department|office|site|location|team|person|branch)
    (everyone|everybody|every one)
    (nobody|no one|noone|no user|no users|no employee|no employees|no customer|no customers|no staff
        |none of (us|them|the users|our users|the staff|our staff|my colleagues|our colleagues)) (can|could
        |is able|are able|was able|were able|has been able)
    (nobody|no one|noone) (has access|gets in|manages to|succeeds|here can|in the ~ can)
    (systems?|the platform|platform|portal|website|web site|production|everything|network|servers?|sso|idp
        |site) <down>
    (authentication|login|log_in|sign_in|identity|directory|single sign on|auth) ((service|server|system
        |platform|provider|portal|page) )?<down>
    all (the |our )?(systems|services|servers|applications|apps|sites) <down>
    (systems?|network|platform|site|service|power|total|complete|full|major|widespread|massive|global
        |nationwide|worldwide|general|mass|large scale|company wide) outage*
    (whole|entire)( of the| of our)? (<whole>)
    (company|organi[sz]ation|org|enterprise|firm|corporation|business|campus|site|world|nation|country|region) wide
    (system|platform|network|global|group|university) wide ~ (outage*|failure*|disruption*|issue*|problem*
        |lockout*|impact)
    (companywide|organi[sz]ationwide|enterprisewide|sitewide|worldwide|nationwide|campuswide)
    (widespread|large scale|wide scale|mass) ~ (outage*|issue*|problem*|failure*|disruption*|impact|lockout*
        |incident|error*)
    (widespread|company wide)
    (across|throughout) (the|our|all)( whole| entire| of the)? (<whole>|<places>)
    (nothing|no service|no system) works
    <zh_all>(员|体员工|体用户|体人员|体同事|体成员|体|公司|集团|校|院|厂|行|国|网|线|平台|站|系统|局|市|省|区|组织|部门)
    <zh_all>部(的)?(<zh_many>)?(都|均|全|已|已经|一直)?(无法|不能|登不|打不开|用不了|瘫痪|中断|宕机|崩溃|不可用|受影响|掉线|挂了|连不上|失败)
    <zh_all>部(的)?(<zh_many>)
    <zh_all>面(瘫痪|中断|崩溃|宕机|故障|不可用)
    (所有|一切)(的)?(内部|外部|在线|在职|注册|活跃|门店|本地|海外|我们的|其中的|分支)?(<zh_many>)
    (整个|整座|整栋)(<zh_whole>)
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
    (hi|hello|hey|dear|thanks|thank you|morning|afternoon|evening|day|greetings|welcome|regards) ,?_(to )?(all users
        |all colleagues|all staff|all|everyone|everybody)
    (everyone|everybody) (else|except|but|other|apart|besides)
    (everyone|everybody) in (my|our) ~ (family)
    (all|every) (the )?other (<people>|user|employee|colleague|person)
    (every|each) (other )?(day|time|morning|week)
    all (<people>|staff|hands) (meeting*|mailing*|list|call|training|newsletter|group|e_?mail)
    (nobody|no one|noone) (can|could|is able to|was able to|seems to) (help|tell|explain|answer|say|fix
        |assist|find out|solve)
    (没有人|没人|无人)(能|可以|能够|可)(帮|告诉|解决|处理|回答|说|解释|答复)
    (world wide web)
    (电脑|笔记本|手机|浏览器|我的机器|本机|客户端)…(宕机|崩溃|挂了)
    (其他|其它|其余|别的)(的)?(所有|全部)?(的)?(<zh_many>)
    (除|除了)我…(所有|全部|其他)…(<zh_many>)
    (文件|资产|文档|设备|账号|数据)(的)?所有人
    (全体|全员)(大会|会议|培训|邮件组|邮件列表|群)
"""
"""Phrases that hold such a cue and tell of no outage: greetings, everyone else, my own machine."""

NEGATED_BEFORE = """
    (<no>){(?![\\s\\-]+(?:only|just|merely|simply|solely|least)\\b)}( <bridge>{\\b})*
    (<zh_no>)( |<zh_bridge>)*
"""
"""In front of a cue; "not only everyone here" denies nothing."""

NEGATED_AFTER = """
    (<being> )*(ruled out|excluded|not the (case|problem|issue|cause))
    (的可能)?(已|已经|已被|可以|可)?排除
"""
"""Behind a cue."""

OUTAGE_NEGATED_BEFORE = """
    {(?<!not )(?<!n't )(?<!longer )(?<!never )(?<!nothing )}works_(fine |well |ok |okay |normally )?(again )?for
    (fine|okay|ok|good) for
    (正常|没问题|没有问题)(的)?
"""
"""In front of a cue of a wide outage, besides what negates any."""

OUTAGE_NEGATED_AFTER = """
    (<being> |still |now |currently |again |all |completely |since |already )*(fine|ok|okay|good|well|unaffected
        |unimpacted|(not|never) (affected|impacted|concerned|hit|involved)|working|resolved|restored|recovered|fixed
        |solved|back|over)
    (isn't|aren't|wasn't|weren't|hasn't been|haven't been) (affected|impacted|concerned|hit|involved)
    can (still |now )?(log_in|sign_in|work|connect|access ~ ) (again|normally|fine|as usual|without)
    (的|都|均|仍然|仍|依然|目前|也|现在|全|还是|还|已经|已|使用|登录|访问|可以|可|能够|能|一切)*(正常|不受影响
        |未受影响|没受影响|没有受影响|没问题|没有问题|无影响|恢复|没事|照常)
"""
"""Behind a cue of a wide outage: all users are fine, 所有用户均正常."""
