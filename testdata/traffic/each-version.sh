# What every version of MQTT can do, once in each: v31-qos.pcap, v311-qos.pcap, v5-qos.pcap and so on.

# speak VERSION: sets what differs between the versions
#   $protocol  the option of mosquitto's clients
#   $hello     protocol name and level, as CONNECT begins
#   $none      empty properties, where there are any
speak() {
    case $1 in
    31) protocol=mqttv31 hello="{'MQIsdp'} 03" none='' ;;
    311) protocol=mqttv311 hello="{'MQTT'} 04" none='' ;;
    5) protocol=mqttv5 hello="{'MQTT'} 05" none='()' ;;
    esac
}

for version in 31 311 5; do
    for scene in qos retained will refused unsubscribe session bridge; do
        eval "v$version-$scene.pcap() { speak $version; $scene; }"
    done
done

# three subscribers, one for each quality of service, times three publishers
qos() {
    start
    for q in 0 1 2; do listen "subscriber-$q" -V $protocol -q $q -t 'qos/+'; done
    for q in 0 1 2; do publish -V $protocol -i "publisher-$q" -q $q -t "qos/$q" -m "sent with $q"; done
}

# set, delivered to who comes later, passed on as it happens, cleared, gone for who comes last
retained() {
    start
    publish -V $protocol -i switch -r -t lights/hall -m on
    publish -V $protocol -i switch -r -q 1 -t lights/kitchen -m off
    listen early -V $protocol -q 1 -t 'lights/#'
    publish -V $protocol -i switch -r -t lights/hall -m dimmed
    publish -V $protocol -i switch -r -t lights/kitchen -n
    listen late -V $protocol -q 1 -t 'lights/#'
}

# a client is killed, one resets its connection, one closes it without DISCONNECT, one says good-bye: no will from that
will() {
    start
    listen watcher -V $protocol -q 2 -t 'wills/#'
    listen killed -V $protocol -t unused --will-topic wills/killed --will-payload gone --will-qos 1 --will-retain
    leave killed KILL
    converse <<END
resetting connect
resetting > 10 ($hello 06 003c $none {'resetting'} $none {'wills/resetting'} {'gone'})
resetting < CONNACK
resetting reset
closing connect
closing > 10 ($hello 16 003c $none {'closing'} $none {'wills/closing'} {})
closing < CONNACK
closing close
polite connect
polite > 10 ($hello 06 003c $none {'polite'} $none {'wills/polite'} {'never sent'})
polite < CONNACK
polite > e000
polite < end
END
}

# right password, wrong password, unknown user, no user, no client identifier
refused() {
    mosquitto_passwd -b -c "$work/passwords" anna secret 2>/dev/null
    start "
        allow_anonymous false
        allow_zero_length_clientid false
        password_file $work/passwords"
    publish -V $protocol -i welcome -u anna -P secret -t door -m open
    publish -V $protocol -i mistaken -u anna -P guess -t door -m open || true
    publish -V $protocol -i stranger -u bob -P secret -t door -m open || true
    publish -V $protocol -i nobody -t door -m open || true
    converse <<END
anonymous connect
anonymous > 10 ($hello c2 003c $none {} {'anna'} {'secret'})
anonymous < CONNACK end
END
}

# one of two subscriptions ends; two at once; one that never was
unsubscribe() {
    start
    listen reader -V $protocol -q 1 -t 'news/#' -t 'sport/#' -U 'sport/#'
    publish -V $protocol -i press -q 1 -t news/today -m rain
    publish -V $protocol -i press -q 1 -t sport/today -m 1:0
    converse <<END
editor connect
editor > 10 ($hello 02 003c $none {'editor'})
editor < CONNACK
editor > 82 (0001 $none {'news/#'} 01 {'sport/+/results'} 02 {'+'} 00)
editor < SUBACK
editor > a2 (0002 $none {'news/#'} {'sport/+/results'})
editor < UNSUBACK
editor > a2 (0003 $none {'weather'} {'+'})
editor < UNSUBACK
editor > e000
editor < end
END
}

# messages wait for a client that is away; what was not acknowledged is sent again, by broker and client
session() {
    start
    listen phone -V $protocol -c -q 2 -t 'chat/#'
    leave phone
    for q in 0 1 2; do publish -V $protocol -i friend -q $q -t "chat/$q" -m "while you were away"; done
    listen phone -V $protocol -c -q 2 -t 'chat/#'
    leave phone

    local hour=$none
    [[ $none ]] && hour='(11 00000e10)'
    converse <<END
tablet connect
tablet > 10 ($hello 00 003c $hour {'tablet'})
tablet < CONNACK
tablet > 82 (0001 $none {'notes/#'} 02)
tablet < SUBACK
friend connect
friend > 10 ($hello 02 003c $none {'friend'})
friend < CONNACK
friend > 32 ({'notes/1'} 0001 $none 'first')
friend < PUBACK
friend > 34 ({'notes/2'} 0002 $none 'second')
friend < PUBREC
friend > 62 (0002)
friend < PUBCOMP
# nothing is acknowledged before the connection breaks, so both come again with DUP
tablet < PUBLISH PUBLISH
tablet reset
tablet connect
tablet > 10 ($hello 00 003c $hour {'tablet'})
tablet < CONNACK PUBLISH PUBLISH
tablet > 40 (0001)
tablet > 50 (0002)
tablet < PUBREL
# the PUBCOMP is lost, so the PUBREL comes again; the tablet's own two messages break off in the middle as well
tablet > 32 ({'pen/1'} 0001 $none 'stroke')
tablet > 34 ({'pen/2'} 0002 $none 'dot')
tablet < PUBACK PUBREC
tablet reset
tablet connect
tablet > 10 ($hello 00 003c $hour {'tablet'})
tablet < CONNACK PUBREL
tablet > 70 (0002)
tablet > 3a ({'pen/1'} 0001 $none 'stroke')
tablet < PUBACK
tablet > 3c ({'pen/2'} 0002 $none 'dot')
tablet < PUBREC
tablet > 62 (0002)
tablet < PUBCOMP
tablet > c000
tablet < PINGRESP
tablet > e000
friend > e000
tablet < end
END
}

# one broker is the client of another; before 5.0 it says so with the highest bit of the protocol level
bridge() {
    start
    broker "
        connection upstream
        address 127.0.0.1:1883
        bridge_protocol_version ${protocol/v5/v50}
        remote_clientid edge
        topic up/# out 2
        topic down/# in 1" 1884
    await "$work/broker-1883.log" 'Sending SUBACK to edge'
    publish -V $protocol -p 1884 -i meter -q 1 -t up/power -m 230
    settle
    publish -V $protocol -p 1883 -i control -q 1 -t down/limit -m 80
}

# the return codes that mosquitto 2.0 never sends, from a scripted broker
v311-scripted-server.pcap() {
    speak 311
    capture
    converse <<END
broker listen
$(for code in 01 02 03 04 05; do cat <<EACH
client connect
broker accept
client > 10 ($hello 02 003c {'refused-with-$code'})
broker < CONNECT
broker > 20 (00 $code)
client < CONNACK
broker close
EACH
done)
client connect
broker accept
client > 10 ($hello 00 003c {'resumed'})
broker < CONNECT
broker > 20 (01 00)
client < CONNACK
client > 82 (0001 {'granted'} 02 {'refused'} 01 {'less/than/asked'} 02)
broker < SUBSCRIBE
broker > 90 (0001 02 80 01)
client < SUBACK
client > e000
broker < DISCONNECT
broker close
END
}
