# Makes a report of a notification: what came and went, by bucket, and each object with what is known of it.
# report.lua makes the same.

def teams: {acme: "web", invoices: "billing", "raw-scans": "archive"};

def kinds:
  {
    gif: "picture", jpg: "picture", jpeg: "picture", png: "picture", webp: "picture",
    pdf: "document", docx: "document", odt: "document",
    txt: "text", md: "text", log: "text",
    csv: "table", parquet: "table", xlsx: "table",
    mp4: "film", webm: "film",
    zip: "archive", gz: "archive", tar: "archive"
  };

def ranks: {picture: 1, film: 2, document: 3, table: 4, text: 5, archive: 6, other: 7};
def units: ["B", "kB", "MB", "GB", "TB"];

# ---- text

def trim: gsub("^\\s+|\\s+$"; "");

def spaces($count): [range($count) | " "] | join("");

def left($width): . + spaces($width - length);

def right($width): spaces($width - length) + .;

# "first-draft_final" is "First Draft Final".
def title:
  [scan("[^-_ ]+") | (.[:1] | ascii_upcase) + .[1:]]
  | join(" ");

def size:
  {amount: ., unit: 0}
  | until(.amount < 1000 or .unit == 4; {amount: (.amount / 1000), unit: (.unit + 1)})
  | (.amount * 10 + 0.5 | floor) as $tenths
  | "\($tenths / 10 | floor).\($tenths % 10) \(units[.unit])";

def hex_digits: "0123456789abcdef";

def hex: hex_digits[(. / 16 | floor):(. / 16 | floor) + 1] + hex_digits[(. % 16):(. % 16) + 1];

# Four hexadecimal digits, the same for the same text.
def checksum:
  reduce explode[] as $code ({a: 1, b: 0};
    .a = (.a + $code) % 251
    | .b = (.b + .a) % 251)
  | (.b | hex) + (.a | hex);

# ---- dates

# Of a time such as 2026-11-23T10:15:21.418Z.
def moment:
  sub("\\.\\d+"; "")
  | fromdate
  | {seconds: ., text: strftime("%a %d %b %Y %H:%M")};

# ---- objects

def action:
  if startswith("s3:ObjectCreated:") then "created"
  elif startswith("s3:ObjectRemoved:") then "removed"
  else "changed"
  end;

def kind($content_type):
  if ($content_type // "" | ascii_downcase | startswith("image/")) then "picture"
  else kinds[ascii_downcase] // "other"
  end;

# What people said of the object when they uploaded it.
def labels:
  . // {}
  | with_entries(.key |= ascii_downcase | select(.key | startswith("x-amz-meta-")))
  | with_entries(.key |= ltrimstr("x-amz-meta-") | .value |= trim);

# The key's part up to its last slash, and the rest.
def place:
  rindex("/") as $slash
  | if $slash == null then {folder: "", name: .}
    else {folder: .[:$slash], name: .[$slash + 1:]}
    end;

# A name without and with what stands behind its last dot, if there is something before it.
def parts:
  rindex(".") as $dot
  | if $dot == null or $dot == 0 or $dot == length - 1 then {stem: ., extension: ""}
    else {stem: .[:$dot], extension: .[$dot + 1:]}
    end;

def describe:
  .s3.bucket.name as $bucket
  | .s3.object as $object
  | ($object.key | place) as $place
  | ($place.name | parts) as $parts
  | (.eventTime | moment) as $at
  | ($object.size // 0) as $bytes
  | {
      id: "\($bucket)-\($object.key | checksum)",
      bucket: $bucket,
      folder: $place.folder,
      name: $place.name,
      title: ($parts.stem | title),
      kind: ($parts.extension | kind($object.contentType)),
      action: (.eventName | action),
      bytes: $bytes,
      size: ($bytes | size),
      seconds: $at.seconds,
      at: $at.text,
      labels: ($object.userMetadata | labels),
      owner: .userIdentity.principalId
    };

# ---- buckets

# How often each item of a list is there.
def counts: reduce .[] as $item ({}; .[$item] += 1);

# A list of {NAME_OF_KEY, objects} from a map of numbers, the most first.
def ranking($name_of_key):
  to_entries
  | sort_by([-.value, .key])
  | map({($name_of_key): .key, objects: .value});

def bucket($total):
  (map(.bytes) | add) as $bytes
  | {
      name: .[0].bucket,
      team: (teams[.[0].bucket] // "nobody"),
      objects: length,
      bytes: $bytes,
      size: ($bytes | size),
      percent: ($bytes * 100 / $total + 0.5 | floor),
      kinds: (map(.kind) | counts | ranking("kind")),
      largest: (reduce .[1:][] as $object (.[0]; if $object.bytes > .bytes then $object else . end) | .name)
    };

def buckets($total):
  group_by(.bucket)
  | map(bucket($total))
  | sort_by([-.bytes, .name]);

# ---- the report

[.notification[] | describe] as $described
| ($described | map(.bytes) | add) as $total
| ($described | sort_by(.seconds)) as $in_time
| $in_time[0] as $first
| $in_time[-1] as $last
| (
    $described
    | sort_by([ranks[.kind], .name, .id])
    | map(. + {minutesBefore: (($last.seconds - .seconds) / 60 | floor)} | del(.seconds))
  ) as $objects
| ($objects | buckets($total)) as $buckets
| {
    title: "\($objects | length) objects in \($buckets | length) buckets, \($total | size)",
    period: {
      from: $first.at,
      to: $last.at,
      minutes: (($last.seconds - $first.seconds) / 60 | floor)
    },
    actions: ($objects | map(.action) | counts),
    tags: (
      [$objects[].labels | to_entries[] | "\(.key)=\(.value)"]
      | counts
      | ranking("tag")
    ),
    buckets: $buckets,
    objects: $objects,
    text: (
      [("bucket" | left(12)) + ("objects" | right(8)) + ("size" | right(10))]
      + ($buckets | map((.name | left(12)) + (.objects | tostring | right(8)) + (.size | right(10))))
      | join("\n")
    )
  }
