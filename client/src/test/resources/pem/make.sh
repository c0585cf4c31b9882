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
rm -f ca.key other-sec1.key server-sec1.key
