package next700.cli.model;

import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import next700.model.Model;
import next700.model.ModelResult;
import next700.model.ModelRun;
import next700.report.XmlText;

/**
 * The outcome of models as JUnit writes that of tests, which every CI server reads. What is not as the models file says is a
 * failure, what is undecided or cannot be checked an error, and what was not run is skipped.
 */
final class JUnitReport {
    private JUnitReport() {}

    /**
     * The file's text.
     *
     * @param suite what the models are of
     * @param skipped models that were not asked for
     */
    static String of(String suite, List<ModelRun> runs, List<Model> skipped) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeCharacters("\n");
            xml.writeStartElement("testsuite");
            xml.writeAttribute("name", suite);
            xml.writeAttribute("tests", Integer.toString(runs.size() + skipped.size()));
            xml.writeAttribute("failures", count(runs, ModelRun.Verdict.OTHERWISE));
            xml.writeAttribute(
                    "errors",
                    Long.toString(runs.stream().filter(JUnitReport::isError).count()));
            xml.writeAttribute("skipped", Integer.toString(skipped.size()));
            xml.writeAttribute(
                    "time", seconds(runs.stream().mapToDouble(ModelRun::seconds).sum()));
            for (ModelRun run : runs) {
                begin(xml, run.model(), run.seconds());
                write(xml, run);
                xml.writeEndElement();
            }
            for (Model model : skipped) {
                begin(xml, model, 0);
                xml.writeEmptyElement("skipped");
                xml.writeAttribute("message", "its size is " + model.size().word() + ": --deep runs it");
                xml.writeEndElement();
            }
            xml.writeCharacters("\n");
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("results that are no XML", e);
        }
        return text.append('\n').toString();
    }

    private static String count(List<ModelRun> runs, ModelRun.Verdict verdict) {
        return Long.toString(
                runs.stream().filter(run -> run.verdict() == verdict).count());
    }

    private static boolean isError(ModelRun run) {
        return run.verdict() == ModelRun.Verdict.UNKNOWN || run.verdict() == ModelRun.Verdict.BROKEN;
    }

    private static void begin(XMLStreamWriter xml, Model model, double took) throws XMLStreamException {
        xml.writeCharacters("\n  ");
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", model.protocol());
        xml.writeAttribute("name", model.name());
        xml.writeAttribute("file", model.place().file());
        xml.writeAttribute("line", Integer.toString(model.place().line()));
        xml.writeAttribute("time", seconds(took));
    }

    private static void write(XMLStreamWriter xml, ModelRun run) throws XMLStreamException {
        if (run.verdict() == ModelRun.Verdict.AS_EXPECTED) {
            return;
        }
        xml.writeStartElement(isError(run) ? "error" : "failure");
        xml.writeAttribute("type", run.verdict().word());
        xml.writeAttribute("message", XmlText.of(run.model().name() + " " + String.join(", and ", run.differences())));
        if (run.result() instanceof ModelResult.Violated violated) {
            xml.writeCharacters("\n" + XmlText.of(violated.counterexample().toString()));
        } else if (run.result() instanceof ModelResult.Broken broken) {
            xml.writeCharacters("\n" + XmlText.of(broken.message()) + "\n");
        }
        xml.writeEndElement();
    }

    private static String seconds(double duration) {
        return String.format(Locale.ROOT, "%.3f", duration);
    }
}
