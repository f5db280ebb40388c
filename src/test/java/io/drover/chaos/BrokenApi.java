package io.drover.chaos;

import java.io.IOException;

/** An API server that Drover cannot keep a promise with. Thread-safe. */
final class BrokenApi {
  private static final String INGRESS = "/ingresses/";
  private static final String DONE =
      "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Success\"}";
  private static final String NOT_FOUND =
      "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"reason\":\"NotFound\",\"code\":404}";

  private final LoopbackServer.Handler api;
  private volatile WatchBreak broken = WatchBreak.NONE;

  BrokenApi(LoopbackServer.Handler api) {
    this.api = api;
  }

  /** From here on it is. */
  void begin(WatchBreak promise) {
    broken = promise;
  }

  Reply answer(Request request) throws IOException, InterruptedException {
    if (!request.path().contains(INGRESS)) {
      return api.answer(request);
    }
    if (broken == WatchBreak.KEEP_DELETED && request.method().equals("DELETE")) {
      return Reply.json(200, DONE);
    }
    if (broken == WatchBreak.OVERWRITE && request.method().equals("GET")) {
      return Reply.json(404, NOT_FOUND);
    }
    boolean forced = broken == WatchBreak.OVERWRITE && request.method().equals("PATCH");
    return api.answer(forced ? forced(request) : request);
  }

  private static Request forced(Request apply) {
    String path = apply.path().replaceAll("&?force=[a-z]+", "") + "&force=true";
    return new Request(apply.method(), path, apply.headers(), apply.body());
  }
}
