-- Answers scripts by lua5.1: one JSON request a line, one JSON answer a line.
--
-- A request is {"script": TEXT, "in": VALUE}; an answer {"out": VALUE}, {"nothing": true} for nil, or {"error": TEXT}.
-- `event` is the value, by the conventions of docs/scripts.md: a null member reads as nil and is null again in the result
-- unless it was assigned, a null in an array is json.null, arrays stay arrays.

local null = newproxy(true)
getmetatable(null).__tostring = function() return "null" end
local arrays = setmetatable({}, {__mode = "k"})
local nulls = setmetatable({}, {__mode = "k"})

-- reading

local escapes = {b = "\b", f = "\f", n = "\n", r = "\r", t = "\t"}

local function utf8(code)
  local function tail(at) return string.char(128 + math.floor(code / 64 ^ at) % 64) end
  if code < 128 then return string.char(code) end
  if code < 2048 then return string.char(192 + math.floor(code / 64)) .. tail(0) end
  if code < 65536 then return string.char(224 + math.floor(code / 4096)) .. tail(1) .. tail(0) end
  return string.char(240 + math.floor(code / 262144)) .. tail(2) .. tail(1) .. tail(0)
end

local function read_string(text, at)
  local parts = {}
  while true do
    local stop = text:find('["\\]', at)
    parts[#parts + 1] = text:sub(at, stop - 1)
    if text:sub(stop, stop) == '"' then return table.concat(parts), stop + 1 end
    local letter = text:sub(stop + 1, stop + 1)
    at = stop + 2
    if letter == "u" then
      local code = tonumber(text:sub(at, at + 3), 16)
      at = at + 4
      if code >= 0xD800 and code < 0xDC00 then
        code = 0x10000 + (code - 0xD800) * 1024 + tonumber(text:sub(at + 2, at + 5), 16) - 0xDC00
        at = at + 6
      end
      parts[#parts + 1] = utf8(code)
    else
      parts[#parts + 1] = escapes[letter] or letter
    end
  end
end

local function assigned(t, key, value)
  nulls[t][key] = nil
  rawset(t, key, value)
end

local read

local function read_array(text, at)
  local array, n = {}, 0
  arrays[array] = true
  while true do
    at = text:find("[^%s,]", at)
    if text:sub(at, at) == "]" then return array, at + 1 end
    n = n + 1
    array[n], at = read(text, at)
  end
end

local function read_object(text, at)
  local object, key, value = {}, nil, nil
  while true do
    at = text:find("[^%s,]", at)
    if text:sub(at, at) == "}" then
      if nulls[object] then setmetatable(object, {__newindex = assigned}) end
      return object, at + 1
    end
    key, at = read_string(text, at + 1)
    value, at = read(text, text:find("[^%s:]", at))
    if value == null then
      nulls[object] = nulls[object] or {}
      nulls[object][key] = true
    else
      object[key] = value
    end
  end
end

local words = {t = true, f = false, n = null}

function read(text, at)
  at = text:find("%S", at)
  local first = text:sub(at, at)
  if first == "{" then return read_object(text, at + 1) end
  if first == "[" then return read_array(text, at + 1) end
  if first == '"' then return read_string(text, at + 1) end
  if words[first] ~= nil then return words[first], text:find("%A", at) or #text + 1 end
  local _, stop = text:find("^[-+%d.eE]+", at)
  return tonumber(text:sub(at, stop)), stop + 1
end

-- writing

local function is_text(value)
  local rest = value:gsub("[\194-\223][\128-\191]", ""):gsub("[\224-\239][\128-\191][\128-\191]", "")
  return not rest:gsub("[\240-\244][\128-\191][\128-\191][\128-\191]", ""):find("[\128-\255]")
end

local function write_string(value)
  if not is_text(value) then error("bytes that are not UTF-8") end
  local escaped = value:gsub('[%c"\\\127]', function(c) return string.format("\\u%04x", c:byte()) end)
  return '"' .. escaped .. '"'
end

local write

local function write_array(value, n, within)
  local parts = {}
  for i = 1, n do
    if value[i] == nil then error("an array with holes") end
    parts[i] = write(value[i], within)
  end
  return "[" .. table.concat(parts, ",") .. "]"
end

local function write_table(value, within)
  if within[value] then error("a table that holds itself") end
  within[value] = true
  local n, named = 0, false
  for key in pairs(value) do
    if type(key) ~= "number" then
      named = true
    elseif key < 1 or key % 1 ~= 0 then
      error("a key that is " .. key)
    else
      n = math.max(n, key)
    end
  end
  local meta = getmetatable(value)
  local array = n > 0 or (not named and not nulls[value] and (arrays[value] or (meta and meta.__is_array)))
  local text
  if array then
    if named then error("a table with names and numbers") end
    text = write_array(value, n, within)
  else
    local parts = {}
    for key, member in pairs(value) do
      if type(key) ~= "string" then error("a key that is a " .. type(key)) end
      parts[#parts + 1] = write_string(key) .. ":" .. write(member, within)
    end
    for key in pairs(nulls[value] or {}) do
      if rawget(value, key) == nil then parts[#parts + 1] = write_string(key) .. ":null" end
    end
    text = "{" .. table.concat(parts, ",") .. "}"
  end
  within[value] = nil
  return text
end

function write(value, within)
  local kind = type(value)
  if value == null then return "null" end
  if kind == "nil" then return "null" end
  if kind == "boolean" then return tostring(value) end
  if kind == "string" then return write_string(value) end
  if kind == "table" then return write_table(value, within or {}) end
  if kind ~= "number" then error("a " .. kind .. " in the result") end
  if value ~= value or value == math.huge or value == -math.huge then error("a number that JSON cannot hold") end
  return string.format("%.17g", value)
end

-- running: what a script changes of the libraries is put back

local libraries = {string, table, math, os, coroutine, debug}
local kept = {}
for i, library in ipairs(libraries) do
  kept[i] = {}
  for name, value in pairs(library) do kept[i][name] = value end
end

local function restore()
  for i, library in ipairs(libraries) do
    for name in pairs(library) do library[name] = nil end
    for name, value in pairs(kept[i]) do library[name] = value end
  end
  getmetatable("").__index = string
end

local function is_null(t, key) return nulls[t] ~= nil and nulls[t][key] == true and rawget(t, key) == nil end

local function environment(event)
  local globals = {}
  for name, value in pairs(_G) do globals[name] = value end
  globals._G = globals
  globals.print = function() end
  globals.io = {open = io.open}
  globals.event = event
  globals.json = {null = null, is_null = is_null}
  return globals
end

local function run(request)
  local chunk = assert(loadstring(request.script, "=case.lua"))
  setfenv(chunk, environment(request["in"]))
  local value = chunk()
  if value == nil then return '{"nothing":true}' end
  return '{"out":' .. write(value) .. "}"
end

local output, input, pcall, tostring = io.stdout, io.stdin, pcall, tostring
output:setvbuf("no")
output:write('{"version":"', _VERSION, '"}\n')
for line in input:lines() do
  local good, answer = pcall(function() return run((read(line, 1))) end)
  restore()
  if not good then
    local message = tostring(answer)
    answer = '{"error":' .. write_string(is_text(message) and message or "an error that is not UTF-8") .. "}"
  end
  output:write(answer, "\n")
end
