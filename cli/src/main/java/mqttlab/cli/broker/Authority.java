package mqttlab.cli.broker;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Status;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// A certification authority of one's own: makes certificates (RFC 5280), with keys on the curve P-256. It signs by its
/// own key, which may be of RSA where it was made elsewhere.
record Authority(X509Certificate certificate, PrivateKey key) {

    /// A certificate and its key.
    record Made(X509Certificate certificate, PrivateKey key) {}

    /// Clocks differ.
    private static final Duration EARLIER = Duration.ofHours(1);

    /// An extension of a certificate.
    private record Said(ASN1ObjectIdentifier id, boolean critical, ASN1Encodable what) {}

    static Authority make(int days) throws GeneralSecurityException {
        KeyPair keys = keys();
        X500Name name = name("mqttlab CA " + Long.toHexString(new SecureRandom().nextLong() & 0xffff_ffffL));
        Made made = sign(
                keys,
                name,
                keys,
                name,
                Instant.now().plus(Duration.ofDays(days)),
                List.of(
                        new Said(Extension.basicConstraints, true, new BasicConstraints(0)),
                        new Said(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign)),
                        new Said(
                                Extension.subjectKeyIdentifier,
                                false,
                                new JcaX509ExtensionUtils().createSubjectKeyIdentifier(keys.getPublic()))));
        return new Authority(made.certificate, made.key);
    }

    /// One that was made before.
    static Authority read(Path certificateFile, Path keyFile) throws IOException {
        try {
            byte[] der = PemFile.read(certificateFile, PemFile.CERTIFICATE);
            X509Certificate certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
            PrivateKey key = KeyFactory.getInstance(certificate.getPublicKey().getAlgorithm())
                    .generatePrivate(new PKCS8EncodedKeySpec(PemFile.read(keyFile, PemFile.KEY)));
            if (certificate.getBasicConstraints() < 0) {
                throw new Failure(Status.FAILED, certificateFile + ": it is not the certificate of a CA");
            }
            certificate.checkValidity();
            if (!isPair(certificate, key)) {
                throw new Failure(Status.FAILED, keyFile + ": it is not the key of " + certificateFile);
            }
            return new Authority(certificate, key);
        } catch (GeneralSecurityException e) {
            throw new Failure(
                    Status.FAILED,
                    certificateFile + ", " + keyFile + ": the CA cannot be used (" + e.getMessage()
                            + "): move both away to have a new one made");
        }
    }

    private static boolean isPair(X509Certificate certificate, PrivateKey key) throws GeneralSecurityException {
        byte[] some = {1, 2, 3};
        Signature signature = Signature.getInstance(algorithm(key));
        signature.initSign(key);
        signature.update(some);
        byte[] signed = signature.sign();
        signature.initVerify(certificate.getPublicKey());
        signature.update(some);
        return signature.verify(signed);
    }

    /// @param hosts names and addresses
    Made server(List<GeneralName> hosts, String commonName, int days) throws GeneralSecurityException {
        GeneralNames names = new GeneralNames(hosts.toArray(new GeneralName[0]));
        return leaf(
                commonName,
                days,
                KeyPurposeId.id_kp_serverAuth,
                List.of(new Said(Extension.subjectAlternativeName, false, names)));
    }

    Made client(String commonName, int days) throws GeneralSecurityException {
        return leaf(commonName, days, KeyPurposeId.id_kp_clientAuth, List.of());
    }

    private Made leaf(String commonName, int days, KeyPurposeId purpose, List<Said> more)
            throws GeneralSecurityException {
        KeyPair keys = keys();
        JcaX509ExtensionUtils utils = new JcaX509ExtensionUtils();
        List<Said> said = new ArrayList<>(more);
        said.add(new Said(Extension.basicConstraints, true, new BasicConstraints(false)));
        said.add(new Said(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature)));
        said.add(new Said(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose)));
        said.add(new Said(Extension.subjectKeyIdentifier, false, utils.createSubjectKeyIdentifier(keys.getPublic())));
        said.add(new Said(Extension.authorityKeyIdentifier, false, identifier()));
        X500Name issuer =
                X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
        KeyPair signer = new KeyPair(certificate.getPublicKey(), key);
        // What is signed is not good for longer than what signs it.
        Instant end = Instant.now().plus(Duration.ofDays(days));
        Instant last = certificate.getNotAfter().toInstant();
        return sign(signer, issuer, keys, name(commonName), end.isBefore(last) ? end : last, said);
    }

    /// What the authority's certificate calls its key, which need not be what we would.
    private AuthorityKeyIdentifier identifier() throws GeneralSecurityException {
        byte[] own = certificate.getExtensionValue(Extension.subjectKeyIdentifier.getId());
        return own == null
                ? new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(certificate.getPublicKey())
                : new AuthorityKeyIdentifier(SubjectKeyIdentifier.getInstance(
                                ASN1OctetString.getInstance(own).getOctets())
                        .getKeyIdentifier());
    }

    private static Made sign(
            KeyPair signer, X500Name issuer, KeyPair keys, X500Name subject, Instant end, List<Said> said)
            throws GeneralSecurityException {
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    issuer,
                    new BigInteger(127, new SecureRandom()).setBit(126),
                    Date.from(Instant.now().minus(EARLIER)),
                    Date.from(end),
                    subject,
                    keys.getPublic());
            for (Said each : said) {
                builder.addExtension(each.id, each.critical, each.what);
            }
            byte[] der = builder.build(
                            new JcaContentSignerBuilder(algorithm(signer.getPrivate())).build(signer.getPrivate()))
                    .getEncoded();
            X509Certificate certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
            return new Made(certificate, keys.getPrivate());
        } catch (CertIOException | OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        } catch (IOException e) {
            throw new GeneralSecurityException(e);
        }
    }

    private static KeyPair keys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static String algorithm(PrivateKey key) {
        return key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
    }

    /// Of a common name alone, whatever characters it has.
    private static X500Name name(String commonName) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.CN, commonName)
                .build();
    }
}
