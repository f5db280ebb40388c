package io.drover.lua;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import io.drover.script.Budget;
import java.io.IOException;

/** Reads JSON, in which each token is a step: a short text may become a large tree. */
final class CountedParser extends JsonParserDelegate {
  private final Budget budget;

  CountedParser(JsonParser parser, Budget budget) {
    super(parser);
    this.budget = budget;
  }

  @Override
  public JsonToken nextToken() throws IOException {
    budget.step();
    return delegate.nextToken();
  }
}
