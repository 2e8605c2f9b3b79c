package next700.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigInteger;
import next700.process.Bytes;
import next700.process.Digest;
import next700.service.Operations.MalformedOperation;
import next700.service.Operations.Operation;

/** A number without bounds: {@code add n}, and {@code read null}. */
public final class Counter implements Service {
    /** More than anyone counts to, and few enough digits that a hostile client cannot make additions slow. */
    private static final int MAX_DIGITS = 30;

    private final BigInteger value;

    public Counter() {
        this(BigInteger.ZERO);
    }

    private Counter(BigInteger value) {
        this.value = value;
    }

    @Override
    public Outcome execute(Bytes bytes) {
        try {
            Operation operation = Operations.read(bytes);
            return switch (operation.function()) {
                case "add" ->
                    new Outcome(new Counter(value.add(summand(operation.value()))), Operations.ok(operation.value()));
                case "read" -> new Outcome(this, Operations.ok(JsonNodeFactory.instance.numberNode(value)));
                default -> throw new MalformedOperation("a counter does not " + operation.function());
            };
        } catch (MalformedOperation e) {
            return new Outcome(this, Operations.malformed(e));
        }
    }

    private static BigInteger summand(JsonNode node) throws MalformedOperation {
        if (!node.isIntegralNumber() || node.asText().length() > MAX_DIGITS) {
            throw new MalformedOperation("the value must be a whole number of at most " + MAX_DIGITS + " digits");
        }
        return node.bigIntegerValue();
    }

    @Override
    public Digest digest() {
        return Digest.of("COUNTER").add(snapshot()).digest();
    }

    @Override
    public Bytes snapshot() {
        return Bytes.utf8(value.toString());
    }

    @Override
    public Service restore(Bytes snapshot) {
        JsonNode number =
                Snapshots.expect(Operations.parse(snapshot.toUtf8()), JsonNode::isIntegralNumber, "a whole number");
        return new Counter(number.bigIntegerValue());
    }
}
