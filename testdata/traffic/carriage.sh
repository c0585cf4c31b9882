# How packets travel: in segments large and small, over other links and addresses, whole and in part.

# remaining lengths of 0, 127, 128, 16383, 16384, 2097151 and 2097152: the last and first of one to four bytes
v311-lengths.pcap.gz() {
    start
    converse <<'END'
sender connect
sender > 10 ({'MQTT'} 04 02 003c {'sender'})
sender < CONNACK
sender > c0 ()
sender < PINGRESP
sender > 30 ({'t'} 'x'*124)
sender > 30 ({'t'} 'x'*125)
sender > 30 ({'t'} 'x'*16380)
sender > 30 ({'t'} 'x'*16381)
sender > 30 ({'t'} 'x'*2097148)
sender > 30 ({'t'} 'x'*2097149)
sender > e0 ()
sender < end
END
}

# 300 kB in each direction, over segments as Ethernet has them
v5-large.pcapng.gz() {
    ip link set lo mtu 1500 gso_max_size 1500
    start
    listen reader -V mqttv5 -q 1 -t large
    seq -f 'line %.0f of a message that needs many segments' 6000 | head -c 300000 >"$work/large"
    publish -V mqttv5 -i writer -q 1 -t large -f "$work/large"
}

# a whole session in one segment, then 200 messages at once
v311-pipelined.pcap() {
    start
    converse <<'END'
hasty connect
hasty > 10 ({'MQTT'} 04 02 003c {'hasty'})  82 (0001 {'echo/+'} 01)
    30 ({'echo/0'} 'first')  32 ({'echo/1'} 0002 'second')  c000  a2 (0003 {'echo/+'})  e000
hasty < CONNACK SUBACK PUBLISH PUBLISH PUBACK PINGRESP UNSUBACK end
flood connect
flood > 10 ({'MQTT'} 04 02 003c {'flood'})
flood < CONNACK
flood > [30 ({'flood'} '12345678')]*200
flood > e000
flood < end
END
}

# segments that end in inconvenient places; tshark follows
v311-split.pcap() {
    start
    converse <<'END'
sender connect
sender >> 10 ({'MQTT'} 04 02 003c {'sender'})
sender < CONNACK
sender > 30 | ({'split/after/type'} 'x')
sender > 30 ( | {'split/after/length'} 'x')
sender > 30 ( 00 | 0c 'split/within' 'x')
sender > 30 ({'split/in ' | 'the topic'} 'x')
sender > 30 ({'split/before/payload'} | 'x')
sender > 32 ({'split/within/id'} 00 | 01 'x')
sender < PUBACK
sender > 30 ({'end/and'} 'x')  30 ({'st' | 'art'} 'x')  30 ({'and/end'} 'x')  c0 | 00
sender < PINGRESP
sender >> 32 ({'byte/by/byte'} 0002 'x')
sender < PUBACK
sender > e0 | 00
sender < end
END
}

# segments that end within a remaining length of two and three bytes
v311-split-length.pcap() {
    start
    converse <<'END'
sender connect
sender > 10 ({'MQTT'} 04 02 003c {'sender'})
sender < CONNACK
# 3 + 125 = 128 = 80 01
sender > 30 80 | 01 {'t'} 'x'*125
sender > c000
sender < PINGRESP
# 3 + 16381 = 16384 = 80 80 01
sender > 30 80 80 | 01 {'t'} 'y'*16381
sender > c000
sender < PINGRESP
sender > e000
sender < end
END
}

# a connection that is reset within a packet, one that ends within a packet, one that never says anything
v311-cut-off.pcap() {
    start
    converse <<'END'
reset connect
reset > 10 ({'MQTT'} 04 02 003c {'reset'})
reset < CONNACK
reset > 30 20 {'half/a/message'} 'only this'
reset reset
closed connect
closed > 10 ({'MQTT'} 04 02 003c {'closed'})
closed < CONNACK
closed > 32 0a 00
closed close
mute connect
mute close
END
}

# payloads that are empty, text, JSON, binary, dangerous to a terminal; topics in many scripts
payloads() {
    start
    listen reader -V $protocol -q 1 -t '#'
    send() { publish -V $protocol -i writer -q 1 "$@"; }
    send -t empty -n
    send -t 'température/кухня/厨房/🌡' -m 'Grüße, 世界 🌍'
    send -t 'quotes "double" and '\''single'\'', back\slash, pipe | and comma, space' -m $'a\\b\t"c"\r\n'
    send -t json -m '{"a":[1,2.5,null,true],"b":"\u00e4"}'
    send -t xml -m '<?xml version="1.0"?><a/>'
    converse <<END
binary connect
binary > 10 ($hello 02 003c $none {'binary'})
binary < CONNACK
binary > 30 ({'all/bytes'} $none $(printf '%02x' {0..255}))
binary > 30 ({'jpeg'} $none ffd8ffe0 0010 'JFIF' 00)
binary > 30 ({'bad/utf-8'} $none 'a' c328 'b' c0af 'c' eda080 'd' f8 'e')
binary > 30 ({'zero/within'} $none 'a' 00 'b')
binary > 30 ({'terminal'} $none 1b 'c' 1b '[31mred' 1b ']0;title' 07 9b '2J')
binary > e000
binary < end
END
}
v311-payloads.pcap() { speak 311; payloads; }
v5-payloads.pcap() { speak 5; payloads; }

# three idle clients, one for each version, keep their connections alive
ping.pcap() {
    start
    for version in mqttv31 mqttv311 mqttv5; do listen "idle-$version" -V $version -k 5 -t unused; done
    sleep 11
}

# protocol levels and names that do not exist
unknown-level.pcap() {
    start
    converse <<'END'
six connect
six > 10 ({'MQTT'} 06 02 003c {'six'})
six < CONNACK end
largest connect
largest > 10 ({'MQTT'} 7f 02 003c {'largest'})
largest < CONNACK end
name connect
name > 10 ({'MQTX'} 04 02 003c {'name'})
name < end
END
}

# the recording starts when the connections have been open for a while
midstream() {
    broker
    converse <<END &
reader connect
reader > 10 ($hello 02 003c $none {'reader'})
reader < CONNACK
writer connect
writer > 10 ($hello 02 003c $none {'writer'})
writer < CONNACK
pause 2
reader > 82 (0001 $none {'midstream/#'} 01)
reader < SUBACK
writer > 30 ({'midstream/0'} $none ffd8ffe0)
writer > 32 ({'midstream/1'} 0001 $none 'hello')
reader < PUBLISH PUBLISH
reader > 40 (0001)
writer < PUBACK
reader > a2 (0002 $none {'midstream/#'})
reader < UNSUBACK
# 5.0 answers that nobody listens: a PUBACK as 3.1.1 has none
writer > 32 ({'nobody/listens'} 0002 $none 'x')
writer < PUBACK
writer > c000
writer < PINGRESP
writer > e000
writer < end
reader > e000
reader < end
END
    local script=$!
    await "$work/broker-1883.log" 'Sending CONNACK to writer'
    capture
    wait $script
}
v311-midstream.pcap() { speak 311; midstream; }
v5-midstream.pcap() { speak 5; midstream; }

# neither 1883 nor 8883
v311-other-port.pcap() {
    broker '' 17501
    capture lo 'tcp port 17501'
    listen reader -p 17501 -q 1 -t 'other/#'
    publish -p 17501 -i writer -q 1 -t other/port -m hello
}

# only the first 96 bytes of each frame were kept
v311-snaplen.pcap() {
    broker
    capture lo 'tcp port 1883' -s 96
    listen reader -t 'snap/#'
    publish -i writer -t snap/short -m hello
    publish -i writer -t snap/long -m 'this message is longer than what is kept of a frame'
    publish -i writer -t snap/short -m 'hello again'
}

# the same few packets for each way of carrying them
a_few() {
    listen reader -V mqttv5 "$@" -q 1 -t 'few/#'
    publish -V mqttv5 "$@" -i writer -q 1 -t few/1 -m one
    publish -V mqttv5 "$@" -i writer -q 0 -t few/2 -m two
    leave reader
}

# IPv6, and times in nanoseconds
ipv6-nanoseconds.pcap() {
    local address=::1
    broker
    capture lo 'tcp port 1883' --time-stamp-precision=nano
    a_few -h ::1
}

# recorded from all interfaces at once: Linux cooked, both versions
cooked-v1.pcap() {
    broker
    capture any 'tcp port 1883' -y LINUX_SLL
    a_few
}
cooked-v2.pcap() {
    broker
    capture any 'tcp port 1883' -y LINUX_SLL2
    a_few
}


# without any link layer: a tunnel interface
raw-ip.pcap() {
    local there address=10.0.0.2
    wire tun
    broker
    capture near
    a_few -h $address
}

# the mirror port of a switch: each frame with a VLAN tag; then with two
vlan() {
    local there address=10.0.0.2
    wire tap "$@"
    ip link set mirror up
    broker
    capture mirror ''
    a_few -h $address
}
vlan.pcap() { vlan 0x81000007; }
vlan-in-vlan.pcap() { vlan 0x88a80064 0x81000007; }

# an Ethernet of its own within UDP: addresses occur twice in each frame
vxlan.pcap() {
    local there address=10.1.0.2
    wire tap
    ip link add inner type vxlan id 42 remote 10.0.0.2 dstport 4789 dev near
    ip address add 10.1.0.1/24 dev inner
    ip link set inner up
    $there ip link add inner type vxlan id 42 remote 10.0.0.1 dstport 4789 dev far
    $there ip address add $address/24 dev inner
    $there ip link set inner up
    broker
    capture near 'udp port 4789'
    a_few -h $address
}

# two interfaces of different kinds in one file
interfaces.pcapng() {
    local there
    broker
    wire tun
    address=10.0.0.2 broker
    capture lo 'tcp port 1883' -i near -f 'tcp port 1883'
    a_few
    a_few -h 10.0.0.2
}
