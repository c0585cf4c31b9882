package mqttlab.payload;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import mqttlab.packet.Bytes;
import org.jspecify.annotations.Nullable;

/// A compression around a payload. There is one at most: what is packed twice is shown packed once.
enum Packing {
    /// RFC 1952.
    GZIP,
    /// RFC 1950.
    ZLIB;

    static @Nullable Packing named(String name) {
        for (Packing packing : values()) {
            if (packing.text().equals(name)) {
                return packing;
            }
        }
        return null;
    }

    static @Nullable Packing namedBy(ContentType type) {
        return type.is("application/gzip") || type.is("application/x-gzip") || type.hasSuffix("+gzip")
                ? GZIP
                : type.is("application/zlib") || type.hasSuffix("+zlib") ? ZLIB : null;
    }

    /// The packing that a payload hardly looks like by chance, or null: gzip begins as no text does, and no value of
    /// the formats here that reaches to the last byte; zlib must be whole, with the right checksum.
    static @Nullable Packing recognise(Bytes payload) {
        if (payload.length() < 8) {
            return null;
        }
        int first = payload.at(0) << 8 | payload.at(1);
        if (first == 0x1f8b && payload.at(2) == 8 && payload.at(3) < 0x20) {
            return GZIP;
        }
        return (first & 0x8f00) == 0x0800 && first % 31 == 0 && isZlib(payload) ? ZLIB : null;
    }

    private static boolean isZlib(Bytes payload) {
        try {
            ZLIB.unpack(payload);
            return true;
        } catch (PayloadException e) {
            return false;
        }
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// What is in it: at most [Limits#BYTES].
    Bytes unpack(Bytes payload) throws PayloadException {
        ByteArrayInputStream source = new ByteArrayInputStream(payload.toArray());
        Inflater zlib = new Inflater();
        try (InputStream in = this == GZIP ? new GZIPInputStream(source) : new InflaterInputStream(source, zlib)) {
            byte[] unpacked = in.readNBytes(Limits.BYTES + 1);
            if (unpacked.length > Limits.BYTES) {
                throw new PayloadException("longer than " + Limits.BYTES + " bytes when unpacked");
            }
            if (zlib.getRemaining() > 0 || source.available() > 0) {
                throw new PayloadException("more follows behind the packed data");
            }
            return Bytes.of(unpacked);
        } catch (IOException e) {
            throw new PayloadException(e.getMessage() == null ? "not well-formed" : e.getMessage());
        } finally {
            zlib.end();
        }
    }
}
