# The Ingress of a Service: its first port, by name if it has one.
.body
| (.metadata.annotations // {}) as $annotations
| {
    apiVersion: "networking.k8s.io/v1",
    kind: "Ingress",
    metadata: {name: "\(.metadata.name)-ing", namespace: .metadata.namespace},
    spec: {
      rules: [{
        host: $annotations["autodeploy-ingress-host"],
        http: {paths: [{
          path: "/",
          pathType: "Prefix",
          backend: {service: {
            name: .metadata.name,
            port: (.spec.ports[0] | if .name then {name} else {number: .port} end)
          }}
        }]}
      }]
    }
  }
| if $annotations["autodeploy-ingress-class"]
  then .spec.ingressClassName = $annotations["autodeploy-ingress-class"]
  else . end
