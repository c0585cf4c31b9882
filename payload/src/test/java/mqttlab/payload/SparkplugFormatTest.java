package mqttlab.payload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import java.util.List;
import mqttlab.packet.Bytes;
import org.eclipse.tahu.protobuf.SparkplugBProto.DataType;
import org.eclipse.tahu.protobuf.SparkplugBProto.Payload;
import org.eclipse.tahu.protobuf.SparkplugBProto.Payload.DataSet;
import org.eclipse.tahu.protobuf.SparkplugBProto.Payload.DataSet.DataSetValue;
import org.eclipse.tahu.protobuf.SparkplugBProto.Payload.Metric;
import org.eclipse.tahu.protobuf.SparkplugBProto.Payload.PropertySet;
import org.eclipse.tahu.protobuf.SparkplugBProto.Payload.PropertySetList;
import org.eclipse.tahu.protobuf.SparkplugBProto.Payload.PropertyValue;
import org.eclipse.tahu.protobuf.SparkplugBProto.Payload.Template;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SparkplugFormatTest {

    private static final String NBIRTH = "spBv1.0/plant/NBIRTH/edge";
    private static final String NDATA = "spBv1.0/plant/NDATA/edge";
    private static final String DBIRTH = "spBv1.0/plant/DBIRTH/edge/pump";
    private static final String DDATA = "spBv1.0/plant/DDATA/edge/pump";

    private final SparkplugFormat format = new SparkplugFormat();

    private String line(String topic, Payload payload) throws PayloadException {
        return line(topic, Bytes.of(payload.toByteArray()));
    }

    private String line(String topic, Bytes payload) throws PayloadException {
        Message message = new Message(topic, null, payload);
        format.learn(message);
        return Reading.line(format.decode(message));
    }

    private String line(Metric.Builder metric) throws PayloadException {
        return line(NDATA, Payload.newBuilder().addMetrics(metric).build());
    }

    /// Put together by hand from the schema, Sparkplug 3.0.0 section 6.4.1: field number and wire type, then the value.
    private static final String LITERAL = """
        08 eaf2f5a8a02b
        12 23
          0a 14 4e6f646520436f6e74726f6c2f52656269727468
          10 07
          18 eaf2f5a8a02b
          20 0b
          70 00
        18 00
        """;

    @Test
    void readsBytesOfTheSchema() throws PayloadException {
        assertEquals(
                "{timestamp: \"2017-02-03T17:55:02.122Z\", seq: 0, metrics: [{name: \"Node Control/Rebirth\", alias:"
                        + " 7, datatype: \"Boolean\", value: false, timestamp: \"2017-02-03T17:55:02.122Z\"}]}",
                line(NBIRTH, Reading.hex(LITERAL.replaceAll("\\s", ""))));
    }

    @Test
    void namesTheMetricsOfLaterMessages() throws PayloadException {
        Payload birth = Payload.newBuilder()
                .setTimestamp(1_486_144_502_122L)
                .setSeq(0)
                .addMetrics(Metric.newBuilder()
                        .setName("Temperature")
                        .setAlias(3)
                        .setDatatype(DataType.Int8_VALUE)
                        .setIntValue(-7))
                .build();
        Payload data = Payload.newBuilder()
                .setSeq(1)
                .addMetrics(Metric.newBuilder().setAlias(3).setIntValue(0xf9))
                .build();

        assertEquals("{seq: 1, metrics: [{alias: 3, value: 249}]}", line(NDATA, data));
        assertEquals(
                "{timestamp: \"2017-02-03T17:55:02.122Z\", seq: 0, "
                        + "metrics: [{name: \"Temperature\", alias: 3, datatype: \"Int8\", value: -7}]}",
                line(NBIRTH, birth));
        assertEquals(
                "{seq: 1, metrics: [{name: \"Temperature\", named_by: \"NBIRTH\", alias: 3, datatype: \"Int8\", "
                        + "value: -7}]}",
                line(NDATA, data));
        assertFalse(line("spBv1.0/plant/NDATA/another", data).contains("Temperature"));
        assertFalse(line("spBv1.0/another/NDATA/edge", data).contains("Temperature"));
    }

    @Test
    void forgetsTheMetricsOfAnEdgeNodeThatIsBornAgain() throws PayloadException {
        line(NBIRTH, birth("one", 1));
        line(DBIRTH, birth("two", 2));
        assertTrue(line(DDATA, data(1)).contains("\"one\", named_by: \"NBIRTH\""));
        assertTrue(line(DDATA, data(2)).contains("\"two\", named_by: \"DBIRTH\""));
        line(DBIRTH, birth("three", 3));
        assertFalse(line(DDATA, data(2)).contains("two"));
        line(NBIRTH, birth("one", 1));
        assertFalse(line(DDATA, data(3)).contains("three"));
    }

    @Test
    void keepsTheNamesWhereABirthCannotBeRead() throws PayloadException {
        line(NBIRTH, birth("one", 1));
        assertThrows(PayloadException.class, () -> line(NBIRTH, Reading.hex("12 ff")));
        assertTrue(line(NDATA, data(1)).contains("one"));
    }

    /// A broker that lets anybody in sees births of anything.
    @Test
    void forgetsTheEdgeNodesBornLongestAgo() throws PayloadException {
        String name = "n".repeat(10_000);
        for (int i = 0; i < 1000; i++) {
            line("spBv1.0/plant/NBIRTH/edge" + i, birth(name, 1));
        }
        assertFalse(line("spBv1.0/plant/NDATA/edge0", data(1)).contains(name));
        assertTrue(line("spBv1.0/plant/NDATA/edge999", data(1)).contains(name));
        line("spBv1.0/plant/NBIRTH/edge1000", birth("n".repeat(Limits.BYTES / 2), 1));
        assertTrue(line("spBv1.0/plant/NDATA/edge999", data(1)).contains(name));
    }

    private static Payload birth(String name, long alias) {
        Metric.Builder metric =
                Metric.newBuilder().setName(name).setAlias(alias).setDatatype(DataType.UInt64_VALUE);
        return Payload.newBuilder().addMetrics(metric.setLongValue(0)).build();
    }

    private static Payload data(long alias) {
        return Payload.newBuilder()
                .addMetrics(Metric.newBuilder().setAlias(alias).setLongValue(5))
                .build();
    }

    /// Signed types are sent as two's complement in unsigned fields. Sparkplug 3.0.0 section 6.4.16.
    @ParameterizedTest
    @CsvSource({
        "Int8, 255, -1",
        "Int8, 4294967295, -1",
        "Int16, 65535, -1",
        "Int32, 4294967295, -1",
        "UInt8, 255, 255",
        "UInt32, 4294967295, 4294967295",
        "Unknown, 4294967295, 4294967295",
    })
    void readsWholeNumbersAsTheirType(DataType type, long sent, String shown) throws PayloadException {
        String line = line(Metric.newBuilder().setDatatype(type.getNumber()).setIntValue((int) sent));
        assertEquals("{metrics: [{datatype: \"" + type + "\", value: " + shown + "}]}", line);
    }

    @ParameterizedTest
    @CsvSource({
        "Int64, -1, -1",
        "UInt64, -1, 18446744073709551615",
        "UInt32, 4294967295, 4294967295",
        "DateTime, 1486144502122, '\"2017-02-03T17:55:02.122Z\"'",
        "DateTime, 253402300800000, 253402300800000",
        "DateTime, -1, -1",
    })
    void readsLongNumbersAsTheirType(DataType type, long sent, String shown) throws PayloadException {
        String line = line(Metric.newBuilder().setDatatype(type.getNumber()).setLongValue(sent));
        assertEquals("{metrics: [{datatype: \"" + type + "\", value: " + shown + "}]}", line);
    }

    /// The examples of Sparkplug 3.0.0 section 6.4.17, except for the values of floating point.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Int8Array | ef 7b | -17, 123
        Int16Array | 1e8a fe0d | -30178, 3582
        Int32Array | 01000000 ffffffff | 1, -1
        Int64Array | ffffffffffffffff | -1
        UInt8Array | 17 fa | 23, 250
        UInt16Array | 1e00 8acc | 30, 52362
        UInt32Array | 34000000 ffffffff | 52, 4294967295
        UInt64Array | ffffffffffffffff | 18446744073709551615
        FloatArray | 0000c03f 000020c0 | 1.5, -2.5
        DoubleArray | 000000000000f83f | 1.5
        BooleanArray | 0c000000 34d0 | false, false, true, true, false, true, false, false, true, true, false, true
        StringArray | 41424300 68656c6c6f00 | "ABC", "hello"
        DateTimeArray | 6a791d055a010000 | "2017-02-03T17:55:02.122Z"
        Int32Array | | ''
        """)
    void readsArrays(DataType type, String hex, String items) throws PayloadException {
        byte[] bytes = hex == null ? new byte[0] : Reading.hex(hex).toArray();
        Metric.Builder metric =
                Metric.newBuilder().setDatatype(type.getNumber()).setBytesValue(ByteString.copyFrom(bytes));
        assertEquals("{metrics: [{datatype: \"" + type + "\", value: [" + items + "]}]}", line(metric));
    }

    @ParameterizedTest
    @CsvSource({
        "Int16Array, 00",
        "DoubleArray, 00000000",
        "BooleanArray, 000000",
        "BooleanArray, ffffffff00",
        "BooleanArray, 0900000000",
        "StringArray, 41",
    })
    void refusesArraysOfTheWrongLength(DataType type, String hex) {
        Metric.Builder metric = Metric.newBuilder()
                .setDatatype(type.getNumber())
                .setBytesValue(ByteString.copyFrom(Reading.hex(hex).toArray()));
        assertThrows(PayloadException.class, () -> line(metric));
    }

    @Test
    void readsDataSets() throws PayloadException {
        DataSet table = DataSet.newBuilder()
                .setNumOfColumns(2)
                .addColumns("n")
                .addColumns("text")
                .addTypes(DataType.Int16_VALUE)
                .addTypes(DataType.String_VALUE)
                .addRows(DataSet.Row.newBuilder()
                        .addElements(DataSetValue.newBuilder().setIntValue(0xffff))
                        .addElements(DataSetValue.newBuilder().setStringValue("a")))
                .addRows(DataSet.Row.newBuilder().addElements(DataSetValue.newBuilder()))
                .build();
        assertEquals(
                "{metrics: [{value: {num_of_columns: 2, columns: [\"n\", \"text\"], types: [\"Int16\", \"String\"], "
                        + "rows: [[-1, \"a\"], [null]]}}]}",
                line(Metric.newBuilder().setDatasetValue(table)));
    }

    @Test
    void readsTemplates() throws PayloadException {
        Template template = Template.newBuilder()
                .setVersion("v1.0")
                .setTemplateRef("Motor")
                .setIsDefinition(false)
                .addParameters(Template.Parameter.newBuilder()
                        .setName("Index")
                        .setType(DataType.Int32_VALUE)
                        .setIntValue(-1))
                .addMetrics(Metric.newBuilder()
                        .setName("RPMs")
                        .setDatatype(DataType.Int64_VALUE)
                        .setLongValue(123))
                .build();
        assertEquals(
                "{metrics: [{value: {version: \"v1.0\", template_ref: \"Motor\", is_definition: false, "
                        + "parameters: [{name: \"Index\", type: \"Int32\", value: -1}], "
                        + "metrics: [{name: \"RPMs\", datatype: \"Int64\", value: 123}]}}]}",
                line(Metric.newBuilder().setTemplateValue(template)));
    }

    @Test
    void readsProperties() throws PayloadException {
        PropertySet inner = PropertySet.newBuilder()
                .addKeys("on")
                .addValues(PropertyValue.newBuilder().setBooleanValue(true))
                .build();
        PropertySet properties = PropertySet.newBuilder()
                .addKeys("engUnit")
                .addValues(PropertyValue.newBuilder()
                        .setType(DataType.String_VALUE)
                        .setStringValue("°C"))
                .addKeys("none")
                .addValues(PropertyValue.newBuilder().setIsNull(true))
                .addKeys("list")
                .addValues(PropertyValue.newBuilder()
                        .setPropertysetsValue(PropertySetList.newBuilder().addPropertyset(inner)))
                .addKeys("alone")
                .build();
        assertEquals(
                "{metrics: [{value: null, properties: {engUnit: {type: \"String\", value: \"°C\"}, "
                        + "none: {value: null}, list: {value: [{on: {value: true}}]}, alone: null}}]}",
                line(Metric.newBuilder().setIsNull(true).setProperties(properties)));
    }

    @Test
    void namesFieldsThatTheSchemaDoesNotHave() throws PayloadException {
        assertEquals("{unknown_fields: [15]}", line(NDATA, Reading.hex("78 01")));
    }

    @Test
    void boundsTheDepthOfTemplates() {
        Metric metric = Metric.newBuilder().setName("leaf").build();
        for (int i = 0; i < 40; i++) {
            metric = Metric.newBuilder()
                    .setTemplateValue(Template.newBuilder().addMetrics(metric))
                    .build();
        }
        Bytes payload = Bytes.of(Payload.newBuilder().addMetrics(metric).build().toByteArray());
        Decoded decoded = Payloads.of(List.of(), getClass().getClassLoader()).decode(new Message(NDATA, null, payload));
        assertEquals(new Decoded.Failed("sparkplug", null, "nested deeper than 64", -1), decoded);
    }

    @ParameterizedTest
    @CsvSource({
        "spBv1.0/plant/NDATA/edge, true",
        "spBv1.0/plant/DDATA/edge/pump, true",
        "spBv1.0/plant/NDATA/edge/pump, false",
        "spBv1.0/plant/DDATA/edge, false",
        "spBv1.0/STATE/host, false",
        "spBv1.0/plant/OTHER/edge, false",
        "spBv1.0, false",
        "spAv1.0/plant/NDATA/edge, false",
    })
    void isUsedOnItsTopics(String topic, boolean isUsed) {
        assertEquals(isUsed, format.isUsedOn(topic));
    }
}
