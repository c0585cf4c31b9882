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
    for scene in qos; do
        eval "v$version-$scene.pcap() { speak $version; $scene; }"
    done
done

# three subscribers, one for each quality of service, times three publishers
qos() {
    start
    for q in 0 1 2; do listen "subscriber-$q" -V $protocol -q $q -t 'qos/+'; done
    for q in 0 1 2; do publish -V $protocol -i "publisher-$q" -q $q -t "qos/$q" -m "sent with $q"; done
}
