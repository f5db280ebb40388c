-- Makes a report of a notification: what came and went, by bucket, and each object with what is known of it.
-- report.jq makes the same.

local TEAMS = {acme = "web", invoices = "billing", ["raw-scans"] = "archive"}

local KINDS = {
  gif = "picture", jpg = "picture", jpeg = "picture", png = "picture", webp = "picture",
  pdf = "document", docx = "document", odt = "document",
  txt = "text", md = "text", log = "text",
  csv = "table", parquet = "table", xlsx = "table",
  mp4 = "film", webm = "film",
  zip = "archive", gz = "archive", tar = "archive",
}

local RANKS = {picture = 1, film = 2, document = 3, table = 4, text = 5, archive = 6, other = 7}
local MONTHS = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}
local WEEKDAYS = {"Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"} -- the first day of 1970 was a Thursday
local UNITS = {"B", "kB", "MB", "GB", "TB"}
local DAY = 24 * 60 * 60

-- ---- text

local function trim(text)
  return (string.gsub(text, "^%s*(.-)%s*$", "%1"))
end

local function starts_with(text, start)
  return string.sub(text, 1, #start) == start
end

local function left(text, width)
  return text .. string.rep(" ", width - #text)
end

local function right(text, width)
  return string.rep(" ", width - #text) .. text
end

-- "first-draft_final" is "First Draft Final".
local function title(stem)
  local words = {}
  for word in string.gmatch(stem, "[^-_ ]+") do
    words[#words + 1] = string.upper(string.sub(word, 1, 1)) .. string.sub(word, 2)
  end
  return table.concat(words, " ")
end

local function size(bytes)
  local unit = 1
  while bytes >= 1000 and unit < #UNITS do
    bytes = bytes / 1000
    unit = unit + 1
  end
  local tenths = math.floor(bytes * 10 + 0.5)
  return string.format("%d.%d %s", math.floor(tenths / 10), tenths % 10, UNITS[unit])
end

-- Four hexadecimal digits, the same for the same text.
local function checksum(text)
  local a, b = 1, 0
  for i = 1, #text do
    a = (a + string.byte(text, i)) % 251
    b = (b + a) % 251
  end
  return string.format("%02x%02x", b, a)
end

-- ---- dates

local function leap_days(year)
  return math.floor(year / 4) - math.floor(year / 100) + math.floor(year / 400)
end

-- Days since the first of 1970; years begin in March, so that a leap day is the last one.
local function days(year, month, day)
  local shifted = (month + 9) % 12
  local march_year = month <= 2 and year - 1 or year
  return 365 * march_year + leap_days(march_year) + math.floor((shifted * 306 + 5) / 10) + day - 719469
end

-- Of a time such as 2026-11-23T10:15:21.418Z.
local function moment(text)
  local year, month, day, hour, minute, second =
    string.match(text, "^(%d+)-(%d+)-(%d+)T(%d+):(%d+):(%d+)")
  local count = days(tonumber(year), tonumber(month), tonumber(day))
  return {
    seconds = count * DAY + hour * 3600 + minute * 60 + second,
    text = string.format(
      "%s %s %s %s %s:%s", WEEKDAYS[count % 7 + 1], day, MONTHS[tonumber(month)], year, hour, minute),
  }
end

-- ---- objects

local function action(name)
  if starts_with(name, "s3:ObjectCreated:") then return "created" end
  if starts_with(name, "s3:ObjectRemoved:") then return "removed" end
  return "changed"
end

local function kind(content_type, extension)
  if starts_with(string.lower(content_type or ""), "image/") then return "picture" end
  return KINDS[string.lower(extension)] or "other"
end

-- What people said of the object when they uploaded it.
local function labels(metadata)
  local found = {}
  for name, value in pairs(metadata or {}) do
    local label = string.match(string.lower(name), "^x%-amz%-meta%-(.+)$")
    if label then found[label] = trim(value) end
  end
  return found
end

local function describe(record)
  local object = record.s3.object
  local folder, name = string.match(object.key, "^(.*)/([^/]*)$")
  name = name or object.key
  local stem, extension = string.match(name, "^(.+)%.([^.]+)$")
  local at = moment(record.eventTime)
  local bytes = object.size or 0
  return {
    id = record.s3.bucket.name .. "-" .. checksum(object.key),
    bucket = record.s3.bucket.name,
    folder = folder or "",
    name = name,
    title = title(stem or name),
    kind = kind(object.contentType, extension or ""),
    action = action(record.eventName),
    bytes = bytes,
    size = size(bytes),
    seconds = at.seconds,
    at = at.text,
    labels = labels(object.userMetadata),
    owner = record.userIdentity.principalId,
  }
end

local function before(a, b)
  if a.kind ~= b.kind then return RANKS[a.kind] < RANKS[b.kind] end
  if a.name ~= b.name then return a.name < b.name end
  return a.id < b.id
end

-- ---- buckets

-- A list of {NAME_OF_KEY, objects} from a map of numbers, the most first.
local function ranking(counts, name_of_key)
  local list = {}
  for key, count in pairs(counts) do
    list[#list + 1] = {[name_of_key] = key, objects = count}
  end
  table.sort(list, function(a, b)
    if a.objects ~= b.objects then return a.objects > b.objects end
    return a[name_of_key] < b[name_of_key]
  end)
  return list
end

local function add(bucket, object)
  bucket.objects = bucket.objects + 1
  bucket.bytes = bucket.bytes + object.bytes
  bucket.kinds[object.kind] = (bucket.kinds[object.kind] or 0) + 1
  if object.bytes > bucket.most then
    bucket.most, bucket.largest = object.bytes, object.name
  end
end

local function buckets(objects, total)
  local by_name, list = {}, {}
  for _, object in ipairs(objects) do
    local bucket = by_name[object.bucket]
    if not bucket then
      bucket = {name = object.bucket, objects = 0, bytes = 0, kinds = {}, most = -1}
      by_name[object.bucket] = bucket
      list[#list + 1] = bucket
    end
    add(bucket, object)
  end
  for _, bucket in ipairs(list) do
    bucket.team = TEAMS[bucket.name] or "nobody"
    bucket.size = size(bucket.bytes)
    bucket.percent = math.floor(bucket.bytes * 100 / total + 0.5)
    bucket.kinds = ranking(bucket.kinds, "kind")
    bucket.most = nil
  end
  table.sort(list, function(a, b)
    if a.bytes ~= b.bytes then return a.bytes > b.bytes end
    return a.name < b.name
  end)
  return list
end

-- ---- the report

local objects, actions, tags, total = {}, {}, {}, 0
for index, record in ipairs(event.notification) do
  local object = describe(record)
  objects[index] = object
  total = total + object.bytes
  actions[object.action] = (actions[object.action] or 0) + 1
  for label, value in pairs(object.labels) do
    local tag = label .. "=" .. value
    tags[tag] = (tags[tag] or 0) + 1
  end
end

table.sort(objects, function(a, b) return a.seconds < b.seconds end)
local first, last = objects[1], objects[#objects]
for _, object in ipairs(objects) do
  object.minutesBefore = math.floor((last.seconds - object.seconds) / 60)
  object.seconds = nil
end
local from, to = first.at, last.at
table.sort(objects, before)

local found = buckets(objects, total)
local lines = {left("bucket", 12) .. right("objects", 8) .. right("size", 10)}
for _, bucket in ipairs(found) do
  lines[#lines + 1] = left(bucket.name, 12) .. right(tostring(bucket.objects), 8) .. right(bucket.size, 10)
end

return {
  title = #objects .. " objects in " .. #found .. " buckets, " .. size(total),
  period = {from = from, to = to, minutes = first.minutesBefore},
  actions = actions,
  tags = ranking(tags, "tag"),
  buckets = found,
  objects = objects,
  text = table.concat(lines, "\n"),
}
