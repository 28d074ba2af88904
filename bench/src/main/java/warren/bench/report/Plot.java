package warren.bench.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Plots latency against the request rate as SVG. */
final class Plot {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 420;
  private static final int LEFT = 70;
  private static final int BOTTOM = 370;
  private static final int TOP = 30;
  private static final int RIGHT = 560;
  private static final List<String> COLOURS = List.of("#1b6ca8", "#b8461b", "#3c7a3c", "#7a3c7a");
  private static final double[] TICKS = {0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000};

  private final List<Sample> samples;
  private final double maxRate;
  private final double minMs;
  private final double maxMs;

  Plot(List<Sample> samples) {
    this.samples = samples;
    this.maxRate = samples.stream().mapToInt(Sample::load).max().orElse(1) * 1.05;
    this.minMs = samples.stream().mapToDouble(Sample::p50).min().orElse(0.1) * 0.8;
    this.maxMs = samples.stream().mapToDouble(Sample::p99).max().orElse(1) * 1.25;
  }

  String svg() {
    var text = new StringBuilder();
    text.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">
        <rect width="100%%" height="100%%" fill="white"/>
        <text x="%d" y="18">Latency in ms (logarithmic) against requests per second</text>
        """
            .formatted(WIDTH, HEIGHT, LEFT));
    axes(text);
    var colours = COLOURS.iterator();
    var legend = TOP + 10;
    for (var subject : samples.stream().map(Sample::subject).distinct().toList()) {
      line(text, subject, " p50", Sample::p50, colours.next(), legend);
      line(text, subject, " p99", Sample::p99, colours.next(), legend + 18);
      legend += 40;
    }
    return text.append("</svg>\n").toString();
  }

  private void axes(StringBuilder text) {
    for (var tick : TICKS) {
      if (tick >= minMs && tick <= maxMs) {
        var label = tick < 1 ? "" + tick : "" + (int) tick;
        text.append(
            format(
                "<path d=\"M%d %.1fH%d\" stroke=\"#ddd\"/><text x=\"%d\" y=\"%.1f\""
                    + " text-anchor=\"end\">%s</text>\n",
                LEFT, y(tick), RIGHT, LEFT - 6, y(tick) + 4, label));
      }
    }
    for (var rate = 0.0; rate <= maxRate; rate += rateStep()) {
      text.append(
          format(
              "<path d=\"M%.1f %dV%d\" stroke=\"#ddd\"/><text x=\"%.1f\" y=\"%d\""
                  + " text-anchor=\"middle\">%.0f</text>\n",
              x(rate), TOP, BOTTOM, x(rate), BOTTOM + 18, rate));
    }
  }

  /** Returns the distance of the rate ticks: a round number, so that there are a few ticks. */
  private double rateStep() {
    var power = Math.pow(10, Math.floor(Math.log10(maxRate)));
    var powers = maxRate / power;
    return powers < 3 ? power / 4 : powers < 6 ? power / 2 : power;
  }

  private void line(
      StringBuilder text,
      String subject,
      String percentile,
      ToDoubleFunction<Sample> value,
      String colour,
      int legend) {
    Map<Integer, List<Sample>> byRate =
        samples.stream()
            .filter(s -> s.subject().equals(subject))
            .collect(Collectors.groupingBy(Sample::load, TreeMap::new, Collectors.toList()));
    var points =
        byRate.entrySet().stream()
            .map(e -> format("%.1f,%.1f", x(e.getKey()), y(Median.of(e.getValue(), value))))
            .collect(Collectors.joining(" "));
    text.append(
        format(
            "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>"
                + "<text x=\"%d\" y=\"%d\" fill=\"%s\">%s%s</text>\n",
            points, colour, RIGHT + 8, legend, colour, subject, percentile));
  }

  private double x(double rate) {
    return LEFT + rate / maxRate * (RIGHT - LEFT);
  }

  private double y(double ms) {
    return BOTTOM - Math.log(ms / minMs) / Math.log(maxMs / minMs) * (BOTTOM - TOP);
  }

  private static String format(String template, Object... values) {
    return String.format(Locale.ROOT, template, values);
  }
}
