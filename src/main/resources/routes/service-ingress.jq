# The Ingresses that should exist for a Service: a list of one, or an empty one. docs/service-annotations.md has the
# rules. A mistake in the Service ends with error("what to mend").

def trim: gsub("^\\s+|\\s+$"; "");

# The items of a list separated by commas, without empty ones.
def items: split(",") | map(trim | select(length > 0));

# Each item once, where it first stands.
def once: reduce .[] as $item ([]; if any(.[]; . == $item) then . else . + [$item] end);

# The value of one of our annotations, empty if there is none.
def annotation($name): .metadata.annotations["autodeploy-ingress-" + $name] // "" | trim;

def mistake($service; $what): error("Service \($service.metadata.name): \($what)");

# ---- ports

def tcp_ports: [.spec.ports[]? | select((.protocol // "TCP") == "TCP")];

# How a path, and a list for people, calls a port.
def port_key: if (.name // "") == "" then "\(.port)" else .name end;

def backend($service):
  {service: {
    name: $service.metadata.name,
    port: (if (.name // "") == "" then {number: .port} else {name} end)
  }};

# The TCP port that an annotation means by a name or a number.
def named_port($service; $ports; $annotation):
  . as $reference
  | first($ports[] | select(.name == $reference or "\(.port)" == $reference))
    // mistake($service;
      "autodeploy-ingress-\($annotation) names the port \"\($reference)\", which is none of its TCP ports: "
      + "\([$ports[] | port_key] | join(", "))");

# ---- hosts

# A DNS name in lower case, perhaps with a first label *; an address is none.
def is_host:
  length <= 253
  and test("^(\\*\\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$")
  and (test("^[0-9]+(\\.[0-9]+){3}$") | not)
  and all(split(".")[]; length <= 63);

def checked_host($service):
  if is_host then .
  else mistake($service; "autodeploy-ingress-host has \"\(.)\", which is no host name: write DNS names in lower case, "
    + "separated by commas")
  end;

# [{host, port}]: the port is null for a host that is not bound to one.
def hosts($service; $ports):
  (annotation("host") | items) as $items
  | ($items | map(select(contains("=")))) as $bound
  | if ($bound | length) == 0 then
      $items | map({host: checked_host($service), port: null}) | once
    elif ($bound | length) < ($items | length) then
      mistake($service; "autodeploy-ingress-host mixes hosts bound to a port (port=host) and free ones: bind all or none")
    else
      $bound
      | map(split("=") | map(trim)
        | if length != 2 then
            mistake($service; "autodeploy-ingress-host has \"\(join("="))\": a host is bound to a port as port=host")
          else
            {host: (.[1] | checked_host($service)), port: (.[0] | named_port($service; $ports; "host"))}
          end)
      | once
      | (group_by(.host) | map(select(length > 1) | .[0].host)) as $twice
      | if ($twice | length) > 0 then
          mistake($service; "autodeploy-ingress-host binds \($twice[0]) to two ports: bind it to one")
        else . end
    end;

# ---- paths

def path($path; $service): {path: $path, pathType: "Prefix", backend: backend($service)};

# The first port at /, each other one at its name or number.
def default_paths($service):
  to_entries
  | map(.key as $index | .value
    | path((if $index == 0 then "/" else "/" + port_key end); $service));

# As autodeploy-ingress-paths says: "web=/,api=/api".
def given_paths($service; $ports):
  map(
    index("=") as $at
    | if $at == null then
        mistake($service; "autodeploy-ingress-paths has \"\(.)\": a path is written as port=/path")
      else
        (.[$at + 1:] | trim) as $path
        | if ($path | startswith("/")) then
            .[:$at] | trim | named_port($service; $ports; "paths") | path($path; $service)
          else
            mistake($service; "autodeploy-ingress-paths has the path \"\($path)\": a path begins with /")
          end
      end)
  | once
  | (group_by(.path) | map(select(length > 1) | .[0].path)) as $twice
  | if ($twice | length) > 0 then
      mistake($service; "autodeploy-ingress-paths gives the path \($twice[0]) to two ports: give it to one")
    else . end;

# ---- annotations passed on

# Whether a key is on a list such as ["cert-manager.io/*", "example.com/owner"].
def is_allowed($allowed):
  . as $key
  | (endswith("-snippet") | not)
  and (startswith("drover.io/") | not)
  and any($allowed[];
    if endswith("*") then . as $pattern | $key | startswith($pattern[:-1]) else . == $key end);

def passed_on($service; $allowed):
  "autodeploy-ingress-annotation-" as $prefix
  | (.metadata.annotations // {})
  | with_entries(
      select(.key | startswith($prefix))
      | .key |= .[($prefix | length):]
      | if .key | is_allowed($allowed) then .
        else mistake($service; "autodeploy-ingress-annotation-\(.key) is not passed on: the route allows "
          + "\($allowed | join(", ")), and never a snippet")
        end);

def tls($service; $hosts):
  annotation("tls") as $secret
  | if $secret == "" then {}
    elif ($secret | test("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$")) then
      {tls: [{hosts: ($hosts | map(.host)), secretName: $secret}]}
    else mistake($service; "autodeploy-ingress-tls has \"\($secret)\", which is no name of a Secret")
    end;

# ---- the Ingress

def rules($service; $ports; $hosts):
  (annotation("paths") | items) as $paths
  | if $hosts[0].port != null then
      if ($paths | length) > 0 then
        mistake($service; "autodeploy-ingress-host binds hosts to ports, so autodeploy-ingress-paths must go: "
          + "use one of them")
      else
        $hosts | map({host, http: {paths: [.port | path("/"; $service)]}})
      end
    else
      (if ($paths | length) == 0 then $ports | default_paths($service)
       else $paths | given_paths($service; $ports) end) as $all
      | $hosts | map({host, http: {paths: $all}})
    end;

def ingress($allowed):
  . as $service
  | tcp_ports as $ports
  | if ($ports | length) == 0 then
      mistake($service; "it has no TCP port, and an Ingress needs one: add one to spec.ports, or remove the "
        + "annotation autodeploy-ingress-host")
    else
      hosts($service; $ports) as $hosts
      | passed_on($service; $allowed) as $annotations
      | annotation("class") as $class
      | {
          apiVersion: "networking.k8s.io/v1",
          kind: "Ingress",
          metadata: (
            {name: "\(.metadata.name)-ing", namespace: .metadata.namespace}
            + (if $annotations == {} then {} else {annotations: $annotations} end)
          ),
          spec: (
            (if $class == "" then {} else {ingressClassName: $class} end)
            + tls($service; $hosts)
            + {rules: rules($service; $ports; $hosts)}
          )
        }
    end;

(variable("allowedAnnotations") // "" | items) as $allowed
| if .type == "DELETE" then []
  else
    .body
    | if (annotation("host") | items | length) == 0 then [] else [ingress($allowed)] end
  end
