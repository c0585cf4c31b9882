# What only MQTT 5.0 has. Where a real broker does not say what is to be shown, a scripted one (converse) does: it listens
# on 127.0.0.2, and what goes to and from that address is its.

# the properties a client can send, from mosquitto's own clients
v5-properties.pcapng() {
    start
    listen reader -V mqttv5 -q 1 -t 'weather/#' -U 'unused/#' \
        -D connect session-expiry-interval 60 \
        -D connect receive-maximum 12 \
        -D connect maximum-packet-size 100000 \
        -D connect topic-alias-maximum 4 \
        -D connect request-response-information 1 \
        -D connect request-problem-information 0 \
        -D connect user-property colour blue \
        -D connect user-property colour green \
        -D subscribe subscription-identifier 16384 \
        -D subscribe user-property purpose display \
        -D unsubscribe user-property purpose none \
        -D disconnect session-expiry-interval 0 \
        -D disconnect user-property reason 'end of the day'
    listen second -V mqttv5 -t weather/berlin -D subscribe subscription-identifier 1
    publish -V mqttv5 -i station -q 1 -t weather/berlin -m '{"celsius":-3.5}' \
        -D publish payload-format-indicator 1 \
        -D publish message-expiry-interval 3600 \
        -D publish content-type application/json \
        -D publish response-topic weather/answers \
        -D publish correlation-data request-7 \
        -D publish topic-alias 1 \
        -D publish user-property station north \
        -D publish user-property station north
    converse <<'END'
# Correlation Data is binary; one client with several subscriptions that match gets several identifiers
tower connect
tower > 10 ({'MQTT'} 05 02 003c () {'tower'})
tower < CONNACK
tower > 82 (0001 (0b 7f) {'weather/+'} 00)
tower < SUBACK
tower > 82 (0002 (0b 80 01) {'weather/rome'} 00)
tower < SUBACK
tower > 30 ({'weather/rome'} (08 {'weather/antworten'} 09 {00 ff fe 80 0d 0a}) 'sunny')
tower < PUBLISH PUBLISH
tower > e0 (04 (1f {'battery low'} 26 {''} {''}))
tower < end
END
}

# every property a will can have, from a real client that is killed; a will that waits; a will that is asked for
v5-will-properties.pcapng() {
    start
    listen watcher -V mqttv5 -q 1 -t 'wills/#'
    listen killed -V mqttv5 -t unused -x 10 --will-topic wills/killed --will-payload '"gone"' --will-qos 1 \
        -D will will-delay-interval 1 \
        -D will payload-format-indicator 1 \
        -D will message-expiry-interval 600 \
        -D will content-type application/json \
        -D will response-topic wills/answers \
        -D will correlation-data last \
        -D will user-property place attic
    leave killed KILL
    converse <<'END'
leaving connect
leaving > 10 ({'MQTT'} 05 06 003c () {'leaving'} () {'wills/leaving'} {ff d8 ff e0})
leaving < CONNACK
leaving > e0 (04)
leaving < end
pause 2.5
END
}

# the properties in which mosquitto tells its limits
v5-server-properties.pcapng() {
    start '
        max_keepalive 30
        max_qos 1
        retain_available false
        max_topic_alias 5
        max_inflight_messages 7
        max_packet_size 2000'
    publish -V mqttv5 -q 1 -k 60 -t limits -m 'no name, so one is assigned'
}

# the properties mosquitto 2.0 never sends, from a scripted broker to a real client, then to a scripted one
v5-scripted-server.pcapng() {
    capture
    converse <<'END' &
broker listen 127.0.0.2
broker accept
broker < CONNECT
broker > 20 (00 00 (
    12 {'assigned-7'} 13 000a 24 01 25 00 21 0010 22 0003 27 00010000 11 00000078
    28 00 29 00 2a 00 1a {'replies/7'} 1f {'welcome'} 26 {'node'} {'eu-1'}))
broker < SUBSCRIBE
broker > 90 (0001 (1f {'as you asked'} 26 {'node'} {'eu-1'}) 01 97)
broker > 32 ({'answers'} 0009 (0b 01 03 {'text/plain'} 01 01) 'first')
broker > 34 ({'answers'} 000a (0b ffffff7f) 'second')
broker < PUBACK PUBREC
broker > 62 (000a 92 (1f {'no such identifier'}))
broker < PUBCOMP
broker > e0 (9d (1c {'mqtt2.example.com'} 1f {'moved'} 26 {'node'} {'eu-2'}))
broker close
# every acknowledgement with reason and properties, which mosquitto's clients do not provoke
client connect 127.0.0.2
broker accept
client > 10 ({'MQTT'} 05 02 003c () {'client'})
broker < CONNECT
broker > 20 (00 00 ())
client < CONNACK
client > 32 ({'one'} 0001 () 'x')
broker < PUBLISH
broker > 40 (0001 97 (1f {'too many'} 26 {'limit'} {'10'} 26 {'used'} {'10'}))
client < PUBACK
client > 34 ({'two'} 0002 () 'x')
broker < PUBLISH
broker > 50 (0002 10 (1f {'nobody listens'}))
client < PUBREC
client > 62 (0002 00 (26 {'trace'} {'7f'}))
broker < PUBREL
broker > 70 (0002 92 (1f {'forgotten'} 26 {'node'} {'eu-1'}))
client < PUBCOMP
client > a2 (0003 (26 {'trace'} {'80'}) {'one'} {'two'} {'three'})
broker < UNSUBSCRIBE
broker > b0 (0003 (1f {'one of three'} 26 {'node'} {'eu-1'}) 00 11 87)
client < UNSUBACK
client > e0 ()
broker < DISCONNECT
broker close
END
    local script=$!
    settle
    timeout 5 mosquitto_sub -h 127.0.0.2 -V mqttv5 -q 2 -t answers -t '$share/a/answers' \
        -D connect request-response-information 1 >/dev/null 2>&1 || true
    wait $script
}

# enhanced authentication: refused by mosquitto, then carried through, refreshed and refused by a scripted broker
v5-auth.pcapng() {
    start
    converse <<'END'
refused connect
refused > 10 ({'MQTT'} 05 02 003c (15 {'SCRAM-SHA-256'} 16 {'n,,n=anna,r=rOprNGfwEbe'}) {'anna'})
refused < CONNACK end
broker listen 127.0.0.2
anna connect 127.0.0.2
broker accept
anna > 10 ({'MQTT'} 05 02 003c (15 {'SCRAM-SHA-256'} 16 {'n,,n=anna,r=rOprNGfwEbe'}) {'anna'})
broker < CONNECT
broker > f0 (18 (15 {'SCRAM-SHA-256'} 16 {'r=rOprNGfwEbe%hvYDpW,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096'}))
anna < AUTH
anna > f0 (18 (15 {'SCRAM-SHA-256'} 16 {'c=biws,r=rOprNGfwEbe%hvYDpW,p=dHzbZapWIk4jUhN'}))
broker < AUTH
broker > 20 (00 00 (15 {'SCRAM-SHA-256'} 16 {'v=6rriTRBi23WpRR'}))
anna < CONNACK
anna > f0 (19 (15 {'SCRAM-SHA-256'} 16 {00 01 fe ff} 26 {'why'} {'key rotated'}))
broker < AUTH
broker > f0 (18 (15 {'SCRAM-SHA-256'} 16 {} 1f {'continue'}))
anna < AUTH
anna > f0 (18 (15 {'SCRAM-SHA-256'} 16 {00 02}))
broker < AUTH
broker > f0 (00 (15 {'SCRAM-SHA-256'}))
anna < AUTH
anna > f000
broker < AUTH
broker > e0 (87 (1f {'too often'}))
anna < DISCONNECT
broker close
END
}

# how connections end: by a client, with and without reason code and properties; by mosquitto, with and without a word;
# by a scripted broker, for what mosquitto 2.0 keeps silent about: shutting down, keep alive, another took over
v5-disconnect.pcapng() {
    start '
        max_topic_alias 2
        max_packet_size 300
        retain_available false
        max_qos 1'
    hello() { echo "10 ({'MQTT'} 05 02 $2 () {'$1'})"; }
    converse <<END
plain connect
plain > $(hello plain 003c)
plain < CONNACK
plain > e000
plain < end
code connect
code > $(hello code 003c)
code < CONNACK
code > e0 (00)
code < end
full connect
full > $(hello full 003c)
full < CONNACK
full > e0 (98 (1f {'maintenance'} 26 {'by'} {'anna'}))
full < end
first connect
first > $(hello same 003c)
first < CONNACK
second connect
second > $(hello same 003c)
second < CONNACK
first < end
second > 30 ({'alias'} (23 0003) '')
second < DISCONNECT end
large connect
large > $(hello large 003c)
large < CONNACK
large > 30 ({'large'} () 'x'*400)
large < DISCONNECT end
retaining connect
retaining > $(hello retaining 003c)
retaining < CONNACK
retaining > 31 ({'retained'} () 'x')
retaining < DISCONNECT end
exact connect
exact > $(hello exact 003c)
exact < CONNACK
exact > 34 ({'exactly/once'} 0001 () 'x')
exact < DISCONNECT end
twice connect
twice > $(hello twice 003c)
twice < CONNACK
twice > $(hello twice 003c)
twice < end
silent connect
silent > $(hello silent 0001)
silent < CONNACK end
broker listen 127.0.0.2
$(for code in 8b 8d 8e; do cat <<EACH
client connect 127.0.0.2
broker accept
client > $(hello client 003c)
broker < CONNECT
broker > 20 (00 00 ())
client < CONNACK
broker > e0 ($code)
client < DISCONNECT
broker close
EACH
done)
END
}

# what an acknowledgement can say: no subscriber, not authorized, no such subscription, no such identifier
v5-reason-codes.pcapng() {
    cat >"$work/rights" <<'END'
topic readwrite public/#
topic read news/#
END
    start "acl_file $work/rights"
    converse <<'END'
client connect
client > 10 ({'MQTT'} 05 02 003c () {'client'})
client < CONNACK
client > 82 (0001 () {'public/#'} 02 {'private/#'} 01 {'news/+'} 00)
client < SUBACK
client > 32 ({'public/1'} 0002 () 'x')
client < PUBLISH PUBACK
client > 40 (0001)
client > 32 ({'private/1'} 0003 () 'x')
client < PUBACK
client > 34 ({'private/2'} 0004 () 'x')
client < PUBREC
client > a2 (0005 () {'public/#'} {'public/#'})
client < UNSUBACK
client > 32 ({'public/2'} 0006 () 'x')
client < PUBACK
client > 34 ({'public/3'} 0007 () 'x')
client < PUBREC
client > 62 (0007 00)
client < PUBCOMP
client > 62 (0008)
client < PUBCOMP
client > 62 (0009 92 ())
client < PUBCOMP
client > e000
client < end
END
}

# aliases towards a real broker; then, with a scripted one, both directions on one connection and different meanings
v5-topic-alias.pcapng() {
    start
    listen reader -V mqttv5 -t 'long/#'
    converse <<'END'
sensor connect
sensor > 10 ({'MQTT'} 05 02 003c () {'sensor'})
sensor < CONNACK
sensor > 30 ({'long/name/of/a/topic'} (23 0001) 'sets 1')
sensor > 30 ({} (23 0001) 'uses 1')
sensor > 30 ({'long/name/of/another'} (23 0002) 'sets 2')
sensor > 30 ({} (23 0001) 'uses 1')
sensor > 30 ({'long/third/name'} (23 0001) 'sets 1 anew')
sensor > 30 ({} (23 0001) 'uses 1')  30 ({} (23 0002) 'uses 2')
sensor > c000
sensor < PINGRESP
sensor > e000
sensor < end
broker listen 127.0.0.2
client connect 127.0.0.2
broker accept
client > 10 ({'MQTT'} 05 02 003c (22 000a) {'client'})
broker < CONNECT
broker > 20 (00 00 (22 000a))
client < CONNACK
client > 30 ({'from/client'} (23 0001) 'sets 1')
broker < PUBLISH
broker > 30 ({'from/broker'} (23 0001) 'sets 1')
client < PUBLISH
client > 30 ({} (23 0001) 'client uses 1')
broker < PUBLISH
broker > 30 ({} (23 0001) 'broker uses 1')
client < PUBLISH
broker > 30 ({} (23 0002) 'never set')
client < PUBLISH
client > e0 (94)
broker < DISCONNECT
broker close
END
}

# no local, retain as published, retain handling, with all their values
v5-subscription-options.pcapng() {
    start
    publish -V mqttv5 -i keeper -r -t kept/1 -m old
    listen plain -V mqttv5 -t 'kept/#'
    listen flagged -V mqttv5 -q 1 -t 'kept/#' --retain-as-published
    converse <<'END'
own connect
own > 10 ({'MQTT'} 05 02 003c () {'own'})
own < CONNACK
own > 82 (0001 () {'kept/#'} 1d {'other/#'} 26)
own < SUBACK PUBLISH
own > 82 (0002 () {'kept/#'} 1d)
own < SUBACK
own > 31 ({'kept/1'} () 'new')
own > c000
own < PINGRESP
own > e000
own < end
END
}

# six jobs, two workers that share them, one watcher who sees all
v5-shared.pcapng() {
    start
    listen worker-1 -V mqttv5 -q 1 -t '$share/workers/jobs/+'
    listen worker-2 -V mqttv5 -q 1 -t '$share/workers/jobs/+'
    listen watcher -V mqttv5 -q 1 -t 'jobs/+'
    for job in 1 2 3 4 5 6; do publish -V mqttv5 -i boss -q 1 -t "jobs/$job" -m "job $job"; done
}

# mosquitto_rr asks, a scripted client answers
v5-request-response.pcapng() {
    start
    converse <<'END' &
clock connect
clock > 10 ({'MQTT'} 05 02 003c () {'clock'})
clock < CONNACK
clock > 82 (0001 () {'clock/ask'} 01)
clock < SUBACK PUBLISH
clock > 40 (0001)
clock > 32 ({'clock/answer/7'} 0001 (09 {'question 7'} 01 01) '12:00')
clock < PUBACK
clock > e000
clock < end
END
    local script=$!
    await "$work/broker-1883.log" 'Sending SUBACK to clock'
    mosquitto_rr -V mqttv5 -i asker -q 1 -t clock/ask -e clock/answer/7 -m 'what time is it?' -W 5 \
        -D publish correlation-data 'question 7' >"$work/answer" 2>&1
    grep -q 12:00 "$work/answer"
    wait $script
}
