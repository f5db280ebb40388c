-- Adds to the event the list of its images, each as the Workflow wants it:
--   images: [{directory, imageName, dimensions}]
-- The directory is the key up to its last slash, empty for a key without one.
local dimensions = "128x128 256x256 512x152 1024x1024"

local function is_image(object)
  return string.sub(string.lower(object.contentType or ""), 1, 6) == "image/"
end

local images = {}
for _, record in ipairs(event.notification) do
  local object = record.s3.object
  if is_image(object) then
    local directory, name = string.match(object.key, "^(.*)/([^/]*)$")
    table.insert(images, {
      directory = directory or "",
      imageName = name or object.key,
      dimensions = dimensions,
    })
  end
end

event.images = images
return event
