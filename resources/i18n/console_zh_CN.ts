<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>Actions</name>
    <message>
        <source>For this ticket</source>
        <translation>当前工单</translation>
    </message>
    <message>
        <source>List</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>撰写</translation>
    </message>
    <message>
        <source>Go to</source>
        <translation>前往</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>工单</translation>
    </message>
    <message>
        <source>War-room</source>
        <translation>作战室</translation>
    </message>
    <message>
        <source>Dashboard</source>
        <translation>看板</translation>
    </message>
    <message>
        <source>Knowledge</source>
        <translation>知识库</translation>
    </message>
    <message>
        <source>On call</source>
        <translation>值班</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Start work</source>
        <translation>开始处理</translation>
    </message>
    <message>
        <source>Open or reopen…</source>
        <translation>打开或重新打开…</translation>
    </message>
    <message>
        <source>Pause, wait for the requester…</source>
        <translation>暂停，等待用户…</translation>
    </message>
    <message>
        <source>Pause, wait for a vendor…</source>
        <translation>暂停，等待供应商…</translation>
    </message>
    <message>
        <source>Pause, put on hold…</source>
        <translation>暂停，挂起…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Assign…</source>
        <translation>分配…</translation>
    </message>
    <message>
        <source>Assign to me</source>
        <translation>分配给我</translation>
    </message>
    <message>
        <source>Set status…</source>
        <translation>更改状态…</translation>
    </message>
    <message>
        <source>Resolve…</source>
        <translation>解决…</translation>
    </message>
    <message>
        <source>Set priority…</source>
        <translation>更改优先级…</translation>
    </message>
    <message>
        <source>Set type…</source>
        <translation>更改类型…</translation>
    </message>
    <message>
        <source>Set impact and urgency…</source>
        <translation>更改影响和紧急程度…</translation>
    </message>
    <message>
        <source>Change tags…</source>
        <translation>更改标签…</translation>
    </message>
    <message>
        <source>Hand to another team…</source>
        <translation>转给其他团队…</translation>
    </message>
    <message>
        <source>Set requester…</source>
        <translation>更改提单人…</translation>
    </message>
    <message>
        <source>Link to another ticket…</source>
        <translation>关联其他工单…</translation>
    </message>
    <message>
        <source>Put under an incident…</source>
        <translation>归入故障…</translation>
    </message>
    <message>
        <source>Go to its incident</source>
        <translation>转到所属故障</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>改标题…</translation>
    </message>
    <message>
        <source>Change the description…</source>
        <translation>修改描述…</translation>
    </message>
    <message>
        <source>Write a public reply</source>
        <translation>写公开回复</translation>
    </message>
    <message>
        <source>Write an internal note</source>
        <translation>写内部备注</translation>
    </message>
    <message>
        <source>Record what the requester said…</source>
        <translation>记录提单人所述…</translation>
    </message>
    <message>
        <source>Copy number and title</source>
        <translation>复制编号和标题</translation>
    </message>
    <message>
        <source>Copy why its clock stands so</source>
        <translation>复制计时依据</translation>
    </message>
    <message>
        <source>Show earlier messages</source>
        <translation>显示更早的消息</translation>
    </message>
    <message>
        <source>Show history or details</source>
        <translation>切换历史与详情</translation>
    </message>
    <message>
        <source>New ticket…</source>
        <translation>新建工单…</translation>
    </message>
    <message>
        <source>Take the next ticket</source>
        <translation>领取下一张工单</translation>
    </message>
    <message>
        <source>Search all tickets</source>
        <translation>搜索所有工单</translation>
    </message>
    <message>
        <source>Search the archive…</source>
        <translation>搜索归档…</translation>
    </message>
    <message>
        <source>Leave the search</source>
        <translation>退出搜索</translation>
    </message>
    <message>
        <source>Filter the list…</source>
        <translation>筛选列表…</translation>
    </message>
    <message>
        <source>Sort the list…</source>
        <translation>列表排序…</translation>
    </message>
    <message>
        <source>Save as a view…</source>
        <translation>保存为视图…</translation>
    </message>
    <message>
        <source>Next ticket</source>
        <translation>下一张工单</translation>
    </message>
    <message>
        <source>Previous ticket</source>
        <translation>上一张工单</translation>
    </message>
    <message>
        <source>Read the ticket</source>
        <translation>阅读工单</translation>
    </message>
    <message>
        <source>Save the changes to this view</source>
        <translation>保存对此视图的更改</translation>
    </message>
    <message>
        <source>Take this view away</source>
        <translation>移除此视图</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Switch between reply and note</source>
        <translation>切换回复与备注</translation>
    </message>
    <message>
        <source>Put in an article…</source>
        <translation>插入文章…</translation>
    </message>
    <message>
        <source>Attach files…</source>
        <translation>添加附件…</translation>
    </message>
    <message>
        <source>Show or hide the views</source>
        <translation>显示或隐藏视图</translation>
    </message>
    <message>
        <source>Show or hide the details</source>
        <translation>显示或隐藏详情</translation>
    </message>
    <message>
        <source>no ticket is open</source>
        <translation>没有打开的工单</translation>
    </message>
    <message>
        <source>this view is not a saved one</source>
        <translation>此视图不是已保存的视图</translation>
    </message>
    <message>
        <source>only after a public reply</source>
        <translation>须先公开回复</translation>
    </message>
    <message>
        <source>the requester waits for an answer</source>
        <translation>提单人在等待答复</translation>
    </message>
    <message>
        <source>it is: {status}</source>
        <translation>现为：{status}</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>提醒</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Find a command, ticket or person…</source>
        <translation>查找命令、工单或人员…</translation>
    </message>
    <message>
        <source>Undo the last change</source>
        <translation>撤销上一步更改</translation>
    </message>
    <message>
        <source>Use the light theme</source>
        <translation>使用浅色主题</translation>
    </message>
    <message>
        <source>Alerts: what concerns you</source>
        <translation>提醒：与您有关的事</translation>
    </message>
    <message>
        <source>Try whether alerts arrive on this desktop…</source>
        <translation>试试提醒能否到达这台桌面…</translation>
    </message>
    <message>
        <source>Sync: what waits and needs attention</source>
        <translation>同步：待发送与需处理</translation>
    </message>
    <message>
        <source>Where tickets are kept…</source>
        <translation>工单存放位置…</translation>
    </message>
    <message>
        <source>Administration: people, teams and the hub</source>
        <translation>管理：人员、团队和中心库</translation>
    </message>
    <message>
        <source>Use the dark theme</source>
        <translation>使用深色主题</translation>
    </message>
    <message>
        <source>Speak Chinese (中文)</source>
        <translation>使用中文（Chinese）</translation>
    </message>
    <message>
        <source>Speak English (英文)</source>
        <translation>使用英文（English）</translation>
    </message>
    <message>
        <source>Show all keys</source>
        <translation>显示所有按键</translation>
    </message>
    <message>
        <source>Next panel</source>
        <translation>下一个面板</translation>
    </message>
    <message>
        <source>Previous panel</source>
        <translation>上一个面板</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Open the ticket</source>
        <translation>打开工单</translation>
    </message>
    <message>
        <source>Keep the text only</source>
        <translation>只保留文字</translation>
    </message>
    <message>
        <source>Merge both texts…</source>
        <translation>合并两份文本…</translation>
    </message>
    <message>
        <source>Do it again</source>
        <translation>重新执行</translation>
    </message>
    <message>
        <source>Discard what was refused</source>
        <translation>丢弃被拒项</translation>
    </message>
    <message>
        <source>Save the merged text</source>
        <translation>保存合并后的文本</translation>
    </message>
    <message>
        <source>Keep my text</source>
        <translation>保留我的文本</translation>
    </message>
    <message>
        <source>Take the colleague&apos;s text</source>
        <translation>采用同事的文本</translation>
    </message>
    <message>
        <source>Add somebody…</source>
        <translation>添加人员…</translation>
    </message>
    <message>
        <source>Make a new password</source>
        <translation>生成新密码</translation>
    </message>
    <message>
        <source>Close the access</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>Save the person</source>
        <translation>保存人员</translation>
    </message>
    <message>
        <source>Export the dashboard…</source>
        <translation>导出看板…</translation>
    </message>
    <message>
        <source>Compare with the days before</source>
        <translation>与前一期对比</translation>
    </message>
    <message>
        <source>Choose the days of the dashboard…</source>
        <translation>选择看板的日期…</translation>
    </message>
    <message>
        <source>Whole history at the hub, with archives</source>
        <translation>中心库全部历史（含归档）</translation>
    </message>
    <message>
        <source>Save this dashboard…</source>
        <translation>保存此看板…</translation>
    </message>
    <message>
        <source>Open a saved dashboard…</source>
        <translation>打开已保存的看板…</translation>
    </message>
    <message>
        <source>Take a saved dashboard away…</source>
        <translation>删除已保存的看板…</translation>
    </message>
    <message>
        <source>Leave this chart out</source>
        <translation>隐藏此图表</translation>
    </message>
    <message>
        <source>Move this chart up</source>
        <translation>将此图表前移</translation>
    </message>
    <message>
        <source>Move this chart down</source>
        <translation>将此图表后移</translation>
    </message>
    <message>
        <source>Show all charts as they usually stand</source>
        <translation>恢复全部图表</translation>
    </message>
    <message>
        <source>New article</source>
        <translation>新建文章</translation>
    </message>
    <message>
        <source>Search all articles</source>
        <translation>搜索全部文章</translation>
    </message>
    <message>
        <source>Next article</source>
        <translation>下一篇文章</translation>
    </message>
    <message>
        <source>Previous article</source>
        <translation>上一篇文章</translation>
    </message>
    <message>
        <source>Read the article</source>
        <translation>阅读文章</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>编写</translation>
    </message>
    <message>
        <source>Save as a version</source>
        <translation>存为新版本</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>发布</translation>
    </message>
    <message>
        <source>Take back from readers</source>
        <translation>撤回发布</translation>
    </message>
    <message>
        <source>Ask for a review, or take it back</source>
        <translation>送审或撤回送审</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Restore this version</source>
        <translation>恢复此版本</translation>
    </message>
    <message>
        <source>Back to the article</source>
        <translation>返回文章</translation>
    </message>
    <message>
        <source>Archive, or bring back</source>
        <translation>归档或取回</translation>
    </message>
    <message>
        <source>Set who looks after the article…</source>
        <translation>设置文章负责人…</translation>
    </message>
    <message>
        <source>Set when it is looked at again…</source>
        <translation>设置复审日期…</translation>
    </message>
    <message>
        <source>Link its other language…</source>
        <translation>关联另一语言的文章…</translation>
    </message>
    <message>
        <source>Read it in the other language</source>
        <translation>阅读另一语言的文章</translation>
    </message>
    <message>
        <source>Helpful</source>
        <translation>有帮助</translation>
    </message>
    <message>
        <source>Not helpful</source>
        <translation>没有帮助</translation>
    </message>
    <message>
        <source>Set the type of the article…</source>
        <translation>设置文章类型…</translation>
    </message>
    <message>
        <source>Set the category of the article…</source>
        <translation>设置文章分类…</translation>
    </message>
    <message>
        <source>New category…</source>
        <translation>新建分类…</translation>
    </message>
    <message>
        <source>a lead or admin does that</source>
        <translation>由组长或管理员操作</translation>
    </message>
    <message>
        <source>nothing is being written</source>
        <translation>没有正在编写的文章</translation>
    </message>
    <message>
        <source>no article is open</source>
        <translation>没有打开的文章</translation>
    </message>
    <message>
        <source>no article says the same in the other language</source>
        <translation>没有关联另一语言的文章</translation>
    </message>
    <message>
        <source>Declare an incident</source>
        <translation>报告故障</translation>
    </message>
    <message>
        <source>Next incident</source>
        <translation>下一个故障</translation>
    </message>
    <message>
        <source>Previous incident</source>
        <translation>上一个故障</translation>
    </message>
    <message>
        <source>Note what happened</source>
        <translation>记下发生的事</translation>
    </message>
    <message>
        <source>Note, decision or update</source>
        <translation>记录、决定或进展</translation>
    </message>
    <message>
        <source>Declare it</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Set the status of the incident…</source>
        <translation>设置故障状态…</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>确认</translation>
    </message>
    <message>
        <source>Resolve</source>
        <translation>解决</translation>
    </message>
    <message>
        <source>Rule the severity…</source>
        <translation>评定严重级别…</translation>
    </message>
    <message>
        <source>Say what kind of incident it is…</source>
        <translation>确定故障类别…</translation>
    </message>
    <message>
        <source>Hand over the command…</source>
        <translation>交接指挥…</translation>
    </message>
    <message>
        <source>Offer a duty…</source>
        <translation>请人担任角色…</translation>
    </message>
    <message>
        <source>Answer an offer to you…</source>
        <translation>答复请您担任的角色…</translation>
    </message>
    <message>
        <source>End a duty or take an offer back…</source>
        <translation>结束角色或收回邀请…</translation>
    </message>
    <message>
        <source>Give it to somebody…</source>
        <translation>指定处理人…</translation>
    </message>
    <message>
        <source>Pin the entry, or no longer</source>
        <translation>置顶或取消置顶该条</translation>
    </message>
    <message>
        <source>Correct the entry</source>
        <translation>更正该条</translation>
    </message>
    <message>
        <source>Search the timeline</source>
        <translation>搜索时间线</translation>
    </message>
    <message>
        <source>All entries</source>
        <translation>全部条目</translation>
    </message>
    <message>
        <source>Decisions alone</source>
        <translation>仅看决定</translation>
    </message>
    <message>
        <source>Actions alone</source>
        <translation>仅看动作</translation>
    </message>
    <message>
        <source>Pinned entries alone</source>
        <translation>仅看置顶</translation>
    </message>
    <message>
        <source>Begin the response, or go on with it</source>
        <translation>启动或继续响应</translation>
    </message>
    <message>
        <source>Approve, do or rule the step…</source>
        <translation>批准、执行或判定该步骤…</translation>
    </message>
    <message>
        <source>Close as a duplicate of…</source>
        <translation>作为重复故障关闭…</translation>
    </message>
    <message>
        <source>Wall screen</source>
        <translation>大屏模式</translation>
    </message>
    <message>
        <source>nothing is being declared</source>
        <translation>没有正在报告的故障</translation>
    </message>
    <message>
        <source>no incident is open</source>
        <translation>没有打开的故障</translation>
    </message>
    <message>
        <source>a commander does that</source>
        <translation>须由指挥来做</translation>
    </message>
    <message>
        <source>who works on the incident does that</source>
        <translation>由参与处理的人员操作</translation>
    </message>
    <message>
        <source>nothing of the kind is there</source>
        <translation>目前没有</translation>
    </message>
    <message>
        <source>no entry is chosen</source>
        <translation>没有选中条目</translation>
    </message>
    <message>
        <source>it is over</source>
        <translation>已经结束</translation>
    </message>
    <message>
        <source>it stands so already</source>
        <translation>已是此状态</translation>
    </message>
    <message>
        <source>Write the lines</source>
        <translation>编写条款</translation>
    </message>
    <message>
        <source>Say when it begins</source>
        <translation>设定生效日期</translation>
    </message>
    <message>
        <source>Publish as a new version</source>
        <translation>发布为新版本</translation>
    </message>
    <message>
        <source>Try on past tickets</source>
        <translation>在过往工单上试算</translation>
    </message>
    <message>
        <source>Stop the trial</source>
        <translation>停止试算</translation>
    </message>
    <message>
        <source>Begin with another version…</source>
        <translation>以其他版本为底稿…</translation>
    </message>
    <message>
        <source>Drop the draft</source>
        <translation>放弃草稿</translation>
    </message>
    <message>
        <source>Add public holidays…</source>
        <translation>添加法定节假日…</translation>
    </message>
    <message>
        <source>Month before</source>
        <translation>上个月</translation>
    </message>
    <message>
        <source>Month after</source>
        <translation>下个月</translation>
    </message>
    <message>
        <source>New calendar of my team…</source>
        <translation>新建本团队日历…</translation>
    </message>
    <message>
        <source>New agreements of my team…</source>
        <translation>新建本团队协议…</translation>
    </message>
    <message>
        <source>nothing is open</source>
        <translation>未打开任何内容</translation>
    </message>
    <message>
        <source>a lead does that for their team, an admin for everybody</source>
        <translation>本团队的由主管发布，全员的由管理员发布</translation>
    </message>
    <message>
        <source>no calendar is open</source>
        <translation>未打开日历</translation>
    </message>
    <message>
        <source>the lines are not understood yet</source>
        <translation>条款尚无法识别</translation>
    </message>
    <message>
        <source>it changes no clock</source>
        <translation>不影响计时</translation>
    </message>
    <message>
        <source>there is none</source>
        <translation>没有</translation>
    </message>
    <message>
        <source>Open what the alert is about</source>
        <translation>打开提醒所指</translation>
    </message>
    <message>
        <source>Acknowledge the alert</source>
        <translation>确认这条提醒</translation>
    </message>
    <message>
        <source>Put the alert off…</source>
        <translation>推迟这条提醒…</translation>
    </message>
    <message>
        <source>Acknowledge all alerts</source>
        <translation>确认全部提醒</translation>
    </message>
    <message>
        <source>Let somebody stand in…</source>
        <translation>安排顶班…</translation>
    </message>
    <message>
        <source>Let somebody be on call besides…</source>
        <translation>增加值班人…</translation>
    </message>
    <message>
        <source>Set who takes turns…</source>
        <translation>设置轮值…</translation>
    </message>
    <message>
        <source>Be out of office…</source>
        <translation>设为外出…</translation>
    </message>
    <message>
        <source>Be back at work</source>
        <translation>恢复在岗</translation>
    </message>
    <message>
        <source>Add an emergency contact…</source>
        <translation>添加应急联系人…</translation>
    </message>
    <message>
        <source>Take an emergency contact away…</source>
        <translation>移除应急联系人…</translation>
    </message>
    <message>
        <source>Copy the hand-over of the shift…</source>
        <translation>复制班次交接…</translation>
    </message>
    <message>
        <source>Export the week as iCalendar…</source>
        <translation>导出本周 iCalendar…</translation>
    </message>
    <message>
        <source>Next team</source>
        <translation>下一个团队</translation>
    </message>
    <message>
        <source>Previous team</source>
        <translation>上一个团队</translation>
    </message>
    <message>
        <source>Next week</source>
        <translation>下一周</translation>
    </message>
    <message>
        <source>Week before</source>
        <translation>上一周</translation>
    </message>
    <message>
        <source>This week</source>
        <translation>本周</translation>
    </message>
    <message>
        <source>the team&apos;s lead or an admin does that</source>
        <translation>由团队负责人或管理员操作</translation>
    </message>
    <message>
        <source>an admin does that</source>
        <translation>由管理员操作</translation>
    </message>
    <message>
        <source>nobody takes turns yet</source>
        <translation>尚未设置轮值</translation>
    </message>
    <message>
        <source>you are not out of office</source>
        <translation>您未设为外出</translation>
    </message>
    <message>
        <source>none are listed</source>
        <translation>列表为空</translation>
    </message>
    <message>
        <source>Show the response plan</source>
        <translation>显示响应预案</translation>
    </message>
    <message>
        <source>Show the tasks</source>
        <translation>显示任务</translation>
    </message>
    <message>
        <source>Show the impact</source>
        <translation>显示影响</translation>
    </message>
    <message>
        <source>Show the messages</source>
        <translation>显示通报</translation>
    </message>
    <message>
        <source>Ask somebody for something</source>
        <translation>请人做一件事</translation>
    </message>
    <message>
        <source>Accept the task</source>
        <translation>接受任务</translation>
    </message>
    <message>
        <source>The task is done…</source>
        <translation>任务已完成…</translation>
    </message>
    <message>
        <source>Decline the task…</source>
        <translation>谢绝任务…</translation>
    </message>
    <message>
        <source>Drop the task…</source>
        <translation>取消任务…</translation>
    </message>
    <message>
        <source>no task is open</source>
        <translation>没有未完成的任务</translation>
    </message>
    <message>
        <source>it was asked of somebody else</source>
        <translation>该任务请的是他人</translation>
    </message>
    <message>
        <source>Link a ticket to the incident…</source>
        <translation>将工单关联到故障…</translation>
    </message>
    <message>
        <source>Take the ticket off the incident</source>
        <translation>取消工单与故障的关联</translation>
    </message>
    <message>
        <source>Open the ticket in the queue</source>
        <translation>在队列中打开工单</translation>
    </message>
    <message>
        <source>no ticket is linked</source>
        <translation>没有关联的工单</translation>
    </message>
    <message>
        <source>Write the analysis, or back</source>
        <translation>撰写复盘，或返回</translation>
    </message>
    <message>
        <source>Fill in what is known</source>
        <translation>填入已知信息</translation>
    </message>
    <message>
        <source>Add an action item…</source>
        <translation>添加改进项…</translation>
    </message>
    <message>
        <source>Change the action item…</source>
        <translation>修改改进项…</translation>
    </message>
    <message>
        <source>Say who reviews, and when…</source>
        <translation>指定评审人和时间…</translation>
    </message>
    <message>
        <source>Link an earlier incident…</source>
        <translation>关联以往故障…</translation>
    </message>
    <message>
        <source>Hand in, sign off or take up again</source>
        <translation>提交评审、签发或重新开启</translation>
    </message>
    <message>
        <source>Export the analysis…</source>
        <translation>导出复盘报告…</translation>
    </message>
    <message>
        <source>open the analysis first</source>
        <translation>请先打开复盘</translation>
    </message>
    <message>
        <source>a commander or lead does that</source>
        <translation>须由指挥或组长执行</translation>
    </message>
    <message>
        <source>it is signed off</source>
        <translation>已签发</translation>
    </message>
    <message>
        <source>Write the next message</source>
        <translation>撰写下一条通报</translation>
    </message>
    <message>
        <source>Who hears of it…</source>
        <translation>谁会收到…</translation>
    </message>
    <message>
        <source>Choose the groups that hear of it…</source>
        <translation>选择通知组…</translation>
    </message>
    <message>
        <source>Say what the message is for…</source>
        <translation>选择通报类型…</translation>
    </message>
    <message>
        <source>Message in the other language</source>
        <translation>切换通报语言</translation>
    </message>
    <message>
        <source>On the status page, or not</source>
        <translation>是否显示在状态页</translation>
    </message>
    <message>
        <source>Draft the message anew</source>
        <translation>重新起草通报</translation>
    </message>
    <message>
        <source>Send the message</source>
        <translation>发送通报</translation>
    </message>
    <message>
        <source>subject, words and groups are needed</source>
        <translation>需要主题、正文和通知组</translation>
    </message>
    <message>
        <source>nothing was changed in it</source>
        <translation>没有改动</translation>
    </message>
</context>
<context>
    <name>AdminPanel</name>
    <message>
        <source>Administration of {hub}</source>
        <translation>{hub} 管理</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Teams</source>
        <translation>团队</translation>
    </message>
    <message>
        <source>Hub</source>
        <translation>中心库</translation>
    </message>
    <message>
        <source>Asking the hub…</source>
        <translation>正在查询中心库…</translation>
    </message>
</context>
<context>
    <name>AdviceLine</name>
    <message>
        <source>Suggested: {title}</source>
        <translation>建议：{title}</translation>
    </message>
    <message>
        <source>shared words: {words}</source>
        <translation>共同的词：{words}</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>另有 %n 篇</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ages</name>
    <message>
        <source>Backlog by age</source>
        <translation>积压时长</translation>
    </message>
    <message>
        <source>before</source>
        <translation>上一期</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>暂停</translation>
    </message>
    <message numerus="yes">
        <source>%n paused</source>
        <translation>
            <numerusform>%n 张暂停</numerusform>
        </translation>
    </message>
    <message>
        <source>Age</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>tickets</source>
        <translation>工单</translation>
    </message>
    <message>
        <source>under 1 d</source>
        <translation>1 天内</translation>
    </message>
    <message>
        <source>over {days} d</source>
        <translation>{days} 天以上</translation>
    </message>
    <message>
        <source>{first} to {last} d</source>
        <translation>{first}–{last} 天</translation>
    </message>
</context>
<context>
    <name>Agreements</name>
    <message>
        <source>SLA by priority</source>
        <translation>各级 SLA</translation>
    </message>
    <message>
        <source>met</source>
        <translation>达标</translation>
    </message>
    <message>
        <source>late</source>
        <translation>超时</translation>
    </message>
    <message>
        <source>pending</source>
        <translation>未决</translation>
    </message>
    <message>
        <source>n/a</source>
        <translation>不计</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>优先级</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>时钟</translation>
    </message>
    <message>
        <source>The clocks are being reckoned…</source>
        <translation>正在计算时钟…</translation>
    </message>
    <message>
        <source>{n} met</source>
        <translation>达标 {n}</translation>
    </message>
    <message>
        <source>{n} late</source>
        <translation>超时 {n}</translation>
    </message>
    <message>
        <source>{n} pending</source>
        <translation>未决 {n}</translation>
    </message>
    <message>
        <source>{n} n/a</source>
        <translation>不计 {n}</translation>
    </message>
</context>
<context>
    <name>AlertCard</name>
    <message>
        <source>Acknowledge</source>
        <translation>确认</translation>
    </message>
    <message>
        <source>Later…</source>
        <translation>稍后…</translation>
    </message>
</context>
<context>
    <name>Alerts</name>
    <message>
        <source>{clock}: overdue</source>
        <translation>{clock}：已超时</translation>
    </message>
    <message>
        <source>{clock}: {percent} % of the time used</source>
        <translation>{clock}：时间已用 {percent}%</translation>
    </message>
    <message>
        <source>Escalated to you: {clock} is overdue</source>
        <translation>升级给您：{clock}已超时</translation>
    </message>
    <message>
        <source>Incident declared</source>
        <translation>已宣布故障</translation>
    </message>
    <message>
        <source>Assigned to you</source>
        <translation>已分配给您</translation>
    </message>
    <message>
        <source>Nobody can be given it</source>
        <translation>无人可分配</translation>
    </message>
    <message>
        <source>The requester answered</source>
        <translation>请求人已回复</translation>
    </message>
    <message>
        <source>You were mentioned</source>
        <translation>有人提到您</translation>
    </message>
    <message>
        <source>A duty on an incident is offered to you</source>
        <translation>请您在故障处理中担任角色</translation>
    </message>
    <message>
        <source>A task on an incident is asked of you</source>
        <translation>请您在故障处理中完成任务</translation>
    </message>
    <message>
        <source>The time of a task is over</source>
        <translation>任务已超时</translation>
    </message>
    <message>
        <source>An article of yours is to be looked at again</source>
        <translation>您负责的文章需要复审</translation>
    </message>
    <message>
        <source>Your action item is overdue</source>
        <translation>您的改进项已逾期</translation>
    </message>
    <message>
        <source>Overdue clocks</source>
        <translation>已超时</translation>
    </message>
    <message>
        <source>Clocks running out</source>
        <translation>即将超时</translation>
    </message>
    <message>
        <source>Escalations</source>
        <translation>升级</translation>
    </message>
    <message>
        <source>Incidents</source>
        <translation>故障</translation>
    </message>
    <message>
        <source>Assignments</source>
        <translation>分配</translation>
    </message>
    <message>
        <source>Tickets nobody can be given</source>
        <translation>无人可分配的工单</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>回复</translation>
    </message>
    <message>
        <source>Mentions</source>
        <translation>提及</translation>
    </message>
    <message>
        <source>Duties</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Overdue tasks</source>
        <translation>超时任务</translation>
    </message>
    <message>
        <source>Articles to look at again</source>
        <translation>待复审的文章</translation>
    </message>
    <message>
        <source>Action items</source>
        <translation>改进项</translation>
    </message>
    <message>
        <source>It cannot be read here any more</source>
        <translation>此处已无法查看</translation>
    </message>
    <message>
        <source>due {time}</source>
        <translation>{time} 到期</translation>
    </message>
    <message>
        <source>by {name}</source>
        <translation>来自 {name}</translation>
    </message>
    <message>
        <source>put off until {time}: {reason}</source>
        <translation>推迟到 {time}：{reason}</translation>
    </message>
</context>
<context>
    <name>AlertsPanel</name>
    <message>
        <source>Alerts</source>
        <translation>提醒</translation>
    </message>
    <message>
        <source>Acknowledge all</source>
        <translation>全部确认</translation>
    </message>
    <message>
        <source>Try it out…</source>
        <translation>试一试…</translation>
    </message>
    <message>
        <source>Focus until {time}: only what is critical pops up</source>
        <translation>专注到 {time}：只弹出紧急提醒</translation>
    </message>
    <message>
        <source>End focus</source>
        <translation>结束专注</translation>
    </message>
    <message>
        <source>Focus for an hour</source>
        <translation>专注一小时</translation>
    </message>
    <message>
        <source>To be seen</source>
        <translation>待查看</translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>已查看</translation>
    </message>
    <message>
        <source>Nothing to tell</source>
        <translation>没有提醒</translation>
    </message>
    <message>
        <source>Clocks that run out, assignments, answers and mentions are told here and stay until seen.</source>
        <translation>即将超时的时钟、分配、回复和提及都会在这里提醒，并保留到查看为止。</translation>
    </message>
</context>
<context>
    <name>AlonePanel</name>
    <message>
        <source>Administration</source>
        <translation>管理</translation>
    </message>
    <message>
        <source>There is no team&apos;s hub yet</source>
        <translation>还没有团队中心库</translation>
    </message>
    <message>
        <source>Tickets are kept on this computer only; there is nobody else to administer. A team shares a hub, a PostgreSQL database. Its administrator makes it once, with the first admin:</source>
        <translation>工单只保存在这台电脑上，没有其他人员可管理。团队共用一个中心库（PostgreSQL 数据库），由数据库管理员创建一次，并添加第一位管理员：</translation>
    </message>
    <message>
        <source>Commands that make a hub</source>
        <translation>创建中心库的命令</translation>
    </message>
    <message>
        <source>It tells the first admin&apos;s password once. Each console then joins with a connection file; docs/HUB.md tells the rest.</source>
        <translation>第一位管理员的密码只显示一次。之后各控制台凭连接文件加入，其余见 docs/HUB.md。</translation>
    </message>
    <message>
        <source>Join a team&apos;s hub…</source>
        <translation>加入团队中心库…</translation>
    </message>
</context>
<context>
    <name>ArchivePanel</name>
    <message>
        <source>Search the archive: words, or a number</source>
        <translation>搜索归档：关键词或编号</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>归档</translation>
    </message>
    <message>
        <source>Why it is opened again, kept in the history</source>
        <translation>重新打开的原因，将记入历史</translation>
    </message>
    <message>
        <source>A lead or an admin can open it again.</source>
        <translation>主管或管理员可重新打开。</translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation>重新打开</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Asking the hub…</source>
        <translation>正在查询中心库…</translation>
    </message>
    <message>
        <source>The archive lies at the hub alone. {sentence}</source>
        <translation>归档只保存在中心库。{sentence}</translation>
    </message>
    <message numerus="yes">
        <source>%n archived tickets, newest first. Enter reads one.</source>
        <translation>
            <numerusform>%n 张归档工单，最新在前。按 Enter 阅读。</numerusform>
        </translation>
    </message>
    <message>
        <source>No archived ticket of your teams contains “{text}”.</source>
        <translation>您所在团队的归档工单中没有包含“{text}”的内容。</translation>
    </message>
    <message>
        <source>Tickets closed long ago lie here. Type a word or a number.</source>
        <translation>很久以前关闭的工单在这里。请输入关键词或编号。</translation>
    </message>
    <message>
        <source>Archived: read here, changed by nobody. Esc goes back to what was found.</source>
        <translation>已归档：可阅读，不可修改。按 Esc 返回搜索结果。</translation>
    </message>
    <message>
        <source>Write a few words first.</source>
        <translation>请先写几句话。</translation>
    </message>
    <message>
        <source>Opened again. It is on its way back…</source>
        <translation>已重新打开，正在取回…</translation>
    </message>
</context>
<context>
    <name>Arrivals</name>
    <message>
        <source>Arrivals and resolutions</source>
        <translation>新建与解决</translation>
    </message>
    <message>
        <source>per day</source>
        <translation>每日</translation>
    </message>
    <message>
        <source>days before</source>
        <translation>上一期</translation>
    </message>
    <message>
        <source>opened</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>resolved</source>
        <translation>解决</translation>
    </message>
    <message>
        <source>Shaded: days without working hours.</source>
        <translation>底纹为非营业日。</translation>
    </message>
    <message numerus="yes">
        <source>%n so far</source>
        <translation>
            <numerusform>至今 %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>today</source>
        <translation>今天</translation>
    </message>
    <message numerus="yes">
        <source>%n opened</source>
        <translation>
            <numerusform>新建 %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n resolved</source>
        <translation>
            <numerusform>解决 %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Articles</name>
    <message>
        <source>Self-service articles</source>
        <translation>自助知识</translation>
    </message>
    <message>
        <source>helpful votes with 95 % interval</source>
        <translation>有帮助率与 95 % 区间</translation>
    </message>
    <message>
        <source>under {n} votes</source>
        <translation>不足 {n} 票</translation>
    </message>
    <message>
        <source>articles</source>
        <translation>文章</translation>
    </message>
    <message>
        <source>views</source>
        <translation>浏览</translation>
    </message>
    <message>
        <source>updated</source>
        <translation>内容更新</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>helpful</source>
        <translation>有帮助</translation>
    </message>
    <message>
        <source>not helpful</source>
        <translation>无帮助</translation>
    </message>
    <message>
        <source>rate, %</source>
        <translation>有帮助率（%）</translation>
    </message>
    <message>
        <source>lower bound, %</source>
        <translation>下限（%）</translation>
    </message>
    <message>
        <source>No search went without a result.</source>
        <translation>没有无结果的搜索。</translation>
    </message>
    <message numerus="yes">
        <source>%n searches found nothing. Most often: {most}.</source>
        <translation>
            <numerusform>%n 次搜索无结果，最多：{most}。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Asking</name>
    <message>
        <source>Assign to</source>
        <translation>分配给</translation>
    </message>
    <message>
        <source>From {status} to</source>
        <translation>从“{status}”转为</translation>
    </message>
    <message>
        <source>Reason, kept in the history</source>
        <translation>原因，记入历史</translation>
    </message>
    <message>
        <source>Set status</source>
        <translation>更改状态</translation>
    </message>
    <message>
        <source>Until it is woken</source>
        <translation>直到唤醒</translation>
    </message>
    <message>
        <source>For 4 hours</source>
        <translation>4 小时</translation>
    </message>
    <message>
        <source>Until tomorrow, 09:00</source>
        <translation>到明天 09:00</translation>
    </message>
    <message>
        <source>Until Monday, 09:00</source>
        <translation>到周一 09:00</translation>
    </message>
    <message>
        <source>Pause: {status}</source>
        <translation>暂停：{status}</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>What helped, for the next one who has this (may stay empty)</source>
        <translation>怎样解决的，供下次参考（可留空）</translation>
    </message>
    <message>
        <source>How did it end?</source>
        <translation>处理结果如何？</translation>
    </message>
    <message>
        <source>Resolve</source>
        <translation>解决</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Who is hit?</source>
        <translation>影响了谁？</translation>
    </message>
    <message>
        <source>How urgent is it?</source>
        <translation>有多紧急？</translation>
    </message>
    <message>
        <source>take off</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Put on “{text}”</source>
        <translation>添加“{text}”</translation>
    </message>
    <message>
        <source>Hand to team</source>
        <translation>转给团队</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>改标题</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>描述</translation>
    </message>
    <message>
        <source>Change the description</source>
        <translation>修改描述</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>更改</translation>
    </message>
    <message>
        <source>Somebody changed the same words meanwhile; yours stand here beside the rest</source>
        <translation>其间有人改了相同的文字；此处采用了您的文字，其余已合并</translation>
    </message>
    <message>
        <source>Link to the ticket with these words or this number</source>
        <translation>按文字或编号查找要关联的工单</translation>
    </message>
    <message>
        <source>This ticket … {other}</source>
        <translation>本工单 … {other}</translation>
    </message>
    <message>
        <source>Record what the requester said</source>
        <translation>记录提单人所述</translation>
    </message>
    <message>
        <source>In their own words; they can read it</source>
        <translation>用其原话；提单人可以看到</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>优先级</translation>
    </message>
    <message>
        <source>Who stands in?</source>
        <translation>由谁顶班？</translation>
    </message>
    <message>
        <source>Who is on call besides?</source>
        <translation>增加谁值班？</translation>
    </message>
    <message>
        <source>A week each, from Monday 09:00</source>
        <translation>每人一周，周一 09:00 交接</translation>
    </message>
    <message>
        <source>A day each, from 09:00</source>
        <translation>每人一天，09:00 交接</translation>
    </message>
    <message>
        <source>How long is a turn?</source>
        <translation>每班多长？</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Be out of office</source>
        <translation>设为外出</translation>
    </message>
    <message>
        <source>Until (2026-03-09 09:00); empty: nobody knows</source>
        <translation>至（2026-03-09 09:00）；留空表示未定</translation>
    </message>
    <message>
        <source>Who stands in for you?</source>
        <translation>由谁代班？</translation>
    </message>
    <message>
        <source>The hand-over of {team} is on the clipboard, as Markdown.</source>
        <translation>{team} 的交接内容已以 Markdown 复制到剪贴板。</translation>
    </message>
    <message>
        <source>Hand over the shift of {team}</source>
        <translation>交接 {team} 的班次</translation>
    </message>
    <message>
        <source>Notes for the next shift</source>
        <translation>给下一班的备注</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Phone; role; name; who is called then; hours</source>
        <translation>电话；角色；姓名；备用联系人；时间</translation>
    </message>
    <message>
        <source>Emergency contact</source>
        <translation>应急联系人</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Take away which contact?</source>
        <translation>移除哪个联系人？</translation>
    </message>
    <message>
        <source>These, in this order: {names}</source>
        <translation>按此顺序：{names}</translation>
    </message>
    <message>
        <source>Who takes the next turn?</source>
        <translation>下一班由谁？</translation>
    </message>
    <message>
        <source>From – to</source>
        <translation>起止时间</translation>
    </message>
    <message>
        <source>Change the rota</source>
        <translation>更改值班表</translation>
    </message>
    <message>
        <source>From and to, such as 2026-03-02 – 2026-03-08</source>
        <translation>起止日期，例如 2026-03-02 – 2026-03-08</translation>
    </message>
    <message>
        <source>Which days?</source>
        <translation>哪些日期？</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>For me</source>
        <translation>仅自己</translation>
    </message>
    <message>
        <source>For the team</source>
        <translation>团队</translation>
    </message>
    <message>
        <source>Save period, tickets and charts as a dashboard</source>
        <translation>将时段、工单范围和图表保存为看板</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Open a dashboard</source>
        <translation>打开看板</translation>
    </message>
    <message>
        <source>Take a dashboard away</source>
        <translation>删除看板</translation>
    </message>
    <message>
        <source>Dashboard “{name}” is kept; O opens it.</source>
        <translation>已保存看板“{name}”，按 O 打开。</translation>
    </message>
    <message>
        <source>Dashboard “{name}” is gone.</source>
        <translation>已删除看板“{name}”。</translation>
    </message>
    <message>
        <source>No dashboard is saved yet; V saves this one.</source>
        <translation>尚未保存看板；按 V 保存当前看板。</translation>
    </message>
    <message>
        <source>yours</source>
        <translation>自己的</translation>
    </message>
</context>
<context>
    <name>BesidePanel</name>
    <message>
        <source>Targets in both readings</source>
        <translation>目标的两种读法</translation>
    </message>
    <message>
        <source>of the lines before</source>
        <translation>为修改前的条款</translation>
    </message>
    <message>
        <source>Agreement</source>
        <translation>协议</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>时钟</translation>
    </message>
    <message>
        <source>Business</source>
        <translation>工作时间</translation>
    </message>
    <message>
        <source>By the clock</source>
        <translation>自然时间</translation>
    </message>
    <message>
        <source>Calendar</source>
        <translation>日历</translation>
    </message>
    <message>
        <source>Address, or why not reached</source>
        <translation>地址，或未送达原因</translation>
    </message>
    <message>
        <source>Tickets whose clocks would stand otherwise</source>
        <translation>时钟结果会改变的工单</translation>
    </message>
    <message>
        <source>Who hears of incidents</source>
        <translation>谁会收到故障通知</translation>
    </message>
    <message>
        <source>By what messages go out</source>
        <translation>消息发送通道</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>组</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>通道</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>{short} to {long}</source>
        <translation>{short} 至 {long}</translation>
    </message>
    <message>
        <source>Past tickets are gone through…</source>
        <translation>正在逐一试算过往工单…</translation>
    </message>
    <message>
        <source>A trial tells which clocks of the tickets of the last 90 days would stand otherwise.</source>
        <translation>试算可得知最近 90 天的工单中哪些时钟的结果会改变。</translation>
    </message>
    <message>
        <source>{tickets} tickets of the last 90 days; {changed} would stand otherwise.</source>
        <translation>最近 90 天共 {tickets} 张工单，其中 {changed} 张的结果会改变。</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Would be</source>
        <translation>将变为</translation>
    </message>
</context>
<context>
    <name>Body</name>
    <message>
        <source>Needs attention</source>
        <translation>需要处理</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Undo: discard {what}</source>
        <translation>撤销：丢弃 {what}</translation>
    </message>
    <message>
        <source>{what} is discarded when you close this.</source>
        <translation>关闭此面板时丢弃 {what}。</translation>
    </message>
    <message>
        <source>Nothing needs attention</source>
        <translation>没有需要处理的事项</translation>
    </message>
    <message>
        <source>What cannot be taken as you wrote it is kept and shown here.</source>
        <translation>无法照您所写接受的内容会保留并显示在这里。</translation>
    </message>
    <message numerus="yes">
        <source>Waiting to be sent: %n changes</source>
        <translation>
            <numerusform>待发送：%n 项更改</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>另有 %n 项</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Breaches</name>
    <message>
        <source>Late in the next hours</source>
        <translation>未来几小时超时预测</translation>
    </message>
    <message>
        <source>come due</source>
        <translation>到期</translation>
    </message>
    <message>
        <source>late, expected</source>
        <translation>预计超时</translation>
    </message>
    <message>
        <source>due</source>
        <translation>到期</translation>
    </message>
    <message>
        <source>late</source>
        <translation>超时</translation>
    </message>
    <message>
        <source>80 % range</source>
        <translation>80% 区间</translation>
    </message>
    <message>
        <source>The clocks are being reckoned…</source>
        <translation>正在计算各项时限…</translation>
    </message>
    <message>
        <source>Hour</source>
        <translation>小时</translation>
    </message>
    <message>
        <source>from</source>
        <translation>下限</translation>
    </message>
    <message>
        <source>up to</source>
        <translation>上限</translation>
    </message>
    <message numerus="yes">
        <source>%n clocks come due</source>
        <translation>
            <numerusform>%n 个时限到期</numerusform>
        </translation>
    </message>
    <message>
        <source>{expected} late expected, {low} to {high} in four of five cases</source>
        <translation>预计 {expected} 个超时，80% 区间 {low} 至 {high}</translation>
    </message>
    <message>
        <source>Too few clocks came due to tell what is ahead.</source>
        <translation>到期的时限太少，无法预测。</translation>
    </message>
    <message numerus="yes">
        <source>%n clocks are known</source>
        <translation>
            <numerusform>已知 %n 个时限</numerusform>
        </translation>
    </message>
    <message>
        <source>30 of two weeks are needed.</source>
        <translation>至少需要两周内的 30 个。</translation>
    </message>
</context>
<context>
    <name>Care</name>
    <message>
        <source>Nobody</source>
        <translation>无人</translation>
    </message>
    <message>
        <source>Who looks after it?</source>
        <translation>由谁负责？</translation>
    </message>
    <message>
        <source>In three months</source>
        <translation>三个月后</translation>
    </message>
    <message>
        <source>In half a year</source>
        <translation>半年后</translation>
    </message>
    <message>
        <source>In a year</source>
        <translation>一年后</translation>
    </message>
    <message>
        <source>On no date</source>
        <translation>不设日期</translation>
    </message>
    <message>
        <source>When is it looked at again? Or a date: 2026-03-09</source>
        <translation>何时复审？也可输入日期：2026-03-09</translation>
    </message>
    <message>
        <source>On {text}</source>
        <translation>于 {text}</translation>
    </message>
    <message>
        <source>Write it now</source>
        <translation>现在撰写</translation>
    </message>
    <message>
        <source>Part them: none says the same</source>
        <translation>取消关联</translation>
    </message>
    <message>
        <source>Which says the same in the other language?</source>
        <translation>哪篇是另一语言的同一内容？</translation>
    </message>
</context>
<context>
    <name>Chart</name>
    <message>
        <source>Reading the tickets…</source>
        <translation>正在读取工单…</translation>
    </message>
</context>
<context>
    <name>Checks</name>
    <message>
        <source>not looked at</source>
        <translation>未检查</translation>
    </message>
    <message>
        <source>is looked at</source>
        <translation>检查中</translation>
    </message>
    <message>
        <source>right</source>
        <translation>正常</translation>
    </message>
</context>
<context>
    <name>Chips</name>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>优先级</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>渠道</translation>
    </message>
    <message>
        <source>Assignee</source>
        <translation>负责人</translation>
    </message>
    <message>
        <source>Requester</source>
        <translation>提单人</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>团队</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>SLA</source>
        <translation>SLA 时限</translation>
    </message>
    <message>
        <source>User replied</source>
        <translation>用户已回复</translation>
    </message>
    <message>
        <source>From the dashboard</source>
        <translation>来自看板</translation>
    </message>
    <message>
        <source>late or at risk</source>
        <translation>超时与将超时</translation>
    </message>
    <message>
        <source>late</source>
        <translation>超时</translation>
    </message>
    <message>
        <source>at risk</source>
        <translation>将超时</translation>
    </message>
    <message>
        <source>Any</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>Open in the wide sense</source>
        <translation>所有未结</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>无人</translation>
    </message>
    <message>
        <source>open</source>
        <translation>未结</translation>
    </message>
</context>
<context>
    <name>Chooser</name>
    <message>
        <source>Nothing fits. Type less, or press Esc.</source>
        <translation>没有匹配项。少输几个字，或按 Esc。</translation>
    </message>
    <message>
        <source>Type to search.</source>
        <translation>输入以搜索。</translation>
    </message>
</context>
<context>
    <name>Clocks</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>SLA clocks</source>
        <translation>SLA 时钟</translation>
    </message>
</context>
<context>
    <name>Composer</name>
    <message>
        <source>Public reply</source>
        <translation>公开回复</translation>
    </message>
    <message>
        <source>Internal note</source>
        <translation>内部备注</translation>
    </message>
    <message>
        <source>Attach files</source>
        <translation>添加附件</translation>
    </message>
    <message>
        <source>Attach files (Ctrl+Shift+A)</source>
        <translation>添加附件（Ctrl+Shift+A）</translation>
    </message>
    <message>
        <source>Add internal note</source>
        <translation>添加内部备注</translation>
    </message>
    <message>
        <source>Only colleagues see this</source>
        <translation>只有同事可见</translation>
    </message>
    <message>
        <source>Send public reply</source>
        <translation>发送公开回复</translation>
    </message>
    <message>
        <source>To {name}, {way}</source>
        <translation>发给 {name}，{way}</translation>
    </message>
    <message>
        <source>Write to your colleagues</source>
        <translation>写给同事</translation>
    </message>
    <message>
        <source>Write to the requester</source>
        <translation>写给提单人</translation>
    </message>
    <message>
        <source>Draft kept {time}</source>
        <translation>草稿已存 {time}</translation>
    </message>
    <message numerus="yes">
        <source>%n new messages since you began</source>
        <translation>
            <numerusform>您动笔后有 %n 条新消息</numerusform>
        </translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>移除</translation>
    </message>
</context>
<context>
    <name>Conversation</name>
    <message>
        <source>Conversation</source>
        <translation>对话</translation>
    </message>
</context>
<context>
    <name>CreatePanel</name>
    <message>
        <source>Nobody yet…</source>
        <translation>尚未填写…</translation>
    </message>
    <message>
        <source>Not known yet…</source>
        <translation>尚不清楚…</translation>
    </message>
    <message>
        <source>Whoever suits best</source>
        <translation>由最合适的人</translation>
    </message>
    <message>
        <source>Nobody yet</source>
        <translation>暂无</translation>
    </message>
    <message>
        <source>New ticket</source>
        <translation>新建工单</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>描述</translation>
    </message>
    <message>
        <source>Requester</source>
        <translation>提单人</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>优先级</translation>
    </message>
    <message>
        <source>Assignee</source>
        <translation>负责人</translation>
    </message>
    <message>
        <source>What is wrong, in one line</source>
        <translation>一句话说明问题</translation>
    </message>
    <message>
        <source>In the person&apos;s own words</source>
        <translation>用其本人的话</translation>
    </message>
    <message>
        <source>Attach…</source>
        <translation>添加附件…</translation>
    </message>
    <message>
        <source>Put away</source>
        <translation>收起</translation>
    </message>
    <message>
        <source>Create ticket</source>
        <translation>创建工单</translation>
    </message>
    <message>
        <source>suggested by {cues}</source>
        <translation>建议，依据：{cues}</translation>
    </message>
    <message>
        <source>suggested</source>
        <translation>建议</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>移除</translation>
    </message>
</context>
<context>
    <name>DashboardPage</name>
    <message>
        <source>Picture (*.png)</source>
        <translation>图片 (*.png)</translation>
    </message>
    <message>
        <source>Drawing (*.svg)</source>
        <translation>矢量图 (*.svg)</translation>
    </message>
    <message>
        <source>Rows (*.csv)</source>
        <translation>数据 (*.csv)</translation>
    </message>
    <message>
        <source>Report (*.pdf)</source>
        <translation>报告 (*.pdf)</translation>
    </message>
    <message>
        <source>Export the dashboard</source>
        <translation>导出看板</translation>
    </message>
    <message>
        <source>{name} could not be written: {reason}. Nothing was kept; choose another place.</source>
        <translation>无法写入 {name}：{reason}。未保存任何内容，请换一个位置。</translation>
    </message>
    <message>
        <source>The dashboard is in {name}.</source>
        <translation>看板已导出到 {name}。</translation>
    </message>
    <message>
        <source>open the dashboard first</source>
        <translation>请先打开看板</translation>
    </message>
    <message>
        <source>The figures of this machine are still being read.</source>
        <translation>本机数据仍在读取。</translation>
    </message>
    <message>
        <source>Go to a chart first, with Tab or F6.</source>
        <translation>请先用 Tab 或 F6 移到一个图表。</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Only tickets of</source>
        <translation>只看</translation>
    </message>
</context>
<context>
    <name>DeclarePanel</name>
    <message>
        <source>Declare an incident</source>
        <translation>报告故障</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>出了什么问题</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>描述</translation>
    </message>
    <message>
        <source>People affected</source>
        <translation>受影响人数</translation>
    </message>
    <message>
        <source>Still working, %</source>
        <translation>仍可用比例，%</translation>
    </message>
    <message>
        <source>Business impact</source>
        <translation>业务影响</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>In one line, as people tell it</source>
        <translation>一句话，照大家的说法</translation>
    </message>
    <message>
        <source>Put away  Esc</source>
        <translation>收起  Esc</translation>
    </message>
    <message>
        <source>Declare  Ctrl ↵</source>
        <translation>报告  Ctrl ↵</translation>
    </message>
    <message>
        <source>chosen by you</source>
        <translation>由您选定</translation>
    </message>
    <message>
        <source>nothing written so far tells which</source>
        <translation>目前的文字还看不出类别</translation>
    </message>
    <message>
        <source>suggested by {cues}</source>
        <translation>依据{cues}建议</translation>
    </message>
    <message>
        <source>also {others}</source>
        <translation>也可能是{others}</translation>
    </message>
</context>
<context>
    <name>Details</name>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>优先级</translation>
    </message>
    <message>
        <source>Impact</source>
        <translation>影响</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>团队</translation>
    </message>
    <message>
        <source>Assignee</source>
        <translation>负责人</translation>
    </message>
    <message>
        <source>Requester</source>
        <translation>提单人</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Properties</source>
        <translation>属性</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>附件</translation>
    </message>
    <message>
        <source>Links</source>
        <translation>关联</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>渠道</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>处理结果</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>无人</translation>
    </message>
    <message>
        <source>{impact} × {urgency}</source>
        <translation>{impact} × {urgency}</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>创建时间</translation>
    </message>
    <message>
        <source>First reply</source>
        <translation>首次回复</translation>
    </message>
    <message>
        <source>Wakes up</source>
        <translation>唤醒时间</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>解决时间</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>关闭时间</translation>
    </message>
    <message>
        <source>Updated</source>
        <translation>更新时间</translation>
    </message>
    <message>
        <source>Attach files…</source>
        <translation>添加附件…</translation>
    </message>
    <message>
        <source>Link a ticket…</source>
        <translation>关联工单…</translation>
    </message>
</context>
<context>
    <name>Display</name>
    <message>
        <source>Tickets</source>
        <translation>工单</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>New ticket</source>
        <translation>新建工单</translation>
    </message>
    <message>
        <source>No ticket contains “{text}”</source>
        <translation>没有工单包含“{text}”</translation>
    </message>
    <message>
        <source>Leave the search</source>
        <translation>退出搜索</translation>
    </message>
    <message>
        <source>Closed long ago? It may lie in the archive.</source>
        <translation>很久以前已关闭？可能在归档中。</translation>
    </message>
    <message>
        <source>Search the archive</source>
        <translation>搜索归档</translation>
    </message>
    <message>
        <source>The conditions above leave none over.</source>
        <translation>上方条件筛选后没有剩余。</translation>
    </message>
    <message>
        <source>No ticket meets them all</source>
        <translation>没有符合全部条件的工单</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>重置</translation>
    </message>
    <message>
        <source>There is no word in “{text}”</source>
        <translation>“{text}”里没有可搜索的词</translation>
    </message>
    <message>
        <source>Type letters or digits.</source>
        <translation>请输入文字或数字。</translation>
    </message>
    <message>
        <source>Only tickets that meet the conditions above were searched. Take one away, or type less.</source>
        <translation>只搜索了符合上方条件的工单。请去掉一个条件，或减少输入的词。</translation>
    </message>
    <message>
        <source>Searched titles, messages, people and tags, closed tickets too. Type fewer words.</source>
        <translation>已搜索标题、消息、人员和标签，包括已关闭的工单。请减少输入的词。</translation>
    </message>
    <message>
        <source>Write the first one with C, or bring yours: support-console tickets import FILE</source>
        <translation>按 C 写第一张，或导入已有的：support-console tickets import 文件</translation>
    </message>
    <message>
        <source>Nothing is open</source>
        <translation>没有未结工单</translation>
    </message>
    <message>
        <source>Nothing of yours is open</source>
        <translation>您没有未结工单</translation>
    </message>
    <message>
        <source>Take one from “Unassigned” with Shift+A.</source>
        <translation>可在“未分配”中按 Shift+A 领取。</translation>
    </message>
    <message>
        <source>Nobody waits for your answer</source>
        <translation>没有人在等您答复</translation>
    </message>
    <message>
        <source>Nothing is late</source>
        <translation>没有超时的工单</translation>
    </message>
    <message>
        <source>Every ticket is somebody&apos;s</source>
        <translation>每张工单都有负责人</translation>
    </message>
    <message>
        <source>Nothing is paused</source>
        <translation>没有暂停的工单</translation>
    </message>
    <message>
        <source>No tickets yet</source>
        <translation>还没有工单</translation>
    </message>
    <message>
        <source>No ticket is here</source>
        <translation>这里没有工单</translation>
    </message>
</context>
<context>
    <name>DrawnEntries</name>
    <message>
        <source>recorded {time}</source>
        <translation>{time} 补记</translation>
    </message>
    <message>
        <source>corrects {time}</source>
        <translation>更正 {time}</translation>
    </message>
    <message>
        <source>corrected later</source>
        <translation>后有更正</translation>
    </message>
</context>
<context>
    <name>Due</name>
    <message>
        <source>Reply</source>
        <translation>答复</translation>
    </message>
    <message>
        <source>Resolve</source>
        <translation>解决</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>By incident</source>
        <translation>按故障计时</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>剩 {time}</translation>
    </message>
    <message>
        <source>{time} over</source>
        <translation>超 {time}</translation>
    </message>
</context>
<context>
    <name>EditorPanel</name>
    <message>
        <source>No category</source>
        <translation>无分类</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Tags, separated by commas</source>
        <translation>标签，用逗号分隔</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>What helps, in Markdown</source>
        <translation>写下解决办法，使用 Markdown</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>正文</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>分类</translation>
    </message>
</context>
<context>
    <name>ErrorWindow</name>
    <message>
        <source>Support console</source>
        <translation>支持控制台</translation>
    </message>
    <message>
        <source>The console cannot start</source>
        <translation>控制台无法启动</translation>
    </message>
    <message>
        <source>Copy the sentence</source>
        <translation>复制这段话</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
</context>
<context>
    <name>FoldLine</name>
    <message numerus="yes">
        <source>%n earlier messages</source>
        <translation>
            <numerusform>更早的 %n 条消息</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Form</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Choose one first.</source>
        <translation>先选择一项。</translation>
    </message>
    <message>
        <source>Write a few words first.</source>
        <translation>先写几个字。</translation>
    </message>
    <message>
        <source>{length} characters are too many; {limit} fit.</source>
        <translation>{length} 个字符过长，最多 {limit} 个。</translation>
    </message>
</context>
<context>
    <name>Hands</name>
    <message>
        <source>Assign</source>
        <translation>分配</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>优先级</translation>
    </message>
    <message>
        <source>Resolve…</source>
        <translation>解决…</translation>
    </message>
    <message>
        <source>Copied: {text}</source>
        <translation>已复制：{text}</translation>
    </message>
    <message>
        <source>Attach files</source>
        <translation>添加附件</translation>
    </message>
    <message>
        <source>Save a copy</source>
        <translation>另存副本</translation>
    </message>
    <message>
        <source>Saved: {name}</source>
        <translation>已保存：{name}</translation>
    </message>
    <message>
        <source>Take this link away?</source>
        <translation>解除此关联？</translation>
    </message>
    <message>
        <source>Take away</source>
        <translation>解除</translation>
    </message>
</context>
<context>
    <name>Head</name>
    <message>
        <source>Try now</source>
        <translation>立即重试</translation>
    </message>
    <message>
        <source>Sign in…</source>
        <translation>登录…</translation>
    </message>
    <message>
        <source>Hub…</source>
        <translation>中心库…</translation>
    </message>
    <message>
        <source>This computer only</source>
        <translation>仅本机</translation>
    </message>
    <message>
        <source>Connecting to {hub} as {login}…</source>
        <translation>正在以 {login} 连接 {hub}…</translation>
    </message>
    <message>
        <source>Connected to {hub} as {login}</source>
        <translation>已以 {login} 连接 {hub}</translation>
    </message>
    <message>
        <source>Offline since {time}</source>
        <translation>{time} 起离线</translation>
    </message>
    <message>
        <source>{hub} asks for the password of {login}</source>
        <translation>{hub} 要求 {login} 的密码</translation>
    </message>
    <message>
        <source>This program is too old for {hub}</source>
        <translation>本程序版本过旧，无法用于 {hub}</translation>
    </message>
    <message>
        <source>Catching up: {sent} of {whole} changes are sent</source>
        <translation>追赶中：已发送 {sent} / {whole} 项更改</translation>
    </message>
    <message>
        <source>Tickets are kept on this computer and shared with nobody.</source>
        <translation>工单只存放在本机，不与他人共享。</translation>
    </message>
    <message>
        <source>Last round {time}.</source>
        <translation>上次同步 {time}。</translation>
    </message>
    <message>
        <source>No worker was ever heard of at this hub:</source>
        <translation>此中心库从未有后台服务运行：</translation>
    </message>
    <message>
        <source>No worker was heard of for {time}:</source>
        <translation>后台服务已 {time}无响应：</translation>
    </message>
    <message>
        <source>nothing wakes, escalates or closes by itself until “support-console worker” runs somewhere.</source>
        <translation>在某处运行“support-console worker”之前，工单不会自动唤醒、升级或关闭。</translation>
    </message>
    <message>
        <source>Dashboard</source>
        <translation>看板</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n 天</numerusform>
        </translation>
    </message>
    <message>
        <source>Days…</source>
        <translation>日期…</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>团队</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>优先级</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>渠道</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>Compare with {first} to {last}</source>
        <translation>对比 {first}–{last}</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>{first} to {last} {at}</source>
        <translation>{first}至{last} {at}</translation>
    </message>
</context>
<context>
    <name>HistoryPanel</name>
    <message>
        <source>Versions</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Changes of this version</source>
        <translation>此版本的更改</translation>
    </message>
    <message>
        <source>newest</source>
        <translation>最新</translation>
    </message>
    <message>
        <source>readers see it</source>
        <translation>读者所见</translation>
    </message>
</context>
<context>
    <name>Hours</name>
    <message>
        <source>When tickets arrive</source>
        <translation>工单到达时段</translation>
    </message>
    <message>
        <source>weekday and hour, {zone}</source>
        <translation>星期与小时，{zone}</translation>
    </message>
    <message>
        <source>{day} {first}–{last}: {n}</source>
        <translation>{day} {first}–{last} 时：{n} 张</translation>
    </message>
    <message>
        <source>Peak {cell}. Select a field to list its tickets.</source>
        <translation>峰值 {cell}。选中格子可列出工单。</translation>
    </message>
</context>
<context>
    <name>HubPanel</name>
    <message>
        <source>Whole history at the hub</source>
        <translation>中心库全部历史</translation>
    </message>
    <message>
        <source>The hub is adding up…</source>
        <translation>中心库正在统计…</translation>
    </message>
    <message>
        <source>here, {first} to {last}</source>
        <translation>本机，{first} 至 {last}</translation>
    </message>
    <message>
        <source>hub, {first} to {last}</source>
        <translation>中心库，{first} 至 {last}</translation>
    </message>
    <message>
        <source>hub, {year}</source>
        <translation>中心库，{year} 年</translation>
    </message>
    <message numerus="yes">
        <source>The hub has %n tickets you may read</source>
        <translation>
            <numerusform>中心库有您可读的工单 %n 张</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them in archives</source>
        <translation>
            <numerusform>其中归档 %n 张</numerusform>
        </translation>
    </message>
    <message>
        <source>Its SLA figures are of what was recorded of clocks that are decided.</source>
        <translation>其 SLA 数据仅统计已有记录且已有结果的时限。</translation>
    </message>
    <message>
        <source>Not everything of this machine has come to the hub yet: its figures still grow.</source>
        <translation>本机内容尚未全部送达中心库，其数据仍会增加。</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>时段</translation>
    </message>
    <message>
        <source>opened</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>resolved</source>
        <translation>解决</translation>
    </message>
    <message>
        <source>reopened</source>
        <translation>重新打开</translation>
    </message>
    <message>
        <source>backlog</source>
        <translation>积压</translation>
    </message>
    <message>
        <source>first reply, median</source>
        <translation>首次答复中位数</translation>
    </message>
    <message>
        <source>resolution, median</source>
        <translation>解决中位数</translation>
    </message>
    <message>
        <source>SLA met</source>
        <translation>SLA 达成</translation>
    </message>
</context>
<context>
    <name>HubPlace</name>
    <message>
        <source>Look again</source>
        <translation>重新检查</translation>
    </message>
    <message>
        <source>The hub</source>
        <translation>中心库</translation>
    </message>
    <message>
        <source>Nothing is wrong with the hub</source>
        <translation>中心库一切正常</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>PostgreSQL</source>
        <translation>PostgreSQL</translation>
    </message>
    <message>
        <source>Version of the hub</source>
        <translation>中心库版本</translation>
    </message>
    <message>
        <source>Connected now</source>
        <translation>当前连接</translation>
    </message>
    <message>
        <source>People who sign in</source>
        <translation>可登录人员</translation>
    </message>
    <message>
        <source>Requesters</source>
        <translation>提单人</translation>
    </message>
    <message>
        <source>Teams</source>
        <translation>团队</translation>
    </message>
    <message>
        <source>Tickets</source>
        <translation>工单</translation>
    </message>
    <message>
        <source>Commits</source>
        <translation>提交次数</translation>
    </message>
    <message>
        <source>Last commit</source>
        <translation>最近提交</translation>
    </message>
    <message>
        <source>Entries of the audit log</source>
        <translation>审计日志条目</translation>
    </message>
    <message>
        <source>Size on disk</source>
        <translation>磁盘占用</translation>
    </message>
    <message>
        <source>Oldest console that may write</source>
        <translation>可写入的最旧控制台</translation>
    </message>
</context>
<context>
    <name>ImpactPanel</name>
    <message>
        <source>Impact</source>
        <translation>影响</translation>
    </message>
    <message>
        <source>Ticket  L</source>
        <translation>工单  L</translation>
    </message>
    <message>
        <source>Tickets it caused</source>
        <translation>由它引起的工单</translation>
    </message>
    <message>
        <source>No ticket is linked. L links one; its clock then waits for the incident.</source>
        <translation>尚未关联工单。按 L 关联，其时钟随即按故障计时。</translation>
    </message>
    <message>
        <source>the impact began</source>
        <translation>影响开始</translation>
    </message>
    <message>
        <source>declared</source>
        <translation>报告故障</translation>
    </message>
    <message>
        <source>done:</source>
        <translation>已执行：</translation>
    </message>
    <message numerus="yes">
        <source>%n more are not visible to you.</source>
        <translation>
            <numerusform>另有 %n 张您无权查看。</numerusform>
        </translation>
    </message>
    <message>
        <source>people</source>
        <translation>受影响人数</translation>
    </message>
    <message>
        <source>works</source>
        <translation>可用</translation>
    </message>
    <message>
        <source>log errors</source>
        <translation>日志错误率</translation>
    </message>
    <message>
        <source>tickets</source>
        <translation>关联工单</translation>
    </message>
    <message>
        <source>at most {count} tickets in {time}</source>
        <translation>{time}内最多 {count} 张工单</translation>
    </message>
    <message>
        <source>covered</source>
        <translation>按故障计时</translation>
    </message>
    <message>
        <source>Which ticket did it cause? Words or a number</source>
        <translation>它引起了哪张工单？输入词语或编号</translation>
    </message>
    <message numerus="yes">
        <source>%n tickets are linked; their clocks wait for the incident.</source>
        <translation>
            <numerusform>已关联 %n 张工单，其时钟按故障计时。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tickets are taken off; their clocks go on.</source>
        <translation>
            <numerusform>已取消 %n 张工单的关联，其时钟继续计时。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>IncidentQuestions</name>
    <message>
        <source>a commander does that</source>
        <translation>须由指挥来做</translation>
    </message>
    <message>
        <source>From {status} to</source>
        <translation>从{status}到</translation>
    </message>
    <message>
        <source>Reason, kept on the timeline</source>
        <translation>原因，记入时间线</translation>
    </message>
    <message>
        <source>Set status</source>
        <translation>设置状态</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>严重级别</translation>
    </message>
    <message>
        <source>Rationale, kept on the timeline</source>
        <translation>理由，记入时间线</translation>
    </message>
    <message>
        <source>Rule the severity</source>
        <translation>评定级别</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>you</source>
        <translation>您</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>无人</translation>
    </message>
    <message>
        <source>Offer the duty of</source>
        <translation>请人担任</translation>
    </message>
    <message>
        <source>Accept: {duty}</source>
        <translation>接受：{duty}</translation>
    </message>
    <message>
        <source>Decline: {duty}</source>
        <translation>谢绝：{duty}</translation>
    </message>
    <message>
        <source>Offered to you</source>
        <translation>请您担任</translation>
    </message>
    <message>
        <source>End the duty of</source>
        <translation>结束角色</translation>
    </message>
    <message>
        <source>Duplicate of</source>
        <translation>重复于</translation>
    </message>
    <message>
        <source>Choose a step that waits, in the response plan.</source>
        <translation>请先在响应预案中选一个等待的步骤。</translation>
    </message>
    <message>
        <source>Why it counts as passed</source>
        <translation>为何算作通过</translation>
    </message>
    <message>
        <source>Waive</source>
        <translation>放行</translation>
    </message>
    <message>
        <source>Nothing is waited for at this step.</source>
        <translation>该步骤没有等待的事。</translation>
    </message>
    <message>
        <source>Let it be done: {step}</source>
        <translation>允许执行：{step}</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>批准</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Could not be done</source>
        <translation>未能完成</translation>
    </message>
    <message>
        <source>What was seen</source>
        <translation>看到了什么</translation>
    </message>
    <message>
        <source>Put down</source>
        <translation>记下</translation>
    </message>
</context>
<context>
    <name>Incidents</name>
    <message>
        <source>Incidents, time to resolve</source>
        <translation>事件解决用时</translation>
    </message>
    <message>
        <source>log scale</source>
        <translation>对数轴</translation>
    </message>
    <message>
        <source>in time</source>
        <translation>按时</translation>
    </message>
    <message>
        <source>late</source>
        <translation>超时</translation>
    </message>
    <message>
        <source>open</source>
        <translation>未结</translation>
    </message>
    <message>
        <source>target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>No incident was reported in this period.</source>
        <translation>本期没有上报事件。</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Reported</source>
        <translation>上报</translation>
    </message>
    <message>
        <source>Seconds</source>
        <translation>秒</translation>
    </message>
    <message numerus="yes">
        <source>%n open</source>
        <translation>
            <numerusform>%n 个未结</numerusform>
        </translation>
    </message>
    <message>
        <source>median {length}</source>
        <translation>中位 {length}</translation>
    </message>
</context>
<context>
    <name>IncidentsPage</name>
    <message>
        <source>In command</source>
        <translation>担任指挥</translation>
    </message>
    <message>
        <source>Handled by</source>
        <translation>处理人</translation>
    </message>
    <message>
        <source>No incident is open here.</source>
        <translation>没有打开的故障。</translation>
    </message>
    <message>
        <source>There is no incident. C declares one; it takes less than a minute.</source>
        <translation>没有故障。按 C 报告，不到一分钟。</translation>
    </message>
    <message>
        <source>“{title}” moved on.</source>
        <translation>“{title}”的状态已更新。</translation>
    </message>
    <message>
        <source>The severity of “{title}” is ruled.</source>
        <translation>已评定“{title}”的严重级别。</translation>
    </message>
    <message>
        <source>“{title}” has another category.</source>
        <translation>已更改“{title}”的类别。</translation>
    </message>
    <message>
        <source>The command of “{title}” is handed over.</source>
        <translation>“{title}”的指挥已移交。</translation>
    </message>
    <message>
        <source>A duty on “{title}” is offered.</source>
        <translation>已就“{title}”请人担任角色。</translation>
    </message>
    <message>
        <source>A duty on “{title}” is yours.</source>
        <translation>您已担任“{title}”的角色。</translation>
    </message>
    <message>
        <source>A duty on “{title}” is declined.</source>
        <translation>已谢绝“{title}”的角色。</translation>
    </message>
    <message>
        <source>A duty on “{title}” has ended.</source>
        <translation>“{title}”的一个角色已结束。</translation>
    </message>
    <message>
        <source>“{title}” has another handler.</source>
        <translation>“{title}”已换处理人。</translation>
    </message>
    <message>
        <source>“{title}” is closed as a duplicate.</source>
        <translation>“{title}”已作为重复故障关闭。</translation>
    </message>
    <message>
        <source>Declare an incident (C)</source>
        <translation>报告故障（C）</translation>
    </message>
    <message>
        <source>Declare an incident</source>
        <translation>报告故障</translation>
    </message>
    <message>
        <source>Incidents</source>
        <translation>故障</translation>
    </message>
</context>
<context>
    <name>Inspector</name>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
</context>
<context>
    <name>JoinForm</name>
    <message>
        <source>Connection file…</source>
        <translation>连接文件…</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>登录名</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>加入</translation>
    </message>
    <message>
        <source>Choose it, or drop it here.</source>
        <translation>请选择文件，或拖放到这里。</translation>
    </message>
    <message>
        <source>by password</source>
        <translation>用密码</translation>
    </message>
    <message>
        <source>by the company&apos;s password</source>
        <translation>用公司密码</translation>
    </message>
    <message>
        <source>by your session&apos;s ticket</source>
        <translation>用会话票据</translation>
    </message>
    <message>
        <source>Connection file</source>
        <translation>连接文件</translation>
    </message>
    <message>
        <source>Connection files (*.toml)</source>
        <translation>连接文件 (*.toml)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
</context>
<context>
    <name>JoiningPanel</name>
    <message>
        <source>Where tickets are kept</source>
        <translation>工单存放位置</translation>
    </message>
    <message>
        <source>This computer only</source>
        <translation>仅本机</translation>
    </message>
    <message>
        <source>A team&apos;s hub</source>
        <translation>团队中心库</translation>
    </message>
    <message>
        <source>Leave {hub}</source>
        <translation>离开 {hub}</translation>
    </message>
    <message>
        <source>Open the window anew</source>
        <translation>重新打开窗口</translation>
    </message>
    <message>
        <source>You work with {hub} as {login}. Another hub is joined by its connection file.</source>
        <translation>您正以 {login} 使用 {hub}。加入其他中心库需要其连接文件。</translation>
    </message>
    <message>
        <source>Your admin has a connection file for you. What is on this computer stays on it.</source>
        <translation>请向管理员索取连接文件。本机上的内容仍留在本机。</translation>
    </message>
    <message>
        <source>You work with {hub} as {login}. When you leave, what is here of it stays on this computer, changes that were not sent too; the password is forgotten.</source>
        <translation>您正以 {login} 使用 {hub}。离开后，本机上的相关内容（包括未发送的更改）会保留，密码会被清除。</translation>
    </message>
    <message>
        <source>Tickets are kept on this computer and shared with nobody.</source>
        <translation>工单只存放在本机，不与他人共享。</translation>
    </message>
    <message>
        <source>No keyring took the password: it is asked for at each start.</source>
        <translation>没有钥匙串保存密码：每次启动都会询问。</translation>
    </message>
    <message>
        <source>From the next start on you work with {hub} as {login}.</source>
        <translation>下次启动起，您以 {login} 使用 {hub}。</translation>
    </message>
    <message>
        <source>From the next start on tickets are kept on this computer only.</source>
        <translation>下次启动起，工单只存放在本机。</translation>
    </message>
</context>
<context>
    <name>KeysSheet</name>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Single keys work in lists and tickets, not while you type. Esc closes.</source>
        <translation>单键在列表和工单中有效，输入文字时无效。按 Esc 关闭。</translation>
    </message>
</context>
<context>
    <name>KnowledgePage</name>
    <message numerus="yes">
        <source>%n searches</source>
        <translation>
            <numerusform>%n 项搜索</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n articles</source>
        <translation>
            <numerusform>%n 篇</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>searched %n times</source>
        <translation>
            <numerusform>搜索 %n 次</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>by %n people</source>
        <translation>
            <numerusform>%n 人</numerusform>
        </translation>
    </message>
    <message>
        <source>All articles</source>
        <translation>全部文章</translation>
    </message>
    <message>
        <source>To look at again</source>
        <translation>待复审</translation>
    </message>
    <message>
        <source>Searched in vain</source>
        <translation>搜索无结果</translation>
    </message>
    <message>
        <source>Categories</source>
        <translation>分类</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>搜索结果</translation>
    </message>
    <message>
        <source>newer draft</source>
        <translation>有新草稿</translation>
    </message>
    <message>
        <source>look at it again</source>
        <translation>待复审</translation>
    </message>
    <message>
        <source>No article holds all of these words. Enter notes that it is missing.</source>
        <translation>没有文章同时包含这些词。按回车记为缺失。</translation>
    </message>
    <message>
        <source>Whoever searched found something.</source>
        <translation>所有搜索都有结果。</translation>
    </message>
    <message>
        <source>No article waits to be looked at again. D says when one does.</source>
        <translation>没有待复审的文章。按 D 设置复审日期。</translation>
    </message>
    <message>
        <source>Nothing stands here yet. C begins an article; “knowledge import” brings in a folder.</source>
        <translation>这里还没有文章。按 C 新建；“knowledge import”可导入文件夹。</translation>
    </message>
    <message>
        <source>“{title}” is kept as a version.</source>
        <translation>“{title}”已存为新版本。</translation>
    </message>
    <message>
        <source>Readers see “{title}” now.</source>
        <translation>读者现在可以看到“{title}”。</translation>
    </message>
    <message>
        <source>Readers see “{title}” no more.</source>
        <translation>读者不再看到“{title}”。</translation>
    </message>
    <message>
        <source>“{title}” waits for a review.</source>
        <translation>“{title}”等待审核。</translation>
    </message>
    <message>
        <source>“{title}” is a draft again.</source>
        <translation>“{title}”恢复为草稿。</translation>
    </message>
    <message>
        <source>“{title}” is archived.</source>
        <translation>“{title}”已归档。</translation>
    </message>
    <message>
        <source>“{title}” is back.</source>
        <translation>“{title}”已取回。</translation>
    </message>
    <message>
        <source>“{title}” says again what it said.</source>
        <translation>“{title}”已恢复为原内容。</translation>
    </message>
    <message>
        <source>It is noted who looks after “{title}”, and until when.</source>
        <translation>已记录“{title}”的负责人和复审日期。</translation>
    </message>
    <message>
        <source>“{title}” is linked to the other language.</source>
        <translation>“{title}”已关联另一语言的文章。</translation>
    </message>
    <message>
        <source>“{title}” stands alone again.</source>
        <translation>“{title}”已取消关联。</translation>
    </message>
    <message>
        <source>Category “{title}” is there.</source>
        <translation>已有分类“{title}”。</translation>
    </message>
    <message>
        <source>New category</source>
        <translation>新建分类</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>No category</source>
        <translation>无分类</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>分类</translation>
    </message>
    <message>
        <source>New article (C)</source>
        <translation>新建文章 (C)</translation>
    </message>
    <message>
        <source>Search articles</source>
        <translation>搜索文章</translation>
    </message>
    <message>
        <source>Shelves</source>
        <translation>书架</translation>
    </message>
    <message>
        <source>Articles</source>
        <translation>文章</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>审核</translation>
    </message>
</context>
<context>
    <name>Known</name>
    <message>
        <source>Go back to {hub} as {login}</source>
        <translation>以 {login} 返回 {hub}</translation>
    </message>
</context>
<context>
    <name>Ledger</name>
    <message>
        <source>Why is this red</source>
        <translation>为什么变红</translation>
    </message>
    <message>
        <source>What has counted</source>
        <translation>计时明细</translation>
    </message>
    <message>
        <source>{used} of {target} counted</source>
        <translation>已计 {used} / {target}</translation>
    </message>
    <message>
        <source>due {time}</source>
        <translation>截止 {time}</translation>
    </message>
    <message>
        <source>target {time}</source>
        <translation>目标 {time}</translation>
    </message>
    <message>
        <source>met in {time}</source>
        <translation>已按时 · {time}</translation>
    </message>
    <message>
        <source>over</source>
        <translation>超时</translation>
    </message>
</context>
<context>
    <name>LinesPanel</name>
    <message>
        <source>version {n}, since {when}</source>
        <translation>第 {n} 版，自 {when} 起</translation>
    </message>
    <message>
        <source>not published yet</source>
        <translation>尚未发布</translation>
    </message>
    <message>
        <source>Begins</source>
        <translation>生效日期</translation>
    </message>
    <message>
        <source>at once</source>
        <translation>立即</translation>
    </message>
    <message>
        <source>A date such as 2026-03-01; empty: at once</source>
        <translation>日期如 2026-03-01；留空为立即生效</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>条款</translation>
    </message>
    <message>
        <source>group NAME begins one · person NAME, as the directory has it · outside ADDRESS zh_CN or en NAME</source>
        <translation>group 名称 开始一组 · person 姓名（与通讯录一致） · outside 地址 zh_CN 或 en 名称</translation>
    </message>
    <message>
        <source>[channels.NAME] begins one, kind smtp, chat or webhook; the lines below are TOML. Passwords and keys stand apart: support-console channels secret NAME · channels test NAME really sends one.</source>
        <translation>[channels.名称] 开始一个通道，kind 为 smtp、chat 或 webhook；以下为 TOML。密码和密钥另行保存：support-console channels secret 名称 · channels test 名称 会真正发送一条。</translation>
    </message>
    <message>
        <source>zone · mon-fri 09:00-12:00 13:00-18:00 (over midnight: 22:00-06:00) · holiday DATES · yearly 01-01 · open DATES: SPANS (a make-up or short day) · break DATES: SPANS. DATES: 2026-10-01..2026-10-07</source>
        <translation>zone 时区 · mon-fri 09:00-12:00 13:00-18:00（跨午夜：22:00-06:00）· holiday 日期 · yearly 01-01（每年）· open 日期 : 时段（调休或短工作日）· break 日期 : 时段。日期：2026-10-01..2026-10-07</translation>
    </message>
    <message>
        <source>agreement NAME begins one; the first that matches a ticket holds, the last has no “when”. when type, priority, team, channel, tag · first_response, next_response, resolution 1h30m · calendar 24x7, team or a name · warn 50% 75% · tell assignee, lead, on_call 30m</source>
        <translation>agreement 名称 开始一项；以最先匹配工单的一项为准，最后一项不写 when。when type、priority、team、channel、tag · first_response、next_response、resolution 1h30m · calendar 24x7、team 或名称 · warn 50% 75% · tell assignee、lead、on_call 30m</translation>
    </message>
</context>
<context>
    <name>ListHead</name>
    <message>
        <source>Views (Ctrl+B)</source>
        <translation>视图（Ctrl+B）</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Add a condition (F)</source>
        <translation>添加条件（F）</translation>
    </message>
    <message>
        <source>Add a condition</source>
        <translation>添加条件</translation>
    </message>
    <message>
        <source>Save view…</source>
        <translation>保存视图…</translation>
    </message>
    <message>
        <source>Search title, text, people</source>
        <translation>搜索标题、正文、人员</translation>
    </message>
    <message>
        <source>Search all tickets</source>
        <translation>搜索所有工单</translation>
    </message>
</context>
<context>
    <name>Lower</name>
    <message>
        <source>No ticket is open</source>
        <translation>没有打开的工单</translation>
    </message>
    <message>
        <source>Choose one above, or search with /.</source>
        <translation>在上方选择一张，或按 / 搜索。</translation>
    </message>
</context>
<context>
    <name>MergeView</name>
    <message>
        <source>Merged text</source>
        <translation>合并后的文本</translation>
    </message>
    <message numerus="yes">
        <source>You both changed the same words in %n places; yours are put there.</source>
        <translation>
            <numerusform>有 %n 处双方改了相同的文字，已填入您的。</numerusform>
        </translation>
    </message>
    <message>
        <source>You wrote</source>
        <translation>您写的</translation>
    </message>
    <message>
        <source>Now it is</source>
        <translation>现在是</translation>
    </message>
    <message>
        <source>You saw</source>
        <translation>您当时看到的</translation>
    </message>
    <message>
        <source>Save merged</source>
        <translation>保存合并</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>保留我的</translation>
    </message>
    <message>
        <source>Take theirs</source>
        <translation>采用对方的</translation>
    </message>
</context>
<context>
    <name>MessageFrame</name>
    <message>
        <source>Public reply</source>
        <translation>公开回复</translation>
    </message>
    <message>
        <source>Internal note</source>
        <translation>内部备注</translation>
    </message>
    <message>
        <source>Requester</source>
        <translation>提单人</translation>
    </message>
    <message>
        <source>the requester never sees this</source>
        <translation>提单人看不到</translation>
    </message>
    <message>
        <source>to {name}</source>
        <translation>发给 {name}</translation>
    </message>
    <message>
        <source>{way}, recorded by {name}</source>
        <translation>{way}，由 {name} 记录</translation>
    </message>
    <message>
        <source>{way}, nothing was described</source>
        <translation>{way}，未写描述</translation>
    </message>
    <message>
        <source>Save a copy…</source>
        <translation>另存副本…</translation>
    </message>
</context>
<context>
    <name>MessagesPanel</name>
    <message>
        <source>Messages</source>
        <translation>通报</translation>
    </message>
    <message>
        <source>Messages that were sent</source>
        <translation>已发送的通报</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>正文</translation>
    </message>
    <message>
        <source>Nothing is said in this language.</source>
        <translation>此语言尚无内容。</translation>
    </message>
    <message>
        <source>The other language (Ctrl L)</source>
        <translation>另一种语言（Ctrl L）</translation>
    </message>
    <message>
        <source>Status page</source>
        <translation>状态页</translation>
    </message>
    <message>
        <source>Whether the status page shows it</source>
        <translation>是否显示在状态页</translation>
    </message>
    <message>
        <source>{n} sent</source>
        <translation>已发送 {n} 条</translation>
    </message>
    <message>
        <source>nothing was told yet</source>
        <translation>尚未通报</translation>
    </message>
    <message>
        <source>and {n} more</source>
        <translation>另有 {n} 个</translation>
    </message>
    <message>
        <source>{n} entries since {when}</source>
        <translation>自 {when} 起 {n} 条新记录</translation>
    </message>
    <message>
        <source>changed here · {gained}</source>
        <translation>已修改 · {gained}</translation>
    </message>
    <message>
        <source>{n} hear of it</source>
        <translation>{n} 个收件方</translation>
    </message>
    <message>
        <source>Send {what}  Ctrl+Enter</source>
        <translation>发送{what}  Ctrl+Enter</translation>
    </message>
    <message>
        <source>No mail is set up: people get it once an admin has, on the page of rules.</source>
        <translation>尚未设置邮件通道：管理员在规则页设置后才会送达个人。</translation>
    </message>
    <message>
        <source>{n} are not reached; Z says why.</source>
        <translation>{n} 个无法送达；按 Z 查看原因。</translation>
    </message>
    <message>
        <source>{sent} of {total}</source>
        <translation>{sent}/{total}</translation>
    </message>
    <message>
        <source>on its way</source>
        <translation>发送中</translation>
    </message>
    <message>
        <source>Send it now</source>
        <translation>立即发送</translation>
    </message>
    <message>
        <source>{what}: {n} get it</source>
        <translation>{what}：{n} 个收件方</translation>
    </message>
    <message>
        <source>Groups that hear of it</source>
        <translation>通知组</translation>
    </message>
    <message>
        <source>What the message is for</source>
        <translation>通报类型</translation>
    </message>
    <message>
        <source>“{what}” is on its way.</source>
        <translation>“{what}”正在发送。</translation>
    </message>
</context>
<context>
    <name>MonthGrid</name>
    <message>
        <source>Month</source>
        <translation>月份</translation>
    </message>
    <message>
        <source>holiday</source>
        <translation>假日</translation>
    </message>
    <message>
        <source>own hours</source>
        <translation>特定时段</translation>
    </message>
    <message>
        <source>break</source>
        <translation>停工</translation>
    </message>
</context>
<context>
    <name>Narrowing</name>
    <message>
        <source>For me</source>
        <translation>仅自己</translation>
    </message>
    <message>
        <source>For the team</source>
        <translation>团队</translation>
    </message>
    <message>
        <source>Save these conditions and this order as a view</source>
        <translation>将这些条件和排序保存为视图</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Save view</source>
        <translation>保存视图</translation>
    </message>
    <message>
        <source>Due first</source>
        <translation>最先到期的在前</translation>
    </message>
    <message>
        <source>Last changed first</source>
        <translation>最近更新在前</translation>
    </message>
    <message>
        <source>Longest unchanged first</source>
        <translation>最久未更新在前</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>最新在前</translation>
    </message>
    <message>
        <source>Oldest first</source>
        <translation>最早在前</translation>
    </message>
    <message>
        <source>Most pressing first</source>
        <translation>最紧急在前</translation>
    </message>
    <message>
        <source>By status</source>
        <translation>按状态</translation>
    </message>
    <message>
        <source>By requester</source>
        <translation>按提单人</translation>
    </message>
    <message>
        <source>By assignee</source>
        <translation>按负责人</translation>
    </message>
    <message>
        <source>By title</source>
        <translation>按标题</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>排序</translation>
    </message>
    <message>
        <source>Only tickets with</source>
        <translation>只显示</translation>
    </message>
    <message>
        <source>Tagged “{text}”</source>
        <translation>标签“{text}”</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>Undone: {what}</source>
        <translation>已撤销：{what}</translation>
    </message>
</context>
<context>
    <name>Offers</name>
    <message>
        <source>Put in an article</source>
        <translation>插入文章</translation>
    </message>
    <message>
        <source>As text</source>
        <translation>作为正文</translation>
    </message>
    <message>
        <source>the whole article, without marks</source>
        <translation>全文，不带标记</translation>
    </message>
    <message>
        <source>As a link</source>
        <translation>作为链接</translation>
    </message>
    <message>
        <source>its title and its address</source>
        <translation>标题和地址</translation>
    </message>
    <message>
        <source>Read it first</source>
        <translation>先阅读</translation>
    </message>
    <message>
        <source>on the knowledge page</source>
        <translation>在知识库页面</translation>
    </message>
</context>
<context>
    <name>OnCall</name>
    <message>
        <source>Hotline</source>
        <translation>热线</translation>
    </message>
    <message>
        <source>Emergency contacts</source>
        <translation>应急联系人</translation>
    </message>
    <message>
        <source>On site</source>
        <translation>现场支持</translation>
    </message>
</context>
<context>
    <name>OnCallPage</name>
    <message>
        <source>Calendar (*.ics)</source>
        <translation>日历 (*.ics)</translation>
    </message>
    <message>
        <source>Export the week</source>
        <translation>导出本周</translation>
    </message>
    <message>
        <source>On call: {person} ({team})</source>
        <translation>值班：{person}（{team}）</translation>
    </message>
    <message>
        <source>{name} could not be written: {reason}. Nothing was kept; choose another place.</source>
        <translation>无法写入 {name}：{reason}。未保存，请另选位置。</translation>
    </message>
    <message>
        <source>The shifts are in {name}.</source>
        <translation>班次已写入 {name}。</translation>
    </message>
    <message>
        <source>The rota is changed for that time.</source>
        <translation>该时段的值班表已更改。</translation>
    </message>
    <message>
        <source>They take turns from this week on.</source>
        <translation>自本周起按此轮值。</translation>
    </message>
    <message>
        <source>You are out of office.</source>
        <translation>您已设为外出。</translation>
    </message>
    <message>
        <source>You are back at work.</source>
        <translation>您已恢复在岗。</translation>
    </message>
    <message>
        <source>The emergency contacts are changed.</source>
        <translation>应急联系人已更改。</translation>
    </message>
    <message>
        <source>Week before</source>
        <translation>上一周</translation>
    </message>
    <message>
        <source>This week</source>
        <translation>本周</translation>
    </message>
    <message>
        <source>Next week</source>
        <translation>下一周</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Who is on call now, and emergency contacts</source>
        <translation>当前值班人员与应急联系人</translation>
    </message>
</context>
<context>
    <name>Operations</name>
    <message>
        <source>New ticket</source>
        <translation>新建工单</translation>
    </message>
    <message>
        <source>Change of status</source>
        <translation>更改状态</translation>
    </message>
    <message>
        <source>Assignment</source>
        <translation>分配</translation>
    </message>
    <message>
        <source>Hand-over to another team</source>
        <translation>移交其他团队</translation>
    </message>
    <message>
        <source>Change of priority</source>
        <translation>更改优先级</translation>
    </message>
    <message>
        <source>Change of type</source>
        <translation>更改类型</translation>
    </message>
    <message>
        <source>Change of impact and urgency</source>
        <translation>更改影响与紧急程度</translation>
    </message>
    <message>
        <source>Change of title</source>
        <translation>更改标题</translation>
    </message>
    <message>
        <source>Change of description</source>
        <translation>修改描述</translation>
    </message>
    <message>
        <source>Change of requester</source>
        <translation>更改提单人</translation>
    </message>
    <message>
        <source>Change of tags</source>
        <translation>更改标签</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Words of the requester</source>
        <translation>提单人的话</translation>
    </message>
    <message>
        <source>Attached files</source>
        <translation>附件</translation>
    </message>
    <message>
        <source>Link to another ticket</source>
        <translation>关联工单</translation>
    </message>
    <message>
        <source>Removal of a link</source>
        <translation>取消关联</translation>
    </message>
    <message>
        <source>Saved view</source>
        <translation>保存视图</translation>
    </message>
    <message>
        <source>Removal of a view</source>
        <translation>移除视图</translation>
    </message>
    <message>
        <source>Published rule</source>
        <translation>发布规则</translation>
    </message>
    <message>
        <source>Absence</source>
        <translation>外出</translation>
    </message>
    <message>
        <source>New article</source>
        <translation>新建文章</translation>
    </message>
    <message>
        <source>Version of an article</source>
        <translation>文章版本</translation>
    </message>
    <message>
        <source>Earlier version of an article</source>
        <translation>文章的早期版本</translation>
    </message>
    <message>
        <source>Review of an article</source>
        <translation>文章审核</translation>
    </message>
    <message>
        <source>Publication of an article</source>
        <translation>发布文章</translation>
    </message>
    <message>
        <source>Archiving of an article</source>
        <translation>归档文章</translation>
    </message>
    <message>
        <source>Owner of an article</source>
        <translation>文章负责人</translation>
    </message>
    <message>
        <source>Pair of articles</source>
        <translation>文章配对</translation>
    </message>
    <message>
        <source>Vote on an article</source>
        <translation>文章评价</translation>
    </message>
    <message>
        <source>View of an article</source>
        <translation>浏览文章</translation>
    </message>
    <message>
        <source>Search for articles</source>
        <translation>搜索文章</translation>
    </message>
    <message>
        <source>Article on a ticket</source>
        <translation>工单引用文章</translation>
    </message>
    <message>
        <source>Category of articles</source>
        <translation>文章分类</translation>
    </message>
    <message>
        <source>Removal of a category</source>
        <translation>移除分类</translation>
    </message>
    <message>
        <source>Imported articles</source>
        <translation>导入文章</translation>
    </message>
    <message>
        <source>New incident</source>
        <translation>新建故障</translation>
    </message>
    <message>
        <source>Change of an incident&apos;s status</source>
        <translation>更改故障状态</translation>
    </message>
    <message>
        <source>Change of severity</source>
        <translation>更改严重级别</translation>
    </message>
    <message>
        <source>Change of category</source>
        <translation>更改类别</translation>
    </message>
    <message>
        <source>Timeline entry</source>
        <translation>时间线条目</translation>
    </message>
    <message>
        <source>Pinned entry</source>
        <translation>置顶条目</translation>
    </message>
    <message>
        <source>Merger of incidents</source>
        <translation>合并故障</translation>
    </message>
    <message>
        <source>Handler of an incident</source>
        <translation>故障处理人</translation>
    </message>
    <message>
        <source>Command of an incident</source>
        <translation>故障指挥权</translation>
    </message>
    <message>
        <source>Evidence of an incident</source>
        <translation>故障影响范围</translation>
    </message>
    <message>
        <source>Findings on an incident</source>
        <translation>故障结论</translation>
    </message>
    <message>
        <source>Words of an analysis</source>
        <translation>复盘正文</translation>
    </message>
    <message>
        <source>Known words of an analysis</source>
        <translation>复盘已知内容</translation>
    </message>
    <message>
        <source>Reviewer of an analysis</source>
        <translation>复盘评审人</translation>
    </message>
    <message>
        <source>Sign-off of an analysis</source>
        <translation>复盘签发</translation>
    </message>
    <message>
        <source>New action item</source>
        <translation>新的改进项</translation>
    </message>
    <message>
        <source>Change of an action item</source>
        <translation>更改改进项</translation>
    </message>
    <message>
        <source>End of an action item</source>
        <translation>结束改进项</translation>
    </message>
    <message>
        <source>Link to an earlier incident</source>
        <translation>关联以往故障</translation>
    </message>
    <message>
        <source>Offer of a duty</source>
        <translation>职责邀请</translation>
    </message>
    <message>
        <source>Answer about a duty</source>
        <translation>职责答复</translation>
    </message>
    <message>
        <source>New task</source>
        <translation>新任务</translation>
    </message>
    <message>
        <source>Change of a task</source>
        <translation>任务变更</translation>
    </message>
    <message>
        <source>Tickets put under an incident</source>
        <translation>工单关联到故障</translation>
    </message>
    <message>
        <source>Tickets taken off an incident</source>
        <translation>工单取消关联故障</translation>
    </message>
    <message>
        <source>Message about an incident</source>
        <translation>故障通报</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>更改</translation>
    </message>
    <message>
        <source>{what}, {ticket}</source>
        <translation>{what}，{ticket}</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Type a command, a ticket or a name</source>
        <translation>输入命令、工单或人名</translation>
    </message>
    <message>
        <source>Nothing fits. Type less, or press Esc.</source>
        <translation>没有匹配项。少输几个字，或按 Esc。</translation>
    </message>
    <message>
        <source>choose</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>run</source>
        <translation>执行</translation>
    </message>
    <message>
        <source>close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>people</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>tickets</source>
        <translation>工单</translation>
    </message>
    <message>
        <source>Tickets and people</source>
        <translation>工单和人员</translation>
    </message>
    <message>
        <source>Go to</source>
        <translation>前往</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>最近</translation>
    </message>
</context>
<context>
    <name>PeoplePlace</name>
    <message>
        <source>People who sign in</source>
        <translation>可登录人员</translation>
    </message>
    <message>
        <source>Add somebody…</source>
        <translation>添加人员…</translation>
    </message>
    <message>
        <source>Add somebody</source>
        <translation>添加人员</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>登录名</translation>
    </message>
    <message>
        <source>Acts as</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Sees the tickets of</source>
        <translation>可见工单的团队</translation>
    </message>
    <message numerus="yes">
        <source>%n people sign in</source>
        <translation>
            <numerusform>%n 人可登录</numerusform>
        </translation>
    </message>
    <message>
        <source>cannot sign in</source>
        <translation>无法登录</translation>
    </message>
</context>
<context>
    <name>PersonPlace</name>
    <message>
        <source>Login</source>
        <translation>登录名</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>团队</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Acts as</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Sees the tickets of</source>
        <translation>可见工单的团队</translation>
    </message>
    <message>
        <source>The company&apos;s own sign-in knows the password</source>
        <translation>由公司统一登录验证密码</translation>
    </message>
    <message>
        <source>Somebody new</source>
        <translation>新人员</translation>
    </message>
    <message>
        <source>Roles, teams, sign-in and sessions end at once. The history keeps the name.</source>
        <translation>角色、团队、登录和会话立即失效，历史记录保留姓名。</translation>
    </message>
    <message>
        <source>Choose somebody above, or add somebody.</source>
        <translation>请在上方选择人员，或添加人员。</translation>
    </message>
    <message>
        <source>Cannot sign in. A role lets them in again.</source>
        <translation>无法登录；重新授予角色后即可登录。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>新密码</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Disable {name}</source>
        <translation>停用“{name}”</translation>
    </message>
    <message>
        <source>Disable…</source>
        <translation>停用…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>PlanPanel</name>
    <message>
        <source>Plan</source>
        <translation>预案</translation>
    </message>
    <message>
        <source>Go on  B</source>
        <translation>继续  B</translation>
    </message>
    <message>
        <source>Begin the response  B</source>
        <translation>启动响应  B</translation>
    </message>
    <message>
        <source>Response plan</source>
        <translation>响应预案</translation>
    </message>
    <message>
        <source>Checks and steps by hand work offline; what changes something waits for approval and for the hub.</source>
        <translation>检查和人工步骤离线可做；会改动系统的步骤须待批准和中心。</translation>
    </message>
    <message>
        <source>at work…</source>
        <translation>执行中…</translation>
    </message>
    <message>
        <source>not begun</source>
        <translation>未启动</translation>
    </message>
    <message>
        <source>The runbook this response began with is not here any more.</source>
        <translation>该响应所用的预案已不在本机。</translation>
    </message>
    <message>
        <source>There is no runbook for this category. G says what kind of incident it is.</source>
        <translation>该类别没有预案。按 G 确定故障类别。</translation>
    </message>
    <message>
        <source>to be done by hand</source>
        <translation>待人工执行</translation>
    </message>
    <message>
        <source>{given} of {asked} approvals</source>
        <translation>已批准 {given} / {asked}</translation>
    </message>
</context>
<context>
    <name>PoliciesPage</name>
    <message>
        <source>all teams</source>
        <translation>所有团队</translation>
    </message>
    <message>
        <source>“{name}” is published as version {n}.</source>
        <translation>“{name}”已发布为第 {n} 版。</translation>
    </message>
    <message>
        <source>Version {n}</source>
        <translation>第 {n} 版</translation>
    </message>
    <message>
        <source>Begin with a version</source>
        <translation>以某一版本为底稿</translation>
    </message>
    <message>
        <source>Public holidays, this year and two more</source>
        <translation>法定节假日：今年及其后两年</translation>
    </message>
    <message>
        <source>Country, by its two letters</source>
        <translation>国家/地区的两字母代码</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>New calendar</source>
        <translation>新建日历</translation>
    </message>
    <message>
        <source>New agreements</source>
        <translation>新建协议</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>规则</translation>
    </message>
</context>
<context>
    <name>PreferencesPanel</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>For you on this computer. Each choice holds at once.</source>
        <translation>仅对您在本机有效，选择后立即生效。</translation>
    </message>
    <message>
        <source>Tickets</source>
        <translation>工单</translation>
    </message>
    <message>
        <source>Where they are kept…</source>
        <translation>存放位置…</translation>
    </message>
    <message>
        <source>Administration…</source>
        <translation>管理…</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Row height</source>
        <translation>行高</translation>
    </message>
    <message>
        <source>Reduce motion</source>
        <translation>减少动画</translation>
    </message>
    <message>
        <source>Quiet hours</source>
        <translation>免打扰时段</translation>
    </message>
    <message>
        <source>Sound of alerts</source>
        <translation>提醒声音</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Compact</source>
        <translation>紧凑</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>标准</translation>
    </message>
    <message>
        <source>Roomy</source>
        <translation>宽松</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>On</source>
        <translation>开</translation>
    </message>
    <message>
        <source>Alerts that pop up</source>
        <translation>弹出的提醒</translation>
    </message>
    <message>
        <source>Try it out…</source>
        <translation>试一试…</translation>
    </message>
    <message>
        <source>Try whether alerts arrive on this desktop</source>
        <translation>试试提醒能否到达这台桌面</translation>
    </message>
</context>
<context>
    <name>Proposing</name>
    <message>
        <source>away</source>
        <translation>离开</translation>
    </message>
    <message>
        <source>not on shift</source>
        <translation>不在班</translation>
    </message>
    <message>
        <source>no skill for this type</source>
        <translation>无此类技能</translation>
    </message>
    <message>
        <source>at their limit</source>
        <translation>已达上限</translation>
    </message>
    <message>
        <source>proposed: on call, for nobody of the team is free</source>
        <translation>建议：值班人员（团队中无人可接）</translation>
    </message>
    <message>
        <source>proposed: {facts}</source>
        <translation>建议：{facts}</translation>
    </message>
    <message>
        <source>skill {level}</source>
        <translation>技能 {level} 级</translation>
    </message>
    <message>
        <source>{count} open</source>
        <translation>在办 {count}</translation>
    </message>
</context>
<context>
    <name>Queue</name>
    <message>
        <source>My open</source>
        <translation>我的未结</translation>
    </message>
    <message>
        <source>User replied</source>
        <translation>用户已回复</translation>
    </message>
    <message>
        <source>All open</source>
        <translation>全部未结</translation>
    </message>
    <message>
        <source>Late or at risk</source>
        <translation>超时与将超时</translation>
    </message>
    <message>
        <source>Unassigned</source>
        <translation>未分配</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>已解决</translation>
    </message>
    <message>
        <source>All tickets</source>
        <translation>全部工单</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>我的</translation>
    </message>
    <message>
        <source>All teams</source>
        <translation>所有团队</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>已保存</translation>
    </message>
    <message>
        <source>Ticket {number} assigned to {value}</source>
        <translation>工单 {number} 已分配给 {value}</translation>
    </message>
    <message>
        <source>Ticket {number} is unassigned now</source>
        <translation>工单 {number} 现已取消分配</translation>
    </message>
    <message>
        <source>Ticket {number} is now {value}</source>
        <translation>工单 {number} 现为：{value}</translation>
    </message>
    <message>
        <source>Ticket {number} has priority {value}</source>
        <translation>工单 {number} 的优先级现为“{value}”</translation>
    </message>
    <message>
        <source>Ticket {number} has type {value}</source>
        <translation>工单 {number} 的类型现为“{value}”</translation>
    </message>
    <message>
        <source>Impact and urgency of ticket {number} changed</source>
        <translation>已更改工单 {number} 的影响和紧急程度</translation>
    </message>
    <message>
        <source>Ticket {number} handed to {value}</source>
        <translation>工单 {number} 已转给 {value}</translation>
    </message>
    <message>
        <source>Ticket {number} renamed</source>
        <translation>工单 {number} 已改标题</translation>
    </message>
    <message>
        <source>Description of ticket {number} changed</source>
        <translation>工单 {number} 的描述已修改</translation>
    </message>
    <message>
        <source>Tags of ticket {number} changed</source>
        <translation>已更改工单 {number} 的标签</translation>
    </message>
    <message>
        <source>Ticket {number} is asked by {value}</source>
        <translation>工单 {number} 的提单人现为 {value}</translation>
    </message>
    <message>
        <source>Ticket {number} linked</source>
        <translation>工单 {number} 已关联</translation>
    </message>
    <message>
        <source>Link of ticket {number} taken away</source>
        <translation>已解除工单 {number} 的关联</translation>
    </message>
    <message>
        <source>Files attached to ticket {number}</source>
        <translation>已为工单 {number} 添加附件</translation>
    </message>
    <message>
        <source>Recorded on ticket {number}</source>
        <translation>已记入工单 {number}</translation>
    </message>
    <message>
        <source>Ticket {number} created</source>
        <translation>已创建工单 {number}</translation>
    </message>
    <message>
        <source>Every ticket of your team is somebody&apos;s</source>
        <translation>团队的工单均已有负责人</translation>
    </message>
    <message>
        <source>View “{value}” saved</source>
        <translation>已保存视图“{value}”</translation>
    </message>
    <message>
        <source>View “{value}” taken away</source>
        <translation>已移除视图“{value}”</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
</context>
<context>
    <name>QueuePage</name>
    <message>
        <source>Ticket {number}</source>
        <translation>工单 {number}</translation>
    </message>
    <message>
        <source>view</source>
        <translation>视图</translation>
    </message>
    <message numerus="yes">
        <source>view, %n tickets</source>
        <translation>
            <numerusform>视图，%n 张工单</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Reach</name>
    <message>
        <source>None are listed yet; C adds one.</source>
        <translation>尚无联系人；按 C 添加。</translation>
    </message>
    <message>
        <source>until {time}</source>
        <translation>至 {time}</translation>
    </message>
    <message>
        <source>Nobody is on call</source>
        <translation>无人值班</translation>
    </message>
    <message>
        <source>No rota yet</source>
        <translation>尚无值班表</translation>
    </message>
    <message>
        <source>then {backup}</source>
        <translation>备用 {backup}</translation>
    </message>
</context>
<context>
    <name>ReadingPanel</name>
    <message>
        <source>updated {when}</source>
        <translation>更新于 {when}</translation>
    </message>
    <message>
        <source>review by {when}</source>
        <translation>{when} 前复审</translation>
    </message>
    <message>
        <source>the same in the other language: {title}</source>
        <translation>另一语言：{title}</translation>
    </message>
    <message>
        <source>Readers still see an earlier version; publish this one to show it.</source>
        <translation>读者看到的仍是早先版本；发布后才能看到此版本。</translation>
    </message>
    <message numerus="yes">
        <source>%n views</source>
        <translation>
            <numerusform>%n 次浏览</numerusform>
        </translation>
    </message>
    <message>
        <source>{helpful} found it helpful, {other} did not</source>
        <translation>{helpful} 人觉得有帮助，{other} 人没有</translation>
    </message>
    <message>
        <source>Watch the video</source>
        <translation>观看视频</translation>
    </message>
</context>
<context>
    <name>RefusalBar</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>收起</translation>
    </message>
</context>
<context>
    <name>RefusedCard</name>
    <message>
        <source>{what}: refused</source>
        <translation>{what}：被拒</translation>
    </message>
    <message>
        <source>you, {time}</source>
        <translation>您，{time}</translation>
    </message>
    <message>
        <source>You saw</source>
        <translation>您看到的</translation>
    </message>
    <message>
        <source>You wrote</source>
        <translation>您写的</translation>
    </message>
    <message>
        <source>Now it is</source>
        <translation>现在是</translation>
    </message>
    <message>
        <source>Your text</source>
        <translation>您的文字</translation>
    </message>
    <message>
        <source>Merge…</source>
        <translation>合并…</translation>
    </message>
    <message>
        <source>Open {ticket}</source>
        <translation>打开 {ticket}</translation>
    </message>
    <message>
        <source>Keep the text only</source>
        <translation>只保留文字</translation>
    </message>
    <message>
        <source>Do it again</source>
        <translation>重新执行</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>丢弃</translation>
    </message>
</context>
<context>
    <name>Responses</name>
    <message>
        <source>First reply over time</source>
        <translation>首次响应趋势</translation>
    </message>
    <message>
        <source>by week</source>
        <translation>按周</translation>
    </message>
    <message>
        <source>weeks before</source>
        <translation>上一期</translation>
    </message>
    <message>
        <source>median</source>
        <translation>中位</translation>
    </message>
    <message>
        <source>p90</source>
        <translation>p90</translation>
    </message>
    <message>
        <source>Week from</source>
        <translation>周起</translation>
    </message>
    <message>
        <source>not yet answered</source>
        <translation>尚未响应</translation>
    </message>
    <message>
        <source>median, s</source>
        <translation>中位（秒）</translation>
    </message>
    <message>
        <source>p90, s</source>
        <translation>p90（秒）</translation>
    </message>
    <message numerus="yes">
        <source>%n not yet answered</source>
        <translation>
            <numerusform>%n 张尚未响应</numerusform>
        </translation>
    </message>
    <message>
        <source>median {length}</source>
        <translation>中位 {length}</translation>
    </message>
</context>
<context>
    <name>ReviewPanel</name>
    <message>
        <source>being written</source>
        <translation>正在撰写</translation>
    </message>
    <message>
        <source>Why it happened, not what happened</source>
        <translation>为什么发生，而不是发生了什么</translation>
    </message>
    <message>
        <source>What made it likelier, longer or worse</source>
        <translation>哪些因素使其更易发生、更久或更严重</translation>
    </message>
    <message>
        <source>Who could not do what, for how long</source>
        <translation>谁在多长时间内无法做什么</translation>
    </message>
    <message>
        <source>What helped, what did not, what came late</source>
        <translation>哪些有效，哪些无效，哪些来得太晚</translation>
    </message>
    <message>
        <source>What went well, what did not, where there was luck</source>
        <translation>哪些做得好，哪些不好，哪些只是运气</translation>
    </message>
    <message>
        <source>Fill in what is known</source>
        <translation>填入已知信息</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Nothing is to be done yet. Each item has an owner and a date, or it is a wish.</source>
        <translation>尚无改进项。每项都应有负责人和日期，否则只是愿望。</translation>
    </message>
    <message>
        <source>Add an action item…</source>
        <translation>添加改进项…</translation>
    </message>
    <message>
        <source>Hand in for review</source>
        <translation>提交评审</translation>
    </message>
    <message>
        <source>Sign off</source>
        <translation>签发</translation>
    </message>
    <message>
        <source>Take up again</source>
        <translation>重新开启</translation>
    </message>
    <message>
        <source>overdue since {time}</source>
        <translation>自 {time} 起逾期</translation>
    </message>
    <message>
        <source>due {time}</source>
        <translation>{time} 到期</translation>
    </message>
</context>
<context>
    <name>ReviewQuestions</name>
    <message>
        <source>Action item</source>
        <translation>改进项</translation>
    </message>
    <message>
        <source>What is to be done</source>
        <translation>改进措施</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>截止</translation>
    </message>
    <message>
        <source>There is no action item yet.</source>
        <translation>尚无改进项。</translation>
    </message>
    <message>
        <source>a commander or lead does that</source>
        <translation>须由指挥或组长执行</translation>
    </message>
    <message>
        <source>its owner says that</source>
        <translation>须由负责人执行</translation>
    </message>
    <message>
        <source>Done…</source>
        <translation>完成…</translation>
    </message>
    <message>
        <source>Open again</source>
        <translation>重新打开</translation>
    </message>
    <message>
        <source>Not to be done any more…</source>
        <translation>不再执行…</translation>
    </message>
    <message>
        <source>Other words…</source>
        <translation>更改文字…</translation>
    </message>
    <message>
        <source>Another owner…</source>
        <translation>更改负责人…</translation>
    </message>
    <message>
        <source>Another date…</source>
        <translation>更改日期…</translation>
    </message>
    <message>
        <source>Which earlier incident came back</source>
        <translation>哪个以往故障再次发生</translation>
    </message>
    <message>
        <source>There is no earlier incident.</source>
        <translation>没有更早的故障。</translation>
    </message>
    <message>
        <source>What came of it</source>
        <translation>结果如何</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Why not</source>
        <translation>为何不做</translation>
    </message>
    <message>
        <source>Drop it</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>更改</translation>
    </message>
    <message>
        <source>In a week</source>
        <translation>一周后</translation>
    </message>
    <message>
        <source>In two weeks</source>
        <translation>两周后</translation>
    </message>
    <message>
        <source>In a month</source>
        <translation>一个月后</translation>
    </message>
    <message>
        <source>In three months</source>
        <translation>三个月后</translation>
    </message>
    <message>
        <source>No date</source>
        <translation>不设日期</translation>
    </message>
    <message>
        <source>On {text} (YYYY-MM-DD)</source>
        <translation>于 {text}（YYYY-MM-DD）</translation>
    </message>
    <message>
        <source>“{text}” is no date. Write it as 2026-03-31.</source>
        <translation>“{text}”不是日期。请写成 2026-03-31。</translation>
    </message>
</context>
<context>
    <name>ReviewWork</name>
    <message>
        <source>The analysis is in {name}.</source>
        <translation>复盘报告已写入 {name}。</translation>
    </message>
    <message>
        <source>Export the analysis</source>
        <translation>导出复盘报告</translation>
    </message>
    <message>
        <source>The analysis is changed.</source>
        <translation>复盘已更改。</translation>
    </message>
</context>
<context>
    <name>RoomHead</name>
    <message>
        <source>Acknowledge</source>
        <translation>确认</translation>
    </message>
    <message>
        <source>Next update</source>
        <translation>下次通报</translation>
    </message>
    <message>
        <source>Resolve</source>
        <translation>解决</translation>
    </message>
    <message>
        <source>Analysis</source>
        <translation>复盘</translation>
    </message>
    <message>
        <source>every {n} min</source>
        <translation>每 {n} 分钟</translation>
    </message>
    <message>
        <source>target {n} min</source>
        <translation>目标 {n} 分钟</translation>
    </message>
    <message>
        <source>nothing is waited for</source>
        <translation>无须等待</translation>
    </message>
    <message>
        <source>met</source>
        <translation>按时</translation>
    </message>
    <message>
        <source>late</source>
        <translation>逾期</translation>
    </message>
    <message>
        <source>over</source>
        <translation>已超时</translation>
    </message>
    <message>
        <source>left</source>
        <translation>剩余</translation>
    </message>
    <message>
        <source>{given} given, {late} late</source>
        <translation>已通报 {given} 次，逾期 {late} 次</translation>
    </message>
    <message>
        <source>due {time}</source>
        <translation>截止 {time}</translation>
    </message>
    <message>
        <source>signed off {time}</source>
        <translation>{time} 签发</translation>
    </message>
    <message>
        <source>→ {name} asked</source>
        <translation>→ 待{name}接受</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>无人</translation>
    </message>
    <message>
        <source>Handler</source>
        <translation>处理人</translation>
    </message>
</context>
<context>
    <name>RoomPanel</name>
    <message>
        <source>Pinned</source>
        <translation>置顶</translation>
    </message>
    <message>
        <source>corrects the entry of {time}</source>
        <translation>更正 {time} 的条目</translation>
    </message>
    <message numerus="yes">
        <source>%n entries wait for the hub</source>
        <translation>
            <numerusform>%n 条待上传中心</numerusform>
        </translation>
    </message>
    <message>
        <source>happened at {time}</source>
        <translation>发生于 {time}</translation>
    </message>
    <message>
        <source>Enter adds it; “14:05 …” says when; Ctrl E: note, decision or update</source>
        <translation>回车添加；“14:05 …”表示发生时间；Ctrl E：记录、决定或进展</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Decisions</source>
        <translation>决定</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>动作</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Search the timeline</source>
        <translation>搜索时间线</translation>
    </message>
    <message>
        <source>Note what happened (N)</source>
        <translation>记下发生的事（N）</translation>
    </message>
    <message>
        <source>Note what happened</source>
        <translation>记下发生的事</translation>
    </message>
    <message>
        <source>Note, decision or update (Ctrl E)</source>
        <translation>记录、决定或进展（Ctrl E）</translation>
    </message>
    <message>
        <source>Actions of the incident</source>
        <translation>故障的操作</translation>
    </message>
    <message>
        <source>No entry is like that. 1 shows all of them.</source>
        <translation>没有这样的条目。按 1 显示全部。</translation>
    </message>
</context>
<context>
    <name>Rows</name>
    <message>
        <source>Unassigned</source>
        <translation>未分配</translation>
    </message>
    <message>
        <source>SLA</source>
        <translation>SLA 时限</translation>
    </message>
    <message>
        <source>Pri</source>
        <translation>级</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Requester</source>
        <translation>提单人</translation>
    </message>
    <message>
        <source>Assignee</source>
        <translation>负责人</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Updated</source>
        <translation>更新</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>{name} is replying</source>
        <translation>{name} 正在回复</translation>
    </message>
    <message>
        <source>{name} is looking</source>
        <translation>{name} 正在查看</translation>
    </message>
    <message>
        <source>A colleague</source>
        <translation>一位同事</translation>
    </message>
</context>
<context>
    <name>SecretField</name>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Keep it in this system&apos;s keyring</source>
        <translation>保存在系统钥匙串中</translation>
    </message>
</context>
<context>
    <name>Shell</name>
    <message>
        <source>Support console</source>
        <translation>支持控制台</translation>
    </message>
    <message>
        <source>15 minutes</source>
        <translation>15 分钟</translation>
    </message>
    <message>
        <source>1 hour</source>
        <translation>1 小时</translation>
    </message>
    <message>
        <source>4 hours</source>
        <translation>4 小时</translation>
    </message>
    <message>
        <source>Tell this alert later</source>
        <translation>稍后再提醒</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Put off</source>
        <translation>推迟</translation>
    </message>
    <message>
        <source>only an admin of the hub can do that</source>
        <translation>只有中心库管理员才能操作</translation>
    </message>
</context>
<context>
    <name>Side</name>
    <message>
        <source>Panels</source>
        <translation>面板</translation>
    </message>
</context>
<context>
    <name>SignInPanel</name>
    <message>
        <source>Sign in to {hub} as {login}</source>
        <translation>以 {login} 登录 {hub}</translation>
    </message>
    <message>
        <source>What you changed meanwhile is kept here, and sent when you have signed in.</source>
        <translation>您期间的更改已存在本机，登录后自动发送。</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>正在登录…</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>This computer only</source>
        <translation>仅本机</translation>
    </message>
    <message>
        <source>Tickets are kept on this computer and shared with nobody.</source>
        <translation>工单只保存在本机，不与他人共享。</translation>
    </message>
    <message>
        <source>commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Fetching a file, {percent} %</source>
        <translation>正在下载文件，{percent}%</translation>
    </message>
    <message>
        <source>Sending a file, {percent} %</source>
        <translation>正在上传文件，{percent}%</translation>
    </message>
    <message numerus="yes">
        <source>%n pending</source>
        <translation>
            <numerusform>%n 项待发送</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pending, kept here</source>
        <translation>
            <numerusform>%n 项待发送，已存在本机</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n needs attention</source>
        <translation>
            <numerusform>%n 项需要处理</numerusform>
        </translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>正在连接…</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>已连接</translation>
    </message>
    <message>
        <source>Sign in to go on</source>
        <translation>请登录以继续</translation>
    </message>
    <message>
        <source>This program is too old for the hub</source>
        <translation>本程序版本过旧，无法用于中心库</translation>
    </message>
    <message>
        <source>Catching up: {sent} of {whole} changes</source>
        <translation>追赶中：{sent} / {whole} 项更改</translation>
    </message>
    <message>
        <source>Offline since {time}</source>
        <translation>{time} 起离线</translation>
    </message>
    <message>
        <source>Work goes on; what you change is kept here and sent when you have signed in.</source>
        <translation>可继续工作；更改已存在本机，登录后自动发送。</translation>
    </message>
    <message>
        <source>Bring the program up to date. What waits here is kept and sent afterwards.</source>
        <translation>请更新本程序。待发送的内容会保留，更新后发送。</translation>
    </message>
    <message>
        <source>What waits and what needs attention</source>
        <translation>待发送与需处理</translation>
    </message>
    <message>
        <source>Last round {time}. What waits and what needs attention is listed here.</source>
        <translation>上次同步 {time}。待发送和需要处理的内容列在此处。</translation>
    </message>
    <message>
        <source>Clock is {time} ahead of the hub; times corrected</source>
        <translation>时钟比中心库快 {time}，时间已校正</translation>
    </message>
    <message>
        <source>Clock is {time} behind the hub; times corrected</source>
        <translation>时钟比中心库慢 {time}，时间已校正</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>保存中…</translation>
    </message>
    <message>
        <source>No worker</source>
        <translation>没有后台服务</translation>
    </message>
    <message>
        <source>No worker for {time}</source>
        <translation>后台服务已 {time}无响应</translation>
    </message>
    <message>
        <source>Data {time} old</source>
        <translation>数据为 {time}前</translation>
    </message>
    <message>
        <source>All changes saved</source>
        <translation>更改已全部保存</translation>
    </message>
</context>
<context>
    <name>SyncPanel</name>
    <message>
        <source>Sync</source>
        <translation>同步</translation>
    </message>
    <message>
        <source>What needs attention and what waits</source>
        <translation>需处理与待发送</translation>
    </message>
    <message>
        <source>Text kept: {what}</source>
        <translation>已保留文字：{what}</translation>
    </message>
    <message>
        <source>Done again: {what}</source>
        <translation>已重新执行：{what}</translation>
    </message>
    <message>
        <source>Merged: {what}</source>
        <translation>已合并：{what}</translation>
    </message>
</context>
<context>
    <name>TasksPanel</name>
    <message>
        <source>Tasks</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>What came of it</source>
        <translation>结果如何</translation>
    </message>
    <message>
        <source>Why it is declined</source>
        <translation>为何谢绝</translation>
    </message>
    <message>
        <source>Why it is dropped</source>
        <translation>为何取消</translation>
    </message>
    <message>
        <source>Task  T</source>
        <translation>任务  T</translation>
    </message>
    <message>
        <source>What is to be done, and in how many minutes: look at node 3 20m</source>
        <translation>要做什么，限几分钟：检查节点 3 20 分</translation>
    </message>
    <message>
        <source>What is to be done</source>
        <translation>要做什么</translation>
    </message>
    <message>
        <source>Enter asks whom; without a time it is 15 minutes. Esc leaves.</source>
        <translation>回车选人；不写时间则为 15 分钟。Esc 离开。</translation>
    </message>
    <message>
        <source>Nobody is asked for anything. T asks one person for one thing.</source>
        <translation>尚未请任何人做事。按 T 请一人做一件事。</translation>
    </message>
    <message>
        <source>{open} open of {all}</source>
        <translation>{all} 项中 {open} 项未完成</translation>
    </message>
    <message>
        <source>done in {used} of {minutes} min</source>
        <translation>用 {used} / {minutes} 分完成</translation>
    </message>
    <message>
        <source>{over} min over {minutes}</source>
        <translation>超 {over} 分 / 限 {minutes} 分</translation>
    </message>
    <message>
        <source>{left} of {minutes} min left</source>
        <translation>剩 {left} / {minutes} 分</translation>
    </message>
    <message>
        <source>you</source>
        <translation>您</translation>
    </message>
    <message>
        <source>Who does it?</source>
        <translation>由谁来做？</translation>
    </message>
    <message>
        <source>“{title}” is asked for.</source>
        <translation>已请人做“{title}”。</translation>
    </message>
    <message>
        <source>“{title}” is yours; its time runs.</source>
        <translation>“{title}”由您负责，开始计时。</translation>
    </message>
    <message>
        <source>“{title}” is done.</source>
        <translation>“{title}”已完成。</translation>
    </message>
    <message>
        <source>“{title}” is declined.</source>
        <translation>已谢绝“{title}”。</translation>
    </message>
    <message>
        <source>“{title}” is dropped.</source>
        <translation>已取消“{title}”。</translation>
    </message>
</context>
<context>
    <name>TeamsPlace</name>
    <message>
        <source>Teams</source>
        <translation>团队</translation>
    </message>
    <message>
        <source>Name of a new team</source>
        <translation>新团队名称</translation>
    </message>
    <message>
        <source>Add team</source>
        <translation>添加团队</translation>
    </message>
    <message>
        <source>The tickets of a team are seen by its members alone.</source>
        <translation>团队的工单只有其成员可见。</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>无人</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>团队</translation>
    </message>
    <message>
        <source>Who sees its tickets</source>
        <translation>谁可见其工单</translation>
    </message>
</context>
<context>
    <name>Telling</name>
    <message>
        <source>put off when it was shown</source>
        <translation>弹出时推迟</translation>
    </message>
    <message>
        <source>Alerts arrive</source>
        <translation>提醒可以到达</translation>
    </message>
    <message>
        <source>This is how an alert looks on this desktop.</source>
        <translation>提醒在这台桌面上就是这个样子。</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>确认</translation>
    </message>
    <message>
        <source>Later (15 min)</source>
        <translation>稍后（15 分钟）</translation>
    </message>
    <message>
        <source>Show them</source>
        <translation>查看</translation>
    </message>
    <message numerus="yes">
        <source>%n alerts while you were away</source>
        <translation>
            <numerusform>您离开时有 %n 条提醒</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n alerts at once</source>
        <translation>
            <numerusform>同时有 %n 条提醒</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TextPart</name>
    <message>
        <source>Somebody else changed the same words meanwhile. They wrote:</source>
        <translation>其间他人修改了相同的文字，其内容为：</translation>
    </message>
    <message>
        <source>Put together</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>用我的</translation>
    </message>
    <message>
        <source>Theirs</source>
        <translation>用对方的</translation>
    </message>
</context>
<context>
    <name>TicketHead</name>
    <message numerus="yes">
        <source>{who}, %n more</source>
        <translation>
            <numerusform>{who}，另 %n 人</numerusform>
        </translation>
    </message>
    <message>
        <source>opened {time}</source>
        <translation>{time} 创建</translation>
    </message>
</context>
<context>
    <name>TicketIncident</name>
    <message>
        <source>Under which incident?</source>
        <translation>归入哪个故障？</translation>
    </message>
    <message>
        <source>No incident lasts.</source>
        <translation>目前没有进行中的故障。</translation>
    </message>
    <message>
        <source>The ticket stands under no incident. Shift L puts it there.</source>
        <translation>该工单未归入任何故障。按 Shift L 归入。</translation>
    </message>
    <message>
        <source>The ticket is taken off the incident; its clock goes on.</source>
        <translation>工单已不再归入该故障，其时钟继续计时。</translation>
    </message>
    <message>
        <source>The ticket stands under the incident; its clock waits for it.</source>
        <translation>工单已归入故障，其时钟按故障计时。</translation>
    </message>
</context>
<context>
    <name>TicketTable</name>
    <message numerus="yes">
        <source>%n new above</source>
        <translation>
            <numerusform>上方有 %n 条新工单</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Tiles</name>
    <message numerus="yes">
        <source>%n still open</source>
        <translation>
            <numerusform>%n 张未结</numerusform>
        </translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>解决</translation>
    </message>
    <message>
        <source>First reply</source>
        <translation>首次响应</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>解决用时</translation>
    </message>
    <message numerus="yes">
        <source>%n pending</source>
        <translation>
            <numerusform>未决 %n</numerusform>
        </translation>
    </message>
    <message>
        <source>from {n}</source>
        <translation>上期 {n}</translation>
    </message>
    <message numerus="yes">
        <source>%n paused</source>
        <translation>
            <numerusform>%n 张暂停</numerusform>
        </translation>
    </message>
    <message>
        <source>Backlog</source>
        <translation>积压</translation>
    </message>
    <message>
        <source>median</source>
        <translation>中位</translation>
    </message>
    <message>
        <source>being reckoned…</source>
        <translation>计算中…</translation>
    </message>
    <message>
        <source>{n} pt</source>
        <translation>{n} 点</translation>
    </message>
    <message>
        <source>SLA met</source>
        <translation>SLA 达标</translation>
    </message>
    <message>
        <source>Reopened</source>
        <translation>重开</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Notice</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>Told</name>
    <message>
        <source>The password of {name} is told this once. Hand it over in person.</source>
        <translation>“{name}”的密码只显示这一次，请当面转交。</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message numerus="yes">
        <source>Alerts: %n</source>
        <translation>
            <numerusform>提醒：%n</numerusform>
        </translation>
    </message>
    <message>
        <source>Show the console</source>
        <translation>显示控制台</translation>
    </message>
    <message>
        <source>Focus for an hour</source>
        <translation>专注一小时</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message numerus="yes">
        <source>Support console: %n alerts</source>
        <translation>
            <numerusform>支持控制台：%n 条提醒</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TrialPanel</name>
    <message>
        <source>Do alerts arrive here?</source>
        <translation>提醒能到达这里吗？</translation>
    </message>
    <message>
        <source>Try each of them, and say what you saw or heard.</source>
        <translation>逐项试一试，并告诉我们您看到或听到了什么。</translation>
    </message>
    <message>
        <source>Notification</source>
        <translation>通知</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>声音</translation>
    </message>
    <message>
        <source>Icon in the tray</source>
        <translation>托盘图标</translation>
    </message>
    <message>
        <source>Try</source>
        <translation>试一下</translation>
    </message>
    <message>
        <source>It came</source>
        <translation>收到了</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>没有</translation>
    </message>
    <message>
        <source>By {service}</source>
        <translation>通过 {service}</translation>
    </message>
    <message>
        <source>By the tray of this desktop; without buttons</source>
        <translation>通过这台桌面的托盘；没有按钮</translation>
    </message>
    <message>
        <source>This desktop has no notification service; alerts are in the inbox alone</source>
        <translation>这台桌面没有通知服务；提醒只在收件箱里</translation>
    </message>
    <message>
        <source>No program that plays sounds was found</source>
        <translation>没有找到可播放声音的程序</translation>
    </message>
    <message>
        <source>For critical alerts</source>
        <translation>用于紧急提醒</translation>
    </message>
    <message>
        <source>Look for its sign and its count</source>
        <translation>请找找它的标志和数字</translation>
    </message>
    <message>
        <source>This desktop has no tray; the rail shows the count</source>
        <translation>这台桌面没有托盘；侧栏会显示数量</translation>
    </message>
</context>
<context>
    <name>ViewsPanel</name>
    <message>
        <source>Queue</source>
        <translation>工单</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>视图</translation>
    </message>
</context>
<context>
    <name>Wall</name>
    <message>
        <source>No incident is open.</source>
        <translation>没有打开的故障。</translation>
    </message>
    <message>
        <source>Commander: {name}</source>
        <translation>指挥：{name}</translation>
    </message>
</context>
<context>
    <name>Week</name>
    <message>
        <source>Shifts of the week</source>
        <translation>本周班次</translation>
    </message>
    <message>
        <source>no rota yet</source>
        <translation>尚无值班表</translation>
    </message>
    <message numerus="yes">
        <source>%n gaps</source>
        <translation>
            <numerusform>%n 处空缺</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n times two at once</source>
        <translation>
            <numerusform>%n 次双人值班</numerusform>
        </translation>
    </message>
    <message>
        <source>covered throughout</source>
        <translation>全程有人</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>无人</translation>
    </message>
</context>
<context>
    <name>Whom</name>
    <message>
        <source>Requester: name, address, phone</source>
        <translation>提单人：姓名、地址、电话</translation>
    </message>
    <message>
        <source>New person “{text}”</source>
        <translation>新人员“{text}”</translation>
    </message>
    <message>
        <source>you</source>
        <translation>您</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>无人</translation>
    </message>
</context>
<context>
    <name>Workload</name>
    <message>
        <source>Workload now</source>
        <translation>当前在办</translation>
    </message>
    <message>
        <source>open tickets</source>
        <translation>未结工单</translation>
    </message>
    <message>
        <source>cap</source>
        <translation>上限</translation>
    </message>
    <message>
        <source>unassigned</source>
        <translation>未分配</translation>
    </message>
    <message>
        <source>over cap</source>
        <translation>超上限</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>人员</translation>
    </message>
</context>
</TS>
