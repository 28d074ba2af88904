/** The measurements, and their report as JSON, tables and a plot. */
@NullMarked
package warren.bench.report;

import org.jspecify.annotations.NullMarked;
