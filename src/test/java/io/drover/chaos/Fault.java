package io.drover.chaos;

import java.util.List;

/** What can go wrong, in the words of the report. */
enum Fault {
  CONFLICT("API: 409 Conflict", 409, "Conflict"),
  TOO_MANY_REQUESTS("API: 429, Retry-After 1", 429, "TooManyRequests"),
  SERVER_ERROR("API: 500", 500, "InternalError"),
  UNAVAILABLE("API: 503", 503, "ServiceUnavailable"),
  RESET_BEFORE("API: reset, not executed"),
  RESET_AFTER("API: reset, executed"),
  HANG_BEFORE("API: hangs, then executed"),
  HANG_AFTER("API: executed, then hangs"),
  KILL("kill -9"),
  KILL_BEFORE_ACTION("kill -9 with an action not executed"),
  KILL_AFTER_ACTION("kill -9 with an action executed"),
  API_RESTART("API server killed and started"),
  STOPPED("SIGSTOP"),
  CONTINUED("SIGCONT"),
  COMPACTED("etcd compacted while all watches were cut"),
  WATCH_GONE("watch told 410 Gone"),
  WATCHES_CUT("watches and all else cut"),
  API_AWAY("API server refuses connections"),
  DISK_FULL("store's disk full"),
  WRITE_REFUSED("write refused by the full disk"),
  ANSWER_LOST("webhook: answer lost"),
  COLLECTED("Workflow gone before its event comes again"),
  LEDGER_LOST("ledger deleted while Drover was down"),
  SENT_TWICE("webhook: sent twice at once"),
  TERMINATED("SIGTERM"),
  MINIO_KILLED("MinIO kill -9 and started"),
  MINIO_TERMINATED("MinIO SIGTERM and started"),
  NATS_KILLED("NATS kill -9 and started"),
  LINE_CUT("MinIO: cut inside a line"),
  LISTENER_LEFT("MinIO: an earlier listener left");

  /** Those that the proxy draws from for any request. */
  static final List<Fault> OF_REQUESTS =
      List.of(
          CONFLICT,
          TOO_MANY_REQUESTS,
          SERVER_ERROR,
          UNAVAILABLE,
          RESET_BEFORE,
          RESET_AFTER,
          HANG_BEFORE,
          HANG_AFTER);

  /** Those that the proxy draws from for writes alone. */
  static final List<Fault> OF_WRITES =
      List.of(CONFLICT, TOO_MANY_REQUESTS, SERVER_ERROR, HANG_BEFORE, HANG_AFTER);

  /** Those that the relay draws from for any notification. */
  static final List<Fault> OF_NOTIFICATIONS = List.of(ANSWER_LOST, SENT_TWICE);

  private final String words;
  private final int status;
  private final String reason;

  Fault(String words) {
    this(words, 0, null);
  }

  Fault(String words, int status, String reason) {
    this.words = words;
    this.status = status;
    this.reason = reason;
  }

  String words() {
    return words;
  }

  /** What the API server would say, for one that is an answer. */
  Reply answer() {
    String body =
        """
        {"kind":"Status","apiVersion":"v1","status":"Failure","reason":"%s","code":%d,"message":"chaos"}
        """
            .formatted(reason, status);
    Reply reply = Reply.json(status, body);
    return this == TOO_MANY_REQUESTS ? reply.with("retry-after", "1") : reply;
  }
}
