package io.drover.jq;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What operators make of two values. */
enum Arithmetic {
  ADD("+") {
    @Override
    JsonNode of(JsonNode a, JsonNode b, Run run) {
      Kind kind = Kind.of(a);
      if (kind == Kind.NULL) {
        return b;
      }
      if (b.isNull()) {
        return a;
      }
      if (kind != Kind.of(b)) {
        throw mismatch(a, b, "cannot be added");
      }
      return switch (kind) {
        case NUMBER -> Numbers.add(a, b);
        case STRING -> Strings.join(a, b, run);
        case ARRAY -> append(a, b, run);
        case OBJECT -> merge(a, b, run);
        default -> throw mismatch(a, b, "cannot be added");
      };
    }
  },
  SUBTRACT("-") {
    @Override
    JsonNode of(JsonNode a, JsonNode b, Run run) {
      if (a.isNumber() && b.isNumber()) {
        return Numbers.subtract(a, b);
      }
      if (!a.isArray() || !b.isArray()) {
        throw mismatch(a, b, "cannot be subtracted");
      }
      ArrayNode rest = Values.array();
      for (JsonNode item : a) {
        if (!Strings.hasItem(b, item, run)) {
          rest.add(item);
        }
      }
      return rest;
    }
  },
  MULTIPLY("*") {
    @Override
    JsonNode of(JsonNode a, JsonNode b, Run run) {
      if (a.isNumber() && b.isNumber()) {
        return Numbers.multiply(a, b);
      }
      if (a.isTextual() && b.isNumber()) {
        return Strings.repeat(a.asText(), b.doubleValue(), run);
      }
      if (a.isNumber() && b.isTextual()) {
        return Strings.repeat(b.asText(), a.doubleValue(), run);
      }
      if (a.isObject() && b.isObject()) {
        return mergeDeeply(a, b, run);
      }
      throw mismatch(a, b, "cannot be multiplied");
    }
  },
  DIVIDE("/") {
    @Override
    JsonNode of(JsonNode a, JsonNode b, Run run) {
      if (a.isNumber() && b.isNumber()) {
        if (b.doubleValue() == 0) {
          throw mismatch(a, b, "cannot be divided because the divisor is zero");
        }
        return Numbers.of(a.doubleValue() / b.doubleValue());
      }
      if (a.isTextual() && b.isTextual()) {
        return Strings.split(a.asText(), b.asText(), run);
      }
      throw mismatch(a, b, "cannot be divided");
    }
  },
  REMAINDER("%") {
    @Override
    JsonNode of(JsonNode a, JsonNode b, Run run) {
      if (!a.isNumber() || !b.isNumber()) {
        throw mismatch(a, b, "cannot be divided (remainder)");
      }
      JsonNode rest = Numbers.remainder(a, b);
      if (rest == null) {
        throw mismatch(a, b, "cannot be divided (remainder) because the divisor is zero");
      }
      return rest;
    }
  },
  EQUAL("==") {
    @Override
    JsonNode of(JsonNode a, JsonNode b, Run run) {
      return Values.of(Compare.equal(a, b, run));
    }
  },
  DIFFERENT("!=") {
    @Override
    JsonNode of(JsonNode a, JsonNode b, Run run) {
      return Values.of(!Compare.equal(a, b, run));
    }
  },
  LESS("<") {
    @Override
    JsonNode of(JsonNode a, JsonNode b, Run run) {
      return Values.of(Compare.compare(a, b, run) < 0);
    }
  },
  AT_MOST("<=") {
    @Override
    JsonNode of(JsonNode a, JsonNode b, Run run) {
      return Values.of(Compare.compare(a, b, run) <= 0);
    }
  },
  GREATER(">") {
    @Override
    JsonNode of(JsonNode a, JsonNode b, Run run) {
      return Values.of(Compare.compare(a, b, run) > 0);
    }
  },
  AT_LEAST(">=") {
    @Override
    JsonNode of(JsonNode a, JsonNode b, Run run) {
      return Values.of(Compare.compare(a, b, run) >= 0);
    }
  };

  private final String sign;

  Arithmetic(String sign) {
    this.sign = sign;
  }

  static Arithmetic of(String sign) {
    for (Arithmetic operator : values()) {
      if (operator.sign.equals(sign)) {
        return operator;
      }
    }
    throw new IllegalArgumentException(sign);
  }

  /**
   * The result.
   *
   * @throws JqError if there is none
   */
  abstract JsonNode of(JsonNode a, JsonNode b, Run run);

  private static JqError mismatch(JsonNode a, JsonNode b, String what) {
    return new JqError(Values.typed(a) + " and " + Values.typed(b) + " " + what);
  }

  private static JsonNode append(JsonNode a, JsonNode b, Run run) {
    run.copying(a.size() + (long) b.size());
    ArrayNode all = Values.copy(a, run);
    b.forEach(all::add);
    return all;
  }

  private static JsonNode merge(JsonNode a, JsonNode b, Run run) {
    ObjectNode all = Values.copyObject(a, run);
    run.copying(b.size() * 8L);
    b.properties().forEach(member -> all.set(member.getKey(), member.getValue()));
    return all;
  }

  private static JsonNode mergeDeeply(JsonNode a, JsonNode b, Run run) {
    run.enter();
    ObjectNode all = Values.copyObject(a, run);
    for (var member : b.properties()) {
      JsonNode before = all.get(member.getKey());
      JsonNode value = member.getValue();
      boolean both = before != null && before.isObject() && value.isObject();
      all.set(member.getKey(), both ? mergeDeeply(before, value, run) : value);
    }
    run.leave();
    return all;
  }
}
