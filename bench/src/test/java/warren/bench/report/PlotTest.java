package warren.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.StringReader;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** Parses the plot as XML and checks its lines, legend and axes. */
final class PlotTest {
  /** The axes range from 0.8 to 125 ms and from 0 to 1,050 requests/s. */
  private static final List<Sample> SAMPLES =
      List.of(
          Samples.rate("A", 500, 1, 10),
          Samples.rate("A", 1_000, 10, 100),
          Samples.rate("A", 500, 1, 10),
          Samples.rate("B", 250, 2, 20));

  private static Document plot() throws Exception {
    var builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
    return builder.parse(new InputSource(new StringReader(new Plot(SAMPLES).svg())));
  }

  private static List<Element> all(Document plot, String name) {
    var found = plot.getElementsByTagName(name);
    return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i)).toList();
  }

  private static double x(double rate) {
    return 70 + rate / 1_050 * (560 - 70);
  }

  private static double y(double ms) {
    return 370 - Math.log(ms / 0.8) / Math.log(125 / 0.8) * (370 - 30);
  }

  private static String point(double rate, double ms) {
    return String.format(Locale.ROOT, "%.1f,%.1f", x(rate), y(ms));
  }

  @Test
  void eachSubjectHasALineForP50AndOneForP99() throws Exception {
    assertEquals(
        List.of(
            point(500, 1) + " " + point(1_000, 10),
            point(500, 10) + " " + point(1_000, 100),
            point(250, 2),
            point(250, 20)),
        all(plot(), "polyline").stream().map(line -> line.getAttribute("points")).toList());
  }

  @Test
  void legendEntriesHaveTheColoursOfTheirLines() throws Exception {
    var plot = plot();
    var colours = all(plot, "polyline").stream().map(line -> line.getAttribute("stroke")).toList();
    var names = all(plot, "text").stream().filter(text -> text.hasAttribute("fill")).toList();
    assertEquals(
        List.of("A p50", "A p99", "B p50", "B p99"),
        names.stream().map(Element::getTextContent).toList());
    assertEquals(colours, names.stream().map(name -> name.getAttribute("fill")).toList());
    assertEquals(4, colours.stream().distinct().count());
  }

  @Test
  void tickLabelsAreWithinTheAxes() throws Exception {
    var labels =
        all(plot(), "text").stream()
            .filter(text -> text.hasAttribute("text-anchor"))
            .map(Element::getTextContent)
            .toList();
    assertEquals(
        List.of(
            "1", "2", "5", "10", "20", "50", "100", // milliseconds
            "0", "250", "500", "750", "1000"), // requests/s
        labels);
  }
}
