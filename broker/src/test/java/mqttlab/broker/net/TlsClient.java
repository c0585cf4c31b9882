package mqttlab.broker.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import mqttlab.net.Pem;

/// The JDK's TLS, trusting the tests' own authority.
record TlsClient(SSLContext context) {

    static TlsClient trusting() throws GeneralSecurityException, IOException {
        return of(null, null);
    }

    /// Shows this certificate.
    static TlsClient of(Path certificate, Path key) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (String each : new String[] {"ca.pem", "rsa-pss.pem", "chain-root.pem"}) {
            store.setCertificateEntry(each, Pem.certificates(Shell.PEM.resolve(each))[0]);
        }
        if (certificate != null) {
            X509Certificate[] chain = Pem.certificates(certificate);
            store.setKeyEntry("own", Pem.privateKey(key), new char[0], chain);
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return new TlsClient(context);
    }

    SSLSocket connect(int port) throws IOException {
        return (SSLSocket) context.getSocketFactory().createSocket(InetAddress.ofLiteral("127.0.0.1"), port);
    }

    SSLSocket over(Socket socket) throws IOException {
        return (SSLSocket) context.getSocketFactory().createSocket(socket, "127.0.0.1", socket.getPort(), true);
    }
}
