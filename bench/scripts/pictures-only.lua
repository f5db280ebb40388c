-- Whether one of the records is of a picture, as the filter of the route thumbnails asks in jq.
for _, record in ipairs(event.notification) do
  if string.sub(string.lower(record.s3.object.contentType or ""), 1, 6) == "image/" then
    return true
  end
end
return false
