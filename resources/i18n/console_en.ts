<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
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
    <name>TicketTable</name>
    <message numerus="yes">
        <source>%n new above</source>
        <translation>
            <numerusform>%n new above</numerusform>
            <numerusform>%n new above</numerusform>
        </translation>
    </message>
</context>
</TS>
