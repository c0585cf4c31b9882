package mqttlab.payload;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.List;
import mqttlab.packet.Bytes;
import org.eclipse.tahu.protobuf.SparkplugBProto.DataType;
import org.eclipse.tahu.protobuf.SparkplugBProto.Payload;
import org.eclipse.tahu.protobuf.SparkplugBProto.Payload.DataSet;
import org.eclipse.tahu.protobuf.SparkplugBProto.Payload.MetaData;
import org.eclipse.tahu.protobuf.SparkplugBProto.Payload.Metric;
import org.eclipse.tahu.protobuf.SparkplugBProto.Payload.PropertySet;
import org.eclipse.tahu.protobuf.SparkplugBProto.Payload.PropertySetList;
import org.eclipse.tahu.protobuf.SparkplugBProto.Payload.PropertyValue;
import org.eclipse.tahu.protobuf.SparkplugBProto.Payload.Template;
import org.jspecify.annotations.Nullable;

/// Values from the messages of the schema; their members are called as there.
final class SparkplugValues {

    private final @Nullable SparkplugTopic topic;
    private final SparkplugAliases aliases;
    private final Limits limits = new Limits();

    /// @param topic null where the message is on another topic: then no alias is known
    SparkplugValues(@Nullable SparkplugTopic topic, SparkplugAliases aliases) {
        this.topic = topic;
        this.aliases = aliases;
    }

    static Payload parse(Bytes payload) throws PayloadException {
        try {
            return Payload.parseFrom(payload.toArray());
        } catch (InvalidProtocolBufferException e) {
            throw new PayloadException("not of the schema: " + e.getMessage());
        }
    }

    Value payload(Payload it) throws PayloadException {
        Members members = new Members();
        members.put("timestamp", it.hasTimestamp() ? Value.time(it.getTimestamp()) : null);
        members.put("seq", it.hasSeq() ? unsigned(it.getSeq()) : null);
        members.put("uuid", it.hasUuid() ? new Value.Text(it.getUuid()) : null);
        if (it.getMetricsCount() > 0) {
            members.put("metrics", metrics(it.getMetricsList()));
        }
        members.put("body", it.hasBody() ? data(it.getBody()) : null);
        if (!it.getUnknownFields().asMap().isEmpty()) {
            members.put("unknown_fields", numbers(it.getUnknownFields().asMap().keySet()));
        }
        return members.struct();
    }

    private Value metrics(List<Metric> metrics) throws PayloadException {
        List<Value> items = new ArrayList<>();
        for (Metric metric : metrics) {
            items.add(metric(metric));
        }
        return new Value.Array(items);
    }

    private Value metric(Metric it) throws PayloadException {
        SparkplugAliases.Known known =
                it.hasAlias() && !it.hasName() && topic != null ? aliases.find(topic, it.getAlias()) : null;
        int datatype = it.hasDatatype() || known == null ? it.getDatatype() : known.datatype();
        Members members = new Members();
        members.put("name", it.hasName() ? new Value.Text(it.getName()) : null);
        members.put("name", known == null ? null : new Value.Text(known.name()));
        members.put("named_by", known == null ? null : new Value.Text(known.birth()));
        members.put("alias", it.hasAlias() ? unsigned(it.getAlias()) : null);
        members.put("datatype", it.hasDatatype() || datatype != 0 ? typeName(datatype) : null);
        members.put("value", it.getIsNull() ? Value.NULL : value(it, datatype));
        members.put("timestamp", it.hasTimestamp() ? Value.time(it.getTimestamp()) : null);
        members.put("is_historical", it.hasIsHistorical() ? new Value.Flag(it.getIsHistorical()) : null);
        members.put("is_transient", it.hasIsTransient() ? new Value.Flag(it.getIsTransient()) : null);
        members.put("metadata", it.hasMetadata() ? metadata(it.getMetadata()) : null);
        members.put("properties", it.hasProperties() ? properties(it.getProperties()) : null);
        return members.struct();
    }

    /// What stands in the message's `value`, read as its datatype says; null where nothing does.
    private @Nullable Value value(Message message, int datatype) throws PayloadException {
        FieldDescriptor which = message.getOneofFieldDescriptor(
                message.getDescriptorForType().getOneofs().getFirst());
        if (which == null) {
            return null;
        }
        DataType type = DataType.forNumber(datatype);
        return switch (message.getField(which)) {
            case Integer number -> whole(number, type);
            case Long number -> whole(number, type);
            case Float number -> Value.Numeral.of(number);
            case Double number -> Value.Numeral.of(number);
            case Boolean flag -> new Value.Flag(flag);
            case String text -> new Value.Text(text);
            case ByteString bytes
            when type != null && SparkplugArrays.isArray(type) ->
                SparkplugArrays.decode(type, bytes.toByteArray(), limits);
            case ByteString bytes -> data(bytes);
            case DataSet table -> dataSet(table);
            case Template template -> template(template);
            case PropertySet set -> properties(set);
            case PropertySetList list -> propertySets(list);
            default -> new Value.Noted("extension", Value.NULL);
        };
    }

    /// Smaller types are sent in four bytes too; a negative one may or may not fill them.
    private static Value whole(int number, @Nullable DataType type) {
        return switch (type) {
            case Int8 -> Value.Numeral.of((byte) number);
            case Int16 -> Value.Numeral.of((short) number);
            case Int32 -> Value.Numeral.of(number);
            case null, default -> Value.Numeral.of(number & 0xffff_ffffL);
        };
    }

    private static Value whole(long number, @Nullable DataType type) {
        return switch (type) {
            case DateTime -> Value.time(number);
            case Int8, Int16, Int32, Int64 -> Value.Numeral.of(number);
            case null, default -> unsigned(number);
        };
    }

    private Value dataSet(DataSet it) throws PayloadException {
        List<Value> types = new ArrayList<>();
        for (int type : it.getTypesList()) {
            limits.count();
            types.add(typeName(type));
        }
        List<Value> rows = new ArrayList<>();
        for (DataSet.Row row : it.getRowsList()) {
            limits.count();
            rows.add(row(it, row));
        }
        Members members = new Members();
        members.put("num_of_columns", it.hasNumOfColumns() ? unsigned(it.getNumOfColumns()) : null);
        members.put("columns", texts(it.getColumnsList()));
        members.put("types", new Value.Array(types));
        members.put("rows", new Value.Array(rows));
        return members.struct();
    }

    private Value row(DataSet table, DataSet.Row row) throws PayloadException {
        List<Value> cells = new ArrayList<>();
        for (int i = 0; i < row.getElementsCount(); i++) {
            limits.count();
            Value cell = value(row.getElements(i), i < table.getTypesCount() ? table.getTypes(i) : 0);
            cells.add(cell == null ? Value.NULL : cell);
        }
        return new Value.Array(cells);
    }

    private Value template(Template it) throws PayloadException {
        Members members = new Members();
        members.put("version", it.hasVersion() ? new Value.Text(it.getVersion()) : null);
        members.put("template_ref", it.hasTemplateRef() ? new Value.Text(it.getTemplateRef()) : null);
        members.put("is_definition", it.hasIsDefinition() ? new Value.Flag(it.getIsDefinition()) : null);
        if (it.getParametersCount() > 0) {
            List<Value> parameters = new ArrayList<>();
            for (Template.Parameter parameter : it.getParametersList()) {
                parameters.add(parameter(parameter));
            }
            members.put("parameters", new Value.Array(parameters));
        }
        members.put("metrics", metrics(it.getMetricsList()));
        return members.struct();
    }

    private Value parameter(Template.Parameter it) throws PayloadException {
        Members members = new Members();
        members.put("name", it.hasName() ? new Value.Text(it.getName()) : null);
        members.put("type", it.hasType() ? typeName(it.getType()) : null);
        members.put("value", value(it, it.getType()));
        return members.struct();
    }

    /// Keys and values stand in two lists; a key without a value has none here.
    private Value properties(PropertySet it) throws PayloadException {
        Members members = new Members();
        for (int i = 0; i < Math.max(it.getKeysCount(), it.getValuesCount()); i++) {
            String key = i < it.getKeysCount() ? it.getKeys(i) : "";
            members.put(key, i < it.getValuesCount() ? property(it.getValues(i)) : Value.NULL);
        }
        return members.struct();
    }

    private Value property(PropertyValue it) throws PayloadException {
        Members members = new Members();
        members.put("type", it.hasType() ? typeName(it.getType()) : null);
        members.put("value", it.getIsNull() ? Value.NULL : value(it, it.getType()));
        return members.struct();
    }

    private Value propertySets(PropertySetList it) throws PayloadException {
        List<Value> items = new ArrayList<>();
        for (PropertySet set : it.getPropertysetList()) {
            items.add(properties(set));
        }
        return new Value.Array(items);
    }

    private Value metadata(MetaData it) throws PayloadException {
        Members members = new Members();
        members.put("is_multi_part", it.hasIsMultiPart() ? new Value.Flag(it.getIsMultiPart()) : null);
        members.put("content_type", it.hasContentType() ? new Value.Text(it.getContentType()) : null);
        members.put("size", it.hasSize() ? unsigned(it.getSize()) : null);
        members.put("seq", it.hasSeq() ? unsigned(it.getSeq()) : null);
        members.put("file_name", it.hasFileName() ? new Value.Text(it.getFileName()) : null);
        members.put("file_type", it.hasFileType() ? new Value.Text(it.getFileType()) : null);
        members.put("md5", it.hasMd5() ? new Value.Text(it.getMd5()) : null);
        members.put("description", it.hasDescription() ? new Value.Text(it.getDescription()) : null);
        return members.struct();
    }

    private Value texts(List<String> texts) throws PayloadException {
        List<Value> items = new ArrayList<>();
        for (String text : texts) {
            limits.count();
            items.add(new Value.Text(text));
        }
        return new Value.Array(items);
    }

    private static Value numbers(Iterable<Integer> numbers) {
        List<Value> items = new ArrayList<>();
        for (int number : numbers) {
            items.add(Value.Numeral.of(number));
        }
        return new Value.Array(items);
    }

    private static Value typeName(int datatype) {
        DataType type = DataType.forNumber(datatype);
        return type == null ? Value.Numeral.of(datatype & 0xffff_ffffL) : new Value.Text(type.name());
    }

    private static Value unsigned(long number) {
        return new Value.Numeral(Long.toUnsignedString(number));
    }

    private static Value data(ByteString bytes) {
        return new Value.Data(Bytes.of(bytes.toByteArray()));
    }

    /// The members of an object, as far as there are any.
    private final class Members {
        private final List<Value.Member> all = new ArrayList<>();

        void put(String name, @Nullable Value value) throws PayloadException {
            if (value != null) {
                limits.count();
                all.add(new Value.Member(name, value));
            }
        }

        Value struct() {
            return new Value.Struct(all);
        }
    }
}
