# The HTTPRoutes that should exist for a Service: a list of one, or an empty one.
#
#   autodeploy-gateway-host        one host, or several separated by commas
#   autodeploy-gateway-name        the Gateway, where it is not that of service-httproute.httproute.yaml
#   autodeploy-gateway-namespace   the Gateway's namespace, likewise
#
# The first TCP port is at /, each other one at / and its name or number. A mistake in the Service ends with
# error("what to mend").

def trim: gsub("^\\s+|\\s+$"; "");

# The items of a list separated by commas: no empty ones, each once, where it first stands.
def items:
  split(",") | map(trim | select(length > 0))
  | reduce .[] as $item ([]; if any(.[]; . == $item) then . else . + [$item] end);

# The value of one of our annotations, empty if there is none.
def annotation($name): .metadata.annotations["autodeploy-gateway-" + $name] // "" | trim;

def mistake($service; $what): error("Service \($service.metadata.name): \($what)");

def is_label: test("^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$");

# A DNS name in lower case, perhaps with a first label *; an address is none.
def is_host:
  length <= 253
  and (ltrimstr("*.") | split(".") | all(.[]; is_label))
  and (test("^[0-9]+(\\.[0-9]+){3}$") | not);

def hosts:
  . as $service
  | annotation("host") | items
  | map(if is_host then .
      else mistake($service; "autodeploy-gateway-host has \"\(.)\", which is no host name: write DNS names in lower "
        + "case, separated by commas")
      end)
  | if length > 16 then
      mistake($service; "autodeploy-gateway-host has \(length) hosts, and an HTTPRoute takes 16: make another Service "
        + "for the others")
    else . end;

def ports:
  . as $service
  | [.spec.ports[]? | select((.protocol // "TCP") == "TCP")]
  | if length == 0 then
      mistake($service; "it has no TCP port, and an HTTPRoute needs one: add one to spec.ports, or remove the "
        + "annotation autodeploy-gateway-host")
    elif length > 16 then
      mistake($service; "it has \(length) TCP ports, and an HTTPRoute takes 16: make another Service for the others")
    else . end;

# How a path calls a port.
def port_key: if (.name // "") == "" then "\(.port)" else .name end;

# The name of a Gateway or namespace, if the Service says another than the template.
def name_or($annotation; $template):
  . as $service
  | annotation($annotation)
  | if . == "" then $template
    elif is_label then .
    else mistake($service; "autodeploy-gateway-\($annotation) has \"\(.)\", which is no name: write it in lower case")
    end;

def httproute:
  . as $service
  | ports as $ports
  | hosts as $hosts
  | manifest("service-httproute.httproute.yaml")
  | .metadata.name = $service.metadata.name + "-route"
  | .metadata.namespace = $service.metadata.namespace
  | .spec.parentRefs[0].name |= (. as $name | $service | name_or("name"; $name))
  | .spec.parentRefs[0].namespace |= (. as $name | $service | name_or("namespace"; $name))
  | .spec.hostnames = $hosts
  | .spec.rules[0] as $rule
  | .spec.rules = [
      range($ports | length) as $index
      | $ports[$index] as $port
      | $rule
      | .matches[0].path.value = (if $index == 0 then "/" else "/" + ($port | port_key) end)
      | .backendRefs[0].name = $service.metadata.name
      | .backendRefs[0].port = $port.port
    ];

if .type == "DELETE" then []
else
  .body
  | if (annotation("host") | items | length) == 0 then [] else [httproute] end
end
