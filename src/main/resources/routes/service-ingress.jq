# The Ingresses that should exist for a Service: a list of one, or an empty one.
#   autodeploy-ingress-host    one host, or several separated by commas
#   autodeploy-ingress-class   the ingressClassName, if any

# The items of a list separated by commas, without the spaces around them and without empty ones.
def items: split(",") | map(gsub("^\\s+|\\s+$"; "") | select(length > 0));

# Each item once, where it first stands.
def in_order_once: reduce .[] as $item ([]; if index($item) then . else . + [$item] end);

def annotation($name): .metadata.annotations[$name] // "";

# How an Ingress calls a port: by its name if it has one, else by its number.
def backend_port: if (.name // "") != "" then {name} else {number: .port} end;

def tcp_ports: [.spec.ports[]? | select((.protocol // "TCP") == "TCP")];

# The first port at /, each other one at its name or number.
def paths($service):
  to_entries
  | map({
      path: (if .key == 0 then "/" else "/\(.value.name // .value.port)" end),
      pathType: "Prefix",
      backend: {service: {name: $service, port: (.value | backend_port)}}
    });

def ingress($hosts; $class):
  .metadata.name as $service
  | (tcp_ports | paths($service)) as $paths
  | if ($paths | length) == 0
    then error("Service \($service) has no TCP port, and an Ingress needs one: add a port to spec.ports, or remove the annotation autodeploy-ingress-host")
    else . end
  | {
      apiVersion: "networking.k8s.io/v1",
      kind: "Ingress",
      metadata: {name: "\($service)-ing", namespace: .metadata.namespace},
      spec: (
        (if $class == "" then {} else {ingressClassName: $class} end)
        + {rules: [$hosts[] | {host: ., http: {paths: $paths}}]}
      )
    };

if .type == "DELETE" then []
else
  .body
  | (annotation("autodeploy-ingress-host") | items | in_order_once) as $hosts
  | if ($hosts | length) == 0 then []
    else [ingress($hosts; annotation("autodeploy-ingress-class") | gsub("^\\s+|\\s+$"; ""))]
    end
end
