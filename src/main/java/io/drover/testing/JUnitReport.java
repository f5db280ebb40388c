package io.drover.testing;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Results as the XML that CI systems know from JUnit: a test suite for each file. */
public final class JUnitReport {
  private final XMLStreamWriter xml;

  private JUnitReport(XMLStreamWriter xml) {
    this.xml = xml;
  }

  /**
   * Writes it.
   *
   * @throws IOException if the file cannot be written
   */
  public static void write(Path file, List<FileResult> results) throws IOException {
    try (Writer out = Files.newBufferedWriter(file)) {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("testsuites");
      for (FileResult result : results) {
        new JUnitReport(xml).suite(result);
      }
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
  }

  private void suite(FileResult result) throws XMLStreamException {
    List<TestResult> tests = result.tests();
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", result.path().toString());
    xml.writeAttribute("tests", String.valueOf(tests.size()));
    xml.writeAttribute("failures", String.valueOf(tests.stream().filter(t -> !t.passed()).count()));
    xml.writeAttribute("errors", String.valueOf(result.findings().size()));
    xml.writeAttribute(
        "time",
        seconds(tests.stream().map(TestResult::took).reduce(Duration.ZERO, Duration::plus)));
    for (TestResult test : tests) {
      begin(result, test.name(), test.took());
      if (!test.passed()) {
        text("failure", test.faults().get(0), String.join("\n", test.faults()));
      }
      xml.writeEndElement();
    }
    for (var finding : result.findings()) {
      begin(result, finding.toString(), Duration.ZERO);
      text("error", finding.message(), finding.toString());
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  private void begin(FileResult result, String name, Duration took) throws XMLStreamException {
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", result.path().toString());
    xml.writeAttribute("name", clean(name));
    xml.writeAttribute("time", seconds(took));
  }

  private void text(String element, String message, String text) throws XMLStreamException {
    xml.writeStartElement(element);
    xml.writeAttribute("message", clean(message));
    xml.writeCharacters(clean(text));
    xml.writeEndElement();
  }

  /** Without the characters that XML cannot have. */
  private static String clean(String text) {
    return text.replaceAll("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD]", "\uFFFD");
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.3f", time.toNanos() / 1e9);
  }
}
