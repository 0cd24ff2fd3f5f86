<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>AdviceLine</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ages</name>
    <message numerus="yes">
        <source>%n paused</source>
        <translation>
            <numerusform>%n paused</numerusform>
            <numerusform>%n paused</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ArchivePanel</name>
    <message numerus="yes">
        <source>%n archived tickets, newest first. Enter reads one.</source>
        <translation>
            <numerusform>%n archived ticket. Enter reads it.</numerusform>
            <numerusform>%n archived tickets, newest first. Enter reads one.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Arrivals</name>
    <message numerus="yes">
        <source>%n so far</source>
        <translation>
            <numerusform>%n so far</numerusform>
            <numerusform>%n so far</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n opened</source>
        <translation>
            <numerusform>%n opened</numerusform>
            <numerusform>%n opened</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n resolved</source>
        <translation>
            <numerusform>%n resolved</numerusform>
            <numerusform>%n resolved</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Articles</name>
    <message numerus="yes">
        <source>%n searches found nothing. Most often: {most}.</source>
        <translation>
            <numerusform>%n search found nothing: {most}.</numerusform>
            <numerusform>%n searches found nothing. Most often: {most}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Body</name>
    <message numerus="yes">
        <source>Waiting to be sent: %n changes</source>
        <translation>
            <numerusform>Waiting to be sent: %n change</numerusform>
            <numerusform>Waiting to be sent: %n changes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Breaches</name>
    <message numerus="yes">
        <source>%n clocks come due</source>
        <translation>
            <numerusform>%n clock comes due</numerusform>
            <numerusform>%n clocks come due</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n clocks are known</source>
        <translation>
            <numerusform>%n clock is known</numerusform>
            <numerusform>%n clocks are known</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Composer</name>
    <message numerus="yes">
        <source>%n new messages since you began</source>
        <translation>
            <numerusform>%n new message since you began</numerusform>
            <numerusform>%n new messages since you began</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FoldLine</name>
    <message numerus="yes">
        <source>%n earlier messages</source>
        <translation>
            <numerusform>%n earlier message</numerusform>
            <numerusform>%n earlier messages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Head</name>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HubPanel</name>
    <message numerus="yes">
        <source>The hub has %n tickets you may read</source>
        <translation>
            <numerusform>The hub has %n ticket you may read</numerusform>
            <numerusform>The hub has %n tickets you may read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them in archives</source>
        <translation>
            <numerusform>%n of them in archives</numerusform>
            <numerusform>%n of them in archives</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImpactPanel</name>
    <message numerus="yes">
        <source>%n more are not visible to you.</source>
        <translation>
            <numerusform>%n more is not visible to you.</numerusform>
            <numerusform>%n more are not visible to you.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tickets are linked; their clocks wait for the incident.</source>
        <translation>
            <numerusform>%n ticket is linked; its clock waits for the incident.</numerusform>
            <numerusform>%n tickets are linked; their clocks wait for the incident.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tickets are taken off; their clocks go on.</source>
        <translation>
            <numerusform>%n ticket is taken off; its clock goes on.</numerusform>
            <numerusform>%n tickets are taken off; their clocks go on.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Incidents</name>
    <message numerus="yes">
        <source>%n open</source>
        <translation>
            <numerusform>%n open</numerusform>
            <numerusform>%n open</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>KnowledgePage</name>
    <message numerus="yes">
        <source>%n searches</source>
        <translation>
            <numerusform>%n search</numerusform>
            <numerusform>%n searches</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n articles</source>
        <translation>
            <numerusform>%n article</numerusform>
            <numerusform>%n articles</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>searched %n times</source>
        <translation>
            <numerusform>searched once</numerusform>
            <numerusform>searched %n times</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>by %n people</source>
        <translation>
            <numerusform>by one person</numerusform>
            <numerusform>by %n people</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MergeView</name>
    <message numerus="yes">
        <source>You both changed the same words in %n places; yours are put there.</source>
        <translation>
            <numerusform>You both changed the same words in %n place; yours are put there.</numerusform>
            <numerusform>You both changed the same words in %n places; yours are put there.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PeoplePlace</name>
    <message numerus="yes">
        <source>%n people sign in</source>
        <translation>
            <numerusform>%n person signs in</numerusform>
            <numerusform>%n people sign in</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QueuePage</name>
    <message numerus="yes">
        <source>view, %n tickets</source>
        <translation>
            <numerusform>view, %n ticket</numerusform>
            <numerusform>view, %n tickets</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReadingPanel</name>
    <message numerus="yes">
        <source>%n views</source>
        <translation>
            <numerusform>%n view</numerusform>
            <numerusform>%n views</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Responses</name>
    <message numerus="yes">
        <source>%n not yet answered</source>
        <translation>
            <numerusform>%n not yet answered</numerusform>
            <numerusform>%n not yet answered</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RoomPanel</name>
    <message numerus="yes">
        <source>%n entries wait for the hub</source>
        <translation>
            <numerusform>%n entry waits for the hub</numerusform>
            <numerusform>%n entries wait for the hub</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message numerus="yes">
        <source>%n pending</source>
        <translation>
            <numerusform>%n pending</numerusform>
            <numerusform>%n pending</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pending, kept here</source>
        <translation>
            <numerusform>%n pending, kept here</numerusform>
            <numerusform>%n pending, kept here</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n needs attention</source>
        <translation>
            <numerusform>%n needs attention</numerusform>
            <numerusform>%n need attention</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Telling</name>
    <message numerus="yes">
        <source>%n alerts while you were away</source>
        <translation>
            <numerusform>%n alert while you were away</numerusform>
            <numerusform>%n alerts while you were away</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n alerts at once</source>
        <translation>
            <numerusform>%n alert</numerusform>
            <numerusform>%n alerts at once</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TicketHead</name>
    <message numerus="yes">
        <source>{who}, %n more</source>
        <translation>
            <numerusform>{who}, %n more</numerusform>
            <numerusform>{who}, %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TicketTable</name>
    <message numerus="yes">
        <source>%n new above</source>
        <translation>
            <numerusform>%n new above</numerusform>
            <numerusform>%n new above</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Tiles</name>
    <message numerus="yes">
        <source>%n still open</source>
        <translation>
            <numerusform>%n still open</numerusform>
            <numerusform>%n still open</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pending</source>
        <translation>
            <numerusform>%n pending</numerusform>
            <numerusform>%n pending</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n paused</source>
        <translation>
            <numerusform>%n paused</numerusform>
            <numerusform>%n paused</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message numerus="yes">
        <source>Alerts: %n</source>
        <translation>
            <numerusform>Alerts: %n</numerusform>
            <numerusform>Alerts: %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Support console: %n alerts</source>
        <translation>
            <numerusform>Support console: %n alert</numerusform>
            <numerusform>Support console: %n alerts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Week</name>
    <message numerus="yes">
        <source>%n gaps</source>
        <translation>
            <numerusform>%n gap</numerusform>
            <numerusform>%n gaps</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n times two at once</source>
        <translation>
            <numerusform>%n time two at once</numerusform>
            <numerusform>%n times two at once</numerusform>
        </translation>
    </message>
</context>
</TS>
