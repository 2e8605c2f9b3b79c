package next700.transactions;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import next700.history.History;

/**
 * What an anomaly is about, as a history of its own: its transactions as they are, and of those who wrote what these read
 * the writes that they read. Whether it still shows the anomaly is for the checker to say: what other transactions told of
 * the order of versions is left out.
 */
final class Excerpt {
    private final Transactions whole;
    private final LongIntMap needed = new LongIntMap();

    private Excerpt(Transactions whole) {
        this.whole = whole;
    }

    static History of(Transactions whole, Anomaly anomaly) {
        return new Excerpt(whole).around(anomaly.transactions());
    }

    private History around(List<Transaction> guilty) {
        Set<Integer> members = guilty.stream().map(Transaction::index).collect(Collectors.toCollection(TreeSet::new));
        for (int member : members) {
            for (int micro = whole.begin(member); micro < whole.end(member); micro++) {
                need(micro);
            }
        }
        List<Integer> numbers = new ArrayList<>();
        List<Transaction> transactions = new ArrayList<>();
        for (int number = 0; number < whole.size(); number++) {
            if (members.contains(number)) {
                numbers.add(number);
                transactions.add(whole.transaction(number));
            } else if (isRead(number)) {
                numbers.add(number);
                transactions.add(readOf(number));
            }
        }
        return CoreHistory.of(whole, numbers, transactions);
    }

    private void need(int micro) {
        if (!whole.reads(micro) || whole.readsInitial(micro)) {
            return;
        }
        if (whole.kind() == Transactions.Kind.REGISTERS) {
            needed.put(LongIntMap.pair(whole.key(micro), whole.value(micro)), 1);
        }
        for (int i = 0; i < whole.length(micro); i++) {
            needed.put(LongIntMap.pair(whole.key(micro), whole.element(micro, i)), 1);
        }
    }

    private boolean isRead(int number) {
        for (int micro = whole.begin(number); micro < whole.end(number); micro++) {
            if (isReadWrite(micro)) {
                return true;
            }
        }
        return false;
    }

    private boolean isReadWrite(int micro) {
        return whole.writes(micro)
                && needed.get(LongIntMap.pair(whole.key(micro), whole.value(micro))) != LongIntMap.NONE;
    }

    /** A transaction with those of its writes that are needed. */
    private Transaction readOf(int number) {
        Transaction all = whole.transaction(number);
        List<MicroOperation> writes = new ArrayList<>();
        for (int i = 0; i < all.operations().size(); i++) {
            if (isReadWrite(whole.begin(number) + i)) {
                writes.add(all.operations().get(i));
            }
        }
        return new Transaction(
                all.index(), all.process(), all.outcome(), writes, all.invokedLine(), all.completedLine());
    }
}
