package io.drover.lua;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Of {@code os} what tells the time, in UTC; the system itself is out of reach. */
final class OsLibrary {
  private static final double NANOS = 1e9;
  private static final long NOON = 12;
  private static final LuaString DATE_AND_TIME = LuaValue.valueOf("%c");
  private static final long COPIES = 6; // of a format, while it becomes a text of Java
  private static final String[] WITHHELD = {
    "execute", "exit", "getenv", "remove", "rename", "setlocale", "tmpname"
  };

  private OsLibrary() {}

  static LuaTable table() {
    LuaTable os = new LuaTable();
    Functions.add(os, "clock", args -> clock());
    Functions.add(os, "date", OsLibrary::date);
    Functions.add(os, "difftime", args -> LuaDouble.valueOf(args.number(1) - args.number(2)));
    Functions.add(os, "time", OsLibrary::time);
    for (String name : WITHHELD) {
      Functions.add(
          os,
          name,
          args -> {
            throw new LuaError(
                "os." + name + " is not available here: scripts know nothing of the system");
          });
    }
    return new ReadOnlyTable(os);
  }

  private static LuaValue clock() {
    return LuaDouble.valueOf(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / NANOS);
  }

  private static Varargs time(Arguments args) {
    if (args.at(1).isnil()) {
      return LuaDouble.valueOf((double) Instant.now().getEpochSecond());
    }
    LuaTable fields = args.table(1);
    LocalDateTime start = LocalDateTime.of(1900, 1, 1, 0, 0);
    LocalDateTime time =
        start
            .plusYears(field(fields, "year", null) - 1900)
            .plusMonths(field(fields, "month", null) - 1)
            .plusDays(field(fields, "day", null) - 1)
            .plusHours(field(fields, "hour", NOON))
            .plusMinutes(field(fields, "min", 0L))
            .plusSeconds(field(fields, "sec", 0L));
    return LuaDouble.valueOf((double) time.toEpochSecond(ZoneOffset.UTC));
  }

  private static long field(LuaTable fields, String name, Long otherwise) {
    LuaValue value = fields.rawget(name).tonumber();
    if (value.isnil() && otherwise == null) {
      throw new LuaError("field '" + name + "' missing in date table");
    }
    return value.isnil() ? otherwise : (int) value.todouble();
  }

  private static Varargs date(Arguments args) {
    LuaString given = args.at(1).isnil() ? DATE_AND_TIME : args.string(1);
    Bytes.asking(COPIES * given.m_length);
    String format = given.tojstring();
    long seconds = args.whole(2, Instant.now().getEpochSecond());
    if (Math.abs(seconds) > Integer.MAX_VALUE * 100L) {
      throw new BadArgument(2, "time is out of range");
    }
    LocalDateTime time = LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC);
    String utc = format.startsWith("!") ? format.substring(1) : format;
    return utc.startsWith("*t") ? fields(time) : LuaText.of(DateText.of(time, utc));
  }

  private static LuaTable fields(LocalDateTime time) {
    LuaTable fields = new ScriptTable();
    fields.set("year", time.getYear());
    fields.set("month", time.getMonthValue());
    fields.set("day", time.getDayOfMonth());
    fields.set("hour", time.getHour());
    fields.set("min", time.getMinute());
    fields.set("sec", time.getSecond());
    fields.set("wday", time.getDayOfWeek().getValue() % 7 + 1);
    fields.set("yday", time.getDayOfYear());
    fields.set("isdst", LuaValue.FALSE);
    return fields;
  }
}
