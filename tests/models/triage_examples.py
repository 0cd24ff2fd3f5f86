"""Texts as people write them to a helpdesk of an identity platform, each with what it is about.

Promise: written for these tests, Chinese and English in balance; one line is one example.
"""

from __future__ import annotations

TYPES = """
    LOGIN_PROBLEM | I cannot log in since this morning, it says invalid credentials
    LOGIN_PROBLEM | Forgot my password, please reset it
    LOGIN_PROBLEM | The MFA prompt never reaches my new phone
    LOGIN_PROBLEM | Login fails with "Authentication error" after entering the OTP
    LOGIN_PROBLEM | Sign-in page loops after password change
    LOGIN_PROBLEM | SSO to the payroll app is not working for me
    LOGIN_PROBLEM | My password expired while I was on holiday and I can't sign on any more
    LOGIN_PROBLEM | Not receiving the verification code by text message
    LOGIN_PROBLEM | Trouble signing in to the portal from home
    LOGIN_PROBLEM | I get kicked out every ten minutes: session expired
    LOGIN_PROBLEM | Lost my phone with the authenticator, how do I get in?
    LOGIN_PROBLEM | Unable to authenticate with the new security key
    LOGIN_PROBLEM | Error when logging in: SAML response rejected
    LOGIN_PROBLEM | The portal doesn't let me log in, it just asks for the password again
    LOGIN_PROBLEM | 无法登录系统，提示密码错误
    LOGIN_PROBLEM | 忘记密码了，麻烦帮忙重置一下
    LOGIN_PROBLEM | 手机收不到验证码，登不上门户
    LOGIN_PROBLEM | 单点登录失败，跳转后又回到登录页
    LOGIN_PROBLEM | 换了手机以后动态口令对不上
    LOGIN_PROBLEM | 登录报错 SSO-4012
    LOGIN_PROBLEM | 扫码登录后一直停在等待确认
    LOGIN_PROBLEM | 密码过期，改不了，进不去系统
    LOGIN_PROBLEM | 登陆不了邮箱，一直说用户名或密码不正确
    LOGIN_PROBLEM | 会话总是过期，每隔几分钟就被踢出
    LOGIN_PROBLEM | 多因素认证失败，令牌丢了
    LOGIN_PROBLEM | 人脸识别登录不成功
    LOGIN_PROBLEM | VPN 登录失败，提示认证不通过
    LOGIN_PROBLEM | 昨天改完密码后 login 一直 failed
    ACCOUNT_ACCESS | Please create an account for our new employee starting on Monday
    ACCOUNT_ACCESS | My account is locked, please unlock it
    ACCOUNT_ACCESS | Offboarding: disable the account of Jonas Feld today
    ACCOUNT_ACCESS | Need a guest account for an auditor until Friday
    ACCOUNT_ACCESS | Account disabled by mistake, please reactivate
    ACCOUNT_ACCESS | He has left the company, remove his accounts
    ACCOUNT_ACCESS | I cannot access my account, it says account suspended
    ACCOUNT_ACCESS | Provision accounts for 12 interns
    ACCOUNT_ACCESS | New hire onboarding: Paula Reyes, Finance
    ACCOUNT_ACCESS | My user account expired yesterday, please extend it
    ACCOUNT_ACCESS | Rename my account after marriage
    ACCOUNT_ACCESS | 新员工入职，请开通账号
    ACCOUNT_ACCESS | 账号被锁定，请帮忙解锁
    ACCOUNT_ACCESS | 员工离职，请停用其账号
    ACCOUNT_ACCESS | 申请一个访客账号，供外部审计使用
    ACCOUNT_ACCESS | 我的账户被禁用了，麻烦恢复
    ACCOUNT_ACCESS | 帐号已过期，需要延期三个月
    ACCOUNT_ACCESS | 提示“账号未激活”，怎么激活
    ACCOUNT_ACCESS | 批量创建账号，共 30 个实习生
    ACCOUNT_ACCESS | 返聘人员需要重新启用原来的账号
    ACCOUNT_ACCESS | 请注销张工的账户
    PERMISSION_ISSUE | Access denied when opening the finance folder
    PERMISSION_ISSUE | Please add me to the group fin-approvers
    PERMISSION_ISSUE | I need access to the HR reports
    PERMISSION_ISSUE | Missing role after moving to another department
    PERMISSION_ISSUE | 403 Forbidden on the admin console
    PERMISSION_ISSUE | I am not authorised to approve invoices any more
    PERMISSION_ISSUE | Please grant Mei read permission on project Atlas
    PERMISSION_ISSUE | No permission to edit the shared drive
    PERMISSION_ISSUE | Remove the admin rights of the contractors
    PERMISSION_ISSUE | I don't have access to the shared mailbox of my team
    PERMISSION_ISSUE | My security group membership is wrong
    PERMISSION_ISSUE | 没有权限访问财务报表
    PERMISSION_ISSUE | 转岗后权限组 fin-approvers 丢失
    PERMISSION_ISSUE | 请把我加入审批用户组
    PERMISSION_ISSUE | 提示权限不足，无法审批
    PERMISSION_ISSUE | 申请开通项目库的只读权限
    PERMISSION_ISSUE | 打开共享文件夹被拒绝访问
    PERMISSION_ISSUE | 角色分配错误，看不到菜单
    PERMISSION_ISSUE | 麻烦给实习生授权查看文档
    PERMISSION_ISSUE | 我无权查看这份合同
    PERMISSION_ISSUE | 请收回外包人员的管理员权限
    PERMISSION_ISSUE | 登录后没有 admin 权限
    PERFORMANCE_ISSUE | The portal is very slow today
    PERFORMANCE_ISSUE | Login page slow
    PERFORMANCE_ISSUE | Searching for users takes more than two minutes
    PERFORMANCE_ISSUE | Requests time out every afternoon
    PERFORMANCE_ISSUE | The console freezes and hangs when I open a long list
    PERFORMANCE_ISSUE | High latency between the Shanghai office and the directory
    PERFORMANCE_ISSUE | Pages keep loading forever
    PERFORMANCE_ISSUE | Poor performance of the approval list since Tuesday
    PERFORMANCE_ISSUE | Sign-in takes 40 seconds
    PERFORMANCE_ISSUE | CPU usage is at 100 % and everything is sluggish
    PERFORMANCE_ISSUE | 系统很慢，打开页面要等一分钟
    PERFORMANCE_ISSUE | 登录慢，转圈很久
    PERFORMANCE_ISSUE | 审批列表经常超时
    PERFORMANCE_ISSUE | 页面卡顿严重
    PERFORMANCE_ISSUE | 最近门户响应时间变长，越来越慢
    PERFORMANCE_ISSUE | 搜索用户时卡死
    PERFORMANCE_ISSUE | 目录服务延迟高，性能下降
    PERFORMANCE_ISSUE | 点了按钮半天没反应，加载缓慢
    FEATURE_REQUEST | Feature request: dark mode for the portal
    FEATURE_REQUEST | It would be great to have an export to Excel
    FEATURE_REQUEST | Please add support for passkeys
    FEATURE_REQUEST | Let contractors choose the sign-in language
    FEATURE_REQUEST | I suggest a button to copy group names
    FEATURE_REQUEST | Could you add an option to sort by department?
    FEATURE_REQUEST | We would like to see a calendar in the dashboard
    FEATURE_REQUEST | Enhancement: bulk approval of requests
    FEATURE_REQUEST | Would it be possible to allow users to pick their own display name?
    FEATURE_REQUEST | 建议增加批量导出功能
    FEATURE_REQUEST | 希望门户支持深色模式
    FEATURE_REQUEST | 能否增加按部门筛选
    FEATURE_REQUEST | 功能请求：审批支持手机端
    FEATURE_REQUEST | 希望能在列表里显示工号
    FEATURE_REQUEST | 可不可以支持用微信扫码登录
    FEATURE_REQUEST | 新增一个复制按钮就好了
    FEATURE_REQUEST | 建议优化一下搜索结果的排序
    TECHNICAL_ISSUE | The console crashes when I open an attachment
    TECHNICAL_ISSUE | Internal server error 500 on the approval page
    TECHNICAL_ISSUE | SCIM synchronisation fails since last night
    TECHNICAL_ISSUE | The API integration with our HR system stopped working
    TECHNICAL_ISSUE | Export to CSV produces a corrupt file
    TECHNICAL_ISSUE | Blank page after the update, stack trace attached
    TECHNICAL_ISSUE | There is a bug in the date picker
    TECHNICAL_ISSUE | The certificate of the gateway has expired
    TECHNICAL_ISSUE | Cannot download the report, error message "E-77"
    TECHNICAL_ISSUE | LDAP connector is broken after the migration
    TECHNICAL_ISSUE | The system is down
    TECHNICAL_ISSUE | 控制台打开附件就崩溃
    TECHNICAL_ISSUE | 页面报错 500，附上截图
    TECHNICAL_ISSUE | 人事系统同步失败，昨晚开始
    TECHNICAL_ISSUE | 接口返回异常，集成中断
    TECHNICAL_ISSUE | 导出的文件打开是乱码
    TECHNICAL_ISSUE | 升级后页面白屏
    TECHNICAL_ISSUE | 客户端安装失败
    TECHNICAL_ISSUE | 网关证书过期
    TECHNICAL_ISSUE | 系统宕机了
    TECHNICAL_ISSUE | 保存时提示未知错误
    TECHNICAL_ISSUE | webhook 推送失败，日志里有 exception
    - | Hello
    - | Thank you for your help yesterday
    - | Where is the canteen?
    - | Bitte rufen Sie mich morgen zurück, es lag nicht am Kabel
    - | Die Rechnung vom letzten Monat fehlt noch
    - | 谢谢您的帮助
    - | 请问食堂几点开门
    - | 下周三开会
"""

CATEGORIES = """
    SECURITY_BREACH | Security breach: attacker used stolen login
    SECURITY_BREACH | Database breach, customer data exfiltrated
    SECURITY_BREACH | Ransomware found on a file server
    SECURITY_BREACH | Suspicious sign-ins from abroad, credentials probably leaked
    SECURITY_BREACH | Phishing mail asks staff for their password
    SECURITY_BREACH | Unauthorized access to the admin console detected
    SECURITY_BREACH | An admin account was compromised
    SECURITY_BREACH | 疑似数据泄露
    SECURITY_BREACH | 管理员账号被盗，有人异地登录
    SECURITY_BREACH | 服务器遭到黑客入侵
    SECURITY_BREACH | 发现勒索病毒，登录服务不可用
    SECURITY_BREACH | 员工收到钓鱼邮件并输入了密码
    SECURITY_BREACH | 接口存在越权漏洞，客户资料外泄
    CONFIGURATION_ERROR | Config change broke login
    CONFIGURATION_ERROR | Config update broke login for the Berlin office
    CONFIGURATION_ERROR | Wrong redirect settings after yesterday's change, nobody can sign in
    CONFIGURATION_ERROR | Misconfigured firewall rule makes the portal slow
    CONFIGURATION_ERROR | Conditional access policy change locked people out
    CONFIGURATION_ERROR | The certificate expired and SSO fails
    CONFIGURATION_ERROR | 配置变更后无法登录
    CONFIGURATION_ERROR | 参数配置错误导致门户打不开
    CONFIGURATION_ERROR | 昨晚修改了防火墙策略，认证服务连不上
    CONFIGURATION_ERROR | 证书过期，单点登录失败
    CONFIGURATION_ERROR | 误改路由规则，页面很慢
    EXTERNAL_DEPENDENCY_FAILURE | External IdP outage: login fails
    EXTERNAL_DEPENDENCY_FAILURE | SMS gateway is down, no codes arrive
    EXTERNAL_DEPENDENCY_FAILURE | Third-party directory service unavailable
    EXTERNAL_DEPENDENCY_FAILURE | Azure AD outage affects sign-in
    EXTERNAL_DEPENDENCY_FAILURE | Upstream provider times out, requests are slow
    EXTERNAL_DEPENDENCY_FAILURE | 第三方身份提供商故障，登录失败
    EXTERNAL_DEPENDENCY_FAILURE | 短信网关异常，收不到验证码
    EXTERNAL_DEPENDENCY_FAILURE | 上游接口超时
    EXTERNAL_DEPENDENCY_FAILURE | 企业微信接口不可用，扫码登录失败
    EXTERNAL_DEPENDENCY_FAILURE | 运营商线路中断
    DATA_INTEGRITY_ISSUE | Data corruption in the user directory
    DATA_INTEGRITY_ISSUE | Duplicate identities after the HR import
    DATA_INTEGRITY_ISSUE | User attributes were overwritten by the sync
    DATA_INTEGRITY_ISSUE | Records are missing from the audit table
    DATA_INTEGRITY_ISSUE | Data loss after the failed backup
    DATA_INTEGRITY_ISSUE | 组织架构数据不一致
    DATA_INTEGRITY_ISSUE | 同步后用户属性错乱
    DATA_INTEGRITY_ISSUE | 审计记录丢失
    DATA_INTEGRITY_ISSUE | 出现大量重复账号
    DATA_INTEGRITY_ISSUE | 数据库损坏，档案缺失
    AUTHENTICATION_FAILURE | Authentication failure for many people
    AUTHENTICATION_FAILURE | Users cannot log in
    AUTHENTICATION_FAILURE | Authentication service is down
    AUTHENTICATION_FAILURE | SAML assertions rejected as expired
    AUTHENTICATION_FAILURE | MFA push notifications fail for everyone
    AUTHENTICATION_FAILURE | Login loop on the sign-in page
    AUTHENTICATION_FAILURE | 认证失败，全员无法登录
    AUTHENTICATION_FAILURE | 全员无法登录，门户页面一直转圈
    AUTHENTICATION_FAILURE | 统一认证服务宕机
    AUTHENTICATION_FAILURE | 单点登录失败
    AUTHENTICATION_FAILURE | 令牌失效，员工登录不上
    AUTHORIZATION_ERROR | Authorization error: permission denied for all approvers
    AUTHORIZATION_ERROR | Role assignments disappeared, staff see access denied
    AUTHORIZATION_ERROR | 403 on every admin page, permissions missing
    AUTHORIZATION_ERROR | Insufficient privileges after the reorganisation
    AUTHORIZATION_ERROR | 授权错误，审批人权限丢失
    AUTHORIZATION_ERROR | 多人反馈权限不足
    AUTHORIZATION_ERROR | 角色失效，访问被拒
    PERFORMANCE_DEGRADATION | Login page slow
    PERFORMANCE_DEGRADATION | Portal performance degraded, response times of 20 s
    PERFORMANCE_DEGRADATION | High latency on the directory
    PERFORMANCE_DEGRADATION | CPU load at 100 %, requests time out
    PERFORMANCE_DEGRADATION | Memory leak makes the gateway sluggish
    PERFORMANCE_DEGRADATION | 系统响应缓慢
    PERFORMANCE_DEGRADATION | 性能下降，页面卡顿
    PERFORMANCE_DEGRADATION | 登录慢，经常超时
    PERFORMANCE_DEGRADATION | 数据库 CPU 过高，内存泄漏
    SYSTEM_UNAVAILABLE | System down
    SYSTEM_UNAVAILABLE | The portal is unavailable, 503
    SYSTEM_UNAVAILABLE | Total outage of the platform
    SYSTEM_UNAVAILABLE | The server does not respond
    SYSTEM_UNAVAILABLE | Power failure in the data centre
    SYSTEM_UNAVAILABLE | 系统宕机
    SYSTEM_UNAVAILABLE | 门户网站打不开
    SYSTEM_UNAVAILABLE | 平台全面瘫痪
    SYSTEM_UNAVAILABLE | 服务不可用，机房停电
    UNCLASSIFIED | cannot download
    UNCLASSIFIED | SLA breach on ticket queue
    UNCLASSIFIED | This ticket will breach its SLA in ten minutes
    UNCLASSIFIED | Please order two new monitors
    UNCLASSIFIED | 工单响应超时，SLA 违约
    UNCLASSIFIED | 请更换打印机墨盒
    UNCLASSIFIED | Guten Tag, bitte um Rückruf
    UNCLASSIFIED | Security training on Thursday
"""

OUTAGES = """
    All users cannot log in
    ALL USERS are locked out
    Everyone is locked out
    Nobody can sign in
    No one can access the portal
    System down
    The systems are down
    The whole company is affected
    Organisation-wide login failure
    Organization wide outage
    Not only me, everyone is affected
    It is not just me: all users
    Login doesn't work for everyone
    No, all users are affected
    Not all users are affected, but the system is down
    Every employee gets an error
    None of us can log in
    The authentication service is down
    全员无法登录
    所有用户都登不上
    全公司都进不去系统
    系统宕机
    大面积掉线
    全部无法登录
    没有人能登录
    大家都无法登录
    不只是我，所有用户都无法登录
    不，所有用户都无法登录
    不是所有用户受影响，但是系统宕机了
    不是我一个人，全员都这样
    整个公司无法访问
    平台全面瘫痪
    系統當機，所有用戶無法登錄
    ＡＬＬ ＵＳＥＲＳ affected
"""

NO_OUTAGES = """
    Not all users are affected
    Not everyone is affected
    It isn't everyone
    This isn’t affecting everyone
    The system is no longer down
    The system is not down
    It does not affect all users
    It doesn't impact the whole company
    There is no company-wide outage
    Neither everyone nor the whole company is hit
    I am not sure whether everyone is affected
    Everyone else can log in, only I cannot
    All users are unaffected
    All users aren't affected
    The download of overall users stopped
    The slowdown of my laptop
    Hi everyone, my screen is black
    Works for everyone again
    Nobody can tell me where the form is
    Write to all-users@example.com
    不是所有用户
    并非全员
    不是所有用户都受影响
    没有影响所有用户
    未造成大面积故障
    系统没有宕机
    所有用户均正常
    其他所有用户都正常，只有我无法登录
    安全员无法登录
    安全网关打不开
    完全部署之后再说
    VPN 不是所有用户都连不上
    除我以外所有人都能登录
    我的电脑宕机了
"""


def lines(block: str) -> list[str]:
    """The examples of a block."""
    return [line.strip() for line in block.splitlines() if line.strip()]


def labelled(block: str) -> list[tuple[str, str]]:
    """The examples of a block with their labels: (text, label)."""
    pairs = (line.split(" | ", 1) for line in lines(block))
    return [(text, label.strip()) for label, text in pairs]
