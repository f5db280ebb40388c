package io.drover.jq;

import java.util.Locale;

/** Writes times by the conversions of C's {@code strftime}, in English and UTC. */
final class TimeFormat {
  static final String[] DAYS = {
    "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"
  };
  static final String[] MONTHS = {
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December"
  };

  private final BrokenDownTime time;
  private final String zone;
  private final Run run;
  private final StringBuilder text = new StringBuilder();

  private TimeFormat(BrokenDownTime time, String zone, Run run) {
    this.time = time;
    this.zone = zone;
    this.run = run;
  }

  /**
   * @param zone the name of the zone, which %Z gives
   */
  static String format(BrokenDownTime time, String format, String zone, Run run) {
    TimeFormat writer = new TimeFormat(time, zone, run);
    writer.write(format);
    return writer.text.toString();
  }

  private void write(String format) {
    for (int i = 0; i < format.length(); i++) {
      char c = format.charAt(i);
      if (c != '%' || i + 1 == format.length()) {
        text.append(c);
        continue;
      }
      run.step();
      run.growing(text.length() * 4L);
      int begin = i++;
      StringBuilder flags = new StringBuilder();
      while (i < format.length() && "_-0^#".indexOf(format.charAt(i)) >= 0) {
        flags.append(format.charAt(i++));
      }
      int width = 0;
      while (i < format.length() && Character.isDigit(format.charAt(i)) && width < 100) {
        width = width * 10 + format.charAt(i++) - '0';
      }
      while (i < format.length() && (format.charAt(i) == 'E' || format.charAt(i) == 'O')) {
        i++;
      }
      if (i >= format.length() || !convert(format.charAt(i), flags.toString(), width)) {
        text.append(format, begin, Math.min(i + 1, format.length()));
      }
    }
  }

  private boolean convert(char conversion, String flags, int width) {
    switch (conversion) {
      case 'Y' -> number(time.year(), 1, ' ', flags, width);
      case 'C' -> number(Math.floorDiv(time.year(), 100), 2, '0', flags, width);
      case 'y' -> number(Math.floorMod(time.year(), 100), 2, '0', flags, width);
      case 'G' -> number(isoYear(), 1, ' ', flags, width);
      case 'g' -> number(Math.floorMod(isoYear(), 100), 2, '0', flags, width);
      case 'm' -> number(time.month() + 1, 2, '0', flags, width);
      case 'd' -> number(time.day(), 2, '0', flags, width);
      case 'e' -> number(time.day(), 2, ' ', flags, width);
      case 'H' -> number(time.hour(), 2, '0', flags, width);
      case 'k' -> number(time.hour(), 2, ' ', flags, width);
      case 'I' -> number(twelve(), 2, '0', flags, width);
      case 'l' -> number(twelve(), 2, ' ', flags, width);
      case 'M' -> number(time.minute(), 2, '0', flags, width);
      case 'S' -> number((long) time.seconds(), 2, '0', flags, width);
      case 'j' -> number(time.yearday() + 1, 3, '0', flags, width);
      case 'u' -> number(time.weekday() == 0 ? 7 : time.weekday(), 1, '0', flags, width);
      case 'w' -> number(time.weekday(), 1, '0', flags, width);
      case 'U' -> number((time.yearday() + 7 - time.weekday()) / 7, 2, '0', flags, width);
      case 'W' -> number((time.yearday() + 7 - (time.weekday() + 6) % 7) / 7, 2, '0', flags, width);
      case 'V' -> number(isoWeek(), 2, '0', flags, width);
      case 's' -> number(time.toEpoch(), 1, '0', flags, width);
      default -> {
        return convertText(conversion, flags, width);
      }
    }
    return true;
  }

  private boolean convertText(char conversion, String flags, int width) {
    switch (conversion) {
      case 'a' -> word(name(DAYS, time.weekday(), 3), flags, width);
      case 'A' -> word(name(DAYS, time.weekday(), 99), flags, width);
      case 'b', 'h' -> word(name(MONTHS, time.month(), 3), flags, width);
      case 'B' -> word(name(MONTHS, time.month(), 99), flags, width);
      case 'p' -> word(time.hour() >= 12 ? "PM" : "AM", flags, width);
      case 'P' -> word(time.hour() >= 12 ? "pm" : "am", flags, width);
      case 'z' -> word("+0000", flags, width);
      case 'Z' -> word(zone, flags, width);
      case 'n' -> text.append('\n');
      case 't' -> text.append('\t');
      case '%' -> text.append('%');
      case 'D', 'x' -> write("%m/%d/%y");
      case 'T', 'X' -> write("%H:%M:%S");
      case 'R' -> write("%H:%M");
      case 'r' -> write("%I:%M:%S %p");
      case 'F' -> write("%Y-%m-%d");
      case 'c' -> write("%a %b %e %H:%M:%S %Y");
      default -> {
        return false;
      }
    }
    return true;
  }

  private static String name(String[] names, int index, int longest) {
    String name = index >= 0 && index < names.length ? names[index] : "?";
    return name.substring(0, Math.min(longest, name.length()));
  }

  private void word(String word, String flags, int width) {
    String shown = word;
    if (flags.indexOf('^') >= 0) {
      shown = word.toUpperCase(Locale.ROOT);
    } else if (flags.indexOf('#') >= 0) {
      boolean upper = word.equals(word.toUpperCase(Locale.ROOT));
      shown = upper ? word.toLowerCase(Locale.ROOT) : word.toUpperCase(Locale.ROOT);
    }
    String fill = flags.indexOf('0') >= 0 ? "0" : " ";
    text.append(fill.repeat(Math.max(0, width - shown.length()))).append(shown);
  }

  private void number(long value, int digits, char fill, String flags, int width) {
    char with = flags.indexOf('_') >= 0 ? ' ' : flags.indexOf('0') >= 0 ? '0' : fill;
    String shown = String.valueOf(Math.abs(value));
    int length = flags.indexOf('-') >= 0 ? 0 : Math.max(digits, width);
    char padding = width > digits && fill == ' ' && digits == 1 ? '0' : with;
    String sign = value < 0 ? "-" : "";
    String padded =
        String.valueOf(padding).repeat(Math.max(0, length - shown.length() - sign.length()));
    text.append(padding == ' ' ? padded + sign : sign + padded).append(shown);
  }

  private int twelve() {
    int hour = Math.floorMod(time.hour(), 12);
    return hour == 0 ? 12 : hour;
  }

  private int isoWeek() {
    int week = weekOf(time.yearday(), time.weekday());
    if (week < 1) {
      return weekOf(time.yearday() + length(time.year() - 1), time.weekday());
    }
    return week == 53 && weekOf(time.yearday() - length(time.year()), time.weekday()) >= 1
        ? 1
        : week;
  }

  private int isoYear() {
    if (weekOf(time.yearday(), time.weekday()) < 1) {
      return time.year() - 1;
    }
    boolean next = weekOf(time.yearday() - length(time.year()), time.weekday()) >= 1;
    return next ? time.year() + 1 : time.year();
  }

  private static int weekOf(int yearday, int weekday) {
    return Math.floorDiv(yearday - (weekday + 6) % 7 + 10, 7);
  }

  private static int length(int year) {
    return java.time.Year.isLeap(year) ? 366 : 365;
  }
}
