# The capture of the README: a sensor, a dashboard, every quality of service, and a will.

first-look.pcapng() {
    local address=192.168.1.1 sensor=192.168.1.20 dashboard=192.168.1.30
    ip address add $address/24 dev lo
    ip address add $sensor/24 dev lo
    ip address add $dashboard/24 dev lo
    start
    listen dashboard -h $address -A $dashboard -V mqttv5 -q 2 -t 'home/#'
    converse <<END
sensor connect $address $sensor
sensor > 10 ({'MQTT'} 05 2e 003c () {'kitchen-sensor'} () {'home/kitchen/status'} {'offline'})
sensor < CONNACK
pause 0.5
sensor > 30 ({'home/kitchen/temperature'} (26 {'unit'} {'celsius'}) '21.5')
pause 1
sensor > 32 ({'home/kitchen/climate'} 0001 (03 {'application/json'} 02 00000e10) '{"celsius":21.5,"humidity":48}')
sensor < PUBACK
pause 1
sensor > 34 ({'home/kitchen/alarm'} 0002 () 'smoke 🔥')
sensor < PUBREC
sensor > 62 (0002)
sensor < PUBCOMP
pause 1
sensor > c000
sensor < PINGRESP
pause 0.5
sensor reset
END
}
