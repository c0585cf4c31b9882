#!/bin/sh
# Made the files beside it, with OpenSSL 3.0. They protect nothing: everybody has the keys.
set -eu
cd "$(dirname "$0")"
days=36500
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days $days -subj "/CN=mqttlab test CA" \
    -keyout ca.key -out ca.pem
sign() {
    openssl ecparam -name prime256v1 -genkey -noout -out "$1-sec1.key"
    openssl pkcs8 -topk8 -nocrypt -in "$1-sec1.key" -out "$1.key"
    printf '%s\n' "$3" >ext
    openssl req -new -key "$1.key" -subj "/CN=$2" |
        openssl x509 -req -CA ca.pem -CAkey ca.key -CAcreateserial -days $days -extfile ext -out "$1.pem"
    rm -f ext ca.srl
}
sign server localhost 'subjectAltName=DNS:localhost,IP:127.0.0.1'
sign other broker.example 'subjectAltName=DNS:broker.example'
sign client mqttlab-test 'extendedKeyUsage=clientAuth'
openssl pkcs8 -topk8 -v2 aes-256-cbc -v2prf hmacWithSHA256 -passout pass:secret -in client.key -out client-encrypted.key
openssl genrsa -traditional -out rsa-pkcs1.key 2048
openssl pkcs8 -topk8 -nocrypt -in rsa-pkcs1.key -out rsa.key
openssl genpkey -algorithm ed25519 -out ed25519.key
openssl req -x509 -newkey rsa-pss -pkeyopt rsa_keygen_bits:2048 -nodes -days $days -subj "/CN=localhost" \
    -keyout rsa-pss.key -out rsa-pss.pem
# A certificate for server.key that an authority in between has signed.
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days $days -subj "/CN=mqttlab test root" \
    -keyout ca.key -out chain-root.pem
openssl ecparam -name prime256v1 -genkey -noout -out between.key
printf 'basicConstraints=critical,CA:TRUE\n' >ext
openssl req -new -key between.key -subj "/CN=mqttlab test intermediate" |
    openssl x509 -req -CA chain-root.pem -CAkey ca.key -CAcreateserial -days $days -extfile ext \
        -out chain-intermediate.pem
printf 'subjectAltName=DNS:localhost,IP:127.0.0.1\n' >ext
openssl req -new -key server.key -subj "/CN=localhost" |
    openssl x509 -req -CA chain-intermediate.pem -CAkey between.key -CAcreateserial -days $days -extfile ext \
        -out chain-server.pem
rm -f between.key ext *.srl
# Certificates of the past and of the future, for server.key, by an authority of their own.
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days $days -subj "/CN=mqttlab test CA of dates" \
    -keyout ca.key -out dates-ca.pem
cat >ca.conf <<'END'
[ca]
default_ca = dates
[dates]
database = index
serial = serial
new_certs_dir = .
default_md = sha256
policy = any
[any]
commonName = supplied
END
dated() {
    : >index
    openssl req -new -key server.key -subj "/CN=localhost" -out request
    openssl ca -batch -notext -rand_serial -config ca.conf -extfile ext -in request -keyfile ca.key -cert dates-ca.pem \
        -startdate "$2" -enddate "$3" -out "$1.pem"
    rm -f index* serial* request [0-9A-F]*.pem
}
printf 'subjectAltName=DNS:localhost,IP:127.0.0.1\n' >ext
dated expired 20200101000000Z 20210101000000Z
dated future 21000101000000Z 21010101000000Z
rm -f ca.conf ext
rm -f ca.key other-sec1.key server-sec1.key
