package io.drover.jq;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * A time in the parts that C has: months from 0, days of the month from 1, of the week from 0 for
 * Sunday, of the year from 0. Parts may be out of range, such as a 30th of February.
 *
 * @param year in full, such as 2024
 * @param seconds with a fraction
 */
record BrokenDownTime(
    int year, int month, int day, int hour, int minute, double seconds, int weekday, int yearday) {
  private static final int PARTS = 8;
  private static final long MOST = 67_768_036_191_676_799L; // the end of the year that C can hold

  /** That of so many seconds since 1970, in UTC. */
  static BrokenDownTime ofEpoch(double seconds) {
    if (!(Math.abs(seconds) <= MOST)) {
      throw new JqError("error converting number of seconds since epoch to datetime");
    }
    long whole = (long) seconds;
    double fraction = seconds - Math.floor(seconds);
    long day = Math.floorDiv(whole, 86_400L);
    if (Math.abs(day) > 365_241_780_000L) {
      throw new JqError("error converting number of seconds since epoch to datetime");
    }
    return of(LocalDateTime.ofEpochSecond(whole, 0, ZoneOffset.UTC), fraction);
  }

  static BrokenDownTime of(LocalDateTime time, double fraction) {
    return new BrokenDownTime(
        time.getYear(),
        time.getMonthValue() - 1,
        time.getDayOfMonth(),
        time.getHour(),
        time.getMinute(),
        time.getSecond() + fraction,
        time.getDayOfWeek().getValue() % 7,
        time.getDayOfYear() - 1);
  }

  /** From an array of numbers; null if it is none. */
  static BrokenDownTime of(JsonNode array) {
    if (!array.isArray() || array.size() < PARTS) {
      return null;
    }
    for (int i = 0; i < PARTS; i++) {
      if (!array.get(i).isNumber()) {
        return null;
      }
    }
    return new BrokenDownTime(
        part(array, 0),
        part(array, 1),
        part(array, 2),
        part(array, 3),
        part(array, 4),
        part(array, 5),
        part(array, 6),
        part(array, 7));
  }

  private static int part(JsonNode array, int index) {
    return Numbers.index(array.get(index));
  }

  ArrayNode toArray() {
    return Values.array()
        .add(year)
        .add(month)
        .add(day)
        .add(hour)
        .add(minute)
        .add(Numbers.of(seconds))
        .add(weekday)
        .add(yearday);
  }

  /** Seconds since 1970, taking the time as one in UTC and parts out of range into account. */
  long toEpoch() {
    return date().toEpochDay() * 86_400 + hour * 3_600L + minute * 60L + (long) seconds;
  }

  private LocalDate date() {
    try {
      return LocalDate.of(year, 1, 1).plusMonths(month).plusDays(day - 1L);
    } catch (DateTimeException e) {
      throw new JqError("invalid gmtime representation");
    }
  }

  /** With the days of week and year that its date has. */
  BrokenDownTime withDays() {
    LocalDate date = date();
    return new BrokenDownTime(
        year,
        month,
        day,
        hour,
        minute,
        seconds,
        date.getDayOfWeek().getValue() % 7,
        date.getDayOfYear() - 1);
  }
}
