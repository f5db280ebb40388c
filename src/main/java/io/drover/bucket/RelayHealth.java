package io.drover.bucket;

import io.drover.delivery.HealthDetail;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntSupplier;

/**
 * How the feed of a route is.
 *
 * @param atWork how many messages are
 */
record RelayHealth(String route, Feed feed, FeedKeeper keeper, IntSupplier atWork)
    implements HealthDetail {
  @Override
  public String name() {
    return "source:" + route;
  }

  @Override
  public Map<String, Object> data() {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("reads", feed.name());
    data.put("atWork", atWork.getAsInt());
    data.putAll(feed.details());
    if (!isWell()) {
      data.put("trouble", keeper.trouble());
    }
    return data;
  }

  @Override
  public boolean isWell() {
    return keeper.trouble() == null;
  }
}
