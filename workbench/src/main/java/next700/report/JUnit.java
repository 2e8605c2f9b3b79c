package next700.report;

import java.io.StringWriter;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A report as JUnit XML, which build servers show: each section is a test. What is violated has failed; what is unknown is an
 * error, since a test that was skipped counts as none.
 */
public final class JUnit {
    private JUnit() {}

    public static String of(Report report) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuites");
            xml.writeStartElement("testsuite");
            xml.writeAttribute("name", XmlText.of(report.title()));
            xml.writeAttribute("tests", Integer.toString(report.sections().size()));
            xml.writeAttribute("failures", count(report, Verdict.VIOLATED));
            xml.writeAttribute("errors", count(report, Verdict.UNKNOWN));
            xml.writeAttribute("skipped", "0");
            xml.writeAttribute(
                    "time",
                    time(report.sections().stream()
                            .mapToDouble(Section::getSeconds)
                            .sum()));
            for (Section section : report.sections()) {
                write(report, section, xml);
            }
            xml.writeEndElement();
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a report that is no XML", e);
        }
        return text.append('\n').toString();
    }

    private static void write(Report report, Section section, XMLStreamWriter xml) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", "next700." + XmlText.of(report.title()).replace(' ', '.'));
        xml.writeAttribute("name", XmlText.of(section.getTitle()));
        xml.writeAttribute("time", time(section.getSeconds()));
        if (section.getVerdict() == Verdict.HOLDS) {
            xml.writeStartElement("system-out");
            xml.writeCharacters(XmlText.of(section.getSummary()));
        } else {
            xml.writeStartElement(section.getVerdict() == Verdict.VIOLATED ? "failure" : "error");
            xml.writeAttribute("type", section.getVerdict().word());
            xml.writeAttribute("message", XmlText.of(section.getSummary()));
            xml.writeCharacters(XmlText.of(section.story()));
        }
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private static String count(Report report, Verdict verdict) {
        return Long.toString(report.sections().stream()
                .filter(section -> section.getVerdict() == verdict)
                .count());
    }

    private static String time(double seconds) {
        return String.format(Locale.ROOT, "%.3f", seconds);
    }
}
