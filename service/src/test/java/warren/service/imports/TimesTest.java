package warren.service.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The notations of times in import files. */
final class TimesTest {
  private static void assertConverted(String converted, List<String> read) {
    assertEquals(List.of("1 {'username':'a','created_at':'" + converted + "'}"), read);
  }

  @ParameterizedTest
  @CsvSource({
    "'2019-03-31 02:30:00+00', 2019-03-31T02:30:00Z",
    "'2019-03-31 02:30:00.123456+01', 2019-03-31T01:30:00.123456Z",
    "'2019-03-31 02:30:00 +0530', 2019-03-30T21:00:00Z",
    "2019-03-31T02:30:00Z, 2019-03-31T02:30:00Z",
    "2019-03-31T02:30:00-08:00, 2019-03-31T10:30:00Z",
    "2019-03-31T02:30Z, 2019-03-31T02:30:00Z",
    "1449748800, 2015-12-10T12:00:00Z",
    "1449748800.25, 2015-12-10T12:00:00.250Z",
    "1449748800123, 2015-12-10T12:00:00.123Z",
    "1449748800.5, 2015-12-10T12:00:00.500Z",
    "1e9, 2001-09-09T01:46:40Z",
    "-1, 1969-12-31T23:59:59Z",
    "0, 1970-01-01T00:00:00Z"
  })
  void isConverted(String time, String converted) throws Exception {
    assertConverted(converted, Reading.read(line("\"" + time + "\""), Reading.options(null)));
  }

  @ParameterizedTest
  @CsvSource({
    "1449748800, 2015-12-10T12:00:00Z",
    "1449748800123, 2015-12-10T12:00:00.123Z",
    "1449748800.5, 2015-12-10T12:00:00.500Z",
    "1e9, 2001-09-09T01:46:40Z"
  })
  void numbersAreSecondsOrMilliseconds(String time, String converted) throws Exception {
    assertConverted(converted, Reading.read(line(time), Reading.options(null)));
  }

  @ParameterizedTest
  @CsvSource({
    // the clocks were set forward at 2:00
    "'2019-03-31 02:30:00', Europe/Berlin, 2019-03-31T01:30:00Z",
    // this hour occurred twice
    "'2019-10-27T02:30:00', Europe/Berlin, 2019-10-27T00:30:00Z",
    "'2019-07-01 12:00:00', Europe/Berlin, 2019-07-01T10:00:00Z",
    "'2019-07-01 12:00:00', UTC, 2019-07-01T12:00:00Z",
    "'2019-07-01 12:00:00+05', UTC, 2019-07-01T07:00:00Z"
  })
  void aTimeWithoutAZoneIsInTheStatedOne(String time, String zone, String converted)
      throws Exception {
    assertConverted(converted, Reading.read(line("\"" + time + "\""), Reading.zone(zone)));
  }

  @ParameterizedTest
  @CsvSource({
    "'2019-03-31 02:30:00', has no time zone: state it with --zone",
    "20190331, looks like a date: write it as 2026-01-31T00:00:00Z",
    "1e99, must be a time such as 2026-01-31T12:00:00Z",
    "soon, must be a time such as 2026-01-31T12:00:00Z",
    "2019-02-30T00:00:00Z, must be a time such as 2026-01-31T12:00:00Z",
    "9999999999999999, must be a time such as 2026-01-31T12:00:00Z"
  })
  void otherTextsAreRefused(String time, String problem) throws Exception {
    assertEquals(
        List.of("1 {created_at=[" + problem + "]}"),
        Reading.read(line("\"" + time + "\""), Reading.options(null)));
  }

  private static String line(String time) {
    return "{\"username\": \"a\", \"created_at\": " + time + "}";
  }
}
